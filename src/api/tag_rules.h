/* SPDX-License-Identifier: Apache-2.0 */
/* tag_rules.h -- which keys and values of tags mean the same, over HTTP. */
#ifndef CENTAVO_API_TAG_RULES_H
#define CENTAVO_API_TAG_RULES_H

#include "api/call.h"

void tag_rules_list(struct call *call);
void tag_rules_put(struct call *call); /* one rule; answers with all of them */

#endif
