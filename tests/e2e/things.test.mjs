/* SPDX-License-Identifier: Apache-2.0 */
/* things.test.mjs -- lists and pages of accounts, services, resources and tags, with names as odd as bills have them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dollars, focusCsv, rows, sum } from "./bills.mjs";
import { axeFaults, card, deliver, refuse, settled, shutsNobodyOut, total, until, words, world } from "./harness.mjs";

const DAYS = 20;
const ODD_SERVICE = 'a/b "c" 100% São\\東京?x#y';
const ODD_ACCOUNT = "..";
const ODD_RESOURCE = "/subscriptions/0a/resourceGroups/rg%2F1/providers/Disk.Storage/d.txt";
const ODD_TAG = "cost center/€";
const bill = rows(DAYS).map((row) => (row.account === "nw-1" ? { ...row, tags: { env: "prod", [ODD_TAG]: "~ a/b" } } : row));
const cell = (text) => `,"${text.replaceAll('"', '""')}",`;
const csv = focusCsv(bill)
	.replaceAll(",Northwind Blocks,", cell(ODD_SERVICE))
	.replaceAll(",nw-2,", cell(ODD_ACCOUNT))
	.replaceAll(",res-nw-1-compute,", cell(ODD_RESOURCE))
	.replaceAll(",res-nw-2-queue,", ",,");
const cost = (service) => dollars(sum(bill, (row) => row.service === service));
const { server, open } = world();

test("without bills a list says how to begin", async () => {
	const page = await open("/resources");
	await page.getByRole("heading", { name: "Bring your first bill" }).waitFor();
	await page.finish();
	await deliver(server, "northwind.csv", csv);
});

for (const [place, names] of [
	["/services", ["Northwind Compute", ODD_SERVICE, "Northwind Queue"]],
	["/accounts", ["payroll", "orders"]],
	["/resources", [ODD_RESOURCE, "res-nw-1-blocks", "(no value)"]],
	[`/tags/${encodeURIComponent(ODD_TAG)}`, ["~ a/b", "(no value)"]],
])
	test(`${place} leads to each of its things, whatever it is called`, async () => {
		const page = await open(`${place}?window=90d`);
		const list = card(page, "What each cost");
		for (const name of names) {
			const line = list.locator("tbody tr").filter({ has: page.getByRole("link", { name, exact: true }) });
			await line.waitFor();
			const money = await line.locator("td").first().innerText();
			await line.getByRole("link", { name, exact: true }).click();
			await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
			assert.ok(money.includes(await total(page).innerText()), `${name}: ${money}`);
			assert.equal(words(page).get("window"), "90d");
			await settled(page);
			await page.reload();
			await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
			assert.ok(money.includes(await total(page).innerText()), `${name}, opened: ${money}`);
			await page.goBack();
			await line.waitFor();
		}
		await page.finish();
	});

test("a list is sorted and sought by the server, and its address says so", async () => {
	const page = await open("/services");
	const names = card(page, "What each cost").locator("tbody th");
	await until(async () => (await names.allInnerTexts()).join() === ["Northwind Compute", ODD_SERVICE, "Northwind Queue"].join(), "by cost");
	await page.getByRole("button", { name: "Service", exact: true }).last().click();
	await until(async () => (await names.first().innerText()) === "Northwind Compute", "by name");
	assert.equal(words(page).get("sort"), "name");
	await page.getByRole("columnheader", { name: "Cost" }).getByRole("button").click();
	await page.getByRole("columnheader", { name: "Cost" }).getByRole("button").click();
	await until(async () => (await names.first().innerText()) === "Northwind Queue", "the cheapest first");
	assert.equal(await page.getByRole("columnheader", { name: "Cost" }).getAttribute("aria-sort"), "ascending");
	await page.getByRole("searchbox", { name: "Find a service" }).fill('"C" 100%');
	await until(async () => (await names.allInnerTexts()).join() === ODD_SERVICE, "what is sought");
	assert.equal(words(page).get("q"), '"C" 100%');
	assert.match(await page.getByRole("searchbox").inputValue(), /100%/);
	await page.getByRole("searchbox", { name: "Find a service" }).fill("nothing is called this");
	await page.getByText("Nothing is called “nothing is called this”").waitFor();
	await page.getByRole("main").getByRole("button", { name: "Clear the search" }).last().click();
	await until(async () => (await names.count()) === 3, "all again");
	await page.finish();
});

test("accounts are found by their names, and a filter stays with the search", async () => {
	const page = await open("/accounts?q=PAYR");
	const names = card(page, "What each cost").locator("tbody th");
	await until(async () => /payroll/.test((await names.allInnerTexts()).join()), "by name");
	assert.equal(await names.count(), 1);
	await page.getByRole("button", { name: /Last 30 days/ }).click();
	await page.getByRole("button", { name: "Everything" }).click();
	await until(() => words(page).get("window") === "all", "the period");
	assert.equal(words(page).get("q"), "PAYR");
	await page.finish();
});

test("the CSV of a list is all of it", async () => {
	const page = await open("/services");
	await card(page, "What each cost").locator("tbody tr").first().waitFor();
	await card(page, "What each cost").getByRole("button", { name: "More" }).click();
	const href = await page.getByRole("menuitem", { name: "Download CSV" }).getAttribute("href");
	assert.ok(!href.includes("limit="), href);
	const text = await (await fetch(server.url + href)).text();
	assert.equal(text.trim().split("\n").length, 4, text);
	await page.finish();
});

test("a thing says what it belongs to, since when, and leads on", async () => {
	const page = await open("/services/Northwind%20Compute");
	await page.getByText("First seen").waitFor();
	const facts = page.locator("dl").first();
	assert.match(await facts.innerText(), /Northwind Cloud/);
	assert.match(await facts.innerText(), /Compute/);
	assert.equal(await total(page).innerText(), cost("Northwind Compute"));
	const by = card(page, "By Account");
	await by.getByRole("link", { name: "payroll" }).waitFor();
	await by.getByRole("button", { name: /^by/ }).click();
	await page.getByRole("menuitem", { name: "Resource", exact: true }).click();
	await card(page, "By Resource").getByRole("link", { name: ODD_RESOURCE }).click();
	await page.getByRole("heading", { level: 1, name: ODD_RESOURCE }).waitFor();
	await card(page, "Tags").getByText(ODD_TAG).waitFor();
	await card(page, "Tags").getByRole("link", { name: /env/ }).click();
	await page.getByRole("heading", { level: 1, name: "prod" }).waitFor();
	await page.getByRole("link", { name: "Open in the explorer" }).click();
	await page.waitForURL("**/explore?*");
	assert.match(words(page).get("filter"), /tag:env = "prod"/);
	await page.finish();
});

