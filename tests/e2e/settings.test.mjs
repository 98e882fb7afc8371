/* SPDX-License-Identifier: Apache-2.0 */
/* settings.test.mjs -- how the page is read, and what stands behind it, on the real executable. One home, in order. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { day, focusCsv, rows } from "./bills.mjs";
import { axeFaults, deliver, refuse, settled, shutsNobodyOut, total, until, words, world } from "./harness.mjs";

const SECTIONS = ["reading", "sources", "tags", "rates", "categories", "about"];
const { server, open } = world((server) => deliver(server, "northwind.csv", focusCsv(rows(70))), "/settings");

test("a rate is added, and what is wrong with one is said first", async () => {
	const page = await open("/settings/rates");
	await page.getByText("No exchange rates yet").waitFor();
	await page.getByRole("button", { name: "Add a rate" }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByRole("button", { name: "Save" }).click();
	await until(async () => (await dialog.locator('[aria-invalid="true"]').count()) === 4, "four fields are to be filled");
	assert.deepEqual(await axeFaults(page), []);
	await dialog.getByLabel("Set", { exact: true }).fill("budget");
	await dialog.getByLabel("One unit of").fill("usd");
	await dialog.getByLabel("is in").fill("EUR");
	await dialog.getByLabel("Rate", { exact: true }).fill("0,5");
	await dialog.getByLabel("From").fill(day(200));
	await dialog.getByRole("button", { name: "Save" }).click();
	const row = page.getByRole("row", { name: /budget/ });
	await row.waitFor();
	assert.match(await row.innerText(), /USD → EUR[^]*0\.5/);
	await page.finish();
});

test("language, region and first day of the week take effect at once and are remembered", async () => {
	const page = await open("/settings");
	await page.getByText(/Kept in this browser/).waitFor();
	const samples = page.locator("dl", { hasText: "1,234,567" });
	assert.match(await samples.innerText(), /-\$1,234,567\.90/);
	await page.getByLabel("Numbers and dates as in").selectOption("GB");
	await page.getByText("2 Oct – 1 Nov 2026").waitFor();
	await page.getByLabel("Numbers and dates as in").selectOption("AT");
	await page.locator("dl", { hasText: "1.234.567,90" }).waitFor();
	await page.getByLabel("Weeks begin on").selectOption({ label: "Saturday" });
	await page.getByRole("link", { name: "Overview", exact: true }).first().click();
	await total(page).waitFor();
	assert.match(await total(page).innerText(), /,\d\d$/);
	await page.locator("[data-period]").click();
	const first = page.locator("[class*=calendar] th").first();
	await first.waitFor();
	assert.match(await first.innerText(), /^Sa/);
	await page.keyboard.press("Escape");
	await page.goto(`${server.url}/settings`);
	await page.getByRole("combobox", { name: "Language" }).selectOption("fr");
	await page.getByRole("heading", { name: "Réglages" }).waitFor();
	await page.reload();
	await page.getByRole("heading", { name: "Réglages" }).waitFor();
	assert.equal(await page.locator("html").getAttribute("lang"), "fr");
	await page.finish();
});

test("the currency to begin with goes into the address, and can be left", async () => {
	const page = await open("/settings");
	await page.getByLabel("Currency to begin with").selectOption("EUR");
	await page.getByRole("link", { name: "Overview", exact: true }).first().click();
	await until(() => words(page).get("currency") === "EUR", "the address says it");
	await until(async () => (await total(page).innerText()).startsWith("€"), "euros");
	await page.goto(server.url);
	await until(() => words(page).get("currency") === "EUR", "an empty address is given it");
	await until(async () => (await total(page).innerText()).startsWith("€"), "euros");
	await page.getByRole("button", { name: /^Currency/ }).click();
	await page.getByRole("menuitem", { name: /as billed/ }).click();
	await until(async () => (await total(page).innerText()).startsWith("$"), "dollars");
	assert.equal(words(page).get("currency"), "none");
	const answer = await fetch(`${server.url}/api/v1/costs${new URL(page.url()).search}`);
	assert.equal(answer.status, 200, "the address is a question to the API");
	await page.reload();
	await until(async () => (await total(page).innerText()).startsWith("$"), "dollars still");
	await page.goto(`${server.url}/?window=7d`);
	await until(async () => (await total(page).innerText()).startsWith("$"), "a link shows what it says");
	const other = await open(`/?currency=EUR`);
	await until(async () => (await total(other).innerText()).startsWith("€"), "another browser sees the same link alike");
	await other.finish();
	await page.finish();
});

test("storage that is forbidden forbids nothing else", async () => {
	const forbid = () => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("forbidden", "SecurityError"); } });
	const page = await open("/settings", { prepare: (page) => page.addInitScript(forbid) });
	await page.getByLabel("Numbers and dates as in").selectOption("GB");
	await page.getByText("2 Oct – 1 Nov 2026").waitFor();
	await page.finish();
});

test("service categories are found by word and provider, and the address says so", async () => {
	const page = await open("/settings/categories");
	await page.getByRole("searchbox", { name: "Find a service" }).fill("amazons3");
	await page.getByRole("cell", { name: "Storage" }).first().waitFor();
	await until(() => words(page).get("q") === "amazons3", "the address");
	await settled(page);
	const { items } = await (await fetch(`${server.url}/api/v1/service_categories?q=amazons3`)).json();
	await until(async () => (await page.locator("tbody tr").count()) === items.length, "the server's rows");
	await page.getByRole("button", { name: /^Provider/ }).click();
	await page.getByRole("menuitem", { name: "Oracle" }).click();
	await page.getByText("No such service").waitFor();
	await page.finish();
});

test("about says what the API says", async () => {
	const page = await open("/settings/about");
	const about = await (await fetch(`${server.url}/api/v1/about`)).json();
	await page.getByText(about.engines[0].version, { exact: true }).waitFor();
	assert.equal(await page.locator("tbody tr").count(), about.limits.length);
	await page.locator("dd", { hasText: new RegExp(`^${about.sizes.charge_count}$`) }).first().waitFor();
	await page.finish();
});

test("an address that is no section says so", async () => {
	const page = await open("/settings/nowhere", { heading: "There is no such page" });
	await page.finish();
});

test("a failing API is told in its card", async () => {
	const page = await open("/settings", { allow: ["503"] });
	await refuse(page, "**/api/v1/about", "not now");
	await page.getByRole("link", { name: "About", exact: true }).click();
	await page.getByText("not now").first().waitFor();
	await page.unroute("**/api/v1/about");
	await page.getByRole("button", { name: "Try again" }).first().click();
	await page.getByRole("row", { name: /header_line/ }).waitFor();
	await page.finish();
});

test("stepping through sections keeps the focus, leaving them moves it", async () => {
	const page = await open("/settings");
	await page.getByRole("link", { name: "About", exact: true }).focus();
	await page.keyboard.press("Enter");
	await page.getByRole("heading", { name: "Limits" }).waitFor();
	assert.equal(await page.evaluate(() => document.activeElement.textContent), "About");
	assert.match(await page.title(), /^Settings · centavo$/);
	await page.getByRole("link", { name: "Bills", exact: true }).first().click();
	await until(() => page.evaluate(() => document.activeElement.tagName === "H1"), "the heading has the focus");
	await page.finish();
});

shutsNobodyOut("settings", open, () => SECTIONS.map((section) => `/settings/${section}`), [
	["light", 1360],
	["light", 360],
	["dark", 1360],
	["dark", 360],
]);
