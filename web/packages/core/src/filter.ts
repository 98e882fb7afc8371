/* SPDX-License-Identifier: Apache-2.0 */
/* filter.ts -- the filter expression of the API as a list of clauses that chips can show.
 *
 * The page understands conjunctions of `name = "x"`, `name in ("x","y")`, `!=`, `not in`, `not name = "x"`, `is null`,
 * `~ "part"` (contains), `like "a%"`, and of `(name = "x" or name is null)`, which is one list with "no value" in it:
 *
 *     service_name in ("Amazon EC2","Amazon S3") and not tag:env = "dev" and resource_id ~ "web"
 *
 * Values are quoted with " or ', or plain when they need no quotes. Anything richer (or, <, parentheses) is kept
 * word for word in `rest` and handed to the server, which understands the whole grammar: a link made by a program never
 * loses its meaning here.
 */

import { printName, quote, readTagName, unquote } from "./names.ts";

export interface Clause {
	/** FOCUS dimension, `tag:<key>` or `norm_tag:<key>` */
	name: string;
	exclude: boolean;
	/** null stands for "has no value" */
	values: (string | null)[];
	/** the one value is a part of what is meant, or a pattern with %; without it, values are meant as they are */
	match?: "contains" | "like";
}

export interface Filter {
	clauses: Clause[];
	rest: string | null;
}

export const NO_FILTER: Filter = { clauses: [], rest: null };

type Token = { kind: "word" | "text" | "sign"; text: string; start: number; end: number };

/* text in quotes | signs | words, tags with a quoted key among them */
const TOKEN =
	/\s*(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([(),]|[!<>]=|!~|[=~<>])|((?:norm_)?tag:"(?:[^"\\]|\\.)*"|[\p{L}\p{N}_./:@+-]+))/uy;

function tokens(text: string): Token[] | null {
	const list: Token[] = [];
	TOKEN.lastIndex = 0;
	while (text.slice(TOKEN.lastIndex).trim() !== "") {
		const match = TOKEN.exec(text);
		if (!match) return null;
		const place = { start: match.index, end: TOKEN.lastIndex };
		if (match[1] !== undefined) list.push({ kind: "text", text: unquote(match[1]), ...place });
		else if (match[2] !== undefined) list.push({ kind: "sign", text: match[2], ...place });
		else list.push({ kind: "word", text: match[3]!, ...place });
	}
	return list;
}

class Reader {
	private at = 0;
	private readonly list: Token[];
	constructor(list: Token[]) {
		this.list = list;
	}
	get done(): boolean {
		return this.at >= this.list.length;
	}
	take(kind: Token["kind"], ...texts: string[]): string | null {
		const token = this.list[this.at];
		if (!token || token.kind !== kind) return null;
		const text = kind === "word" ? token.text.toLowerCase() : token.text;
		if (texts.length > 0 && !texts.includes(text)) return null;
		this.at += 1;
		return token.text;
	}
}

function readName(reader: Reader): string | null {
	const word = reader.take("word");
	if (word === null) return null;
	return readTagName(word);
}

function readValue(reader: Reader): string | null {
	return reader.take("text") ?? reader.take("word");
}

function readList(reader: Reader): string[] | null {
	if (!reader.take("sign", "(")) return null;
	const values: string[] = [];
	do {
		const value = readValue(reader);
		if (value === null) return null;
		values.push(value);
	} while (reader.take("sign", ","));
	return reader.take("sign", ")") ? values : null;
}

/* (name in ("x") or name is null): values of one name, "no value" among them. */
function readEither(reader: Reader): Clause | null {
	const first = readClause(reader);
	if (!first || first.exclude || first.match) return null;
	const values = new Set(first.values);
	while (reader.take("word", "or")) {
		const next = readClause(reader);
		if (!next || next.exclude || next.match || next.name !== first.name) return null;
		for (const value of next.values) values.add(value);
	}
	return reader.take("sign", ")") ? { ...first, values: [...values] } : null;
}

