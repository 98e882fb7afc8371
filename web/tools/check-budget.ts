/* SPDX-License-Identifier: Apache-2.0 */
/* check-budget.ts -- what a first visit loads, gzipped: index.html and every script and style it names, with what those
 * scripts import at once. At most 260 kB; languages, the calendar and other pages come later and do not count. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET = 260_000;
const dist = new URL("../apps/web/dist/", import.meta.url).pathname;
if (!existsSync(`${dist}index.html`)) {
	console.error("apps/web/dist is not built: npm run build");
	process.exit(1);
}
const html = readFileSync(`${dist}index.html`, "utf8");
const loaded = new Set(["index.html"]);
const pending = [...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((match) => match[1]!).filter((name) => statSync(dist + name, { throwIfNoEntry: false })?.isFile());
for (let name = pending.pop(); name; name = pending.pop()) {
	if (loaded.has(name)) continue;
	loaded.add(name);
	if (!name.endsWith(".js")) continue;
	const code = readFileSync(dist + name, "utf8");
	for (const match of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) pending.push(`assets/${match[1]}`);
}
let total = 0;
for (const name of loaded) {
	const size = gzipSync(readFileSync(dist + name), { level: 9 }).length;
	total += size;
	console.log(`${(size / 1000).toFixed(1).padStart(8)} kB  ${name}`);
}
console.log(`${(total / 1000).toFixed(1).padStart(8)} kB  first load, at most ${BUDGET / 1000} kB`);
if ((html.match(/__CSP_NONCE__/g) ?? []).length === 0) {
	console.error("index.html: the place for the nonce is gone");
	process.exitCode = 1;
}
if (/<script(?![^>]*src=)|<style|style="/.test(html)) {
	console.error("index.html: inline script or style, which the content security policy refuses");
	process.exitCode = 1;
}
if (total > BUDGET) process.exitCode = 1;
