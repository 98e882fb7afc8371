/* SPDX-License-Identifier: Apache-2.0 */
/* money.test.mjs -- a month's bills beside its invoice: equal, different with a named cause, accepted, mistyped. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { day, decimal, dollars, focusCsv, rows, sum } from "./bills.mjs";
import { axeFaults, deliver, refuse, settled, until, world } from "./harness.mjs";

const month = day(20).slice(0, 7);
const bill = rows(70);
const total = sum(bill, (row) => row.date.startsWith(month));
const CENT = 10n ** 10n;
const cents = (units) => ((units + CENT / 2n) / CENT) * CENT;
const invoiced = cents(total);
const here = `/months/${month}/reconciliation`;
const { server, open } = world((server) => deliver(server, "northwind.csv", focusCsv(bill)), here);

const plain = (units) => decimal(units).replace(/0{10}$/, "");

async function type(page, amount, number = "N-1", tax = "") {
	await page.getByRole("button", { name: "Add an invoice" }).first().click();
	const dialog = page.getByRole("dialog");
	await dialog.getByRole("textbox", { name: "Invoice number" }).fill(number);
	await dialog.getByRole("textbox", { name: "Amount before tax" }).fill(amount);
	await dialog.getByRole("textbox", { name: "Tax", exact: true }).fill(tax);
	await dialog.getByRole("textbox", { name: "Currency" }).fill("usd");
	await dialog.getByRole("button", { name: "Save invoice" }).click();
	return dialog;
}

test("without an invoice the month says so, and the overview has no badge", async () => {
	const page = await open();
	await page.getByText("No invoice of this month is known yet.").waitFor();
	await page.getByText("no invoice yet", { exact: true }).waitFor();
	assert.deepEqual(await axeFaults(page), []);
	await page.goto(`${server.url}/?window=${month}`);
	await page.locator('[data-kpi="total"] strong').waitFor();
	await settled(page);
	assert.equal(await page.locator("[data-invoice-badge]").count(), 0);
	await page.finish();
});

test("a mistyped invoice is told field by field, and nothing is sent", async () => {
	const page = await open();
	const sent = [];
	page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
	const dialog = await type(page, "1.234", "");
	await dialog.getByText("Please fill this in.").waitFor();
	await dialog.getByText("An amount such as 1234.56.").waitFor();
	assert.deepEqual(await axeFaults(page), []);
	assert.deepEqual(sent, []);
	await page.keyboard.press("Escape");
	await dialog.waitFor({ state: "detached" });
	await page.finish();
});

test("a typed invoice that differs shows the difference to the cent", async () => {
	const page = await open();
	const dialog = await type(page, plain(invoiced + 7n * 10n ** 12n));
	await dialog.waitFor({ state: "detached" });
	await page.getByText("Invoice and bills of this month differ.").waitFor();
	await page.getByText("1 line taken in").waitFor();
	const card = page.getByRole("region", { name: /Northwind Cloud/ });
	await until(async () => (await card.innerText()).includes("-$7.00"), "the difference");
	assert.match(await card.innerText(), /differs/);
	assert.ok((await card.innerText()).includes(dollars(total)), "the platform's total");
	assert.deepEqual(await axeFaults(page), []);
	await page.goto(`${server.url}/?window=${month}`);
	assert.equal(await page.locator("[data-invoice-badge]").getAttribute("data-invoice-badge"), "different");
	await page.finish();
});

test("a difference is accepted with a name and a reason", async () => {
	const page = await open(here, { allow: ["503"] });
	await page.getByRole("button", { name: "Accept the difference" }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByRole("button", { name: "Accept the difference" }).click();
	await dialog.getByText("Please fill this in.").waitFor();
	await dialog.getByRole("textbox", { name: "Your name" }).fill("Ana");
	await dialog.getByRole("textbox", { name: "Reason" }).fill("a fee that no bill shows");
	await refuse(page, "**/accept");
	await dialog.getByRole("button", { name: "Accept the difference" }).click();
	await dialog.getByRole("alert").waitFor();
	await page.unroute("**/accept");
	await dialog.getByRole("button", { name: "Accept the difference" }).click();
	await page.getByText(/Accepted by Ana/).waitFor();
	await page.getByText("a fee that no bill shows").waitFor();
	await page.getByText("difference accepted", { exact: true }).waitFor();
	await page.finish();
});

test("an invoice from its CSV that equals the bills is green, here and on the overview", async () => {
	const page = await open();
	await page.getByRole("button", { name: "Add an invoice" }).first().click();
	const csv = `invoice_id,month,billed_cost,billing_currency\nN-1,${month},${plain(invoiced)},USD\n`;
	await page.locator("input[data-invoice]").setInputFiles({ name: "invoice.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
	await page.getByText(/equals what is stored, to the cent/).waitFor();
	const card = page.getByRole("region", { name: /Northwind Cloud/ });
	await card.getByText(/equal to the invoice/).first().waitFor();
	await card.getByText("$0.00").first().waitFor();
	await page.goto(`${server.url}/?window=${month}`);
	const badge = page.locator("[data-invoice-badge]");
	await badge.waitFor();
	assert.equal(await badge.getAttribute("data-invoice-badge"), "equal");
	await settled(page);
	assert.deepEqual(await axeFaults(page), []);
	await badge.click();
	await page.waitForURL(`**${here}`);
	await page.finish();
});

test("a file that is no invoice is refused in the dialog with its reason", async () => {
	const page = await open(here, { allow: ["422"] });
	await page.getByRole("button", { name: "Add an invoice" }).first().click();
	await page.locator("input[data-invoice]").setInputFiles({ name: "x.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
	const alert = page.getByRole("dialog").getByRole("alert");
	await alert.waitFor();
	assert.ok((await alert.innerText()).length > 15);
	await page.finish();
});

test("a failing reconciliation offers another try; a month without anything is empty", async () => {
	const page = await open("/months", { allow: ["503"] });
	await refuse(page, `**/api/v1/periods/${month}`);
	await page.goto(server.url + here);
	await page.getByRole("alert").waitFor();
	await page.unroute(`**/api/v1/periods/${month}`);
	await page.getByRole("button", { name: "Try again" }).click();
	await page.getByText(/to the cent/).waitFor();
	await page.goto(`${server.url}/months/2019-01/reconciliation`);
	await page.getByText("Nothing to compare").waitFor();
	await page.finish();
});

test("dark, too, and nobody is shut out", async () => {
	const page = await open(here, { colorScheme: "dark", reducedMotion: "reduce" });
	await page.getByText(/to the cent/).waitFor();
	await settled(page);
	assert.deepEqual(await axeFaults(page), []);
	await page.finish();
});
