/* SPDX-License-Identifier: Apache-2.0 */
/* costs.ts -- /api/v1/costs over the made-up charges, in the shapes that the server answers with. */
import { addDays, dayCount, isDay, monthEnd, monthStart, parseDay, printDay, type Day } from "../../../../packages/core/src/dates.ts";
import { parseFilter, type Filter } from "../../../../packages/core/src/filter.ts";
import { fromUnits, ratio, units } from "../../../../packages/core/src/money.ts";
import type { Charge } from "./world.ts";

export class Refused extends Error {
	readonly status: number;
	readonly parameter: string | undefined;
	constructor(status: number, detail: string, parameter?: string) {
		super(detail);
		this.status = status;
		this.parameter = parameter;
	}
}

interface Period {
	start: Day;
	end: Day;
}

export function periodOf(search: URLSearchParams, today: Day): Period {
	const start = search.get("start");
	const end = search.get("end");
	if (start !== null || end !== null) {
		if (!isDay(start)) throw new Refused(400, "start: a date such as 2026-05-01 is needed", "start");
		if (!isDay(end)) throw new Refused(400, "end: a date such as 2026-05-31 is needed", "end");
		if (start > end) throw new Refused(400, "end is before start", "end");
		return { start, end };
	}
	const window = search.get("window") ?? "30d";
	const days = /^(\d+)d$/.exec(window);
	if (days) return { start: addDays(today, 1 - Number(days[1])), end: today };
	if (/^\d{4}-\d{2}$/.test(window)) return { start: `${window}-01`, end: monthEnd(`${window}-01`) };
	const date = parseDay(today);
	const year = date.getUTCFullYear();
	if (window === "mtd") return { start: monthStart(today), end: today };
	if (window === "ytd") return { start: `${year}-01-01`, end: today };
	if (window === "qtd") return { start: printDay(new Date(Date.UTC(year, Math.floor(date.getUTCMonth() / 3) * 3, 1))), end: today };
	if (window === "last_month") {
		const last = addDays(monthStart(today), -1);
		return { start: monthStart(last), end: last };
	}
	throw new Refused(400, `window: ${window} is unknown`, "window");
}

function previousOf(period: Period, compare: string): Period | null {
	if (compare === "year_ago") return { start: yearBefore(period.start), end: yearBefore(period.end) };
	if (compare !== "previous") return null;
	const length = dayCount(period.start, period.end);
	return { start: addDays(period.start, -length), end: addDays(period.start, -1) };
}

function yearBefore(day: Day): Day {
	return `${Number(day.slice(0, 4)) - 1}${day.slice(4) === "-02-29" ? "-02-28" : day.slice(4)}`;
}

function bucketOf(day: Day, granularity: string): Day {
	if (granularity === "week") return addDays(day, -((parseDay(day).getUTCDay() + 6) % 7));
	if (granularity === "month") return monthStart(day);
	if (granularity === "quarter") return `${day.slice(0, 5)}${String(Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, "0")}-01`;
	return granularity === "year" ? `${day.slice(0, 4)}-01-01` : day;
}

export function columnOf(charge: Charge, name: string): string | null {
	return name.startsWith("tag:") ? (charge.tags[name.slice(4)] ?? null) : (charge.columns[name] ?? null);
}

function passes(charge: Charge, filter: Filter): boolean {
	return filter.clauses.every((clause) => clause.values.includes(columnOf(charge, clause.name)) !== clause.exclude);
}

const METRIC_FACTORS: Record<string, bigint> = { effective_cost: 100n, billed_cost: 100n, contracted_cost: 112n, list_cost: 127n };
const KNOWN = new Set("start end window granularity group_by filter cloud metric charge_category billing_currency compare top others sort limit cursor basis".split(" "));

type Cell = { key: string; columns: (string | null)[]; other: boolean; bucket: Day | null; currency: string; sum: bigint };

interface Question {
	period: Period;
	granularity: string;
	groupBy: string[];
	metric: string;
	top: number;
	filter: Filter;
	cloud: string | null;
	currency: string | null;
}

function readQuestion(search: URLSearchParams, today: Day): Question {
	for (const name of search.keys())
		if (!KNOWN.has(name) && !name.startsWith("tag:") && !name.endsWith("_name") && !name.endsWith("_id"))
			throw new Refused(400, `${name}: no such parameter`, name);
	const metric = search.get("metric") ?? "effective_cost";
	if (!METRIC_FACTORS[metric]) throw new Refused(400, `metric: ${metric} is unknown`, "metric");
	const filter = parseFilter(search.get("filter"));
	if (filter.rest) throw new Refused(400, `filter: cannot read "${filter.rest}"`, "filter");
	return {
		period: periodOf(search, today),
		granularity: search.get("granularity") ?? "day",
		groupBy: (search.get("group_by") ?? "").split(",").filter(Boolean),
		metric,
		top: Number(search.get("top") ?? "10"),
		filter,
		cloud: search.get("cloud"),
		currency: search.get("billing_currency"),
	};
}

function chosen(charges: Charge[], question: Question, period: Period): Charge[] {
	const cloud = question.cloud === "gcp" ? "Google Cloud" : question.cloud?.toUpperCase();
	return charges.filter(
		(charge) =>
			charge.day >= period.start &&
			charge.day <= period.end &&
			(!question.currency || charge.columns["billing_currency"] === question.currency) &&
			(!cloud || cloud === "ALL" || charge.columns["provider_name"] === cloud) &&
			passes(charge, question.filter),
	);
}

function costOf(charge: Charge, metric: string): bigint {
	const own = charge.columns[metric];
	if (own) return units(own);
	return (charge.cost * METRIC_FACTORS[metric]!) / 100n;
}

const SEP = "\u0001";

