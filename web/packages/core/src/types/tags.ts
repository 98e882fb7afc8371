/* SPDX-License-Identifier: Apache-2.0 */
/* tags.ts -- keys of tags and the rules on them. */
import type * as api from "./api.gen.ts";

export type { TagCollision, TagCollisions, TagKey, TagKeys, TagRule, TagRules } from "./api.gen.ts";

export type TagRuleChange = api.Body["POST /api/v1/tags/rules"];
