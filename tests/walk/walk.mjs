/* SPDX-License-Identifier: Apache-2.0 */
/* walk.mjs -- go to every screen as one kind of reader (theme, language, window) and come back with a picture of each and a
 * list of what was wrong: policy reports, console errors, refused requests, axe findings, words of another language, things
 * that run out of the window. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { axeFaults, overflow, settled, watch } from "../e2e/harness.mjs";
import { en } from "../../web/packages/core/src/i18n/en/index.ts";
import { fr } from "../../web/packages/core/src/i18n/fr/index.ts";
import { ptBR } from "../../web/packages/core/src/i18n/pt-BR/index.ts";

export const LANGUAGES = { en: { locale: "en-US", messages: en }, "pt-BR": { locale: "pt-BR", messages: ptBR }, fr: { locale: "fr-FR", messages: fr } };
const REFUSAL = /^(40[04]: |console: Failed to load resource: .* status of 40[04] )/;

export const THEMES = ["light", "dark"];

/* Every text that a person could read or hear. */
function wordsSaid() {
	const said = [...document.querySelectorAll("[aria-label], [title], [placeholder]")].flatMap((element) =>
		["aria-label", "title", "placeholder"].map((name) => element.getAttribute(name)),
	);
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) said.push(walker.currentNode.nodeValue);
	return said.filter(Boolean).map((text) => text.trim());
}

async function faultsOn(page, language, screen) {
	const found = await axeFaults(page);
	const over = await overflow(page);
	if (over > 0) found.push(`runs ${over} pixels out of the window`);
	const headings = await page.locator("h1").count();
	if (headings !== 1) found.push(`${headings} headings of the first level`);
	const told = await page.locator("html").getAttribute("lang");
	if (!told.startsWith(language.slice(0, 2))) found.push(`says that it is in ${told}`);
	const isLost = (await page.getByText(LANGUAGES[language].messages.not_found, { exact: true }).count()) > 0;
	if (isLost !== Boolean(screen.nowhere)) found.push(isLost ? "there is no such page" : "is a page");
	if (language !== "en" && !screen.english) {
		const said = new Set(await page.evaluate(wordsSaid));
		for (const [key, text] of Object.entries(en))
			if (text !== LANGUAGES[language].messages[key] && said.has(text)) found.push(`${key} is said in English`);
	}
	return found;
}

/** reader: { theme, language, width, height }; folder: for pictures, if any. Answers "screen: fault" lines. */
export async function walk(newContext, url, screens, reader, folder) {
	const { theme, language, width = 1440, height = 900 } = reader;
	const context = await newContext({
		locale: LANGUAGES[language].locale,
		colorScheme: theme,
		viewport: { width, height },
		hasTouch: width < 500,
		reducedMotion: "reduce",
	});
	const page = await context.newPage();
	const complaints = await watch(page);
	const faults = [];
	if (folder) await mkdir(folder, { recursive: true });
	for (const screen of screens) {
		const found = [];
		try {
			await page.goto(url + screen.path);
			await page.locator("h1").first().waitFor();
			await settled(page);
			found.push(...(await faultsOn(page, language, screen)));
		} catch (error) {
			found.push(error.message.split("\n")[0]);
		}
		const told = (await complaints()).filter((text) => !screen.refused || !REFUSAL.test(text));
		faults.push(...[...found, ...told].map((fault) => `${screen.name}: ${fault}`));
		if (folder) await page.screenshot({ path: join(folder, `${screen.name}.png`), fullPage: true });
	}
	await context.close();
	return faults;
}
