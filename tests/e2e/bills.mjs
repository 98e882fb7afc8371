/* SPDX-License-Identifier: Apache-2.0 */
/* bills.mjs -- small FOCUS bills with known sums, ending yesterday so that "last 30 days" has something to show. */

const SERVICES = [
	["Northwind Compute", "Compute", "nw-1", "payroll", 4_100_000_000_001n],
	["Northwind Blocks", "Storage", "nw-1", "payroll", 1_250_000_000_003n],
	["Northwind Queue", "Integration", "nw-2", "orders", 730_000_000_007n],
];
const UNIT = 10n ** 12n;

export const day = (back) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);

export function decimal(units) {
	const digits = (units < 0n ? -units : units).toString().padStart(13, "0");
	return `${units < 0n ? "-" : ""}${digits.slice(0, -12)}.${digits.slice(-12)}`;
}

function monthOf(date, next) {
	const [year, month] = date.split("-").map(Number);
	return new Date(Date.UTC(year, month - 1 + (next ? 1 : 0), 1)).toISOString().replace(".000", "");
}

/** rows of { date, service, cost in 1e-12 } over `days` days, the last one yesterday */
export function rows(days) {
	const list = [];
	for (let back = days; back >= 1; back -= 1)
		for (const [service, category, account, name, base] of SERVICES)
			list.push({ date: day(back), service, category, account, name, cost: base + BigInt(back % 7) * (UNIT / 10n) });
	return list;
}

export function sum(list, keep = () => true) {
	return list.filter(keep).reduce((total, row) => total + row.cost, 0n);
}

const COLUMNS = {
	BillingAccountId: () => "northwind-0001",
	BillingAccountName: () => "Northwind Example",
	BillingCurrency: (_, currency) => currency,
	BillingPeriodStart: (row) => monthOf(row.date, false),
	BillingPeriodEnd: (row) => monthOf(row.date, true),
	ChargePeriodStart: (row) => `${row.date}T00:00:00Z`,
	ChargePeriodEnd: (row) => `${new Date(Date.parse(row.date) + 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`,
	ChargeCategory: () => "Usage",
	ChargeClass: () => "",
	ChargeDescription: (row) => `${row.service} use`,
	ChargeFrequency: () => "Usage-Based",
	BilledCost: (row) => decimal(row.cost),
	EffectiveCost: (row) => decimal(row.cost),
	ListCost: (row) => decimal(row.cost * 2n),
	ContractedCost: (row) => decimal(row.cost),
	ConsumedQuantity: () => "1",
	ConsumedUnit: () => "Hours",
	PricingCategory: () => "Standard",
	PricingQuantity: () => "1",
	PricingUnit: () => "Hours",
	ListUnitPrice: (row) => decimal(row.cost * 2n),
	ContractedUnitPrice: (row) => decimal(row.cost),
	ProviderName: () => "Northwind Cloud",
	PublisherName: () => "Northwind Cloud",
	InvoiceIssuerName: () => "Northwind Cloud",
	RegionId: (row) => row.region ?? "north-1",
	RegionName: (row) => (row.region === "" ? "" : "North 1"),
	ResourceId: (row) => `res-${row.account}-${row.service.split(" ")[1].toLowerCase()}`,
	ServiceCategory: (row) => row.category,
	ServiceName: (row) => row.service,
	SkuId: (row) => `sku-${row.service.length}`,
	SkuPriceId: (row) => `price-${row.service.length}`,
	SubAccountId: (row) => row.account,
	SubAccountName: (row) => row.name,
	Tags: (row) => `"${JSON.stringify(row.tags ?? { env: row.account === "nw-1" ? "prod" : "dev" }).replaceAll('"', '""')}"`,
};

export function focusCsv(list, currency = "USD") {
	const lines = list.map((row) => Object.values(COLUMNS).map((column) => column(row, currency)).join(","));
	return `${[Object.keys(COLUMNS).join(","), ...lines].join("\n")}\n`;
}

/** As the page writes it in English. */
export function dollars(units, currency = "USD") {
	return new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(decimal(units));
}
