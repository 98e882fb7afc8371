/* SPDX-License-Identifier: Apache-2.0 */
/* conditions.ts -- the ways to say a condition on a dimension, and where the server found an expression wrong. */
import type { Clause, DimensionValue, Problem } from "@centavo/core";

export const OPERATORS = ["is", "is_not", "contains", "contains_not", "none", "any"] as const;
export type Operator = (typeof OPERATORS)[number];

export function operatorOf(clause: Clause): Operator | "like" | "like_not" {
	if (clause.match === "contains") return clause.exclude ? "contains_not" : "contains";
	if (clause.match === "like") return clause.exclude ? "like_not" : "like";
	if (clause.values.length === 1 && clause.values[0] === null) return clause.exclude ? "any" : "none";
	return clause.exclude ? "is_not" : "is";
}

function isText(operator: Operator): boolean {
	return operator === "contains" || operator === "contains_not";
}

/** The same dimension by another operator; what was chosen stays where it still means something. */
export function withOperator(clause: Clause, operator: Operator): Clause {
	const { name } = clause;
	const exclude = operator === "is_not" || operator === "contains_not" || operator === "any";
	if (operator === "none" || operator === "any") return { name, exclude, values: [null] };
	const texts = clause.values.filter((value) => value !== null);
	if (!isText(operator)) return { name, exclude, values: clause.match ? [] : texts };
	return { name, exclude, values: texts.slice(0, 1), match: "contains" };
}

/** One value chosen, or let go of. */
export function withValue(clause: Clause, value: string | null): Clause {
	const without = clause.values.filter((one) => one !== value);
	return { ...clause, values: without.length < clause.values.length ? without : [...clause.values, value] };
}

/** The cost of an offered value in a currency; null where it has none. */
export function costOf(item: Pick<DimensionValue, "cost">, currency: string | null): string | null {
	const cost = item.cost.find((one) => one.billing_currency === currency);
	const found = cost && Object.entries(cost).find(([name]) => name !== "billing_currency")?.[1];
	return typeof found === "string" ? found : null;
}

/** What the API says of a filter: in its words, and at which character of the expression, from 1. */
export interface Fault {
	detail: string;
	at: number | null;
}

export function faultOf(problem: Problem | null): Fault | null {
	if (problem?.parameter !== "filter") return null;
	const detail = (problem.detail ?? problem.title).replace(/^filter: /, "");
	const at = /^character (\d+): /.exec(detail);
	return { detail: at ? detail.slice(at[0].length) : detail, at: at ? Number(at[1]) : null };
}
