/* SPDX-License-Identifier: Apache-2.0 */
/* world.ts -- a made-up company's bills, the same every time: two clouds, a few accounts, weekends, growth, one leak that
 * somebody notices after nine days, commitments on the first of the month, credits. Costs are whole units of 1e-12. */
import { addDays, dayCount, isWeekend, parseDay, type Day } from "../../../../packages/core/src/dates.ts";

export interface Charge {
	day: Day;
	columns: Record<string, string | null>;
	tags: Record<string, string>;
	cost: bigint;
}

interface Line {
	provider: string;
	account: string;
	service: string;
	category: string;
	region: string;
	env: string;
	team: string;
	currency: string;
	/** a day's cost in hundredths */
	base: number;
	growth: number;
	weekend: number;
	noise: number;
}

const ACCOUNTS: Record<string, string> = {
	"210987654321": "shop-production",
	"310987654322": "shop-staging",
	"410987654323": "data-platform",
	"510987654324": "shared-services",
	"proj-analytics": "analytics",
	"proj-ml": "ml-research",
};

const CATEGORIES: Record<string, string> = {
	"Amazon Elastic Compute Cloud": "Compute",
	"Amazon Relational Database Service": "Databases",
	"Amazon Simple Storage Service": "Storage",
	"AWS Lambda": "Compute",
	"Amazon CloudFront": "Networking",
	"Amazon DynamoDB": "Databases",
	"AWS Data Transfer": "Networking",
	"Amazon Elastic Kubernetes Service": "Compute",
	"Amazon CloudWatch": "Management and Governance",
	"AWS Support": "Other",
	"Amazon Managed Streaming for Kafka": "Analytics",
	"BigQuery": "Analytics",
	"Compute Engine": "Compute",
	"Cloud Storage": "Storage",
	"Vertex AI": "AI and Machine Learning",
};

type Short = [string, string, string, string, string, number, number, number, number];
const LINES: Short[] = [
	["AWS", "210987654321", "Amazon Elastic Compute Cloud", "eu-west-1", "storefront", 61200, 0.16, 0.78, 0.05],
	["AWS", "210987654321", "Amazon Relational Database Service", "eu-west-1", "storefront", 34100, 0.06, 0.97, 0.02],
	["AWS", "210987654321", "Amazon CloudFront", "global", "storefront", 12800, 0.3, 1.24, 0.09],
	["AWS", "210987654321", "AWS Lambda", "eu-west-1", "checkout", 7350, 0.4, 0.8, 0.1],
	["AWS", "210987654321", "Amazon DynamoDB", "eu-west-1", "checkout", 9120, 0.22, 0.92, 0.06],
	["AWS", "210987654321", "AWS Data Transfer", "eu-west-1", "storefront", 8460, 0.25, 1.1, 0.12],
	["AWS", "310987654322", "Amazon Elastic Compute Cloud", "eu-west-1", "storefront", 14900, -0.1, 0.31, 0.12],
	["AWS", "310987654322", "Amazon Relational Database Service", "eu-west-1", "storefront", 6100, 0, 0.6, 0.03],
	["AWS", "410987654323", "Amazon Simple Storage Service", "eu-west-1", "lake", 18700, 0.34, 1, 0.01],
	["AWS", "410987654323", "Amazon Managed Streaming for Kafka", "eu-west-1", "lake", 11900, 0.02, 1, 0.02],
	["AWS", "410987654323", "Amazon Elastic Kubernetes Service", "eu-central-1", "lake", 16300, 0.1, 0.85, 0.05],
	["AWS", "510987654324", "Amazon CloudWatch", "eu-west-1", "platform", 5200, 0.45, 0.95, 0.07],
	["AWS", "510987654324", "AWS Support", "global", "platform", 9900, 0.05, 1, 0],
	["Google Cloud", "proj-analytics", "BigQuery", "europe-west4", "insights", 21800, 0.28, 0.42, 0.16],
	["Google Cloud", "proj-analytics", "Cloud Storage", "europe-west4", "insights", 4700, 0.2, 1, 0.02],
	["Google Cloud", "proj-ml", "Vertex AI", "europe-west4", "research", 15400, 0.7, 0.35, 0.35],
	["Google Cloud", "proj-ml", "Compute Engine", "europe-west4", "research", 9800, 0.1, 0.7, 0.1],
];

/* mulberry32: small, seeded, good enough to look alive */
function random(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let value = Math.imul(state ^ (state >>> 15), 1 | state);
		value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
		return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
	};
}

function lines(several: boolean): Line[] {
	return LINES.map(([provider, account, service, region, team, base, growth, weekend, noise]) => ({
		provider,
		account,
		service,
		category: CATEGORIES[service]!,
		region,
		env: account === "310987654322" ? "staging" : "production",
		team,
		currency: several && provider === "Google Cloud" ? "EUR" : "USD",
		base,
		growth,
		weekend,
		noise,
	}));
}

const LEAK = { account: "410987654323", service: "AWS Data Transfer", from: 16, to: 8, base: 26400 };
const UNIT = 10n ** 10n;

function charge(line: Line, day: Day, hundredths: number, digits: number, category = "Usage"): Charge {
	return {
		day,
		columns: {
			provider_name: line.provider,
			service_provider_name: line.provider,
			invoice_issuer_name: line.provider,
			billing_account_id: line.provider === "AWS" ? "110987654320" : "01AB2C-3D4E5F",
			billing_account_name: "Example Shop",
			sub_account_id: line.account,
			sub_account_name: ACCOUNTS[line.account] ?? null,
			service_category: line.category,
			service_name: line.service,
			region_id: line.region === "global" ? null : line.region,
			region_name: line.region,
			charge_category: category,
			pricing_category: "Standard",
			billing_currency: line.currency,
		},
		tags: { env: line.env, team: line.team },
		cost: BigInt(Math.round(hundredths)) * UNIT + BigInt(digits) * (hundredths < 0 ? -1n : 1n),
	};
}

export function makeWorld(start: Day, end: Day, several: boolean): Charge[] {
	const charges: Charge[] = [];
	const days = dayCount(start, end);
	lines(several).forEach((line, n) => {
		const next = random(1000 + n);
		for (let i = 0; i < days; i += 1) {
			const day = addDays(start, i);
			const slope = 1 + line.growth * (i / 365);
			const weekend = isWeekend(day) ? line.weekend : 1;
			const wave = 1 + line.noise * (next() * 2 - 1);
			charges.push(charge(line, day, line.base * slope * weekend * wave, Math.floor(next() * 1e10)));
			const first = parseDay(day).getUTCDate() === 1;
			if (first && n === 0) charges.push(charge(line, day, 41000, 0, "Purchase"));
			if (first && n === 8) charges.push(charge(line, day, -9300, 0, "Credit"));
		}
	});
	const leak = lines(several).find((line) => line.service === LEAK.service)!;
	const next = random(7);
	for (let back = LEAK.from; back >= LEAK.to; back -= 1) {
		const day = addDays(end, -back);
		if (day >= start) charges.push(charge({ ...leak, account: LEAK.account, team: "lake" }, day, LEAK.base * (1 + next() * 0.3), 1));
	}
	return charges;
}