test("a month of the history becomes the period, by keyboard", async () => {
	const page = await open("/services/Northwind%20Queue?window=90d");
	const months = card(page, "Month by month");
	await months.getByRole("button", { name: "Table" }).click();
	const first = months.locator("tbody button").first();
	const month = await first.innerText();
	const money = await months.locator("tbody tr").first().locator("td").innerText();
	await first.focus();
	await page.keyboard.press("Enter");
	await until(async () => (await total(page).innerText()) === money, `the total of ${month}`);
	assert.match(words(page).get("window"), /^\d{4}-\d{2}$/);
	await page.finish();
});

test("a value narrows the page with the funnel, and a chip takes it back", async () => {
	const page = await open("/accounts/nw-1");
	const both = await total(page).innerText();
	await card(page, "By Service").getByRole("button", { name: "Filter by Northwind Compute" }).click();
	await until(async () => (await total(page).innerText()) === cost("Northwind Compute"), "only compute");
	await page.getByRole("button", { name: "Remove filter Service Northwind Compute" }).click();
	await until(async () => (await total(page).innerText()) === both, "both again");
	await page.finish();
});

test("what no bill knows says so and offers the search", async () => {
	const page = await open("/resources/vol-gone%2Fx");
	await page.getByText("No bill knows “vol-gone/x”").waitFor();
	await page.getByRole("searchbox").fill("blocks");
	await page.waitForURL("**/resources?*");
	assert.equal(words(page).get("q"), "blocks");
	await card(page, "What each cost").getByRole("link", { name: "res-nw-1-blocks" }).waitFor();
	await page.finish();
});

test("a thing without charges in the period says when it had some", async () => {
	const page = await open("/services/Northwind%20Queue?start=2019-01-01&end=2019-01-31&compare=none");
	await page.getByText("No charges in this period").waitFor();
	await page.getByRole("button", { name: /^Show / }).click();
	await until(async () => (await total(page).innerText()) === cost("Northwind Queue"), "all of its days");
	await page.finish();
});

test("charges come page by page, in chosen columns, and each opens in full", async () => {
	const page = await open("/accounts/nw-1?window=all");
	const charges = card(page, "Charges");
	await charges.getByText(`25 of ${2 * DAYS} charges`).waitFor();
	await charges.getByRole("button", { name: "Show more" }).click();
	await charges.getByText(`${2 * DAYS} of ${2 * DAYS} charges`).waitFor();
	assert.equal(await charges.locator("tbody tr").count(), 2 * DAYS);
	await charges.getByRole("button", { name: /^Columns/ }).click();
	await page.getByRole("textbox", { name: "Find a column" }).fill("list cost");
	await page.getByRole("checkbox", { name: "List cost", exact: true }).check();
	await page.keyboard.press("Escape");
	await charges.getByRole("columnheader", { name: "List cost" }).waitFor();
	await page.reload();
	await charges.getByRole("columnheader", { name: "List cost" }).waitFor();
	await charges.getByRole("button", { name: "Open row 2 of bill 1" }).focus();
	await page.keyboard.press("Enter");
	const dialog = page.getByRole("dialog");
	await dialog.getByText("northwind.csv").waitFor();
	await dialog.getByText("Row 2", { exact: false }).first().waitFor();
	assert.deepEqual(await axeFaults(page), []);
	const before = await dialog.locator("dt").count();
	await dialog.getByRole("button", { name: /empty columns$/ }).click();
	await until(async () => (await dialog.locator("dt").count()) > before, "empty columns too");
	await page.keyboard.press("Escape");
	await dialog.waitFor({ state: "detached" });
	await charges.getByRole("button", { name: "Open row 2 of bill 1" }).click();
	await dialog.getByRole("link", { name: "Bill 1" }).click();
	await page.getByRole("heading", { level: 1, name: "northwind.csv" }).waitFor();
	await page.finish();
});

