/* SPDX-License-Identifier: Apache-2.0 */
/* boards.test.mjs -- saved views and boards of them: made, opened, changed by two at once, broken, and deleted. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dollars, focusCsv, rows, sum } from "./bills.mjs";
import { axeFaults, deliver, drag, settled, shutsNobodyOut, until, words, world } from "./harness.mjs";

const DAYS = 40;
const bill = rows(DAYS).map((row) => ({ ...row, tags: { team: row.account === "nw-1" ? "payroll" : "orders" } }));
const { server, open, ask } = world((server) => deliver(server, "northwind.csv", focusCsv(bill)));

const dialogOf = (page) => page.getByRole("dialog");

const addView = (name, query, more = {}) => ask("POST", "saved_views", { name, query, visibility: "shared", ...more });
const tile = (view, more = {}) => ({ view_id: view.view_id, title: null, width: 2, height: "small", ...more });
const addBoard = (name, items) => ask("POST", "boards", { name, visibility: "shared", items });
const tilesOf = (page) => page.locator("[data-tile]").evaluateAll((list) => list.map((one) => one.getAttribute("aria-label")));

test("where nothing is saved, the page says how to begin", async () => {
	const page = await open("/views");
	await page.getByText("No view is saved yet").waitFor();
	assert.equal(await page.getByRole("main").getByRole("link", { name: "Open the explorer" }).getAttribute("href"), "/explore");
	await page.goto(`${server.url}/boards`);
	await page.getByText("No board yet").waitFor();
	await until(async () => (await page.getByRole("button", { name: /^Make the board/ }).count()) === 2, "two boards to begin with");
	assert.deepEqual(await axeFaults(page), []);
	await page.finish();
});

test("a state is saved, changed, updated, opened by its link, and renamed", async () => {
	const page = await open("/explore?window=all&group_by=sub_account_id&granularity=week&chart=lines");
	await page.getByRole("button", { name: "Save", exact: true }).click();
	await dialogOf(page).getByRole("button", { name: "Save" }).click();
	await dialogOf(page).getByText("Please fill this in.").waitFor();
	await dialogOf(page).getByRole("textbox", { name: "Name" }).fill("Accounts by week");
	await dialogOf(page).getByRole("textbox", { name: "Description" }).fill("For the Monday meeting");
	assert.deepEqual(await axeFaults(page), []);
	await dialogOf(page).getByRole("button", { name: "Save" }).click();
	await dialogOf(page).waitFor({ state: "detached" });
	await page.getByRole("main").getByRole("link", { name: "Accounts by week" }).waitFor();
	assert.ok(await page.getByRole("button", { name: "Update" }).isDisabled());
	const id = words(page).get("view");
	assert.equal(words(page).get("group_by"), "sub_account_id");
	/* what differs is said, and saved */
	await page.goto(`${page.url().replace("chart=lines", "chart=area")}`);
	await page.getByText("not saved", { exact: true }).waitFor();
	await page.getByRole("button", { name: "Update" }).click();
	await page.getByText("saved", { exact: true }).waitFor();
	assert.equal((await ask("GET", `saved_views/${id}`)).look.chart, "area");
	/* both kinds of link open it as it was saved */
	for (const path of [`/views/${id}`, `/explore?view=${id}`]) {
		await page.goto(server.url + path);
		await until(() => words(page).get("chart") === "area" && words(page).get("granularity") === "week", "the state of the link");
		await page.getByRole("main").getByRole("link", { name: "Accounts by week" }).waitFor();
	}
	await page.getByRole("button", { name: "More on Accounts by week" }).click();
	await page.getByRole("menuitem", { name: "Save as a new view" }).click();
	assert.equal(await dialogOf(page).getByRole("textbox", { name: "Name" }).inputValue(), "Accounts by week, copy");
	await dialogOf(page).getByRole("button", { name: "Cancel" }).click();
	await page.goto(`${server.url}/views`);
	await page.getByRole("button", { name: "More on Accounts by week" }).click();
	await page.getByRole("menuitem", { name: "Rename" }).click();
	await dialogOf(page).getByRole("textbox", { name: "Name" }).fill("Accounts, weekly");
	await dialogOf(page).getByRole("button", { name: "Save" }).click();
	await page.getByRole("link", { name: "Accounts, weekly" }).waitFor();
	await page.finish();
});

