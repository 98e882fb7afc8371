/* SPDX-License-Identifier: Apache-2.0 */
/* page.test.mjs -- a person's first minutes with the page, on the real executable. The tests share one home, in order. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { day, dollars, focusCsv, rows, sum } from "./bills.mjs";
import { axeFaults, overflow, refuse, settled, until, upload, words, world } from "./harness.mjs";

const bill = rows(70);
const euros = rows(40).map((row) => ({ ...row, cost: row.cost * 3n }));
const since = day(30);
const last30 = sum(bill, (row) => row.date >= since);
/* every page, for what must hold on all of them */
const month = day(20).slice(0, 7);
const PAGES = ["/", "/deliveries", "/deliveries/2", "/tags", "/months", `/months/${month}/history`, `/months/${month}/quality`, `/?as_of=${day(0)}`];
const { server, open, ask } = world();

const kpi = (page, name) => page.locator(`[data-kpi="${name}"] strong`);

async function ready(page) {
	await kpi(page, "total").waitFor();
	await settled(page);
	return page;
}

test("an empty home says how to begin", async () => {
	const page = await open();
	await page.getByRole("heading", { name: /first bill/ }).waitFor();
	assert.deepEqual(await axeFaults(page), []);
	await page.finish();
});

test("a file that is no bill is refused with its reason", async () => {
	const page = await open();
	await upload(page, "shopping.csv", "apples,pears\n1,2\n");
	const item = page.locator('[data-outcome="bad"]');
	await item.waitFor();
	assert.ok((await item.innerText()).length > "shopping.csv".length + 10, "it says why");
	await page.finish();
});

test("an uploaded bill is stored and proved to the last digit", async () => {
	const page = await open();
	await upload(page, "northwind.csv", focusCsv(bill));
	const item = page.locator('[data-outcome="good"]');
	await item.waitFor();
	assert.match(await item.innerText(), /equal/);
	await ready(page);
	assert.equal(await kpi(page, "total").innerText(), dollars(last30));
	await page.finish();
});

test("the same bytes again change nothing", async () => {
	const page = await ready(await open());
	await upload(page, "northwind-copy.csv", focusCsv(bill));
	await page.locator('[data-outcome="known"]').waitFor();
	await settled(page);
	assert.equal(await kpi(page, "total").innerText(), dollars(last30));
	await page.finish();
});

test("a click filters, shift-click excludes, and the address says so", async () => {
	const page = await ready(await open());
	const table = page.getByRole("region", { name: "Services" }).or(page.locator("section", { hasText: "Services" })).last();
	await table.getByRole("button", { name: "Northwind Queue", exact: true }).click();
	await settled(page);
	assert.equal(words(page).get("filter"), 'service_name = "Northwind Queue"');
	const queue = sum(bill, (row) => row.date >= since && row.service === "Northwind Queue");
	await until(async () => (await kpi(page, "total").innerText()) === dollars(queue), "the filtered total");
	await page.getByRole("button", { name: "Clear filters" }).click();
	await settled(page);
	await table.getByRole("button", { name: "Northwind Queue", exact: true }).click({ modifiers: ["Shift"] });
	assert.equal(words(page).get("filter"), 'service_name != "Northwind Queue"');
	await until(async () => (await kpi(page, "total").innerText()) === dollars(last30 - queue), "the rest");
	await page.finish();
});

test("copying the link is copying the query", async () => {
	const start = day(20);
	const end = day(11);
	const expected = sum(bill, (row) => row.date >= start && row.date <= end && row.account === "nw-1");
	const path = `/?start=${start}&end=${end}&filter=${encodeURIComponent('sub_account_id = "nw-1"')}`;
	const page = await ready(await open(path));
	assert.equal(await kpi(page, "total").innerText(), dollars(expected));
	const answer = await fetch(`${server.url}/api/v1/costs${new URL(page.url()).search}&granularity=total`);
	const body = await answer.json();
	assert.equal(dollars(BigInt(body.totals[0].effective_cost.replace(".", ""))), dollars(expected));
	await page.reload();
	await ready(page);
	assert.equal(await kpi(page, "total").innerText(), dollars(expected));
	await page.finish();
});