function topGroups(charges: Charge[], question: Question): Map<string, Set<string>> {
	const sums = new Map<string, Map<string, bigint>>();
	for (const charge of charges) {
		const currency = charge.columns["billing_currency"]!;
		const groups = sums.get(currency) ?? new Map<string, bigint>();
		const key = question.groupBy.map((name) => columnOf(charge, name)).join(SEP);
		groups.set(key, (groups.get(key) ?? 0n) + costOf(charge, question.metric));
		sums.set(currency, groups);
	}
	return new Map(
		[...sums].map(([currency, groups]) => {
			const ranked = [...groups].sort(([a, x], [b, y]) => (y > x ? 1 : y < x ? -1 : a < b ? -1 : 1));
			return [currency, new Set(ranked.slice(0, question.top).map(([key]) => key))];
		}),
	);
}

function buckets(period: Period, granularity: string): (Day | null)[] {
	if (granularity === "total") return [null];
	const list = new Set<Day>();
	for (let i = 0; i < dayCount(period.start, period.end); i += 1) list.add(bucketOf(addDays(period.start, i), granularity));
	return [...list];
}

function cells(charges: Charge[], question: Question, period: Period, tops: Map<string, Set<string>>): Cell[] {
	const made = new Map<string, Cell>();
	const cell = (columns: (string | null)[], other: boolean, bucket: Day | null, currency: string) => {
		const key = other ? "\uffff" : columns.join(SEP);
		const id = [bucket, currency, key].join(SEP);
		const had = made.get(id) ?? { key, columns: other ? columns.map(() => null) : columns, other, bucket, currency, sum: 0n };
		made.set(id, had);
		return had;
	};
	for (const charge of charges) {
		const currency = charge.columns["billing_currency"]!;
		const columns = question.groupBy.map((name) => columnOf(charge, name));
		const other = !tops.get(currency)?.has(columns.join(SEP));
		const bucket = question.granularity === "total" ? null : bucketOf(charge.day, question.granularity);
		cell(columns, other, bucket, currency).sum += costOf(charge, question.metric);
	}
	for (const known of [...made.values()])
		for (const bucket of buckets(period, question.granularity)) cell(known.columns, known.other, bucket, known.currency);
	return [...made.values()];
}

function itemOf(cell: Cell, question: Question): Record<string, unknown> {
	const item: Record<string, unknown> = {};
	question.groupBy.forEach((name, i) => (item[name] = cell.columns[i]));
	if (cell.bucket) item["charge_date"] = cell.bucket;
	item["billing_currency"] = cell.currency;
	item[question.metric] = fromUnits(cell.sum);
	if (cell.other) item["is_other"] = true;
	return item;
}

function moves(now: bigint, before: bigint): Record<string, unknown> {
	const size = before < 0n ? -before : before;
	const share = ratio(fromUnits(now - before), fromUnits(size));
	return { previous: fromUnits(before), delta: fromUnits(now - before), delta_ratio: share === null ? null : share.toFixed(4) };
}

function sumBy(list: Cell[]): Map<string, bigint> {
	const sums = new Map<string, bigint>();
	for (const cell of list) sums.set(cell.currency, (sums.get(cell.currency) ?? 0n) + cell.sum);
	return sums;
}

function order(a: Cell, b: Cell): number {
	if (a.bucket !== b.bucket) return (a.bucket ?? "") < (b.bucket ?? "") ? -1 : 1;
	if (a.currency !== b.currency) return a.currency < b.currency ? -1 : 1;
	return a.sum === b.sum ? (a.key < b.key ? -1 : 1) : a.sum > b.sum ? -1 : 1;
}

export function answerCosts(charges: Charge[], search: URLSearchParams, today: Day, version: number, lastDay: Day): object {
	const question = readQuestion(search, today);
	const compare = search.get("compare") ?? "none";
	const { period, granularity, metric } = question;
	const mine = chosen(charges, question, period);
	const tops = topGroups(mine, question);
	const now = cells(mine, question, period, tops).sort(order);
	const past = previousOf(period, compare);
	const before = past ? cells(chosen(charges, question, past), question, past, tops).sort(order) : [];
	const beforeOf = (cell: Cell) => before.find((one) => one.currency === cell.currency && one.key === cell.key)?.sum ?? 0n;
	const items = now.map((cell) => ({
		...itemOf(cell, question),
		...(past && granularity === "total" ? moves(cell.sum, beforeOf(cell)) : {}),
	}));
	const beforeSums = sumBy(before);
	const totals = [...sumBy(now)].sort().map(([currency, sum]) => ({
		billing_currency: currency,
		[metric]: fromUnits(sum),
		...(past ? moves(sum, beforeSums.get(currency) ?? 0n) : {}),
	}));
	const limit = search.has("limit") || granularity === "total" ? Math.min(1000, Number(search.get("limit") ?? "100")) : items.length;
	const from = Number(search.get("cursor") ?? "0");
	const self = new URLSearchParams(search);
	self.delete("cursor");
	return {
		context: {
			...period,
			granularity,
			metric,
			currency: question.currency,
			...(past ? { previous_start: past.start, previous_end: past.end } : {}),
			basis: "charge_period",
			data_version: String(version),
			as_of: null,
			freshness: [{ source: "aws-main", last_complete_day: lastDay }],
			estimated: period.end > lastDay,
		},
		items: items.slice(from, from + limit),
		...(past && granularity !== "total" && from === 0 ? { previous_items: before.map((cell) => itemOf(cell, question)) } : {}),
		totals,
		page: { limit, next_cursor: from + limit < items.length ? String(from + limit) : null },
		links: { self: `/api/v1/costs?${self}`, csv: `/api/v1/costs?${self}&format=csv`, page: "/" },
	};
}
