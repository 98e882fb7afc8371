/* SPDX-License-Identifier: Apache-2.0 */
/* world.mjs -- a home in which every screen has something to show: two currencies, a restatement that is held, an invoice
 * that differs, tags at odds, a rejected row. */
import assert from "node:assert/strict";
import { day, decimal, focusCsv, rows, sum } from "../e2e/bills.mjs";
import { ask, deliver } from "../e2e/harness.mjs";

const DAYS = 100;

/* A board of three views, one of which asks for what is not there any more. */
async function keep(server) {
	const save = async (name, query, chart) => {
		const view = { name, description: "", page: "/explore", query, look: { chart }, visibility: "shared" };
		return (await ask(server, "POST", "saved_views", view)).view_id;
	};
	const items = [
		{ view_id: await save("By service", "window=90d&group_by=service_name", "bars"), title: null, width: 2, height: "medium" },
		{ view_id: await save("By team", "window=90d&group_by=tag:team", "bars"), title: null, width: 2, height: "medium" },
		{ view_id: await save("Every row", "window=30d&group_by=service_name,region_id", "table"), title: null, width: 4, height: "small" },
	];
	await ask(server, "POST", "boards", { name: "The whole house", description: "", visibility: "shared", items });
}

export async function fill(server) {
	const dollars = rows(DAYS).map((row) => (row.account === "nw-2" ? { ...row, tags: { Env: "dev", "cost center": "42" } } : row));
	const euros = rows(40).map((row) => ({ ...row, cost: row.cost * 3n, account: "nw-eu" }));
	const month = day(1).slice(0, 7);
	await deliver(server, "northwind.csv", focusCsv(dollars));
	await deliver(server, "euros.csv", focusCsv(euros, "EUR").replaceAll("northwind-0001", "northwind-0002"));
	const loses = dollars.map((row) => (row.service === "Northwind Compute" ? { ...row, cost: row.cost / 10n } : row));
	const wrong = focusCsv(loses).replace(/,[0-9.]+,[0-9.]+,[0-9.]+,[0-9.]+,1,Hours/, ",much,much,much,much,1,Hours");
	const [held] = await deliver(server, "northwind-again.csv", wrong);
	assert.equal(held.state, "held");
	const billed = sum(dollars, (row) => row.date.startsWith(month));
	await ask(server, "POST", "invoices", {
		lines: [
			{
				invoice_id: "NW-7001",
				month,
				billed_cost: decimal(billed + 12_340_000_000_000n),
				billing_currency: "USD",
				invoice_issuer_name: "Northwind Cloud",
				billing_account_id: "northwind-0001",
			},
		],
	});
	await keep(server);
	await ask(server, "POST", "tags/rules", { norm_key: "environment", raw_key: "env" });
}