test("filters find values as one types, by service, account and tag", async () => {
	const page = await ready(await open());
	await page.getByRole("button", { name: "Account", exact: true }).click();
	await page.getByPlaceholder("Find: Account").fill("orders");
	await until(async () => (await page.locator("li[class*=value]").count()) === 1, "one account is left");
	await page.locator("li[class*=value] button").first().click();
	assert.equal(words(page).get("filter"), 'sub_account_id = "nw-2"');
	await page.keyboard.press("Escape");
	await page.getByRole("button", { name: "Clear filters" }).click();
	await page.getByRole("button", { name: "Tags", exact: true }).click();
	await page.getByRole("button", { name: /^env/ }).click();
	await page.getByRole("button", { name: /^prod/ }).click();
	assert.equal(words(page).get("filter"), 'tag:env = "prod"');
	const prod = sum(bill, (row) => row.date >= since && row.account === "nw-1");
	await until(async () => (await kpi(page, "total").innerText()) === dollars(prod), "the tag's total");
	await page.finish();
});

test("metric, comparison, split and period are choices in the address", async () => {
	const page = await ready(await open());
	await page.getByRole("button", { name: /Metric/ }).click();
	await page.getByRole("menuitem", { name: /List cost/ }).click();
	await until(async () => (await kpi(page, "total").innerText()) === dollars(last30 * 2n), "list cost is twice as high");
	assert.equal(words(page).get("metric"), "list_cost");
	await page.getByRole("button", { name: /Against/ }).click();
	await page.getByRole("menuitem", { name: "nothing" }).click();
	assert.equal(words(page).get("compare"), "none");
	await page.getByRole("button", { name: /^by/ }).click();
	await page.getByRole("menuitem", { name: "Service category" }).click();
	assert.equal(words(page).get("group_by"), "service_category");
	await page.getByRole("button", { name: "Week", exact: true }).click();
	assert.equal(words(page).get("granularity"), "week");
	await page.getByRole("button", { name: /Last 30 days/ }).click();
	await page.getByRole("button", { name: "Last 7 days" }).click();
	assert.equal(words(page).get("window"), "7d");
	await settled(page);
	await page.finish();
});

test("the chart is read with arrow keys and shown as a table", async () => {
	const page = await ready(await open());
	const chart = page.getByRole("slider");
	await chart.focus();
	await page.keyboard.press("ArrowLeft");
	const text = await chart.getAttribute("aria-valuetext");
	assert.match(text, /Northwind Compute \$/);
	await page.getByRole("button", { name: "Table", exact: true }).click();
	const days = page.getByRole("group", { name: "Table of the periods" }).locator("tbody tr");
	await until(async () => (await days.count()) === 30, "thirty days");
	await page.finish();
});

test("a table's CSV is the same question", async () => {
	const page = await ready(await open());
	await page.getByRole("button", { name: "More" }).first().click();
	const href = await page.getByRole("menuitem", { name: "Download CSV" }).getAttribute("href");
	const answer = await fetch(server.url + href);
	assert.equal(answer.status, 200);
	assert.match(answer.headers.get("content-type"), /text\/csv/);
	assert.match(await answer.text(), /Northwind Compute/);
	await page.finish();
});

test("a period without charges says what the bills cover", async () => {
	const page = await open("/?start=2019-01-01&end=2019-01-31");
	await page.getByText("No charges in this period").first().waitFor();
	await page.getByRole("button", { name: /^Show/ }).click();
	await ready(page);
	await page.finish();
});

test("a filter that fits nothing says so and can be cleared", async () => {
	const page = await open(`/?filter=${encodeURIComponent('service_name = "nothing of this name"')}`);
	await page.getByText("Nothing matches these filters").first().waitFor();
	await page.getByRole("main").getByRole("button", { name: "Clear filters" }).last().click();
	await ready(page);
	assert.equal(words(page).get("filter"), null);
	await page.finish();
});

test("an error stays where it happened and offers another try", async () => {
	const page = await open("/deliveries", { allow: ["503"] });
	await refuse(page, "**/api/v1/costs?*sub_account_id*");
	await page.getByRole("link", { name: "Overview" }).click();
	await page.getByRole("alert").waitFor();
	assert.equal(await page.getByRole("alert").count(), 1);
	assert.match(await page.getByRole("alert").innerText(), /try again in a second/);
	assert.equal(await kpi(page, "total").innerText(), dollars(last30));
	await page.unroute("**/api/v1/costs?*sub_account_id*");
	await page.getByRole("button", { name: "Try again" }).click();
	await page.getByRole("button", { name: "payroll", exact: true }).waitFor();
	await page.finish();
});

