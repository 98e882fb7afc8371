/* SPDX-License-Identifier: Apache-2.0 */
/* details.h -- what a provider adds to a row in JSON, as FOCUS price details. */
#ifndef CENTAVO_MAPPING_DETAILS_H
#define CENTAVO_MAPPING_DETAILS_H

#include "base/buf.h"

/* {"ServiceType":"D2s","VCPUs":2,"ImageType":null} -> {"InstanceType":"D2s","CoreCount":2}: keys
 * that FOCUS has a name for get it, others the prefix x_; null is absent, values stay as they are.
 * The braces may be missing. False: there are no details, or the text is not understood; what was
 * appended is worth nothing. */
MUST_CHECK bool details_write(const char *text, size_t size, struct buf *out);

#endif
