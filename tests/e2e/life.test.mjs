/* SPDX-License-Identifier: Apache-2.0 */
/* life.test.mjs -- what happens to a bill after it has arrived: held, accepted, rejected, compared, and seen as of then. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { day, dollars, focusCsv, rows, sum } from "./bills.mjs";
import { axeFaults, deliver, refuse, settled, shutsNobodyOut, total, until, words, world } from "./harness.mjs";

const month = day(20).slice(0, 7);
const inMonth = (row) => row.date.startsWith(month);
const first = rows(70);
/* compute costs a tenth, and a service appears */
const second = first
	.map((row) => (row.service === "Northwind Compute" ? { ...row, cost: row.cost / 10n } : row))
	.concat(
		first
			.filter((row) => row.service === "Northwind Queue")
			.map((row) => ({ ...row, service: "Northwind Vector", category: "AI and Machine Learning", cost: 1_000_000_000_009n })),
	);
const { server, open } = world(async (server) => {
	await deliver(server, "first.csv", focusCsv(first));
	await deliver(server, "second.csv", focusCsv(second));
});

const signed = (units) => (units > 0n ? `+${dollars(units)}` : dollars(units));

async function monthTotal(page, asOf) {
	await page.goto(`${server.url}/?window=${month}${asOf ? `&as_of=${asOf}` : ""}`);
	await total(page).waitFor();
	await settled(page);
	return total(page).innerText();
}

async function stepTimes() {
	const answer = await fetch(`${server.url}/api/v1/periods/${month}/history?metric=billed_cost`);
	return (await answer.json()).items.map((item) => item.changed_at);
}

test("a bill that loses much is held, and the list says so", async () => {
	const page = await open("/deliveries");
	await page.getByRole("button", { name: "Look at them" }).click();
	assert.equal(words(page).get("state"), "held");
	await page.getByRole("link", { name: "second.csv" }).waitFor();
	await settled(page);
	assert.equal(await page.getByRole("region", { name: "Deliveries" }).last().locator("tbody tr").count(), 1);
	await page.getByRole("button", { name: /^State/ }).click();
	await page.getByRole("menuitem", { name: "Rejected" }).click();
	await page.getByText("No such deliveries").waitFor();
	await page.getByRole("main").getByRole("button", { name: "Clear filters" }).click();
	await until(async () => (await page.getByRole("region", { name: "Deliveries" }).last().locator("tbody tr").count()) === 2, "all of them");
	await page.finish();
});

test("a feed leads to its bills", async () => {
	const page = await open("/sources");
	const sources = page.locator('[role="group"][aria-label="Sources"]');
	await sources.getByText("Primary").waitFor();
	await sources.getByRole("link").first().click();
	await settled(page);
	assert.match(decodeURIComponent(new URL(page.url()).pathname), /northwind-0001/);
	assert.equal(await page.getByRole("region", { name: "Deliveries" }).last().locator("tbody tr").count(), 2);
	await page.finish();
});

test("a held bill shows what it would change, to the cent", async () => {
	const page = await open("/deliveries/2");
	await page.getByText("GUARD-DROP").first().waitFor();
	const lines = page.locator('[role="group"][aria-label="What it changes"]');
	await lines.waitFor();
	const compute = (list) => sum(list, (row) => row.service === "Northwind Compute");
	const text = await lines.innerText();
	for (const cost of [compute(first), compute(second)]) assert.ok(text.includes(dollars(cost)), dollars(cost));
	assert.ok(text.includes(signed(compute(second) - compute(first))), "the difference");
	assert.ok(text.includes("Northwind Vector"), "what is new");
	assert.ok(!text.includes("Northwind Blocks"), "what stays is not listed");
	await page.getByText(signed(sum(second) - sum(first)), { exact: true }).waitFor();
	await page.getByRole("button", { name: /^Metric/ }).click();
	await page.getByRole("menuitem", { name: /List cost/ }).click();
	assert.equal(words(page).get("metric"), "list_cost");
	await until(async () => (await lines.innerText()).includes(dollars(compute(first) * 2n)), "list cost is twice as high");
	await page.finish();
});

