/* SPDX-License-Identifier: Apache-2.0 */
/* charge.h -- the end of a mapping: write charges and tags, and read back what was stored. */
#ifndef CENTAVO_MAPPING_CHARGE_H
#define CENTAVO_MAPPING_CHARGE_H

#include "mapping/map.h"
#include "mapping/steps.h"
#include "mapping/tags.h"
#include "store/duck.h"

/* Write the charges of the charge steps to path. */
MUST_CHECK bool charge_write(struct steps *steps, const struct mapping_job *job, const char *path,
                             struct err *err);

/* Write the two files of tags. */
MUST_CHECK bool charge_write_tags(struct tags *tags, struct duck *duck, struct db *db,
                                  const char *set_path, const char *value_path, struct err *err);

/* Fill in what is read off the stored charges: totals, months or days, providers, accounts, counts.
 * The totals of out hold the control totals already. */
MUST_CHECK bool charge_read_back(struct db *db, struct mapping_result *out, struct err *err);

#endif
