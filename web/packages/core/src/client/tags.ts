/* SPDX-License-Identifier: Apache-2.0 */
/* tags.ts -- keys of tags and the rules on them. */
import { ROWS_A_PAGE } from "./costs.ts";
import { getJson, postJson } from "./http.ts";
import { searchText } from "../query.ts";
import type { TagCollision, TagCollisions, TagKey, TagKeys, TagRule, TagRuleChange, TagRules } from "../types/index.ts";

export async function getTags(as_of: string | null, signal?: AbortSignal): Promise<TagKey[]> {
	const search = new URLSearchParams({ limit: ROWS_A_PAGE, ...(as_of ? { as_of } : {}) });
	return (await getJson<TagKeys>(`/api/v1/tags?${searchText(search)}`, signal)).items;
}

export async function getTagCollisions(signal?: AbortSignal): Promise<TagCollision[]> {
	return (await getJson<TagCollisions>("/api/v1/tags/collisions?window=all", signal)).items;
}

export async function getTagRules(signal?: AbortSignal): Promise<TagRule[]> {
	return (await getJson<TagRules>("/api/v1/tags/rules", signal)).items;
}

/** What a key or a value is called, or the end of such a rule; answers all rules as they are then. */
export async function setTagRule(rule: TagRuleChange): Promise<TagRule[]> {
	return (await postJson<TagRules>("/api/v1/tags/rules", rule)).items;
}
