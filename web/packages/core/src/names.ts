/* SPDX-License-Identifier: Apache-2.0 */
/* names.ts -- how the API spells a dimension: service_name, tag:env, norm_tag:env, tag:"cost center". In memory a name has
 * no quotes. */

export function unquote(text: string): string {
	return text.slice(1, -1).replace(/\\(.)/gs, "$1");
}

export function quote(text: string): string {
	return `"${text.replace(/(["\\])/g, "\\$1")}"`;
}

/** The key of a tag without its quotes; every other name as it is. */
export function readTagName(word: string): string {
	const quoted = /^((?:norm_)?tag:)(".*")$/s.exec(word);
	return quoted ? `${quoted[1]}${unquote(quoted[2]!)}` : word;
}

export function printName(name: string): string {
	const tag = /^((?:norm_)?tag:)(.*)$/s.exec(name);
	if (!tag) return name;
	return /^[A-Za-z0-9_./:@+-]+$/.test(tag[2]!) ? name : `${tag[1]}${quote(tag[2]!)}`;
}

/** The names of a list such as `service_name,tag:"a, b"`: quotes protect commas. Whether they exist, the API says. */
export function splitNames(text: string): string[] {
	const names = text.match(/(?:"(?:[^"\\]|\\.)*"|[^",])+/g) ?? [];
	return names.map((name) => readTagName(name.trim())).filter((name) => name !== "");
}

export function printNames(names: string[]): string {
	return names.map(printName).join(",");
}
