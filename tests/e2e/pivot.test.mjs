/* SPDX-License-Identifier: Apache-2.0 */
/* pivot.test.mjs -- costs by rows and columns: arranged by mouse and by keyboard, folded, filtered, taken away as a file. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dollars, focusCsv, rows, sum } from "./bills.mjs";
import { axeFaults, deliver, drag, overflow, settled, until, words, world } from "./harness.mjs";

const bill = rows(70).map((row) => ({ ...row, tags: { env: row.account === "nw-1" ? "prod" : "dev" } }));
const PIVOT = "/explore?window=all&compare=none&chart=pivot&group_by=service_category,service_name";
const { server, open } = world((server) => deliver(server, "northwind.csv", focusCsv(bill)), PIVOT, { viewport: { width: 1360, height: 1100 } });

const table = (page) => page.getByRole("region", { name: "Costs by rows and columns" });
const row = (page, name) => table(page).getByRole("row", { name: new RegExp(name) }).first();
const said = (page, text) => page.getByRole("status").filter({ hasText: text }).waitFor({ state: "attached" });
const holds = (page, count) => until(async () => (await table(page).locator("tbody tr").count()) === count, `${count} rows`);
const zone = (page, name) => page.locator(`[data-zone="${name}"]`);

test("subtotals, totals and shares are the server's, to the cent", async () => {
	const page = await open(`${PIVOT}&columns=sub_account_id`);
	const compute = sum(bill, (one) => one.category === "Compute");
	await row(page, "Compute").getByText(dollars(compute)).first().waitFor();
	await row(page, "^Total").getByText(dollars(sum(bill))).waitFor();
	await row(page, "^Total").getByText(dollars(sum(bill, (one) => one.account === "nw-2"))).waitFor();
	await page.getByRole("button", { name: "Show amounts" }).click();
	await page.getByRole("menuitem", { name: "share of the row" }).click();
	await row(page, "Compute").getByText("100%").first().waitFor();
	assert.equal(words(page).get("show"), "row_share");
	await page.finish();
});

test("rows fold and unfold, one and all", async () => {
	const page = await open();
	await row(page, "Northwind Compute").waitFor();
	await holds(page, 6);
	const fold = page.getByRole("button", { name: "Fold Compute" });
	await fold.focus();
	await page.keyboard.press("Enter");
	await holds(page, 5);
	assert.equal(await page.getByRole("button", { name: "Unfold Compute" }).getAttribute("aria-expanded"), "false");
	await page.getByRole("button", { name: "Fold all", exact: true }).click();
	await holds(page, 3);
	await page.getByRole("button", { name: "Unfold all" }).click();
	await holds(page, 6);
	await page.finish();
});

test("dimensions move by the keyboard, and every move is told", async () => {
	const page = await open();
	await row(page, "Compute").waitFor();
	const search = page.getByRole("searchbox", { name: "Find a dimension or tag" });
	if (!(await search.isVisible())) await page.getByRole("button", { name: "Dimensions", exact: true }).click();
	await search.fill("env");
	const offer = page.locator('[data-offer="tag:env"]');
	await offer.focus();
	await page.keyboard.press("Enter");
	await page.getByRole("menuitem", { name: "To the columns" }).press("Enter");
	await until(() => words(page).get("columns") === "tag:env", "the tag in the columns");
	await said(page, "Tag: env is in the columns, 1 of 1.");
	await table(page).getByRole("columnheader", { name: "prod" }).waitFor();
	/* the chip that moved has the focus */
	await until(() => page.evaluate(() => document.activeElement.dataset.chip === "tag:env"), "the focus goes with it");
	await page.keyboard.press("Enter");
	await page.getByRole("menuitem", { name: "To the rows" }).press("Enter");
	await until(() => words(page).get("group_by") === "service_category,service_name,tag:env", "the tag in the rows");
	await said(page, "Tag: env is in the rows, 3 of 3.");
	await page.locator('[data-chip="tag:env"]').press("Enter");
	await page.getByRole("menuitem", { name: "Move forward" }).press("Enter");
	await until(() => words(page).get("group_by") === "service_category,tag:env,service_name", "one place forward");
	await page.locator('[data-chip="tag:env"]').press("Enter");
	await page.getByRole("menuitem", { name: "Take out" }).press("Enter");
	await until(() => words(page).get("group_by") === "service_category,service_name", "taken out");
	await said(page, "Tag: env is taken out.");
	await page.finish();
});

test("dimensions move by the mouse: from the shelf, between the axes, within one, and back", async () => {
	const page = await open();
	await row(page, "Compute").waitFor();
	const search = page.getByRole("searchbox", { name: "Find a dimension or tag" });
	if (!(await search.isVisible())) await page.getByRole("button", { name: "Dimensions", exact: true }).click();
	await search.fill("region");
	await drag(page, page.locator('[data-offer="region_id"]'), zone(page, "columns"));
	await until(() => words(page).get("columns") === "region_id", "from the shelf to the columns");
	await settled(page);
	await drag(page, page.locator('[data-chip="service_name"]'), page.locator('[data-chip="service_category"]').locator("svg").first());
	await until(() => words(page).get("group_by") === "service_name,service_category", "before the other");
	await settled(page);
	await drag(page, page.locator('[data-chip="region_id"]'), zone(page, "rows").getByText("Rows", { exact: true }));
	await until(() => words(page).get("group_by")?.includes("region_id") && !words(page).has("columns"), "from the columns to the rows");
	await settled(page);
	await drag(page, page.locator('[data-chip="region_id"]'), search);
	await until(() => !words(page).get("group_by")?.includes("region_id"), "back on the shelf");
	await page.finish();
});