test("what is not known yet of a row is no dash, and what cannot be known says so", async () => {
	const page = await open("/services", { allow: ["503"] });
	let release;
	const held = new Promise((resolve) => (release = resolve));
	await page.route("**/api/v1/dimensions/service_name?*filter*", async (route) => {
		await held;
		await route.continue();
	});
	await page.reload();
	const seen = card(page, "What each cost").locator("tbody tr").first().locator("td").last();
	await seen.locator("[class*=Skeleton]").waitFor();
	assert.equal((await seen.innerText()).trim(), "");
	release();
	await until(async () => /\d/.test(await seen.innerText()), "the last day");
	await page.unroute("**/api/v1/dimensions/service_name?*filter*");
	await refuse(page, "**/api/v1/dimensions/service_name?*filter*");
	await page.reload();
	await seen.getByText("?").waitFor();
	await card(page, "What each cost").getByRole("link", { name: "Northwind Queue" }).waitFor();
	await page.finish();
});

test("money that cannot be converted is not nothing: the page names the missing rates", async () => {
	for (const path of ["/services?currency=CHF", "/services/Northwind%20Queue?currency=CHF"]) {
		const page = await open(path);
		await page.getByText("Not everything can be said in CHF").waitFor();
		await settled(page);
		assert.ok(!(await page.getByRole("main").innerText()).includes("0.00"), path);
		await page.getByRole("button", { name: "Show as billed" }).click();
		await page.getByText(cost("Northwind Queue")).first().waitFor();
		await page.finish();
	}
});

test("a failing part leaves the rest, and another try brings it back", async () => {
	const page = await open("/services/Northwind%20Queue", { allow: ["503"] });
	await settled(page);
	await refuse(page, "**/api/v1/charges?*");
	await page.reload();
	const charges = card(page, "Charges");
	await charges.getByRole("alert").waitFor();
	assert.match(await charges.getByRole("alert").innerText(), /try again in a second/);
	assert.equal(await total(page).innerText(), cost("Northwind Queue"));
	assert.equal(await page.getByRole("alert").count(), 1);
	await page.unroute("**/api/v1/charges?*");
	await charges.getByRole("button", { name: "Try again" }).click();
	await charges.locator("tbody tr").first().waitFor();
	await page.finish();
});

test("a list that fails says why, and a slow one keeps its place", async () => {
	const page = await open("/accounts", { allow: ["503"] });
	await refuse(page, "**/api/v1/costs?*", "too many questions");
	await page.reload();
	await page.getByRole("alert").first().waitFor();
	await page.unroute("**/api/v1/costs?*");
	let release;
	const held = new Promise((resolve) => (release = resolve));
	await page.route("**/api/v1/costs?*", async (route) => {
		await held;
		await route.continue();
	});
	await page.reload();
	const list = card(page, "What each cost");
	await list.waitFor();
	assert.equal(await list.getAttribute("aria-busy"), "true");
	const height = (await list.boundingBox()).height;
	assert.ok(height > 300, `a skeleton of ${height} px`);
	release();
	await list.getByRole("link", { name: "payroll" }).waitFor();
	await page.finish();
});

const PLACES = [
	"/accounts",
	"/services",
	"/resources?sort=-delta",
	"/tags",
	"/tags/env",
	"/accounts/nw-1",
	`/services/${encodeURIComponent(ODD_SERVICE)}`,
	`/resources/${encodeURIComponent(ODD_RESOURCE)}`,
	"/resources/~",
	"/resources/nothing",
	"/tags/env/prod",
];
shutsNobodyOut("lists and things", open, () => PLACES, [
	["light", 1440],
	["dark", 360],
]);

for (const [locale, words] of [
	["pt-BR", ["Quanto custou cada um", "Visto pela primeira vez"]],
	["fr-FR", ["Ce que chacun a coûté", "Vu la première fois"]],
])
	test(`lists are said in ${locale}`, async () => {
		const page = await open("/services", { locale });
		for (const text of words) await page.getByText(text).first().waitFor();
		await page.finish();
	});
