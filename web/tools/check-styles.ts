/* SPDX-License-Identifier: Apache-2.0 */
/* check-styles.ts -- classes of CSS modules: one that a component names exists, one that exists is named by a component.
 * Vite types every name as a string, so that neither the compiler nor the page says a word about a class that is gone. */
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const faults: string[] = [];
const named = new Map<string, Set<string>>();

/** Class names of a sheet, in selectors alone. */
function classesOf(sheet: string): Set<string> {
	const text = readFileSync(root + sheet, "utf8").replace(/\/\*[^]*?\*\//g, "");
	const selectors = text.match(/[^{};]+(?=\{)/g) ?? [];
	const local = selectors.map((one) => one.replace(/:global\([^)]*\)|url\([^)]*\)|"[^"]*"/g, ""));
	return new Set(local.flatMap((one) => [...one.matchAll(/\.([A-Za-z_][\w-]*)/g)].map((match) => match[1]!)));
}

for (const file of globSync(["apps/*/src/**/*.{ts,tsx}", "packages/*/src/**/*.{ts,tsx}"], { cwd: root })) {
	const text = readFileSync(root + file, "utf8");
	for (const [, name, path] of text.matchAll(/import (\w+) from "(\.[^"]+\.module\.css)"/g)) {
		const sheet = join(dirname(file), path!);
		const uses = named.get(sheet) ?? new Set<string>();
		named.set(sheet, uses);
		const code = text.replace(/^import .*$|\/\*[^]*?\*\//gm, "");
		for (const [, member, literal, computed] of code.matchAll(new RegExp(`\\b${name}(?:\\.(\\w+)|\\["([^"]+)"\\]|\\[([^\\]]+)\\])`, "g"))) {
			if (computed) {
				/* one of a few words, whose type the component states: `styles[look]` with `look: "plain" | "main"` */
				const words = new RegExp(`\\b${computed}\\??: ((?:"[\\w-]+"(?: \\| )?)+)`).exec(text)?.[1];
				if (!words) faults.push(`${file}: ${name}[${computed}] may be any class; say "${computed}: "a" | "b"" in this file`);
				for (const [, word] of (words ?? "").matchAll(/"([\w-]+)"/g)) uses.add(word!);
			} else uses.add((member ?? literal)!);
		}
	}
}
let count = 0;
for (const sheet of globSync(["apps/*/src/**/*.module.css", "packages/*/src/**/*.module.css"], { cwd: root })) {
	const classes = classesOf(sheet);
	const uses = named.get(sheet) ?? new Set<string>();
	count += classes.size;
	for (const one of uses) if (!classes.has(one)) faults.push(`${sheet}: there is no class .${one}`);
	for (const one of classes) if (!uses.has(one)) faults.push(`${sheet}: .${one} is used nowhere`);
}
for (const fault of faults) console.error(fault);
console.log(`${count} classes, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
