/* SPDX-License-Identifier: Apache-2.0 */
/* overview.test.mjs -- the page of every morning, on the real executable: what it says is what the API says, in two rounds,
 * without a jump. The tests share one home, in order. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { day, dollars, focusCsv, rows, sum } from "./bills.mjs";
import { axeFaults, deliver, refuse, settled, shutsNobodyOut, until, words, world } from "./harness.mjs";

const bill = rows(70);
const euros = rows(40).map((row) => ({ ...row, cost: row.cost * 3n }));
const since = day(30);
const last30 = sum(bill, (row) => row.date >= since);
const { server, open, ask } = world();

const cell = (page, name) => page.locator(`[data-kpi="${name}"]`).first();
const number = async (page, name) => (await cell(page, name).locator("strong").innerText()).trim();
const summaryOf = async (words = "window=30d&compare=previous") =>
	(await (await fetch(`${server.url}/api/v1/costs/summary?${words}`)).json()).items;
const units = (text) => BigInt(text.replace(".", ""));
const money = (text, currency = "USD") => {
	const cents = (units(text) + (text.startsWith("-") ? -5_000_000_000n : 5_000_000_000n)) / 10_000_000_000n;
	return new Intl.NumberFormat("en-US", { style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(Number(cents) / 100);
};

async function ready(page) {
	await cell(page, "total").locator("strong").waitFor();
	await settled(page);
	return page;
}

/* What has moved by itself, as the browser counts it: each shift, and what it moved. */
const countShifts = (page) =>
	page.addInitScript(() => {
		window.shifts = [];
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(entry.value);
		}).observe({ type: "layout-shift", buffered: true });
	});

test("an empty home shows no number at all", async () => {
	const page = await open();
	await page.getByRole("heading", { name: /first bill/ }).waitFor();
	assert.equal(await page.locator("[data-kpi]").count(), 0);
	assert.deepEqual(await axeFaults(page), []);
	await page.finish();
});

test("one bill: every number is the one of the API", async () => {
	await deliver(server, "northwind.csv", focusCsv(bill));
	const page = await ready(await open());
	const [usd] = await summaryOf();
	assert.equal(await number(page, "total"), dollars(last30));
	assert.equal(await number(page, "total"), money(usd.effective_cost));
	assert.equal(await page.locator("[data-kpi-billed]").count(), 0, "billed as much as it costs: said once");
	assert.equal(await number(page, "mean"), money(usd.daily_mean));
	assert.equal(await number(page, "highest"), money(usd.highest_day.effective_cost));
	assert.equal(await number(page, "lowest"), money(usd.lowest_day.effective_cost));
	assert.equal(await number(page, "dearest"), money(usd.dearest_service.effective_cost));
	assert.match(await cell(page, "dearest").innerText(), new RegExp(usd.dearest_service.service_name));
	assert.equal(await number(page, "cheapest"), money(usd.cheapest_service.effective_cost));
	assert.equal(await number(page, "month"), money(usd.month_to_date.effective_cost));
	assert.equal(await number(page, "month_end"), money(usd.run_rate.month_end));
	assert.equal(await page.locator('[data-kpi="forecast"]').count(), 0, "no forecast where there is none");
	assert.equal(await page.locator('[data-kpi="highest_month"]').count(), 0, "no months in thirty days");
	await page.finish();
});

test("a long period has its highest and lowest month", async () => {
	const page = await ready(await open("/?window=90d"));
	const [usd] = await summaryOf("window=90d&compare=previous");
	assert.equal(await number(page, "highest_month"), money(usd.highest_month.effective_cost));
	assert.equal(await number(page, "lowest_month"), money(usd.lowest_month.effective_cost));
	await page.finish();
});

test("everything is asked in two rounds, and nothing jumps", async () => {
	for (const viewport of [{ width: 1440, height: 900 }, { width: 360, height: 780 }, { width: 2560, height: 1440 }]) {
		const log = [];
		const isQuestion = (request) => /\/api\/|\/status$/.test(request.url());
		const prepare = async (page) => {
			await countShifts(page);
			page.on("request", (request) => isQuestion(request) && log.push({ kind: "asked", url: request.url() }));
			page.on("requestfinished", (request) => isQuestion(request) && log.push({ kind: "answered", url: request.url() }));
		};
		const page = await ready(await open("/", { viewport, prepare }));
		const asked = log.filter((entry) => entry.kind === "asked");
		const summary = log.findIndex((entry) => entry.kind === "answered" && entry.url.includes("/costs/summary"));
		const second = log.findIndex((entry) => entry.kind === "asked" && /\/costs\?|variance/.test(entry.url));
		assert.ok(asked.length <= 18, `${asked.length} questions`);
		const answeredOfSecond = log.findIndex((entry) => entry.kind === "answered" && /\/costs\?|variance/.test(entry.url));
		const late = log.slice(answeredOfSecond).filter((entry) => entry.kind === "asked");
		assert.deepEqual(late, [], "nothing waits for an answer of the second round");
		assert.ok(second > -1 && summary > -1);
		const shifts = await page.evaluate(() => window.shifts);
		assert.ok(shifts.reduce((a, b) => a + b, 0) < 0.02, `${viewport.width} wide: ${shifts.join(" ")}`);
		await page.finish();
	}
});