test("a decision needs a reason, and a refusal is told where it was made", async () => {
	const page = await open("/deliveries/2", { allow: ["503"] });
	await page.getByRole("button", { name: "Accept" }).click();
	const dialog = page.getByRole("dialog");
	assert.deepEqual(await axeFaults(page), []);
	await dialog.getByRole("button", { name: "Accept" }).click();
	await dialog.getByText(/Say why/).waitFor();
	await refuse(page, "**/accept");
	await dialog.getByRole("textbox").fill("the provider confirmed it");
	await dialog.getByRole("button", { name: "Accept" }).click();
	await dialog.getByRole("alert").waitFor();
	assert.match(await dialog.getByRole("alert").innerText(), /try again in a second/);
	await page.keyboard.press("Escape");
	await dialog.waitFor({ state: "detached" });
	assert.equal(await page.locator("h1 + span").innerText(), "Held");
	await page.finish();
});

test("an accepted bill counts, with its reason kept", async () => {
	const page = await open("/deliveries/2");
	assert.equal(await monthTotal(page), dollars(sum(first, inMonth)));
	await page.goto(`${server.url}/deliveries/2`);
	await page.getByRole("button", { name: "Accept" }).click();
	await page.getByRole("dialog").getByRole("textbox").fill("the provider confirmed it");
	await page.getByRole("dialog").getByRole("button", { name: "Accept" }).click();
	await page.getByText("This bill counts in the answers.").waitFor();
	await page.getByRole("region", { name: "Decisions" }).getByText("the provider confirmed it").waitFor();
	assert.equal(await monthTotal(page), dollars(sum(second, inMonth)));
	await page.finish();
});

test("a month's history explains every step", async () => {
	const page = await open(`/months/${month}/history`);
	await page.getByRole("heading", { name: /total over time/ }).waitFor();
	const steps = page.locator("ol > li");
	await until(async () => (await steps.count()) === 2, "two steps");
	const [newest, oldest] = [await steps.nth(0).innerText(), await steps.nth(1).innerText()];
	assert.ok(newest.includes(dollars(sum(second, inMonth))), newest);
	assert.ok(newest.includes(signed(sum(second, inMonth) - sum(first, inMonth))), newest);
	assert.match(newest, /Northwind Vector[\s\S]*added/);
	assert.match(newest, /Northwind Compute[\s\S]*changed/);
	assert.ok(oldest.includes(dollars(sum(first, inMonth))), oldest);
	await steps.nth(0).getByRole("link", { name: "second.csv" }).waitFor();
	assert.match(await page.getByRole("img", { name: /2 steps/ }).getAttribute("aria-label"), /2 steps/);
	await page.finish();
});

test("the overview as of a step shows the total of then, and says so", async () => {
	const page = await open(`/months/${month}/history`);
	await page.locator("ol > li").nth(1).getByRole("link", { name: "Overview as of then" }).click();
	await page.getByText(/You see what was known on/).waitFor();
	await total(page).waitFor();
	await settled(page);
	assert.equal(words(page).get("as_of"), (await stepTimes())[0]);
	assert.equal(await total(page).innerText(), dollars(sum(first, inMonth)));
	assert.deepEqual(await axeFaults(page), []);
	await page.getByRole("status").getByRole("button", { name: "Back to today" }).click();
	await until(async () => (await total(page).innerText()) === dollars(sum(second, inMonth)), "what is known now");
	assert.equal(words(page).get("as_of"), null);
	await page.finish();
});

test("what changed since a step is a comparison", async () => {
	const page = await open(`/months/${month}/history`);
	await page.locator("ol > li").nth(1).getByRole("link", { name: "What changed since" }).click();
	await total(page).waitFor();
	await settled(page);
	assert.match(words(page).get("compare"), /^as_of:/);
	assert.equal(await total(page).innerText(), dollars(sum(second, inMonth)));
	await until(
		async () => (await page.locator('[data-kpi="change"] strong').innerText()) === signed(sum(second, inMonth) - sum(first, inMonth)),
		"the difference since",
	);
	await page.finish();
});

test("a day is picked as of which to answer", async () => {
	const page = await open(`/?window=${month}`);
	await total(page).waitFor();
	await page.locator("[data-as-of]").click();
	await page.locator("[class*=moment] table").waitFor();
	assert.deepEqual(await axeFaults(page), []);
	await page.locator("[class*=moment] td button:not([disabled])").last().click();
	await page.getByText(/You see what was known on/).waitFor();
	assert.equal(words(page).get("as_of"), day(0));
	await page.goto(`${server.url}/?window=${month}&as_of=2020-01-01`);
	await page.getByText("Nothing to see as of then").waitFor();
	await page.goto(`${server.url}/?window=${month}&as_of=yesterday`);
	await total(page).waitFor();
	assert.equal(await page.getByText(/You see what was known on/).count(), 0);
	await page.finish();
});

