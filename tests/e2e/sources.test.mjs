/* SPDX-License-Identifier: Apache-2.0 */
/* sources.test.mjs -- feeds and what they cover, two of the same money side by side, rejected rows, and uploads that go wrong. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { day, dollars, focusCsv, rows, sum } from "./bills.mjs";
import { axeFaults, card, deliver, refuse, settled, shutsNobodyOut, until, upload, words, world } from "./harness.mjs";

const bill = rows(70);
const other = bill.map((row) => (row.service === "Northwind Queue" ? { ...row, cost: row.cost * 2n } : row));
const month = day(35).slice(0, 7);
const ofMonth = (row) => row.date.startsWith(month);
const FEED = "northwind.eu/feed 1.csv";
const REJECTED = 60;
const { server, open } = world();

/** A simple bill of which rows have a date that is none. */
function faulty(count) {
	const lines = Array.from({ length: count }, (_, i) => `${day(2)},Compute,1.5,USD\nno-date-${i},Compute,1.5,USD`);
	return `date,service,cost,currency\n${lines.join("\n")}\n`;
}

test("without bills there is no source, and the page says when there is one", async () => {
	const page = await open("/sources");
	await page.getByText("A source begins with the first bill that comes from it.").waitFor();
	await page.finish();
	await deliver(server, "first.csv", focusCsv(bill), { source: FEED });
	await deliver(server, "other.csv", focusCsv(other), { source: "second-feed" });
	await deliver(server, "faulty.csv", faulty(REJECTED), { source: "faulty" });
});

test("feeds of the same money stand side by side, to the cent", async () => {
	const page = await open(`/sources?month=${month}`);
	const line = card(page, "Feeds of the same money").locator("tbody tr");
	await line.first().waitFor();
	const text = await line.first().innerText();
	for (const list of [bill, other]) assert.ok(text.includes(dollars(sum(list, ofMonth))), `${dollars(sum(list, ofMonth))} in ${text}`);
	assert.match(text, /northwind\.eu\/feed/);
	await card(page, "Feeds of the same money").getByRole("button", { name: /^Metric/ }).click();
	await page.getByRole("menuitem", { name: /List cost/ }).click();
	await until(() => words(page).get("metric") === "list_cost", "the metric");
	await until(async () => (await line.first().innerText()).includes(dollars(2n * sum(bill, ofMonth))), "at list cost");
	await page.getByRole("link", { name: "Where they differ" }).first().click();
	await page.getByRole("heading", { name: "Beside the source that counts" }).waitFor();
	await page.finish();
});

test("one feed shows the months that it covers, its bills and its place", async () => {
	const page = await open("/sources");
	await page.getByRole("link", { name: FEED }).first().click();
	await page.getByRole("heading", { level: 1, name: FEED }).waitFor();
	await page.reload();
	await page.getByRole("heading", { level: 1, name: FEED }).waitFor();
	const months = card(page, "Months covered");
	await months.getByText("Every month from the first to the last has a bill.").waitFor();
	assert.ok((await months.getByRole("link").count()) >= 3);
	await card(page, "Deliveries").getByRole("link", { name: "first.csv" }).waitFor();
	await page.getByRole("button", { name: `Change ${FEED}` }).click();
	await page.getByRole("dialog").getByRole("textbox", { name: "Priority" }).fill("77");
	await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
	await page.getByRole("dialog").waitFor({ state: "detached" });
	await until(async () => /77/.test(await page.locator("dl").first().innerText()), "the priority");
	await months.getByRole("link").first().focus();
	await page.keyboard.press("Enter");
	await page.getByRole("heading", { level: 1, name: "first.csv" }).waitFor();
	await page.finish();
});

test("a feed that there is not leads to those that there are", async () => {
	const page = await open("/sources/no%2Fsuch.feed");
	await page.getByText("There is no source “no/such.feed”").waitFor();
	await page.getByRole("link", { name: "All sources" }).click();
	await page.getByRole("link", { name: "second-feed" }).first().waitFor();
	await page.finish();
});

test("all rejected rows are there, page by page and as CSV", async () => {
	const page = await open("/deliveries?source=faulty");
	await page.getByRole("link", { name: "faulty.csv" }).click();
	const rejects = card(page, "Rejected rows");
	await rejects.getByText(`50 of ${REJECTED} rows`, { exact: false }).waitFor();
	assert.match(await rejects.locator("tbody tr").first().innerText(), /no-date-0/);
	await rejects.getByRole("button", { name: "Show more" }).click();
	await until(async () => (await rejects.locator("tbody tr").count()) === REJECTED, "the rest");
	assert.deepEqual(await axeFaults(page), []);
	await rejects.getByRole("button", { name: "More", exact: true }).click();
	const href = await page.getByRole("menuitem", { name: "Download CSV" }).getAttribute("href");
	const text = await (await fetch(server.url + href)).text();
	assert.equal(text.trim().split("\n").length, REJECTED + 1);
	await page.finish();
});

test("rejected rows that cannot be told are an error of that card alone", async () => {
	const page = await open("/sources", { allow: ["503"] });
	await refuse(page, "**/rejects?*", "later");
	await page.goto(`${server.url}/deliveries/3`);
	await card(page, "Rejected rows").getByRole("alert").waitFor();
	assert.equal(await page.getByRole("alert").count(), 1);
	await page.unroute("**/rejects?*");
	await page.getByRole("button", { name: "Try again" }).click();
	await card(page, "Rejected rows").locator("tbody tr").first().waitFor();
	await page.finish();
});