test("time is the last level of the columns, and a click on it zooms", async () => {
	const page = await open();
	await zone(page, "columns").getByRole("button", { name: /^Time/ }).click();
	await page.getByRole("menuitem", { name: "by month" }).click();
	await until(() => words(page).get("granularity") === "month", "time by month");
	const heads = table(page).getByRole("columnheader").getByRole("button");
	await until(async () => (await heads.count()) >= 3, "months");
	await heads.nth(1).click();
	await until(() => words(page).get("start")?.endsWith("-01") && words(page).has("end"), "one month");
	await page.finish();
});

test("a click filters, with Shift it excludes, with Alt it goes inside", async () => {
	const page = await open(`${PIVOT}&columns=sub_account_id`);
	await row(page, "Northwind Blocks").locator("td[data-column]").first().click();
	await until(() => words(page).get("filter")?.includes('sub_account_id = "nw-1"'), "the way to the cell");
	assert.equal(words(page).get("filter"), 'service_category = "Storage" and service_name = "Northwind Blocks" and sub_account_id = "nw-1"');
	await page.goto(server.url + PIVOT);
	await row(page, "Compute").getByRole("button", { name: "Compute", exact: true }).click({ modifiers: ["Shift"] });
	await until(() => words(page).get("filter") === 'service_category != "Compute"', "excluded");
	await page.goto(server.url + PIVOT);
	await row(page, "Compute").getByRole("button", { name: "Compute", exact: true }).click({ modifiers: ["Alt"] });
	await until(() => words(page).get("group_by") !== "service_category,service_name", "inside");
	assert.equal(words(page).get("filter"), 'service_category = "Compute"');
	assert.equal(words(page).get("drill"), "service_category");
	await page.finish();
});

test("the file has exactly the columns and cells that are shown", async () => {
	const page = await open(`${PIVOT}&columns=sub_account_id&show=column_share`);
	await row(page, "Compute").waitFor();
	await page.getByRole("button", { name: "More", exact: true }).click();
	const href = await page.getByRole("menuitem", { name: "Download CSV" }).getAttribute("href");
	const lines = (await (await fetch(server.url + href)).text()).trim().split("\n");
	const heads = await table(page).locator("thead th[data-leaf]").allInnerTexts();
	assert.match(lines[0], /^depth,service_category,service_name,billing_currency,is_other,(nw-1,nw-2|nw-2,nw-1),effective_cost,share$/);
	assert.equal(lines.length - 1, await table(page).locator("tbody tr").count());
	assert.ok(heads.length >= 4);
	const parquet = await page.getByRole("menuitem", { name: "Download Parquet" }).getAttribute("href");
	const bytes = Buffer.from(await (await fetch(server.url + parquet)).arrayBuffer());
	assert.equal(bytes.subarray(0, 4).toString(), "PAR1");
	await page.finish();
});

test("a long and wide table keeps its head", async () => {
	const page = await open("/explore?window=all&compare=none&chart=pivot&group_by=service_name,sub_account_id,region_id&granularity=day");
	await row(page, "Northwind Compute").waitFor();
	assert.ok((await table(page).locator("thead th[data-leaf]").count()) > 60);
	await table(page).evaluate((box) => box.scrollTo({ left: 4000 }));
	await page.getByRole("button", { name: "Fold all", exact: true }).click();
	await holds(page, 3);
	const left = await table(page).evaluate((box) => {
		const [edge, cell] = [box.getBoundingClientRect().left, box.querySelector("tbody th").getBoundingClientRect().left];
		return cell - edge;
	});
	assert.ok(left >= 0 && left < 3, `the first column is ${left} px from the edge`);
	await page.finish();
});

test("a pivot that fails, or is of nothing, says so in its place", async () => {
	const page = await open("/", { allow: ["500"] });
	const fail = (route) => route.fulfill({ status: 500, contentType: "application/problem+json", body: '{"title":"broken","detail":"no memory"}' });
	await page.route("**/api/v1/costs/pivot*", fail);
	await page.goto(server.url + PIVOT);
	await page.getByRole("alert").getByText("no memory").waitFor();
	await page.unroute("**/api/v1/costs/pivot*", fail);
	await page.getByRole("alert").getByRole("button", { name: "Try again" }).click();
	await row(page, "Compute").waitFor();
	for (const name of ["service_category", "service_name"]) {
		await page.locator(`[data-chip="${name}"]`).press("Enter");
		await page.getByRole("menuitem", { name: "Take out" }).press("Enter");
		await until(() => !words(page).get("group_by")?.includes(name), `${name} is out`);
	}
	await page.getByText("A pivot needs at least one dimension in its rows.").waitFor();
	await page.finish();
});

for (const [colorScheme, width] of [
	["light", 1360],
	["dark", 1360],
	["dark", 360],
])
	test(`nobody is shut out of a pivot, ${colorScheme}, ${width} wide`, async () => {
		const path = `${PIVOT}&columns=sub_account_id&granularity=month&compare=previous`;
		const page = await open(path, { colorScheme, viewport: { width, height: 900 }, reducedMotion: "reduce" });
		await row(page, "Compute").waitFor();
		await settled(page);
		assert.deepEqual(await axeFaults(page), []);
		/* nothing of the table, words for screen readers among it, reaches out of its box */
		assert.equal(await table(page).evaluate((box) => getComputedStyle(box).position), "relative");
		assert.equal(await overflow(page), 0);
		await page.finish();
	});
