/* SPDX-License-Identifier: Apache-2.0 */
/* check-messages.ts -- every language has every message, with the same values in it; every message is used; no text for
 * people stands in the components themselves. */
import { globSync, readFileSync } from "node:fs";
import { en, parts } from "../packages/core/src/i18n/en/index.ts";
import { fr } from "../packages/core/src/i18n/fr/index.ts";
import { ptBR } from "../packages/core/src/i18n/pt-BR/index.ts";

const root = new URL("..", import.meta.url).pathname;
const faults: string[] = [];
const others: Record<string, Record<string, string>> = { "pt-BR": ptBR, fr };

const names = (text: string) => [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]))].sort().join();

const places = new Map<string, string>();
for (const [part, messages] of Object.entries(parts))
	for (const key of Object.keys(messages)) {
		if (places.has(key)) faults.push(`en: ${key} stands in ${places.get(key)} and in ${part}`);
		places.set(key, part);
	}

for (const [language, messages] of Object.entries(others)) {
	for (const [key, text] of Object.entries<string>(en)) {
		const other = messages[key];
		if (!other?.trim()) faults.push(`${language}: ${key} is missing`);
		else if (names(other) !== names(text)) faults.push(`${language}: ${key} has {${names(other)}}, en has {${names(text)}}`);
	}
	for (const key of Object.keys(messages)) if (!(key in en)) faults.push(`${language}: ${key} is not in en`);
}

const files = globSync("apps/*/src/**/*.{ts,tsx}", { cwd: root });
const code = new Map(files.map((file) => [file, readFileSync(root + file, "utf8")]));

/** The first argument of each t( ... ). */
function asked(text: string): string[] {
	return [...text.matchAll(/\bt\(/g)].map((match) => {
		let depth = 0;
		let end = match.index + 1;
		for (; end < text.length; end += 1) {
			if (text[end] === "(") depth += 1;
			if (text[end] === ")") depth -= 1;
			if (depth === 0 || (depth === 1 && text[end] === ",")) break;
		}
		return text.slice(match.index, end);
	});
}

/* A word that happens to be a key is no use of it: what counts stands in t(...), or in a file whose tables are of MessageKey. */
const words = (text: string) => [...text.matchAll(/"(\w+)"/g)].map((match) => match[1]!);
const used = new Set([...code.values()].flatMap((text) => words(/\bMessageKey\b/.test(text) ? text : asked(text).join("\n"))));
for (const key of Object.keys(en)) if (!used.has(key)) faults.push(`en: ${key} is used nowhere: neither in t(...) nor in a file with MessageKey`);

/* Words between tags, and words in attributes that are read out. Brand names and commands are in <code> or const lists. */
const LOOSE = [/>\s*([A-Z][a-z]+(?: [a-z]+)+)[^<{]*</g, /(?:aria-label|title|placeholder|alt)="([^"]*[a-z] [^"]*)"/g];
for (const [file, text] of code)
	for (const pattern of LOOSE)
		for (const match of text.matchAll(pattern)) faults.push(`${file}: "${match[1]}" is not translated`);

for (const fault of faults) console.error(fault);
console.log(`${Object.keys(en).length} messages in ${Object.keys(others).length + 1} languages, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
