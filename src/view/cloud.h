/* SPDX-License-Identifier: Apache-2.0 */
/* cloud.h -- the short names of providers: aws, azure, gcp, oci, and for every other its name in
 * lower case with hyphens. */
#ifndef CENTAVO_VIEW_CLOUD_H
#define CENTAVO_VIEW_CLOUD_H

#include "base/arena.h"

/* "Google Cloud" -> "gcp", "Acme Cloud" -> "acme-cloud" */
const char *cloud_of_provider(const char *provider_name, struct arena *arena);

/* The provider names that a short name stands for, NULL-terminated; NULL when it stands for none.
 * known: names that exist in the data, NULL-terminated; may be NULL. */
const char *const *cloud_providers(const char *cloud, const char *const *known,
                                   struct arena *arena);

#endif