function readClause(reader: Reader): Clause | null {
	let exclude = reader.take("word", "not") !== null;
	if (reader.take("sign", "(")) {
		const either = readEither(reader);
		return either && { ...either, exclude };
	}
	const name = readName(reader);
	if (name === null) return null;
	if (reader.take("word", "is")) {
		if (reader.take("word", "not")) exclude = !exclude;
		return reader.take("word", "null") ? { name, exclude, values: [null] } : null;
	}
	const sign = reader.take("sign", "=", "!=");
	if (sign) {
		const value = readValue(reader);
		return value === null ? null : { name, exclude: exclude !== (sign === "!="), values: [value] };
	}
	const tilde = reader.take("sign", "~", "!~");
	if (tilde) {
		const value = readValue(reader);
		return value === null ? null : { name, exclude: exclude !== (tilde === "!~"), values: [value], match: "contains" };
	}
	if (reader.take("word", "not")) exclude = !exclude;
	if (reader.take("word", "like")) {
		const value = readValue(reader);
		return value === null ? null : { name, exclude, values: [value], match: "like" };
	}
	if (!reader.take("word", "in")) return null;
	const values = readList(reader);
	return values && { name, exclude, values };
}

/* Conjuncts as they stand in the text; null where an `or` outside of parentheses holds them together. */
function conjuncts(list: Token[]): Token[][] | null {
	const parts: Token[][] = [[]];
	let depth = 0;
	for (const token of list) {
		if (token.kind === "sign" && token.text === "(") depth += 1;
		if (token.kind === "sign" && token.text === ")") depth -= 1;
		const joint = depth === 0 && token.kind === "word" ? token.text.toLowerCase() : "";
		if (joint === "or") return null;
		if (joint === "and") parts.push([]);
		else parts.at(-1)!.push(token);
	}
	return depth === 0 && parts.every((part) => part.length > 0) ? parts : null;
}

/** Never fails: what is no plain condition comes back in `rest`, word for word. */
export function parseFilter(text: string | null | undefined): Filter {
	if (!text || text.trim() === "") return NO_FILTER;
	const parts = conjuncts(tokens(text) ?? []);
	if (!parts) return { clauses: [], rest: text.trim() };
	let clauses: Clause[] = [];
	const rest: string[] = [];
	for (const part of parts) {
		const reader = new Reader(part);
		const clause = readClause(reader);
		if (clause && reader.done) clauses = merge(clauses, clause);
		else rest.push(text.slice(part[0]!.start, part.at(-1)!.end).trim());
	}
	return { clauses, rest: rest.length > 0 ? rest.join(" and ") : null };
}

/* Beside other conditions it needs parentheses, unless it is conditions joined by `and` itself. */
function printRest(rest: string): string {
	return conjuncts(tokens(rest) ?? []) ? rest : `(${rest})`;
}

/* Two exclusions of one name are one list. Two inclusions are an intersection, which a list cannot say: keep both. */
function merge(clauses: Clause[], clause: Clause): Clause[] {
	const same = clause.exclude && !clause.match ? clauses.find((c) => c.exclude && !c.match && c.name === clause.name) : undefined;
	if (!same) return [...clauses, clause];
	const values = [...same.values, ...clause.values.filter((v) => !same.values.includes(v))];
	return clauses.map((c) => (c === same ? { ...c, values } : c));
}

function printClause(clause: Clause): string {
	const name = printName(clause.name);
	const texts = clause.values.filter((v) => v !== null);
	if (clause.match === "contains") return `${name} ${clause.exclude ? "!~" : "~"} ${quote(texts[0] ?? "")}`;
	if (clause.match === "like") return `${name} ${clause.exclude ? "not like" : "like"} ${quote(texts[0] ?? "")}`;
	const parts: string[] = [];
	if (texts.length === 1) parts.push(`${name} ${clause.exclude ? "!=" : "="} ${quote(texts[0]!)}`);
	if (texts.length > 1) parts.push(`${name} ${clause.exclude ? "not in" : "in"} (${texts.map(quote).join(",")})`);
	if (clause.values.includes(null)) parts.push(`${name} is ${clause.exclude ? "not " : ""}null`);
	if (parts.length < 2) return parts.join("");
	return clause.exclude ? parts.join(" and ") : `(${parts.join(" or ")})`;
}

