/* SPDX-License-Identifier: Apache-2.0 */
/* page.mjs URL -- what a person waits for, in headless Chromium, as one line of JSON (milliseconds):
 *
 *     first    a first visit, nothing cached, until the total is written
 *     settled  the same, until every widget of the overview has its answer
 *     bare     the same browser and server, for an answer of two bytes: what no page could go below
 *     filter   a new filter in the explorer, never asked before, until its answer is drawn
 *     again    the same filters once more
 *     shift    cumulative layout shift of a first visit
 */
import { startBrowser } from "../tests/e2e/harness.mjs";

const VISITS = 9;
const CHANGES = 60;
const YEAR = "window=365d&group_by=service_name";

const url = process.argv[2];
const browser = await startBrowser();

/* Everything is measured inside of the page, so that the distance to the browser does not count. */
function stopwatch() {
	window.shift = 0;
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
	}).observe({ type: "layout-shift", buffered: true });
	window.whenPainted = (reached) =>
		new Promise((resolve) => {
			const look = () => {
				if (!reached()) requestAnimationFrame(look);
				else requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0));
			};
			look();
		});
	window.quiet = () => document.querySelector("h1") !== null && document.querySelector('[aria-busy="true"]') === null;
}

async function fresh(path) {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-US" });
	const page = await context.newPage();
	await page.addInitScript(stopwatch);
	await page.goto(url + path, { waitUntil: "commit" });
	return page;
}

async function visit() {
	const page = await fresh(`/?${YEAR}`);
	const [first, settled] = await page.evaluate(() =>
		Promise.all([
			window.whenPainted(() => /\d/.test(document.querySelector('[data-kpi="total"] strong')?.textContent ?? "")),
			window.whenPainted(() => document.querySelector('[data-kpi="total"] strong') && window.quiet()),
		]),
	);
	const shift = await page.evaluate(() => window.shift);
	await page.context().close();
	return { first, settled, shift };
}

async function bare() {
	const page = await fresh("/healthz");
	const loaded = await page.evaluate(() => window.whenPainted(() => document.readyState === "complete"));
	await page.context().close();
	return loaded;
}

/** Filters that differ in their answer: every pair of a service and an account. */
async function filters() {
	const values = async (name) => {
		const answer = await (await fetch(`${url}/api/v1/dimensions/${name}?window=365d&limit=50`)).json();
		return answer.items.map((item) => item.value).filter((value) => value !== null);
	};
	const [services, accounts] = await Promise.all([values("service_name"), values("sub_account_id")]);
	const quoted = (value) => JSON.stringify(value);
	return services
		.flatMap((service) => accounts.map((account) => `service_name = ${quoted(service)} and sub_account_id = ${quoted(account)}`))
		.slice(0, CHANGES);
}

async function change(page, filter) {
	const address = `/explore?${new URLSearchParams({ window: "365d", group_by: "service_name", filter })}`;
	return page.evaluate(async (to) => {
		const begun = performance.now();
		window.history.pushState(null, "", to);
		window.dispatchEvent(new PopStateEvent("popstate"));
		/* busy within two frames, or answered from what is known already */
		await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
		return (await window.whenPainted(window.quiet)) - begun;
	}, address);
}

const visits = [];
const bares = [];
for (let i = 0; i < VISITS; i += 1) {
	visits.push(await visit());
	bares.push(await bare());
}
const page = await fresh(`/explore?${YEAR}`);
await page.evaluate(() => window.whenPainted(window.quiet));
const asked = await filters();
const filter = [];
const again = [];
for (const one of asked) filter.push(await change(page, one));
for (const one of asked) again.push(await change(page, one));
await browser.close();
const of = (name) => visits.map((one) => one[name]);
console.log(JSON.stringify({ first: of("first"), settled: of("settled"), shift: of("shift"), bare: bares, filter, again }));