test("two who update a view at once are asked what to do", async () => {
	const view = await addView("Contested", "window=all&group_by=service_name", { look: { chart: "bars" } });
	const page = await open(`/views/${view.view_id}`, { allow: ["409"] });
	await until(() => words(page).get("chart") === "bars", "the view is open");
	await page.goto(`${page.url()}&metric=billed_cost`);
	await page.getByText("not saved", { exact: true }).waitFor();
	const theirs = { name: "Contested", query: "window=all&group_by=region_id", visibility: "shared" };
	await ask("PUT", `saved_views/${view.view_id}`, { ...theirs, version: 1 });
	await page.getByRole("button", { name: "Update" }).click();
	await dialogOf(page).getByText("Somebody else was quicker").waitFor();
	assert.deepEqual(await axeFaults(page), []);
	await dialogOf(page).getByRole("button", { name: "Overwrite" }).click();
	await dialogOf(page).waitFor({ state: "detached" });
	const kept = await ask("GET", `saved_views/${view.view_id}`);
	assert.equal(kept.version, 3);
	assert.match(kept.query, /metric=billed_cost/);
	/* and the other way out: what is there now */
	await page.goto(page.url().replace("billed_cost", "list_cost"));
	await page.getByText("not saved", { exact: true }).waitFor();
	await ask("PUT", `saved_views/${view.view_id}`, { ...theirs, version: 3 });
	await page.getByRole("button", { name: "Update" }).click();
	await dialogOf(page).getByRole("button", { name: "Reload" }).click();
	await until(() => words(page).get("group_by") === "region_id", "what somebody else saved");
	await page.finish();
});

test("what is private is seen by the browser that made it alone", async () => {
	const page = await open("/explore?window=all&chart=bars");
	await page.getByRole("button", { name: "Save", exact: true }).click();
	await dialogOf(page).getByRole("textbox", { name: "Name" }).fill("My own");
	await dialogOf(page).getByRole("button", { name: "Private" }).click();
	await dialogOf(page).getByText("until there is sign-in").waitFor();
	await dialogOf(page).getByRole("button", { name: "Save" }).click();
	await page.getByRole("main").getByRole("link", { name: "My own" }).waitFor();
	const id = words(page).get("view");
	await page.goto(`${server.url}/views?which=mine`);
	await page.getByRole("link", { name: "My own" }).waitFor();
	const other = await open("/views", { allow: ["404"] });
	await settled(other);
	await other.getByRole("link", { name: "Contested" }).waitFor();
	assert.equal(await other.getByText("My own").count(), 0);
	await other.goto(`${server.url}/views/${id}`);
	await other.getByText("There is no such view").waitFor();
	await other.finish();
	await page.finish();
});

test("views are found, put on a board, and deleted after a question", async () => {
	const page = await open("/views");
	await page.getByRole("searchbox", { name: "Find a view" }).fill("contest");
	await until(async () => (await page.locator("main li h2").count()) === 1, "one view is left");
	assert.equal(words(page).get("q"), "contest");
	await page.getByRole("button", { name: "More on Contested" }).click();
	await page.getByRole("menuitem", { name: "Add to a board" }).click();
	await dialogOf(page).getByRole("textbox", { name: "Or on a new board" }).fill("Friday");
	await dialogOf(page).getByRole("button", { name: "Add to the new board" }).click();
	await page.getByText("Contested now stands on Friday.").waitFor();
	await page.getByRole("button", { name: "More on Contested" }).click();
	await page.getByRole("menuitem", { name: "Add to a board" }).click();
	await dialogOf(page).getByRole("button", { name: /Friday/ }).click();
	await dialogOf(page).waitFor({ state: "detached" });
	const { items } = await ask("GET", "boards");
	assert.equal(items.find((board) => board.name === "Friday").item_count, 2);
	await page.getByRole("button", { name: "More on Contested" }).click();
	await page.getByRole("menuitem", { name: "Delete" }).click();
	await dialogOf(page).getByText("Boards that show it will say that it is gone").waitFor();
	await dialogOf(page).getByRole("button", { name: "Cancel" }).click();
	await page.getByRole("button", { name: "More on Contested" }).click();
	await page.getByRole("menuitem", { name: "Delete" }).click();
	await dialogOf(page).getByRole("button", { name: "Delete" }).click();
	await page.getByText("No view is called so").waitFor();
	await page.goto(`${server.url}/boards`);
	await page.getByRole("link", { name: "Friday" }).click();
	await until(async () => (await page.getByText("This view is gone").count()) >= 2, "both tiles say so");
	await page.finish();
});