/** Opens the dialog of a rejected bill by its name, with the keyboard alone. */
async function askAgain(name, options = {}) {
	await deliver(server, name, `date,service,cost\n01/02/2026,${name},1.5\n02/02/2026,Compute,2.5\n`);
	const page = await open("/deliveries?state=rejected", options);
	await page.getByRole("link", { name }).first().press("Enter");
	await page.getByRole("heading", { level: 1, name }).waitFor();
	await page.getByRole("main").getByText("are the dates day first or month first?", { exact: false }).first().waitFor();
	await page.getByRole("button", { name: "Read again" }).press("Enter");
	return { page, dialog: page.getByRole("dialog", { name: "Read this bill again?" }) };
}

test("a bill that nobody can read alone is read again with what a person says of it", async () => {
	const { page, dialog } = await askAgain("unclear.csv", { allow: ["400"] });
	const currency = dialog.getByRole("textbox", { name: "Currency" });
	assert.ok(await currency.evaluate((input) => input === document.activeElement), "the first field has the focus");
	assert.deepEqual(await axeFaults(page), []);
	await currency.fill("E1");
	await currency.press("Enter");
	await dialog.getByText("Three letters such as EUR").waitFor();
	assert.equal(await currency.getAttribute("aria-invalid"), "true");
	await currency.fill("eur");
	await currency.press("Enter");
	await dialog.getByRole("alert").filter({ hasText: "are the dates day first or month first?" }).waitFor();
	await dialog.getByRole("combobox", { name: "Order of dates" }).selectOption("day-first");
	await dialog.getByRole("textbox", { name: "Source" }).fill(" unclear ");
	await dialog.getByRole("button", { name: "Read again" }).press("Enter");
	await dialog.waitFor({ state: "detached" });
	await page.getByText("This bill counts in the answers.").waitFor();
	const read = await (await fetch(server.url + new URL(page.url()).pathname.replace("/deliveries", "/api/v1/deliveries"))).json();
	assert.deepEqual([read.state, read.scopes[0].scope_key, read.totals[0].billing_currency], ["active", "2026-02-01", "EUR"]);
	assert.equal(read.source, "unclear");
	await page.finish();
});

test("what the server has against reading again is told in the dialog, and nothing typed is lost", async () => {
	const { page, dialog } = await askAgain("unclear2.csv", { allow: ["503"] });
	await refuse(page, "**/again", "later");
	await dialog.getByRole("textbox", { name: "Currency" }).fill("USD");
	await dialog.getByRole("button", { name: "Read again" }).click();
	await dialog.getByRole("alert").filter({ hasText: "later" }).waitFor();
	assert.equal(await dialog.getByRole("textbox", { name: "Currency" }).inputValue(), "USD");
	await page.keyboard.press("Escape");
	await dialog.waitFor({ state: "detached" });
	await page.finish();
});

test("an upload can be stopped on its way, and nothing of it stays", async () => {
	const page = await open("/deliveries");
	await settled(page);
	let release;
	const held = new Promise((resolve) => (release = resolve));
	await page.route("**/api/v1/deliveries?name=*", async (route) => {
		await held;
		await route.abort().catch(() => {});
	});
	await upload(page, "stopped.csv", focusCsv(bill));
	const tray = page.getByRole("region", { name: "Uploads" });
	await tray.getByText("stopped.csv").waitFor();
	await tray.getByRole("button", { name: "Cancel" }).click();
	await tray.getByText("stopped.csv").waitFor({ state: "detached" });
	release();
	const list = await (await fetch(`${server.url}/api/v1/deliveries?limit=10`)).json();
	assert.ok(!list.items.some((item) => item.name.includes("stopped")));
	await page.finish();
});

test("a server that goes away is told, and the same file can be tried again", async () => {
	const page = await open("/deliveries", { allow: ["ERR_"] });
	await settled(page);
	await page.route("**/api/v1/deliveries?name=*", (route) => route.abort("connectionrefused"));
	await upload(page, "again.csv", focusCsv(bill.slice(0, 30)));
	const item = page.locator('[data-outcome="bad"]');
	await item.getByText("Check that centavo is running and reachable, then try again.").waitFor();
	await page.unroute("**/api/v1/deliveries?name=*");
	let missed = 0;
	await page.route("**/api/v1/runs/*", (route) => (missed++ < 2 ? route.abort("connectionreset") : route.continue()));
	await item.getByRole("button", { name: "Try again" }).click();
	await page.locator("[data-outcome]").filter({ hasText: "again.csv" }).filter({ hasNotText: "Check that" }).waitFor();
	assert.ok(missed > 2, "a short break of the connection ends nothing");
	await page.finish();
});

test("two files at once come one after the other, and a picture is no bill", async () => {
	const page = await open("/deliveries");
	await settled(page);
	await page.locator("input[data-upload]").first().setInputFiles([
		{ name: "picture.png", mimeType: "image/png", buffer: Buffer.from("89504e470d0a1a0a0000000d49484452", "hex") },
		{ name: "third.csv", mimeType: "text/csv", buffer: Buffer.from(focusCsv(rows(5)).replaceAll("northwind-0001", "northwind-0009")) },
	]);
	const bad = page.locator('[data-outcome="bad"]').filter({ hasText: "picture.png" });
	await bad.waitFor();
	assert.ok((await bad.innerText()).length > "picture.png".length + 10, "it says why");
	await page.locator('[data-outcome="good"]').filter({ hasText: "third.csv" }).waitFor();
	await page.finish();
});

const PLACES = ["/sources", `/sources?month=${month}`, `/sources/${encodeURIComponent(FEED)}`, "/sources/none", "/deliveries/3"];
shutsNobodyOut("sources", open, () => PLACES, [
	["light", 1440],
	["dark", 360],
]);