test("rejecting what counts brings back what counted before", async () => {
	const page = await open("/deliveries/2");
	await page.getByRole("button", { name: "Reject" }).click();
	await page.getByRole("dialog").getByRole("textbox").fill("sent by mistake");
	await page.getByRole("dialog").getByRole("button", { name: "Reject" }).click();
	await page.locator("h1 + span", { hasText: "Rejected" }).waitFor();
	await page.getByRole("region", { name: "Decisions" }).getByText("sent by mistake").waitFor();
	assert.equal(await monthTotal(page), dollars(sum(first, inMonth)));
	await page.goto(`${server.url}/months/${month}/history`);
	await until(async () => (await page.locator("ol > li").count()) === 3, "a third step");
	assert.match(await page.locator("ol > li").first().innerText(), /Rejected/);
	await page.finish();
});

test("a second feed of the same money is a shadow until a person says otherwise", async () => {
	const [shadow] = await deliver(server, "shadow.csv", focusCsv([...first].reverse()), { source: "second-feed" });
	const page = await open(`/deliveries/${shadow.delivery_id}`);
	await page.getByRole("heading", { name: "Beside the source that counts" }).waitFor();
	await page.getByText("Both sources agree to the last digit.").waitFor();
	await page.getByText("It does not count: another source brings the same money").waitFor();
	assert.equal(await monthTotal(page), dollars(sum(first, inMonth)));
	await page.goto(`${server.url}/sources`);
	await page.getByRole("button", { name: "Change second-feed" }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByRole("textbox", { name: "Priority" }).fill("2000");
	await dialog.getByText("A number from 0 to 1000.").waitFor();
	assert.ok(await dialog.getByRole("button", { name: "Save" }).isDisabled());
	await dialog.getByRole("textbox", { name: "Priority" }).fill("900");
	assert.deepEqual(await axeFaults(page), []);
	await dialog.getByRole("button", { name: "Save" }).click();
	await dialog.waitFor({ state: "detached" });
	const line = page.locator('[role="group"][aria-label="Sources"]').locator("tbody tr", { hasText: "second-feed" });
	await until(async () => (await line.innerText()).includes("900"), "the priority");
	await page.goto(`${server.url}/deliveries/${shadow.delivery_id}`);
	await page.locator('[role="group"][aria-label="Months and accounts"]').getByText("Primary").first().waitFor();
	assert.equal(await monthTotal(page), dollars(sum(first, inMonth)));
	await page.finish();
});

test("a number that is no bill, and a month that is none, lead back", async () => {
	const page = await open("/deliveries/999", { allow: ["404"] });
	await page.getByText("There is no such bill").waitFor();
	await page.goto(`${server.url}/deliveries/nonsense`);
	await page.getByText("There is no such bill").waitFor();
	await page.goto(`${server.url}/months/2026-13/history`);
	await page.getByText("This is no month").waitFor();
	await page.goto(`${server.url}/months/2019-01/history`);
	await page.getByText("This month has no history").waitFor();
	await page.finish();
});

test("a failing part leaves the rest readable", async () => {
	const page = await open("/deliveries", { allow: ["503"] });
	await refuse(page, "**/diff?*");
	await page.getByRole("link", { name: "first.csv" }).click();
	await page.getByRole("alert").waitFor();
	await page.getByText("equal", { exact: true }).waitFor();
	assert.equal(await page.getByRole("alert").count(), 1);
	await page.unroute("**/diff?*");
	await page.getByRole("button", { name: "Try again" }).click();
	/* the other feed counts by now */
	await page.getByText("Both sources agree to the last digit.").waitFor();
	await refuse(page, "**/history?*");
	await page.goto(`${server.url}/months/${month}/history`);
	await page.getByRole("alert").waitFor();
	await page.unroute("**/history?*");
	await page.getByRole("button", { name: "Try again" }).click();
	await page.locator("ol > li").first().waitFor();
	await page.finish();
});

const PLACES = ["/", "/deliveries", "/deliveries/1", "/deliveries/2", `/months/${month}/history`, `/months/${month}/reconciliation`];
shutsNobodyOut("a bill and its month", open, () => PLACES, [
	["light", 1360],
	["dark", 390],
]);
