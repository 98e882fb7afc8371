/* SPDX-License-Identifier: Apache-2.0 */
/* explore.test.mjs -- the explorer on the real executable: every kind of chart, every control by mouse and by keyboard,
 * addresses that mean nothing, an API that is slow, refuses or is gone. Sums are those of the bill. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { day, dollars, focusCsv, rows, sum } from "./bills.mjs";
import { axeFaults, deliver, refuse, settled, until, words, world } from "./harness.mjs";

const bill = rows(70);
const since = day(30);
const recent = (keep = () => true) => sum(bill, (row) => row.date >= since && keep(row));
const of = (service) => recent((row) => row.service === service);
const COMPUTE = "Northwind Compute";
const BLOCKS = "Northwind Blocks";
const QUEUE = "Northwind Queue";
const KINDS = ["Stacked bars", "Lines", "Areas", "Table", "Treemap", "Calendar", "Pivot table"];
const PROBLEMS = ["400", "Bad Request", "404", "Not Found"];
const { server, open: openPage } = world((server) => deliver(server, "northwind.csv", focusCsv(bill)));

async function open(words = "", options = {}) {
	const page = await openPage(`/explore${words && `?${words}`}`, options);
	await settled(page);
	return page;
}
const total = (page) => page.getByRole("region", { name: "Answer" }).locator("strong").first();
const shows = (page, units) => until(async () => (await total(page).innerText()) === dollars(units), `the total ${dollars(units)}`);
const table = (page) => page.getByRole("table", { name: "Table of the groups" });
const names = (page) => table(page).locator("tbody th button").allInnerTexts();
const groups = (page) => page.getByRole("list", { name: "Split by, in this order" });
const query = (text) => new URLSearchParams({ filter: text }).toString();
const option = (page, name) => page.getByRole("option", { name, exact: false }).first();

test("the total, its parts and their shares are those of the bill", async () => {
	const page = await open();
	await shows(page, recent());
	assert.deepEqual(await names(page), [COMPUTE, BLOCKS, QUEUE]);
	assert.ok((await table(page).innerText()).includes(dollars(of(BLOCKS))));
	assert.ok((await table(page).locator("tfoot").innerText()).includes(dollars(recent())));
	assert.equal(await page.getByRole("list", { name: /Legend/ }).getByRole("button").count(), 3);
	await page.finish();
});

test("every kind of chart is drawn, is in the address and comes back with it", async () => {
	const page = await open();
	for (const name of KINDS) {
		await page.getByRole("button", { name, exact: true }).click();
		await settled(page);
		await shows(page, recent());
	}
	assert.equal(words(page).get("chart"), "pivot");
	for (let i = 1; i < KINDS.length; i += 1) await page.goBack();
	await page.getByRole("slider", { name: /Cost over time/ }).waitFor();
	assert.equal(words(page).get("chart"), null);
	const tree = await open("chart=treemap&group_by=sub_account_id,service_name");
	await tree.getByRole("group", { name: "Treemap" }).getByRole("button", { name: new RegExp(COMPUTE) }).waitFor();
	await tree.finish();
	const calendar = await open("chart=calendar");
	assert.equal(await calendar.getByRole("gridcell").count(), 30);
	await calendar.getByRole("gridcell", { name: new RegExp(dollars(sum(bill, (row) => row.date === day(3))).replace("$", "\\$")) }).first().waitFor();
	await calendar.finish();
	await page.finish();
});

test("a click filters, Shift excludes, Alt looks inside, and Back undoes each", async () => {
	const page = await open("group_by=provider_name");
	const legend = page.getByRole("list", { name: /Legend/ });
	await legend.getByRole("button").click({ modifiers: ["Alt"] });
	await settled(page);
	assert.equal(words(page).get("filter"), 'provider_name = "Northwind Cloud"');
	assert.equal(words(page).get("drill"), "provider_name");
	assert.equal(words(page).get("group_by"), "sub_account_id");
	await page.goto(`${server.url}/explore`);
	await settled(page);
	await legend.getByRole("button", { name: new RegExp(BLOCKS) }).click();
	await shows(page, of(BLOCKS));
	await legend.getByRole("button", { name: new RegExp(BLOCKS) }).click();
	await shows(page, recent());
	await legend.getByRole("button", { name: new RegExp(BLOCKS) }).click({ modifiers: ["Shift"] });
	await shows(page, recent() - of(BLOCKS));
	await page.goBack();
	await shows(page, recent());
	await page.goBack();
	await shows(page, of(BLOCKS));
	await page.finish();
});

test("a bar is clicked as its legend is", async () => {
	const page = await open(`start=${day(3)}&end=${day(1)}`);
	const box = await page.getByRole("slider", { name: /Cost over time/ }).boundingBox();
	await page.mouse.click(box.x + box.width / 2, box.y + box.height - 34);
	await until(() => words(page).get("filter") !== null, "a filter");
	await page.finish();
});

test("rows lead along a path of one's own choice, and the breadcrumb back", async () => {
	const page = await open("group_by=sub_account_id");
	await table(page).getByRole("button", { name: "Look inside payroll" }).click();
	await page.getByRole("combobox").fill("service");
	await page.keyboard.press("ArrowDown");
	await option(page, "Service").click();
	await settled(page);
	assert.deepEqual(await names(page), [COMPUTE, BLOCKS]);
	await table(page).getByRole("button", { name: `Look inside ${BLOCKS}` }).click();
	await page.getByRole("combobox").waitFor();
	await page.keyboard.press("Enter");
	await until(() => words(page).get("drill") === "sub_account_id,service_name", "two steps");
	await settled(page);
	const path = page.getByRole("navigation", { name: "Looked into" });
	assert.deepEqual(await path.locator("button, span[aria-current]").allInnerTexts(), ["Everything", "payroll", BLOCKS]);
	await shows(page, of(BLOCKS));
	await path.getByRole("button", { name: "payroll" }).click();
	await until(() => words(page).get("group_by") === null, "split by service again");
	await path.getByRole("button", { name: "Everything" }).click();
	await shows(page, recent());
	await path.waitFor({ state: "detached" });
	assert.equal(words(page).get("group_by"), "sub_account_id");
	await page.finish();
});

test("groups are found by typing, replaced, removed, at most four; tags are among them", async () => {
	const page = await open();
	for (const [typed, expected] of [
		["env", "tag:env"],
		["region id", "region_id"],
		["Account", "sub_account_id"],
	]) {
		await groups(page).locator("button").last().click();
		await page.getByRole("combobox").fill(typed);
		await page.getByRole("option").first().waitFor();
		await page.keyboard.press("Enter");
		await until(() => words(page).get("group_by")?.split(",").length > 1, "another group");
		assert.ok(words(page).get("group_by").split(",").length <= 4);
		await settled(page);
		if (expected !== "sub_account_id") assert.ok(words(page).get("group_by").includes(expected), words(page).get("group_by"));
	}
	assert.equal(await groups(page).getByRole("button", { name: "Split by another dimension" }).count(), 0, "four are enough");
	await groups(page).getByRole("button", { name: "No longer split by Tag: env" }).click();
	await until(() => !words(page).get("group_by").includes("tag:env"), "the tag is gone");
	await groups(page).getByRole("button", { name: "Region", exact: true }).click();
	await page.getByRole("combobox").fill("charge category");
	await option(page, "Charge category").click();
	await until(() => words(page).get("group_by").includes("charge_category"), "replaced");
	await page.getByRole("button", { name: "No longer split by Service" }).click();
	await settled(page);
	await page.finish();
});

test("groups are reordered by the arrow keys and by dragging, and it is said", async () => {
	const page = await open("group_by=provider_name,sub_account_id,service_name");
	await groups(page).getByRole("button", { name: /^Move Service/ }).focus();
	await page.keyboard.press("ArrowLeft");
	await until(() => words(page).get("group_by") === "provider_name,service_name,sub_account_id", "one place to the left");
	await page.getByText("Service is now at place 2 of 3.").waitFor();
	assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Move Service, place 2 of 3", "the focus follows");
	const grip = await groups(page).getByRole("button", { name: /^Move Provider/ }).boundingBox();
	const last = await groups(page).locator("[data-place]").last().boundingBox();
	await page.mouse.move(grip.x + 5, grip.y + 5);
	await page.mouse.down();
	await page.mouse.move(last.x + last.width / 2, last.y + 8, { steps: 5 });
	await page.mouse.up();
	await until(() => words(page).get("group_by") === "service_name,sub_account_id,provider_name", "dragged to the end");
	await page.finish();
});

test("a condition is built from dimension, operator and values with their costs", async () => {
	const page = await open();
	await page.getByRole("button", { name: "Add a condition" }).click();
	await page.getByRole("combobox").fill("service name");
	await page.getByRole("option").first().waitFor();
	await page.keyboard.press("Enter");
	const box = page.getByRole("dialog", { name: "Add a condition" });
	await box.getByRole("button", { name: new RegExp(`^${BLOCKS}`) }).waitFor();
	assert.ok((await box.innerText()).includes(dollars(of(BLOCKS))), "what it costs");
	await box.getByRole("button", { name: new RegExp(`^${BLOCKS}`) }).click();
	await shows(page, of(BLOCKS));
	await box.getByRole("button", { name: new RegExp(`^${QUEUE}`) }).click();
	await shows(page, of(BLOCKS) + of(QUEUE));
	assert.equal(words(page).get("filter"), `service_name in ("${BLOCKS}","${QUEUE}")`);
	await box.getByRole("combobox", { name: "Condition" }).selectOption("is not");
	await shows(page, of(COMPUTE));
	await page.keyboard.press("Escape");
	await box.waitFor({ state: "detached" });
	await page.getByRole("button", { name: new RegExp(`^Remove filter Service`) }).click();
	await shows(page, recent());
	await page.finish();
});

test("contains, has no value and has a value are conditions too", async () => {
	const page = await open();
	await page.getByRole("button", { name: "Add a condition" }).click();
	await page.getByRole("combobox").fill("service_name");
	await option(page, "service_name").click();
	const box = page.getByRole("dialog", { name: "Add a condition" });
	await box.getByRole("combobox", { name: "Condition" }).selectOption("contains");
	await box.getByRole("textbox").fill("blocks");
	await page.keyboard.press("Enter");
	await shows(page, of(BLOCKS));
	assert.equal(words(page).get("filter"), 'service_name ~ "blocks"');
	await page.getByRole("button", { name: /^Service contains blocks$/ }).click();
	await page.getByRole("dialog", { name: "Service" }).getByRole("combobox", { name: "Condition" }).selectOption("has a value");
	await shows(page, recent());
	assert.equal(words(page).get("filter"), "service_name is not null");
	await page.keyboard.press("Escape");
	await page.finish();
});

test("the expression and the chips are one thing, and a mistake stands where it is", async () => {
	const page = await open("", { allow: PROBLEMS });
	await page.getByRole("button", { name: "Expression" }).click();
	const field = page.getByRole("textbox", { name: "Expression" });
	await field.fill(`service_name = "${BLOCKS}" or service_name = "${QUEUE}"`);
	await field.press("Enter");
	await shows(page, of(BLOCKS) + of(QUEUE));
	await field.fill(`not service_name = "${BLOCKS}"`);
	await page.getByRole("button", { name: "Apply" }).click();
	await shows(page, recent() - of(BLOCKS));
	await page.getByRole("button", { name: new RegExp(`^Service is not ${BLOCKS}$`) }).waitFor();
	await page.getByRole("button", { name: new RegExp(`^Remove filter`) }).click();
	await until(async () => (await field.inputValue()) === "", "the text follows the chips");
	await field.fill('service_name = "a" and (x');
	await field.press("Enter");
	await until(async () => (await field.getAttribute("aria-invalid")) === "true", "it is wrong");
	const note = await page.getByRole("search").getByRole("alert").innerText();
	assert.match(note, /expected/);
	assert.equal(await page.getByRole("search").locator("mark").innerText(), "x", "at the character that the server names");
	assert.deepEqual(await axeFaults(page), []);
	await page.getByRole("region", { name: "Answer" }).getByRole("button", { name: "Clear filters" }).click();
	await shows(page, recent());
	await page.finish();
});

test("filters are switched off and on again without being lost, and a link says so", async () => {
	const page = await open(query(`service_name = "${BLOCKS}"`));
	await shows(page, of(BLOCKS));
	await page.getByRole("button", { name: "Everything" }).click();
	await shows(page, recent());
	assert.equal(words(page).get("focused"), "false");
	assert.equal(words(page).get("filter"), `service_name = "${BLOCKS}"`);
	await page.reload();
	await shows(page, recent());
	await page.getByRole("button", { name: "Only these" }).click();
	await shows(page, of(BLOCKS));
	await page.finish();
});

test("metric, comparison, basis, step and number of parts are asked of the server", async () => {
	const page = await open();
	const choose = async (button, item) => {
		await page.getByRole("button", { name: button }).click();
		await page.getByRole("menuitem", { name: item, exact: typeof item === "string" }).click();
		await settled(page);
	};
	await choose(/^Metric/, /^List cost/);
	await shows(page, recent() * 2n);
	await choose(/^Against/, "nothing");
	assert.ok(!(await table(page).innerText()).includes("Compared"));
	await choose(/^By /, /invoice month/);
	assert.equal(words(page).get("basis"), "billing_period");
	await choose(/^Step/, "Quarter");
	assert.equal(words(page).get("granularity"), "quarter");
	await choose(/^Named/, "5");
	assert.equal(words(page).get("top"), "5");
	await page.finish();
});

test("quantities have their unit and are never money", async () => {
	const page = await open();
	await page.getByRole("button", { name: /^Metric/ }).click();
	await page.getByRole("menuitem", { name: /^Consumed quantity/ }).click();
	await until(async () => (await total(page).innerText()) === "90.00 Hours", "thirty days of three services");
	assert.ok(!(await table(page).innerText()).includes("$"));
	await page.finish();
});

test("the server sorts the table, columns are chosen, and files have exactly them", async () => {
	const page = await open();
	const head = (name) => table(page).getByRole("columnheader", { name });
	await head("Service").getByRole("button").click();
	await until(async () => (await names(page))[0] === BLOCKS, "by name");
	assert.equal(await head("Service").getAttribute("aria-sort"), "ascending");
	await head("Service").getByRole("button").click();
	await until(async () => (await names(page))[0] === QUEUE, "the other way");
	await page.getByRole("button", { name: "Columns" }).click();
	for (const name of ["Share", "Compared", "Change", "Change %", "Charges"]) await page.getByLabel(name, { exact: true }).click();
	await page.keyboard.press("Escape");
	await settled(page);
	assert.equal(words(page).get("fields"), "effective_cost,charge_count");
	assert.ok((await table(page).locator("tfoot").innerText()).includes("90"), "ninety charges");
	await page.getByRole("button", { name: "Export" }).click();
	const href = await page.getByRole("menuitem", { name: "Download CSV" }).getAttribute("href");
	const csv = (await (await fetch(server.url + href)).text()).trim().split(/\r?\n/);
	assert.equal(csv[0], "service_name,billing_currency,effective_cost,charge_count");
	assert.deepEqual(csv.slice(1).map((line) => line.split(",")[0]), [QUEUE, COMPUTE, BLOCKS]);
	const parquet = await page.getByRole("menuitem", { name: "Download Parquet" }).getAttribute("href");
	assert.equal(Buffer.from(await (await fetch(server.url + parquet)).arrayBuffer()).subarray(0, 4).toString(), "PAR1");
	await page.finish();
});

test("clicks that come quicker than the page is drawn all count", async () => {
	const page = await open();
	await page.getByRole("button", { name: "Columns" }).click();
	await page.getByLabel("Charges", { exact: true }).waitFor();
	await page.evaluate(async () => {
		for (const box of document.querySelectorAll("fieldset input")) {
			if (box.parentElement.textContent !== "Effective cost") box.click();
			await new Promise((next) => setTimeout(next));
		}
	});
	assert.equal(words(page).get("fields"), "effective_cost,charge_count");
	for (let i = 0; i < 5; i += 1) await page.evaluate(() => history.back());
	await until(() => words(page).get("fields") === null, "each was a step");
	assert.ok(await page.getByLabel("Share", { exact: true }).isChecked(), "the boxes say what the address says");
	await page.finish();
});

test("the page stays where it was scrolled to, also by Back; another page begins at its top", async () => {
	const page = await open("", { viewport: { width: 1360, height: 600 } });
	const at = () => page.evaluate(() => window.scrollY);
	const drawn = () => page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
	await page.evaluate(() => window.scrollTo(0, 300));
	await until(async () => (await at()) === 300, "scrolled");
	await table(page).getByRole("columnheader", { name: "Service" }).getByRole("button").evaluate((head) => head.click());
	await until(async () => (await names(page))[0] === BLOCKS, "sorted");
	await drawn();
	assert.equal(await at(), 300, "after a click");
	await page.goBack();
	await until(async () => (await names(page))[0] === COMPUTE, "the first order");
	await drawn();
	assert.equal(await at(), 300, "after Back");
	await page.getByRole("link", { name: "Services", exact: true }).evaluate((link) => link.click());
	await page.getByRole("heading", { level: 1, name: "Services" }).waitFor();
	await until(async () => (await at()) === 0, "the top");
	await page.goBack();
	await until(async () => (await at()) === 300, "where it was left");
	await page.finish();
});

test("a table by step has the total of every step", async () => {
	const page = await open("chart=table&granularity=week&window=30d");
	const steps = await until(async () => {
		const rows = await table(page).locator("tbody tr:has(th[scope=rowgroup])").allInnerTexts();
		return rows.length > 0 && rows;
	}, "rows of the steps");
	assert.ok(steps.length >= 4 && steps.every((text) => /\$\d/.test(text)), steps.join("|"));
	await page.finish();
});

test("what is shown is copied as a link, a call and a command, and each is confirmed", async () => {
	const page = await open(`${query("service_name != \"it's\"")}&group_by=service_name,tag:env`, { permissions: ["clipboard-read", "clipboard-write"] });
	const copied = async (item, said) => {
		await page.getByRole("button", { name: "Copy", exact: true }).click();
		await page.getByRole("menuitem", { name: item }).click();
		await page.getByRole("status").filter({ hasText: said }).waitFor();
		return page.evaluate(() => navigator.clipboard.readText());
	};
	const link = await copied("Copy link", "Link copied");
	assert.equal(new URL(link).pathname, "/explore");
	assert.equal(new URL(link).searchParams.get("filter"), words(page).get("filter"));
	const call = await copied(/API call/, "API call copied");
	assert.match(call, /^curl '?http:\/\/127\.0\.0\.1:\d+\/api\/v1\/costs\?/);
	const answer = await (await fetch(call.replace(/^curl '?|'$/g, ""))).json();
	assert.equal(answer.totals[0].billing_currency, "USD");
	const command = await copied("Copy command", "Command copied");
	assert.match(command, /^centavo costs --window 30d .*--filter 'service_name != "it'\\''s"'/);
	await page.finish();
});

test("where pages have no clipboard a selection is copied, and where nothing can be copied the text is there to be taken", async () => {
	const page = await open();
	const link = async () => {
		await page.getByRole("button", { name: "Copy", exact: true }).click();
		await page.getByRole("menuitem", { name: "Copy link" }).click();
	};
	await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
	await link();
	await page.getByRole("status").filter({ hasText: "Link copied" }).waitFor();
	await page.evaluate(() => (document.execCommand = () => false));
	await link();
	assert.equal(await page.getByLabel(/does not allow copying/).inputValue(), `${server.url}/explore`);
	await page.finish();
});

test("the charges open at the end of the path, for what is asked", async () => {
	const page = await open(query(`service_name = "${QUEUE}"`));
	await page.getByRole("button", { name: "Show the charges behind it" }).click();
	const charges = page.getByRole("region", { name: "Charges", exact: true }).or(page.locator("section", { has: page.getByRole("heading", { name: "Charges", exact: true }) }));
	await charges.first().getByText(`${QUEUE} use`).first().waitFor();
	assert.equal(words(page).get("charges"), "true");
	assert.ok(!(await charges.first().innerText()).includes(COMPUTE));
	await page.finish();
});

test("the chart takes the keyboard: arrows walk, Enter zooms, Back returns", async () => {
	const page = await open();
	const chart = page.getByRole("slider", { name: /Cost over time/ });
	await chart.focus();
	await page.keyboard.press("Home");
	assert.match(await chart.getAttribute("aria-valuetext"), /Northwind Compute/);
	await page.keyboard.press("Enter");
	await until(() => words(page).get("start") === since, "zoomed to the first day");
	await page.goBack();
	await until(() => words(page).get("start") === null, "the period is back");
	await page.finish();
});

test("a dimension that is none is named, and can be taken out", async () => {
	const page = await open("group_by=service_name,colour", { allow: PROBLEMS });
	await page.getByRole("alert").filter({ hasText: "colour" }).waitFor();
	assert.deepEqual(await axeFaults(page), []);
	await page.getByRole("button", { name: "Remove “colour” from the question" }).click();
	await shows(page, recent());
	await page.goto(`${server.url}/explore?${query("colour = \"red\" and service_name = \"x\"")}`);
	await page.getByRole("button", { name: "Remove “colour” from the question" }).click();
	await until(() => words(page).get("filter") === 'service_name = "x"', "the other condition stays");
	await page.finish();
});

test("words that mean nothing are passed over", async () => {
	const page = await open("chart=pie&granularity=fortnight&window=soon&metric=colour&top=-3&fields=x&compare=ever&drill=nowhere&focused=perhaps");
	await shows(page, recent());
	await page.finish();
});

test("before the first bill there is nothing to compare with, and nothing is new", async () => {
	const page = await open("window=all");
	await page.getByRole("region", { name: "Answer" }).getByText("compared with nothing").waitFor();
	await page.getByRole("button", { name: "Pivot table", exact: true }).click();
	await page.getByRole("rowheader", { name: COMPUTE }).waitFor();
	for (const path of [null, "/services?window=all", `/services/${encodeURIComponent(COMPUTE)}?window=all`, "/?window=all"]) {
		if (path) await page.goto(server.url + path);
		await page.getByRole("main").getByText(COMPUTE).first().waitFor();
		await settled(page);
		assert.equal(await page.getByRole("main").getByText("new", { exact: true }).count(), 0, path ?? "pivot");
	}
	await page.finish();
});

test("a link to a view that this browser may not see says so, and shows what it says", async () => {
	const page = await open("view=of-somebody-else&chart=lines", { allow: PROBLEMS });
	await page.getByRole("status").filter({ hasText: "private to another browser" }).waitFor();
	await shows(page, recent());
	await page.getByRole("button", { name: "Leave this view" }).click();
	await until(() => words(page).get("view") === null, "the view is left");
	assert.equal(words(page).get("chart"), "lines");
	await page.finish();
});

test("the overview says a condition as the explorer does, and takes out each", async () => {
	const page = await open();
	await page.goto(`${server.url}/?${query('service_name ~ "block" and sub_account_id is not null')}`);
	const chips = page.getByRole("list", { name: "Active filters" });
	await chips.getByText("Service contains block").waitFor();
	await chips.getByText("Account has a value").waitFor();
	await chips.getByRole("button", { name: "Remove filter Service block" }).click();
	await until(() => words(page).get("filter") === "sub_account_id is not null", "the other one stays");
	await page.finish();
});

test("an order that the table cannot have is told, and undone", async () => {
	const page = await open("sort=colour", { allow: PROBLEMS });
	await page.getByRole("button", { name: "Back to the usual order" }).click();
	await until(async () => (await names(page)).length === 3, "rows");
	await page.finish();
});

test("an empty answer says why", async () => {
	const page = await open("start=2020-01-01&end=2020-01-31");
	await page.getByText("No charges in this period").waitFor();
	await page.getByRole("button", { name: /^Show / }).click();
	await settled(page);
	assert.ok(words(page).get("start") > "2021");
	await page.goto(`${server.url}/explore?${query(`service_name = "${BLOCKS}" and region_id = "nowhere"`)}`);
	await page.getByText("Nothing matches these filters").waitFor();
	await page.getByRole("button", { name: /Without Region is nowhere/ }).click();
	await shows(page, of(BLOCKS));
	await page.finish();
});

test("a slow answer keeps the place of the picture, a failing one can be asked again", async () => {
	const page = await openPage("/about-nothing", { heading: "There is no such page", allow: ["503"] });
	let release;
	const gate = new Promise((resolve) => (release = resolve));
	await page.route("**/api/v1/costs?**", async (route) => {
		await gate;
		await route.continue();
	});
	await page.goto(`${server.url}/explore`);
	const answer = page.getByRole("region", { name: "Answer" });
	await answer.locator('[aria-busy="true"]').last().waitFor();
	const before = (await answer.boundingBox()).height;
	release();
	await shows(page, recent());
	await settled(page);
	const after = (await answer.boundingBox()).height;
	assert.ok(Math.abs(after - before) <= 1, `no jump: ${before} to ${after}`);
	await page.unrouteAll({ behavior: "wait" });
	await refuse(page, "**/api/v1/costs?**");
	await page.getByRole("button", { name: /^Metric/ }).click();
	await page.getByRole("menuitem", { name: /^Billed cost/ }).click();
	await answer.getByRole("alert").filter({ hasText: "try again in a second" }).waitFor();
	await page.unrouteAll({ behavior: "wait" });
	await answer.getByRole("button", { name: "Try again" }).click();
	await shows(page, recent());
	await page.finish();
});

