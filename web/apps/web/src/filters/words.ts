/* SPDX-License-Identifier: Apache-2.0 */
/* words.ts -- a condition in words, the same on chips, on paper and in the explorer. */
import type { Clause } from "@centavo/core";
import { useLook } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { dimensionName } from "../app/names.ts";
import { operatorOf } from "./conditions.ts";

export function useOperatorName(): (operator: ReturnType<typeof operatorOf>) => string {
	const { t } = useI18n();
	return (operator) =>
		({
			is: t("is"),
			is_not: t("is_not"),
			contains: t("explore_contains"),
			contains_not: t("explore_contains_not"),
			like: t("explore_like"),
			like_not: t("explore_like_not"),
			none: t("explore_is_none"),
			any: t("explore_is_any"),
		})[operator];
}

export interface ClauseWords {
	name: string;
	operator: string;
	/** empty where the operator says it all */
	values: string;
}

/** most: values that are named, of more only how many they are. */
export function useClauseWords(most = Infinity): (clause: Clause) => ClauseWords {
	const { t, format } = useI18n();
	const operatorName = useOperatorName();
	const accounts = useLook("sub_account_id");
	return (clause) => {
		const operator = operatorOf(clause);
		const words = { name: dimensionName(t, clause.name), operator: operatorName(operator), values: "" };
		if (operator === "none" || operator === "any") return words;
		const label = (value: string | null) =>
			value === null ? t("no_value") : clause.name === "sub_account_id" ? accounts.label(value) : value;
		const values = clause.values.slice(0, most).map(label).join(", ");
		const more = clause.values.length - most;
		return { ...words, values: more > 0 ? `${values} +${format.count(more)}` : values };
	};
}