test("every delivery shows its proof", async () => {
	const page = await open("/deliveries");
	await page.getByRole("link", { name: "northwind.csv" }).click();
	await page.getByRole("heading", { name: "northwind.csv" }).waitFor();
	await page.getByText("equal", { exact: true }).waitFor();
	await page.getByText(/checks? passed/).waitFor();
	await settled(page);
	assert.deepEqual(await axeFaults(page), []);
	await page.finish();
});

test("several currencies are never added up", async () => {
	const page = await ready(await open());
	const dropped = await page.evaluateHandle((text) => {
		const transfer = new DataTransfer();
		transfer.items.add(new File([text], "euros.csv", { type: "text/csv" }));
		return transfer;
	}, focusCsv(euros, "EUR").replaceAll("northwind-0001", "northwind-0002"));
	for (const type of ["dragenter", "dragover"]) await page.dispatchEvent("body", type, { dataTransfer: dropped });
	await page.getByText("Drop to store and check").waitFor();
	await page.dispatchEvent("body", "drop", { dataTransfer: dropped });
	await page.locator('[data-outcome="good"]').waitFor();
	await page.getByRole("button", { name: "EUR", exact: true }).waitFor();
	await page.getByRole("button", { name: "USD", exact: true }).click();
	await settled(page);
	assert.equal(await kpi(page, "total").innerText(), dollars(last30));
	await page.getByRole("button", { name: "EUR", exact: true }).click();
	const expected = sum(euros, (row) => row.date >= since);
	await until(async () => (await kpi(page, "total").innerText()) === dollars(expected, "EUR"), "the other currency's total");
	assert.equal(words(page).get("billing_currency"), "EUR");
	await page.finish();
});

test("everything is converted when there are rates, and never without", async () => {
	const page = await ready(await open("/?compare=none"));
	await page.getByRole("button", { name: /^Currency/ }).click();
	await page.getByRole("menuitem", { name: "all in EUR" }).click();
	await page.getByText("Not everything can be said in EUR").waitFor();
	await page.getByText(/There is no rate for USD/).waitFor();
	assert.equal(words(page).get("currency"), "EUR");
	assert.equal(await kpi(page, "total").count(), 0);
	assert.deepEqual(await axeFaults(page), []);
	await page.getByRole("button", { name: "Show as billed" }).click();
	await kpi(page, "total").waitFor();
	await ask("POST", "fx_rates", { rate_set: "budget", base_currency: "USD", quote_currency: "EUR", valid_from: day(45), rate: "2" });
	const converted = 2n * last30 + sum(euros, (row) => row.date >= since);
	await page.goto(`${server.url}/?currency=EUR&compare=none`);
	await until(async () => (await kpi(page, "total").innerText()) === dollars(converted, "EUR"), "the total in euro");
	await page.getByText(/all in EUR, rates of budget/).waitFor();
	assert.equal(await page.getByRole("button", { name: "USD", exact: true }).count(), 0);
	await page.goto(`${server.url}/?currency=EUR`);
	await page.getByText("Only the compared period needs them.").waitFor();
	await page.getByRole("button", { name: "Do not compare" }).click();
	await until(async () => (await kpi(page, "total").innerText()) === dollars(converted, "EUR"), "the total in euro again");
	await page.finish();
});

for (const colorScheme of ["light", "dark"])
	test(`nobody is shut out, ${colorScheme}`, async () => {
		const page = await ready(await open("/", { colorScheme, reducedMotion: "reduce" }));
		assert.equal(await page.locator("html").getAttribute("data-mantine-color-scheme"), colorScheme);
		assert.deepEqual(await axeFaults(page), []);
		await page.getByRole("button", { name: "Service", exact: true }).click();
		await page.locator("li[class*=value]").first().waitFor();
		assert.deepEqual(await axeFaults(page), []);
		await page.keyboard.press("Escape");
		await page.locator("[data-period]").click();
		await page.locator("[class*=calendar] table").waitFor();
		assert.deepEqual(await axeFaults(page), []);
		await page.finish();
	});