test("a broken view says which tag vanished, and opens without it", async () => {
	const view = await addView("Squads", 'window=all&group_by=tag:squad,service_name&filter=tag:squad = "a"', { look: { chart: "bars" } });
	const page = await open(`/views/${view.view_id}`);
	const broken = page.getByRole("region", { name: "Squads cannot be shown as it was saved" });
	await broken.getByText("The tag Tag: squad is in no bill any more").first().waitFor();
	assert.deepEqual(await axeFaults(page), []);
	await broken.getByRole("button", { name: "Open it without what is gone" }).click();
	await until(() => words(page).get("view") === view.view_id, "the explorer");
	assert.equal(words(page).has("filter"), false);
	assert.ok(!page.url().includes("squad"));
	await settled(page);
	await page.finish();
});

test("a board asks all its views for one period, keeps its address, and says what is wrong in place", async () => {
	const fine = await addView("By account", "window=30d&group_by=sub_account_id&compare=none", { look: { chart: "table" } });
	const broken = await addView("By squad", "window=30d&group_by=tag:squad", { look: { chart: "table" } });
	const gone = await addView("Soon gone", "window=30d&group_by=service_name");
	const board = await addBoard("Mixed", [tile(fine, { title: "Accounts" }), tile(broken), tile(gone)]);
	await ask("DELETE", `saved_views/${gone.view_id}`);
	const page = await open(`/boards/${board.board_id}?window=7d`);
	const accounts = page.getByRole("region", { name: "Accounts" }).first();
	const seven = bill.filter((row) => row.date >= bill.at(-7 * 3).date);
	await accounts.getByText(dollars(sum(seven))).first().waitFor();
	await page.getByText("The tag Tag: squad is in no bill any more").waitFor();
	await page.getByText("This view is gone").first().waitFor();
	await page.getByRole("button", { name: "Period Last 7 days" }).click();
	await page.getByRole("menuitem", { name: "Everything" }).click();
	await accounts.getByText(dollars(sum(bill))).first().waitFor();
	assert.equal(words(page).get("window"), "all");
	await page.getByRole("button", { name: "Each its own again" }).click();
	await until(() => !words(page).has("window"), "each its own period");
	await page.getByRole("button", { name: "Show it without what is gone" }).click();
	await until(async () => (await page.getByText("The tag Tag: squad").count()) === 0, "the rest of the broken view");
	await settled(page);
	/* its title leads to the explorer, with the period that is seen */
	await accounts.getByRole("link", { name: "Accounts" }).click();
	await until(() => words(page).get("view") === fine.view_id, "the view in the explorer");
	await page.finish();
});

test("tiles are arranged by mouse and by keyboard, and the board is saved", async () => {
	const views = [];
	for (const name of ["One", "Two", "Three"]) views.push(await addView(name, "window=all&group_by=service_name", { look: { chart: "bars" } }));
	const board = await addBoard("Arranged", views.map((view) => tile(view)));
	const page = await open(`/boards/${board.board_id}`, { viewport: { width: 1360, height: 1700 } });
	await settled(page);
	await page.getByRole("button", { name: "Edit" }).click();
	await page.getByRole("button", { name: "Move One back" }).focus();
	await page.keyboard.press("Enter");
	assert.deepEqual(await tilesOf(page), ["Two", "One", "Three"]);
	await page.getByText("One is 2 of 3.").waitFor({ state: "attached" });
	await page.keyboard.press("Enter");
	assert.deepEqual(await tilesOf(page), ["Two", "Three", "One"]);
	/* the focus stays with the tile; at the end, where it goes back */
	assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Move One forward");
	const tiles = page.locator("[data-tile]");
	await drag(page, tiles.nth(2).locator("[draggable]"), tiles.first());
	await until(async () => (await tilesOf(page)).join() === "One,Two,Three", "the tile that was dragged");
	await settled(page);
	assert.deepEqual(await axeFaults(page), []);
	const two = page.getByRole("group", { name: "Two: place and size" });
	await two.getByRole("button", { name: /^Width/ }).click();
	await page.getByRole("menuitem", { name: "4 of 4" }).click();
	await two.getByRole("button", { name: /^Height/ }).click();
	await page.getByRole("menuitem", { name: "tall" }).click();
	await two.getByRole("textbox", { name: "Title on this board" }).fill("Second");
	await page.getByRole("button", { name: "Take Three off the board" }).click();
	await page.getByRole("button", { name: "Add a view" }).click();
	await dialogOf(page).getByRole("searchbox").fill("by account");
	await dialogOf(page).getByRole("button", { name: /By account/ }).click();
	await page.getByRole("button", { name: "Save board" }).click();
	await page.getByRole("button", { name: "Edit" }).waitFor();
	const kept = await ask("GET", `boards/${board.board_id}`);
	assert.deepEqual(
		kept.items.map((item) => [item.view.name, item.title, item.width, item.height]),
		[
			["One", null, 2, "small"],
			["Two", "Second", 4, "tall"],
			["By account", null, 2, "medium"],
		],
	);
	assert.equal(kept.version, 2);
	await settled(page);
	await page.finish();
});

