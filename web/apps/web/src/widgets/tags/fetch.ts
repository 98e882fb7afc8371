/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- keys of tags, those that are called the same, and the rules that a person gives. */
import { getTagCollisions, getTagRules, setTagRule, type TagCollision, type TagRule, type TagRuleChange } from "@centavo/core";
import { useQuery, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import { useWrite } from "../../app/ask.ts";

export function useCollisions(): UseQueryResult<TagCollision[]> {
	return useQuery({ queryKey: ["bills", "collisions"], queryFn: ({ signal }) => getTagCollisions(signal) });
}

export function useRules(): UseQueryResult<TagRule[]> {
	return useQuery({ queryKey: ["bills", "rules"], queryFn: ({ signal }) => getTagRules(signal) });
}

/** A rule changes what every answer about normalised tags says. */
export function useSetRule(): UseMutationResult<TagRule[], unknown, TagRuleChange> {
	return useWrite(setTagRule);
}