test("axe finds nothing, in light and dark, in any kind of chart or open box", async () => {
	for (const colorScheme of ["light", "dark"]) {
		const page = await open("group_by=service_name,tag:env&filter=provider_name%20is%20not%20null", { colorScheme });
		for (const name of KINDS) {
			await page.getByRole("button", { name, exact: true }).click();
			await settled(page);
			assert.deepEqual(await axeFaults(page), [], `${name}, ${colorScheme}`);
		}
		await page.getByRole("button", { name: "Stacked bars", exact: true }).click();
		await page.getByRole("button", { name: "Expression" }).click();
		await page.getByRole("button", { name: "Add a condition" }).click();
		await page.getByRole("option").first().waitFor();
		assert.deepEqual(await axeFaults(page), [], `finder, ${colorScheme}`);
		await page.getByRole("combobox").fill("service_name");
		await page.keyboard.press("Enter");
		await page.getByRole("dialog").getByText(COMPUTE).waitFor();
		assert.deepEqual(await axeFaults(page), [], `values, ${colorScheme}`);
		await page.keyboard.press("Escape");
		await page.getByRole("button", { name: "Columns" }).click();
		await page.getByLabel("Charges", { exact: true }).waitFor();
		assert.deepEqual(await axeFaults(page), [], `columns, ${colorScheme}`);
		await page.finish();
	}
});

