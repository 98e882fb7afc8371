/* SPDX-License-Identifier: Apache-2.0 */
/* tags.test.mjs -- keys of tags, those that are called the same, and rules that a person gives and ends. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dollars, focusCsv, rows, sum } from "./bills.mjs";
import { axeFaults, card, deliver, shutsNobodyOut, until, words, world } from "./harness.mjs";

/* one team under two keys that only a rule can know to be the same; one key in two spellings that are at odds */
const bill = rows(20).map((row) => ({
	...row,
	tags: row.account === "nw-1" ? { env: "prod", team: "payroll" } : { env: "dev", ENV: "test", squad: "orders" },
}));
const { server, open } = world(undefined, "/tags");

test("without bills there are no tags", async () => {
	const page = await open();
	await page.getByText("Where the provider tags its charges, the keys show here.").waitFor();
	await page.finish();
	await deliver(server, "northwind.csv", focusCsv(bill));
});

test("keys lead to their costs, and those at odds are named", async () => {
	const page = await open();
	const keys = card(page, "Keys in the bills");
	await keys.getByRole("row", { name: /squad/ }).waitFor();
	const same = card(page, "Tags called the same");
	assert.match(await same.getByRole("row", { name: /^ENV/ }).innerText(), /env/);
	/* what counts as one is asked for as one, whichever way a bill spells it */
	const asOne = await same.getByRole("link", { name: "Costs by env" }).first().getAttribute("href");
	assert.equal(new URL(asOne, server.url).searchParams.get("group_by"), "norm_tag:env");
	await keys.getByRole("link", { name: "Costs by team" }).click();
	await page.locator('[data-kpi="total"] strong').waitFor();
	assert.equal(words(page).get("group_by"), "tag:team");
	await page.finish();
});

test("a rule makes two keys one, in every answer, until it ends", async () => {
	const page = await open();
	await page.getByRole("button", { name: "Add a rule" }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByRole("button", { name: "Save" }).click();
	await until(async () => (await dialog.getByText("Please fill this in.").count()) === 2, "two fields are to be filled");
	await dialog.getByRole("textbox", { name: "Key in the bills" }).fill("squad");
	await dialog.getByRole("textbox", { name: "Key as it is called" }).fill("team");
	assert.deepEqual(await axeFaults(page), []);
	await dialog.getByRole("button", { name: "Save" }).click();
	await dialog.waitFor({ state: "detached" });
	await card(page, "Rules").getByText("squad → team").waitFor();
	await page.goto(`${server.url}/?window=all&filter=${encodeURIComponent('norm_tag:team = "orders"')}`);
	const orders = dollars(sum(bill, (row) => row.account === "nw-2"));
	await until(async () => (await page.locator('[data-kpi="total"] strong').innerText()) === orders, "what the team cost");
	await page.goto(`${server.url}/tags`);
	await page.getByRole("button", { name: "End the rule of squad" }).click();
	await page.getByText("squad → team").waitFor({ state: "detached" });
	await page.finish();
});

test("a rule on a value, and one that is refused with its reason", async () => {
	const page = await open("/tags", { allow: ["400"] });
	await page.getByRole("button", { name: "Add a rule" }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByRole("button", { name: "Value" }).click();
	await dialog.getByRole("textbox", { name: "Key as it is called" }).fill("env");
	await dialog.getByRole("textbox", { name: "Value in the bills" }).fill("prod");
	await dialog.getByRole("textbox", { name: "Value as it is called" }).fill("production");
	await dialog.getByRole("button", { name: "Save" }).click();
	await card(page, "Rules").getByText("env: prod → production").waitFor();
	await page.getByRole("button", { name: "Add a rule" }).click();
	await dialog.getByRole("textbox", { name: "Key in the bills" }).fill("a*b*c");
	await dialog.getByRole("textbox", { name: "Key as it is called" }).fill("x*y*z*");
	await dialog.getByRole("button", { name: "Save" }).click();
	await dialog.getByRole("alert").waitFor();
	await page.finish();
});

shutsNobodyOut("tags", open, () => ["/tags"], [
	["light", 1360],
	["dark", 390],
]);