test("numbers lead to their question in the explorer", async () => {
	const page = await ready(await open("/?filter=" + encodeURIComponent('sub_account_id = "nw-1"')));
	const [usd] = await summaryOf(`window=30d&compare=previous&filter=${encodeURIComponent('sub_account_id = "nw-1"')}`);
	await cell(page, "highest").getByRole("link").click();
	await page.waitForURL(/\/explore/);
	const asked = words(page);
	assert.equal(asked.get("start"), usd.highest_day.charge_date);
	assert.equal(asked.get("end"), usd.highest_day.charge_date);
	assert.equal(asked.get("filter"), 'sub_account_id = "nw-1"');
	await until(() => page.evaluate(() => document.activeElement?.tagName === "H1"), "the heading has the focus");
	await until(async () => (await page.title()).startsWith("Explorer"), "the title");
	await page.goBack();
	await ready(page);
	await cell(page, "month").getByRole("link").click();
	await page.waitForURL(new RegExp(`window=${usd.month_to_date.start.slice(0, 7)}`));
	await page.finish();
});

test("what moved says why, and its parts add up", async () => {
	const page = await ready(await open());
	const asked = `window=30d&metric=effective_cost&group_by=service_name&compare=previous&top=8`;
	const { items } = await (await fetch(`${server.url}/api/v1/costs/variance?${asked}`)).json();
	assert.ok(items.length > 0);
	const [first] = items;
	const card = page.getByRole("region", { name: "What moved" }).or(page.locator("section", { has: page.getByRole("heading", { name: "What moved" }) })).last();
	const why = card.getByRole("button", { name: `Why ${first.service_name} moved` });
	assert.match(await why.innerText(), new RegExp(first.reason));
	await why.click();
	assert.equal(await why.getAttribute("aria-expanded"), "true");
	const parts = ["usage", "price", "new", "gone", "other"].filter((reason) => units(first[`${reason}_delta`]) !== 0n);
	assert.equal(await card.locator("dl > div").count(), parts.length);
	assert.equal(
		parts.reduce((total, reason) => total + units(first[`${reason}_delta`]), 0n),
		units(first.delta),
	);
	assert.deepEqual(await axeFaults(page), []);
	await card.getByRole("link", { name: "Open in the explorer" }).click();
	await page.waitForURL(/\/explore/);
	assert.equal(words(page).get("filter"), `service_name = "${first.service_name}"`);
	await page.finish();
});

test("shares are the server's, by category and by service", async () => {
	const page = await ready(await open());
	const { items } = await (await fetch(`${server.url}/api/v1/costs?window=30d&granularity=total&group_by=service_category`)).json();
	const card = page.locator("section", { has: page.getByRole("heading", { name: "Service categories" }) });
	const percent = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 });
	for (const item of items) await card.locator("li", { hasText: item.service_category }).getByText(percent.format(Number(item.share)), { exact: true }).waitFor();
	await card.getByRole("button", { name: "Storage" }).click();
	assert.equal(words(page).get("filter"), 'service_category = "Storage"');
	await page.finish();
});

test("a feed that stays behind is named first", async () => {
	const late = rows(70).filter((row) => row.date < day(20)).map((row) => ({ ...row, account: "sw-1" }));
	await deliver(server, "southwind.csv", focusCsv(late).replaceAll("northwind-0001", "southwind-0001"));
	const page = await ready(await open());
	const card = page.locator("section", { has: page.getByRole("heading", { name: "How far the bills reach" }) });
	assert.match(await card.locator("li").first().innerText(), /southwind-0001[^]*20 days behind/);
	await card.locator("li").first().getByRole("link").click();
	await page.waitForURL(/\/deliveries\?source=/);
	await page.finish();
});

test("several currencies stand beside each other, and convert when there are rates", async () => {
	await deliver(server, "euros.csv", focusCsv(euros, "EUR").replaceAll("northwind-0001", "northwind-0002"));
	const page = await ready(await open("/?billing_currency=USD"));
	const items = await summaryOf();
	const euro = items.find((item) => item.billing_currency === "EUR");
	await page.getByRole("button", { name: `EUR ${money(euro.effective_cost, "EUR")}` }).click();
	await until(async () => (await number(page, "total")) === money(euro.effective_cost, "EUR"), "euros");
	await page.goto(`${server.url}/?currency=BRL`);
	await page.getByText("Not everything can be said in BRL").waitFor();
	assert.equal(await page.locator("[data-kpi]").count(), 0);
	const rates = [
		["USD", "5"],
		["EUR", "6"],
	];
	for (const [base, rate] of rates) {
		await ask("POST", "fx_rates", { rate_set: "budget", base_currency: base, quote_currency: "BRL", valid_from: day(200), rate });
	}
	await page.goto(`${server.url}/?currency=BRL`);
	await ready(page);
	const [real] = await summaryOf("window=30d&compare=previous&currency=BRL");
	assert.equal(await number(page, "total"), money(real.effective_cost, "BRL"));
	await page.finish();
});

