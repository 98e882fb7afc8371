/* SPDX-License-Identifier: Apache-2.0 */
/* bundle_azure.h -- the exports of Azure below a directory (mappings.md 4.1).
 *
 * Every run of an export writes a folder of its own, with a manifest and all charges of the period
 * so far. So the newest run of a period says everything, and reading the older ones too would count
 * each day many times. An actual and an amortized export of the same period are one delivery.
 */
#ifndef CENTAVO_RUN_BUNDLE_AZURE_H
#define CENTAVO_RUN_BUNDLE_AZURE_H

#include "run/bundle.h"

#include <jansson.h>

bool azure_manifest_is(const json_t *manifest);

/* See bundle_periods. ERR_USAGE when the exports below the directory are not of one scope. */
MUST_CHECK bool azure_periods(const char *directory, struct arena *arena, struct period **periods,
                              size_t *count, struct err *err);

/* period NULL: the only one; ERR_USAGE when there are several. */
MUST_CHECK bool azure_open(const char *directory, const struct period *period, struct arena *arena,
                           struct bundle *out, struct err *err);

#endif
