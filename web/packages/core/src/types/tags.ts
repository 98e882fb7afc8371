/* SPDX-License-Identifier: Apache-2.0 */
/* tags.ts -- keys of tags and the rules on them. Field names are the API's own. */

export interface TagKey {
	key: string;
	charge_count: number;
	value_count: number;
}

export interface TagCollision {
	norm_key: string;
	provider_name: string | null;
	key: string;
	charge_count: number;
	value_count: number;
	/** charges that carry another of these keys with another value, too */
	conflict_count: number;
}

/** What a key is called, or a value: then raw_key is null. */
export interface TagRule {
	norm_key: string;
	raw_key: string | null;
	provider_name: string | null;
	priority: number | null;
	raw_value: string | null;
	norm_value: string | null;
}

export interface TagRuleChange {
	norm_key: string;
	raw_key?: string;
	provider_name?: string;
	raw_value?: string;
	norm_value?: string;
	/** end the rule */
	remove?: boolean;
}