test("a failing and a slow API are told where they are", async () => {
	const page = await open("/settings", { allow: ["503"] });
	await refuse(page, "**/costs/variance?*", "the engine is busy");
	let release;
	const held = new Promise((resolve) => (release = resolve));
	await page.route("**/api/v1/sources", async (route) => {
		await held;
		await route.continue();
	});
	await page.getByRole("link", { name: "Overview", exact: true }).first().click();
	await page.getByText("the engine is busy").waitFor();
	assert.equal(await page.getByRole("alert").count(), 1);
	await cell(page, "total").locator("strong").waitFor();
	const card = page.locator("section", { has: page.getByRole("heading", { name: "How far the bills reach" }) });
	assert.equal(await card.getAttribute("aria-busy"), "true");
	release();
	await card.locator("li").first().waitFor();
	await page.unroute("**/costs/variance?*");
	await page.getByRole("button", { name: "Try again" }).click();
	await page.getByRole("button", { name: /^Why / }).first().waitFor();
	await page.finish();
});

test("a part of the page that is gone after an upgrade offers to load anew", async () => {
	const page = await ready(await open("/", { allow: ["404", "MIME", "dynamically imported", "PartGone"] }));
	await page.route("**/assets/Settings-*.js", (route) => route.fulfill({ status: 404, contentType: "text/plain", body: "gone" }));
	await page.getByRole("link", { name: "Settings" }).click();
	await page.getByRole("heading", { name: "This part of the page is not there any more" }).waitFor();
	assert.deepEqual(await axeFaults(page), []);
	await page.unroute("**/assets/Settings-*.js");
	await page.getByRole("button", { name: "Load the page anew" }).click();
	await page.getByRole("heading", { name: "Settings" }).waitFor();
	await page.finish();
});

test("a widget that breaks leaves the rest of the page", async () => {
	const page = await open("/settings", { allow: ["page:", "console:"] });
	await page.route("**/costs/variance?*", (route) => route.fulfill({ json: { context: {}, items: [null], totals: [], links: {} } }));
	await page.route("**/dimensions/service_category?*", (route) => route.continue());
	await page.getByRole("link", { name: "Overview", exact: true }).first().click();
	await page.getByRole("alert").first().waitFor();
	await page.getByRole("link", { name: "Settings" }).click();
	await page.getByRole("heading", { name: "Settings" }).waitFor();
	await page.finish();
});

shutsNobodyOut("the overview", open, () => ["/?window=90d&billing_currency=USD"], ["light", "dark"].flatMap((theme) => [1440, 360, 3840].map((width) => [theme, width])));

test("large screens are used", async () => {
	const page = await ready(await open("/?billing_currency=USD", { viewport: { width: 3840, height: 2000 } }));
	const wide = await page.locator("[class*=grid]").first().evaluate((element) => element.getBoundingClientRect().width);
	assert.ok(wide > 3300, `${wide} of 3840`);
	await page.finish();
});

test("on paper there are numbers and no controls", async () => {
	const page = await ready(await open("/?billing_currency=USD&filter=" + encodeURIComponent('sub_account_id = "nw-1"'), { colorScheme: "dark" }));
	await page.emulateMedia({ media: "print" });
	await page.getByText(/Last 30 days · .* · Effective cost · USD .* Account is payroll/).waitFor();
	const seen = await page.evaluate(() => ({
		controls: [...document.querySelectorAll("aside, header button, [role=search] button, main header button")].filter((one) => one.checkVisibility()).length,
		paper: getComputedStyle(document.body).backgroundColor,
		ink: getComputedStyle(document.querySelector("[data-kpi=total] strong")).color,
	}));
	assert.deepEqual(seen, { controls: 0, paper: "rgb(255, 255, 255)", ink: "rgb(0, 0, 0)" });
	const pdf = await page.pdf({ format: "A4", printBackground: true });
	assert.ok(pdf.length > 10_000);
	await page.finish();
});

test("the skip link leads past the sidebar", async () => {
	const page = await ready(await open());
	await page.keyboard.press("Tab");
	assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
	await page.keyboard.press("Enter");
	assert.equal(await page.evaluate(() => document.activeElement.id), "main");
	await page.finish();
});
