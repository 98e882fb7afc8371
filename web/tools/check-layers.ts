/* SPDX-License-Identifier: Apache-2.0 */
/* check-layers.ts -- who may know whom: core knows no framework, charts no design system and no API, shaping no React and
 * no network; one module talks to the API; sizes as in the house style; money is never made a double for writing. */
import { globSync, readFileSync } from "node:fs";

const root = new URL("..", import.meta.url).pathname;
const files = globSync(["packages/*/src/**/*.{ts,tsx}", "apps/*/src/**/*.{ts,tsx}"], { cwd: root }).filter((file) => !file.endsWith(".gen.ts"));

interface Rule {
	files: RegExp;
	except?: RegExp;
	never: RegExp;
	why: string;
}

const RULES: Rule[] = [
	{ files: /^packages\/core\//, never: /from "(react|@mantine|@tanstack)/, why: "core knows no framework" },
	{ files: /^packages\/charts\//, never: /from "(@mantine|@tanstack|@centavo)/, why: "charts know no design system and no API" },
	{ files: /\/shape\.ts$/, never: /from "(react|@mantine|@tanstack)|\bfetch\(/, why: "shaping is pure" },
	{ files: /\/draw\.tsx$/, never: /from "@tanstack\/react-query"|\bfetch\(/, why: "drawing asks nothing" },
	{ files: /./, except: /core\/src\/client\//, never: /\bfetch\(|new XMLHttpRequest|"\/api\//, why: "one module talks to the API" },
	{ files: /./, except: /core\/src\/money\.ts$/, never: /parseFloat\(|\bNumber\([^)]*[cC]ost/, why: "money is text until it is drawn" },
	{ files: /^apps\//, never: /\bas MessageKey\b|\bt\(`/, why: "a message key that is put together cannot be looked for" },
	{ files: /./, never: /dangerouslySetInnerHTML|\beval\(/, why: "the content security policy stays strict" },
];

const LINES_MAX = 600;
const COLUMNS_MAX = 140;
const faults: string[] = [];
for (const file of files) {
	const text = readFileSync(root + file, "utf8");
	const lines = text.split("\n");
	if (!text.startsWith("/* SPDX-License-Identifier: Apache-2.0 */")) faults.push(`${file}: no SPDX line`);
	if (lines.length > LINES_MAX) faults.push(`${file}: ${lines.length} lines, at most ${LINES_MAX}`);
	lines.forEach((line, i) => {
		if (!file.includes("/i18n/") && line.length > COLUMNS_MAX) faults.push(`${file}:${i + 1}: ${line.length} columns`);
		for (const rule of RULES)
			if (rule.files.test(file) && !rule.except?.test(file) && rule.never.test(line)) faults.push(`${file}:${i + 1}: ${rule.why}`);
	});
}
for (const fault of faults) console.error(fault);
console.log(`${files.length} files, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
