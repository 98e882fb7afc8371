/* SPDX-License-Identifier: Apache-2.0 */
/* offer.ts -- what a search among dimensions and tag keys finds, in which order; what a key of the keyboard does in a list. */

export interface Names {
	dimensions: { name: string }[];
	tags: { key: string; charge_count: number }[];
}

export interface Offered {
	name: string;
	label: string;
	kind: "suggested" | "dimension" | "tag";
	/** of a tag key: how many charges have it */
	count: number | null;
}

function folded(text: string): string {
	return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/* Costs are shown by currency anyway: to be split by it says nothing more. */
const NEVER = new Set(["billing_currency"]);

/** label: a dimension in the words of people. Words in any order, of the label or of the API's own name. */
export function offer(names: Names, suggested: string[], taken: string[], q: string, label: (name: string) => string): Offered[] {
	const words = folded(q).split(/\s+/).filter(Boolean);
	const fits = (one: Offered) => words.every((word) => folded(`${one.label} ${one.name}`).includes(word));
	const free = (one: Offered) => !taken.includes(one.name);
	const first = q === "" ? suggested : [];
	const dimensions = names.dimensions
		.filter(({ name }) => !NEVER.has(name) && !first.includes(name))
		.map(({ name }): Offered => ({ name, label: label(name), kind: "dimension", count: null }));
	const tags = [...names.tags]
		.sort((a, b) => b.charge_count - a.charge_count)
		.filter(({ key }) => !first.includes(`tag:${key}`))
		.map(({ key, charge_count }): Offered => ({ name: `tag:${key}`, label: key, kind: "tag", count: charge_count }));
	const begins = first.map((name): Offered => ({ name, label: label(name), kind: "suggested", count: null }));
	const found = [...begins, ...nearest(sorted(dimensions), q), ...nearest(tags, q)].filter((one) => free(one) && fits(one));
	/* a key that the bills do not have yet, or the normalised one of a rule */
	const typed = /^(norm_)?tag:\S.*$/.exec(q.trim())?.[0];
	if (typed && !taken.includes(typed) && !found.some((one) => one.name === typed))
		found.push({ name: typed, label: label(typed), kind: "tag", count: null });
	return found;
}

function sorted(list: Offered[]): Offered[] {
	return list.sort((a, b) => a.label.localeCompare(b.label));
}

/** What is called as it was typed, then what begins so: "resource" is the resource, not the allocated resource. */
function nearest(list: Offered[], q: string): Offered[] {
	const typed = folded(q.trim());
	if (typed === "") return list;
	const distance = ({ label }: Offered) => (folded(label) === typed ? 0 : folded(label).startsWith(typed) ? 1 : 2);
	return list.sort((a, b) => distance(a) - distance(b));
}

/** Where a key leads in a list of so many; null: it is no key of lists. */
export function moveIn(key: string, at: number, count: number): number | null {
	if (count === 0) return null;
	if (key === "ArrowDown") return (at + 1) % count;
	if (key === "ArrowUp") return (at + count - 1) % count;
	if (key === "PageDown") return Math.min(count - 1, at + 8);
	if (key === "PageUp") return Math.max(0, at - 8);
	return null;
}

/** The same list with one of it at another place. */
export function moved<T>(list: T[], from: number, to: number): T[] {
	const rest = list.filter((_, i) => i !== from);
	rest.splice(to, 0, list[from]!);
	return rest;
}