test("light and dark can be chosen and are remembered", async () => {
	const page = await ready(await open("/", { colorScheme: "light" }));
	await page.getByRole("button", { name: "Appearance" }).click();
	await page.getByRole("menuitem", { name: "Dark" }).click();
	assert.equal(await page.locator("html").getAttribute("data-mantine-color-scheme"), "dark");
	await page.reload();
	await ready(page);
	assert.equal(await page.locator("html").getAttribute("data-mantine-color-scheme"), "dark");
	await page.finish();
});

const { fr } = await import("../../web/packages/core/src/i18n/fr/index.ts");

test("the language can be chosen and is remembered", async () => {
	const page = await ready(await open());
	await page.getByRole("button", { name: "Language" }).click();
	await page.getByRole("menuitem", { name: "Français" }).click();
	await page.getByRole("heading", { name: fr.nav_overview }).waitFor();
	await page.reload();
	await page.getByRole("heading", { name: fr.nav_overview }).waitFor();
	await page.finish();
});

for (const [width, locale] of [
	[360, "en-US"],
	[360, "pt-BR"],
	[768, "fr-FR"],
	[1920, "en-US"],
])
	test(`nothing runs out of a window ${width} wide, ${locale}`, async () => {
		const page = await ready(await open("/", { locale, viewport: { width, height: 800 }, hasTouch: width < 400 }));
		for (const path of PAGES) {
			await page.goto(server.url + path);
			await page.locator("h1").waitFor();
			await settled(page);
			const over = await overflow(page);
			assert.equal(over, 0, path);
		}
		await page.finish();
	});

test("an address that is no page says so and leads back", async () => {
	const page = await open("/no/such/page", { heading: "There is no such page" });
	await page.getByRole("main").getByRole("link", { name: "Overview" }).click();
	await ready(page);
	await page.finish();
});

test("the reference of the API can be tried out", async () => {
	const page = await open("/docs");
	const costs = page.getByRole("region", { name: "get /api/v1/costs", exact: true });
	await costs.getByRole("textbox").fill("/api/v1/costs?window=30d&granularity=total");
	await costs.getByRole("button", { name: "Ask" }).click();
	await costs.getByText(/^200 · /).waitFor();
	assert.match(await costs.locator("pre").innerText(), /"effective_cost"/);
	assert.deepEqual(await axeFaults(page), []);
	await page.finish();
});

test("charges of a thing are those of the currency that is shown", async () => {
	const page = await open("/services/Northwind%20Queue?window=30d&billing_currency=EUR");
	const list = page.locator("section").filter({ has: page.getByRole("heading", { name: "Charges", exact: true }) });
	const count = euros.filter((row) => row.date >= since && row.service === "Northwind Queue").length;
	await list.getByText(new RegExp(`of ${count} charges`)).waitFor();
	await page.goto(`${server.url}/services/Northwind%20Queue?window=30d`);
	await list.getByText(/ of \d+ charges/).waitFor();
	await settled(page);
	assert.ok(!(await list.locator("tbody").innerText()).includes("€"), "no other currency among them");
	await page.finish();
});

test("a missed look at the server takes nothing away that is there", async () => {
	const page = await ready(await open("/?billing_currency=USD", { clock: true, allow: ["503"] }));
	const total = await kpi(page, "total").innerText();
	let missed = 0;
	await page.route("**/status", (route) => {
		missed += 1;
		return route.fulfill({ status: 503, contentType: "application/problem+json", body: '{"title":"busy","status":503}' });
	});
	await until(async () => {
		await page.clock.fastForward(31_000);
		return missed > 2;
	}, "a look at the server and another try");
	assert.equal(await kpi(page, "total").innerText(), total);
	assert.equal(await page.getByRole("alert").count(), 0);
	await page.finish();
});

test("a bill that another process brings appears by itself", async () => {
	const page = await ready(await open("/?billing_currency=USD", { clock: true }));
	const earlier = await kpi(page, "total").innerText();
	const more = rows(3).map((row) => ({ ...row, account: "nw-9", name: "late", cost: row.cost * 5n }));
	const body = focusCsv(more).replaceAll("northwind-0001", "northwind-0003");
	const answer = await fetch(`${server.url}/api/v1/deliveries?name=late.csv`, { method: "POST", body });
	assert.equal(answer.status, 202);
	await until(async () => {
		await page.clock.fastForward(31_000);
		return (await kpi(page, "total").innerText()) !== earlier;
	}, "the new total");
	assert.equal(await kpi(page, "total").innerText(), dollars(last30 + sum(more)));
	await page.finish();
});