test("two who change a board at once are asked what to do", async () => {
	const [view] = (await ask("GET", "saved_views")).items;
	const board = await addBoard("Both", [tile(view)]);
	const page = await open(`/boards/${board.board_id}?edit=true`, { allow: ["409"] });
	const name = page.getByRole("textbox", { name: "Name" });
	await name.fill("Mine");
	const theirs = { name: "Theirs", description: "", visibility: "shared", items: [] };
	await ask("PUT", `boards/${board.board_id}`, { ...theirs, version: 1 });
	await page.getByRole("button", { name: "Save board" }).click();
	await dialogOf(page).getByText("Theirs was changed since you opened it").waitFor();
	assert.deepEqual(await axeFaults(page), []);
	await dialogOf(page).getByRole("button", { name: "Overwrite" }).click();
	await page.getByRole("heading", { name: "Mine", level: 1 }).waitFor();
	assert.equal((await ask("GET", `boards/${board.board_id}`)).version, 3);
	await page.getByRole("button", { name: "Edit" }).click();
	await name.fill("Mine again");
	await ask("PUT", `boards/${board.board_id}`, { ...theirs, version: 3 });
	await page.getByRole("button", { name: "Save board" }).click();
	await dialogOf(page).getByRole("button", { name: "Reload" }).click();
	await page.getByRole("heading", { name: "Theirs", level: 1 }).waitFor();
	await page.getByText("Nothing stands here yet").waitFor();
	await page.finish();
});

test("a template makes a board of views that are like any other", async () => {
	const page = await open("/boards");
	const before = (await ask("GET", "saved_views")).items.length;
	await page.getByRole("button", { name: "Make the board Team overview" }).click();
	await page.getByRole("heading", { name: "Team overview", level: 1 }).waitFor();
	await settled(page);
	assert.equal((await ask("GET", "saved_views")).items.length, before + 5);
	assert.equal(await page.locator("[data-tile]").count(), 5);
	const board = await ask("GET", new URL(page.url()).pathname.slice(1));
	assert.ok(board.items.every((item) => item.problem === null));
	assert.match(board.items[0].view.query, /group_by=tag%3Ateam/);
	await page.emulateMedia({ media: "print" });
	assert.equal(await page.getByRole("button", { name: "Print" }).isVisible(), false);
	await page.finish();
});

test("a board that cannot be read or saved says so where it happened", async () => {
	const board = await addBoard("Unlucky", []);
	const page = await open(`/boards/${board.board_id}`, { allow: ["500", "404", "ERR_FAILED"] });
	await page.getByRole("main").getByRole("button", { name: "Edit" }).first().click();
	const fail = (route) =>
		route.request().method() === "PUT"
			? route.fulfill({ status: 500, contentType: "application/problem+json", body: '{"title":"broken","detail":"the disk is full"}' })
			: route.continue();
	await page.route("**/api/v1/boards/*", fail);
	await page.getByRole("button", { name: "Save board" }).click();
	await page.getByRole("alert").getByText("the disk is full").waitFor();
	await page.unroute("**/api/v1/boards/*", fail);
	await page.getByRole("alert").getByRole("button", { name: "Try again" }).click();
	await page.getByRole("button", { name: "Edit" }).first().waitFor();
	await page.goto(`${server.url}/boards/nothing-here`);
	await page.getByText("There is no such board").waitFor();
	await page.route("**/api/v1/saved_views", (route) => route.abort());
	await page.goto(`${server.url}/views`);
	await page.getByText("The server does not answer").waitFor();
	await page.unroute("**/api/v1/saved_views");
	await page.getByRole("button", { name: "Try again" }).click();
	await page.getByRole("link", { name: "Accounts, weekly" }).waitFor();
	await page.finish();
});

async function places() {
	const { items } = await ask("GET", "boards");
	const arranged = items.find((board) => board.name === "Arranged");
	return ["/views", "/boards", `/boards/${arranged.board_id}`, `/boards/${arranged.board_id}?edit=true&window=90d`];
}
shutsNobodyOut("views and boards", open, places, [
	["light", 1360],
	["dark", 1360],
	["dark", 360],
]);