export function printFilter(filter: Filter): string {
	const parts = filter.clauses.map(printClause).filter((text) => text !== "");
	if (filter.rest) parts.unshift(parts.length > 0 ? printRest(filter.rest) : filter.rest);
	return parts.join(" and ");
}

export function clauseOf(filter: Filter, name: string, exclude: boolean): Clause | undefined {
	return filter.clauses.find((clause) => clause.name === name && clause.exclude === exclude && !clause.match);
}

export type Choice = "include" | "exclude" | null;

export function choiceOf(filter: Filter, name: string, value: string | null): Choice {
	if (clauseOf(filter, name, false)?.values.includes(value)) return "include";
	if (clauseOf(filter, name, true)?.values.includes(value)) return "exclude";
	return null;
}

/** Choose a value, or take the same choice back. Choosing the other way moves it. */
export function toggle(filter: Filter, name: string, value: string | null, exclude: boolean): Filter {
	const had = choiceOf(filter, name, value);
	const without = removeValue(filter, name, value);
	if (had === (exclude ? "exclude" : "include")) return without;
	const clause = clauseOf(without, name, exclude);
	if (!clause) return { ...without, clauses: [...without.clauses, { name, exclude, values: [value] }] };
	const grown = { ...clause, values: [...clause.values, value] };
	return { ...without, clauses: without.clauses.map((c) => (c === clause ? grown : c)) };
}

export function removeValue(filter: Filter, name: string, value: string | null): Filter {
	const clauses = filter.clauses
		.map((c) => (c.name === name && !c.match ? { ...c, values: c.values.filter((v) => v !== value) } : c))
		.filter((c) => c.values.length > 0);
	return { ...filter, clauses };
}

/** Leave out what has all of these values together. */
export function excludeTogether(filter: Filter, pairs: { name: string; value: string | null }[]): Filter {
	const [only] = pairs;
	if (only && pairs.length === 1) return toggle(filter, only.name, only.value, true);
	const all = pairs.map(({ name, value }) => printClause({ name, exclude: false, values: [value] })).join(" and ");
	const rest = `not (${all})`;
	return { ...filter, rest: filter.rest ? `${printRest(filter.rest)} and ${rest}` : rest };
}

/** Without one clause as a whole. */
export function removeClause(filter: Filter, clause: Clause): Filter {
	return { ...filter, clauses: filter.clauses.filter((one) => one !== clause) };
}

function isSame(a: Clause, b: Clause): boolean {
	const values = a.values.length === b.values.length && a.values.every((value, i) => value === b.values[i]);
	return values && a.name === b.name && a.exclude === b.exclude && a.match === b.match;
}

/** One clause in another's place, behind all of them when that is none; without values it goes. */
export function replaceClause(filter: Filter, old: Clause | null, next: Clause): Filter {
	const place = old ? filter.clauses.findIndex((one) => isSame(one, old)) : -1;
	const placed = place < 0 ? [...filter.clauses, next] : filter.clauses.map((one, i) => (i === place ? next : one));
	return { ...filter, clauses: placed.filter((one) => one.values.length > 0) };
}

export function isFiltered(filter: Filter): boolean {
	return filter.clauses.length > 0 || filter.rest !== null;
}

export function removeName(filter: Filter, name: string): Filter {
	return { ...filter, clauses: filter.clauses.filter((clause) => clause.name !== name) };
}

export function setOnly(filter: Filter, name: string, value: string): Filter {
	return toggle(removeName(filter, name), name, value, false);
}
