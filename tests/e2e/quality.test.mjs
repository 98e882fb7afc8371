/* SPDX-License-Identifier: Apache-2.0 */
/* quality.test.mjs -- how good a month's data is: missing days, columns that lost values, tags at odds, late charges. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { day, focusCsv, rows } from "./bills.mjs";
import { axeFaults, deliver, overflow, refuse, settled, world } from "./harness.mjs";

const month = day(20).slice(0, 7);
const [year, number] = month.split("-").map(Number);
const earlier = new Date(Date.UTC(year, number - 2)).toISOString().slice(0, 7);
const gone = [`${month}-05`, `${month}-06`];
/* in this month two days are missing, regions are empty, and a third of the charges has a second environment */
const bill = rows(90)
	.filter((row) => !gone.includes(row.date))
	.map((row) => {
		if (!row.date.startsWith(month)) return row;
		return { ...row, region: "", tags: row.account === "nw-2" ? { env: "dev", ENV: "test" } : { env: "prod" } };
	});
const here = `/months/${month}/quality`;
const { server, open } = world(async (server) => {
	await deliver(server, "northwind.csv", focusCsv(bill));
	const other = rows(90).map((row) => ({ ...row, account: "sw-1", region: row.category === "Storage" ? "" : "south-1" }));
	await deliver(server, "southwind.csv", focusCsv(other).replaceAll("northwind-0001", "southwind-0001"), { source: "southwind" });
}, here);

test("a feed with gaps stands first and says what is missing", async () => {
	const page = await open();
	await page.getByText("1 source needs a look.").waitFor();
	const card = page.getByRole("main").getByRole("region").first();
	assert.match(await card.innerText(), /northwind-0001/);
	await card.getByText("2 days missing").waitFor();
	await card.getByText("1 tag at odds").waitFor();
	assert.deepEqual(await card.locator('li[data-state="missing"]').evaluateAll((all) => all.map((one) => one.innerText.split("\n")[0])), ["5", "6"]);
	assert.match(await card.innerText(), /Without usage: .*5.*6/);
	assert.match(await card.innerText(), /region_id/);
	await card.getByText("ENV", { exact: true }).waitFor();
	await card.getByRole("img", { name: /Days between use and bill/ }).waitFor();
	await page.finish();
});

test("a complete feed says so, and shows its columns on demand", async () => {
	const page = await open();
	const card = page.getByRole("main").getByRole("region", { name: /southwind/ }).first();
	await card.getByText("complete", { exact: true }).waitFor();
	await card.getByText("No column lost its values since the month before.").waitFor();
	assert.equal(await card.getByRole("table").count(), 0);
	await card.getByRole("button", { name: /with gaps/ }).click();
	assert.ok((await card.getByRole("row").count()) > 2);
	await card.getByRole("link", { name: "southwind" }).click();
	await page.waitForURL("**/sources/southwind");
	await page.finish();
});

test("a month in which all is well is green; one without anything is empty", async () => {
	const page = await open(`/months/${earlier}/quality`);
	await page.getByText("No day is missing, no column lost its values, no tags are at odds.").waitFor();
	await page.goto(`${server.url}/months/2019-01/quality`);
	await page.getByText("Nothing to look at").waitFor();
	await page.finish();
});

test("a failing answer offers another try", async () => {
	const page = await open("/months", { allow: ["503"] });
	await refuse(page, "**/quality?*");
	await page.goto(server.url + here);
	await page.getByRole("alert").waitFor();
	await page.unroute("**/quality?*");
	await page.getByRole("button", { name: "Try again" }).click();
	await page.getByText("1 source needs a look.").waitFor();
	await page.finish();
});

for (const [colorScheme, width] of [
	["light", 1360],
	["dark", 390],
])
	test(`nobody is shut out of the quality of a month, ${colorScheme}, ${width} wide`, async () => {
		const page = await open(here, { colorScheme, viewport: { width, height: 844 }, reducedMotion: "reduce" });
		await settled(page);
		await page.getByText("2 days missing").waitFor();
		for (const button of await page.getByRole("button", { name: /with gaps/ }).all()) await button.click();
		assert.deepEqual(await axeFaults(page), []);
		assert.equal(await overflow(page), 0);
		await page.finish();
	});
