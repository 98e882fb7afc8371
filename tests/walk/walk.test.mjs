/* SPDX-License-Identifier: Apache-2.0 */
/* walk.test.mjs -- every screen in both themes and three languages, on a telephone and on a large screen. Pictures of all of
 * them are left in the folder CENTAVO_SCREENSHOTS, when it is said. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { world } from "../e2e/harness.mjs";
import { factsOf, SCREENS } from "./screens.mjs";
import { LANGUAGES, THEMES, walk } from "./walk.mjs";
import { fill } from "./world.mjs";

const PICTURES = process.env.CENTAVO_SCREENSHOTS;
let screens;
const { server, newContext } = world(async () => {
	await fill(server);
	const facts = await factsOf(server.url);
	screens = SCREENS.map((screen) => ({ ...screen, path: screen.path(facts) }));
});

/* Two of them say nearly everything that the tests of single pages, in English, do not; `make walk` asks for all. */
const FEW = [
	{ theme: "dark", language: "pt-BR" },
	{ theme: "light", language: "fr", width: 360, height: 740 },
];
const ALL = [
	...THEMES.flatMap((theme) => Object.keys(LANGUAGES).map((language) => ({ theme, language }))),
	{ theme: "light", language: "fr", width: 360, height: 740 },
	{ theme: "dark", language: "pt-BR", width: 768, height: 1024 },
	{ theme: "light", language: "en", width: 3840, height: 2160 },
];
const READERS = process.env.CENTAVO_WALK === "all" ? ALL : FEW;

for (const reader of READERS)
	test(`nothing is wrong on any screen: ${reader.language}, ${reader.theme}, ${reader.width ?? 1440} wide`, async () => {
		const name = [reader.language, reader.theme, reader.width].filter(Boolean).join("-");
		assert.deepEqual(await walk(newContext, server.url, screens, reader, PICTURES && join(PICTURES, name)), []);
	});

test("every place of the sidebar is visited", async () => {
	const context = await newContext();
	const page = await context.newPage();
	await page.goto(server.url);
	await page.locator("aside nav a").first().waitFor();
	const places = await page.locator("aside nav a").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
	await context.close();
	const visited = screens.map((screen) => screen.path.split("?")[0]);
	const holds = (place) => visited.some((path) => path === place || (place !== "/" && path.startsWith(`${place}/`)));
	assert.deepEqual(places.filter((place) => !holds(place)), []);
	assert.ok(places.length > 3);
});