test("it fits a phone, in every kind of chart", async () => {
	const page = await open("group_by=provider_name,sub_account_id,service_name,tag:env&filter=provider_name%20is%20not%20null", {
		viewport: { width: 360, height: 760 },
		hasTouch: true,
	});
	for (const name of KINDS) {
		await page.getByRole("button", { name, exact: true }).click();
		await settled(page);
		await until(async () => (await page.evaluate(() => document.documentElement.scrollWidth)) === 360, `${name} is no wider than the phone`);
	}
	await page.finish();
});

test("it speaks three languages", async () => {
	for (const [locale, words] of [
		["pt-BR", ["Explorador", "Dividir por", "Adicionar condição"]],
		["fr-FR", ["Explorateur", "Ventiler par", "Ajouter une condition"]],
	]) {
		const page = await open("", { locale });
		for (const word of words) await page.getByRole("main").getByText(word).first().waitFor();
		await page.finish();
	}
});

test("several currencies stand beside each other and are never added up", async () => {
	const euros = rows(40).map((row) => ({ ...row, cost: row.cost * 3n }));
	await deliver(server, "euros.csv", focusCsv(euros, "EUR").replaceAll("northwind-0001", "northwind-0002"));
	const page = await open();
	await shows(page, recent());
	const which = page.getByRole("region", { name: "Answer" }).getByRole("group", { name: "Currency" });
	await which.getByRole("button", { name: "EUR" }).click();
	const expected = dollars(sum(euros, (row) => row.date >= since), "EUR");
	await until(async () => (await total(page).innerText()) === expected, expected);
	await settled(page);
	assert.ok(!(await table(page).innerText()).includes("$"), "rows are in euro alone");
	await page.goto(`${server.url}/explore?currency=EUR`);
	await page.getByText("Not everything can be said in EUR").waitFor();
	await page.getByRole("button", { name: "Show as billed" }).click();
	await settled(page);
	await which.getByRole("button", { name: "USD" }).waitFor();
	await page.evaluate(() => localStorage.setItem("centavo-currency", "USD"));
	await page.goto(`${server.url}/explore`);
	await until(() => words(page).get("currency") === "USD", "the currency to begin with");
	await page.getByRole("button", { name: "Show as billed" }).click();
	await shows(page, recent());
	assert.equal(words(page).get("currency"), "none", "as billed is not taken back");
	await page.goto(`${server.url}/explore?${query(`service_name = "${BLOCKS}"`)}`);
	await page.getByRole("button", { name: /^Remove filter Service/ }).click();
	await shows(page, recent());
	assert.equal(words(page).get("currency"), "none", "who was as billed stays so without conditions");
	await page.goto(`${server.url}/explore?billing_currency=CHF`);
	await page.getByText("No charges in CHF").waitFor();
	await page.getByRole("button", { name: "Show USD" }).click();
	await shows(page, recent());
	await page.finish();
});
