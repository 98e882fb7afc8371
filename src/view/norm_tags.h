/* SPDX-License-Identifier: Apache-2.0 */
/* norm_tags.h -- tags under normalised keys: what Env, env and environment say of one thing.
 *
 * A key is called what the strongest rule says that fits it (highest priority, then a rule of its
 * provider, then the longest pattern), and without a rule by its own letters, lower case, with _
 * for every run of blanks and : / . _ -. Of several keys of a charge that are called the same the
 * one of highest priority counts (0 without a rule), then the one that is spelled so, then by the
 * alphabet. Values are renamed by rules alone. The rules are those of the snapshot's data version.
 */
#ifndef CENTAVO_VIEW_NORM_TAGS_H
#define CENTAVO_VIEW_NORM_TAGS_H

#include "base/arena.h"
#include "view/dataset.h"

struct norm_tags {
    const char *keys;   /* FROM texts: tables of sql/view/norm_make, on a server their rows */
    const char *values; /* themselves */
    const char *group;  /* SQL of the group that a charge's provider_name is in */
};

/* Made once per snapshot; the texts are of the arena. */
MUST_CHECK bool norm_tables(struct snapshot *snapshot, struct arena *arena, struct norm_tags *out,
                            struct err *err);

/* FROM text of (provider_group, tag_set_id, key, value) over that of raw tags. */
MUST_CHECK bool norm_tags_from(const struct norm_tags *norm, const char *tag_value,
                               struct arena *arena, const char **from, struct err *err);

#endif
