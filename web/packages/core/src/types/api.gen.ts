/* SPDX-License-Identifier: Apache-2.0 */
/* api.gen.ts -- what the API answers and takes. Written by tools/write-types.ts from the server's own OpenAPI document:
 * `make docs` renews it, `make lint` says when it is stale. The files beside it give these shapes to the page. */

export interface Problem {
	/** Kind of problem, as a URI. */
	type: string;
	/** What that kind means. */
	title: string;
	/** HTTP status. */
	status: number;
	/** Stable name of the kind. */
	code: string;
	/** What is wrong here and what is allowed. */
	detail: string;
	/** With a wrong parameter: its name. */
	parameter?: string;
	/** This request, as in the log. */
	instance: string;
}

export interface Reject {
	/** Number of the file in the delivery. */
	file_no: number;
	/** Row of that file, the header not counted. */
	row_no: number;
	/** Column at fault. */
	column: string | null;
	/** What is wrong with it. */
	reason: string;
}

export interface RejectList {
	/** By file, row and column. */
	items: Reject[];
	page: Page;
}

export interface ServiceCategory {
	/** Provider. */
	provider_name: string;
	/** Name or product code of the service, in lower case. */
	service_name: string;
	/** FOCUS category. */
	service_category: string;
	/** FOCUS subcategory. */
	service_subcategory: string;
}

export interface ServiceCategories {
	/** By provider, category and service. A service that is not here is Other. */
	items: ServiceCategory[];
}

export interface Engine {
	/** What it is called. */
	name: string;
	/** Its version. */
	version: string;
	/** What it does here. */
	help: string;
}

export interface Sizes {
	/** Charges that count. */
	charge_count: number;
	/** Rows of all bills that were ever delivered. */
	row_count: number;
	/** Deliveries, whatever became of them. */
	delivery_count: number;
	/** Bytes of the bills as they were received. */
	landing_size: number;
	/** Bytes of charges and rollups, as files or tables. */
	charge_size: number;
	/** Bytes of everything else. */
	state_size: number;
}

export interface Limit {
	/** Its name. */
	name: string;
	/** The most that is taken. */
	value: number;
	/** Of what. */
	unit: string;
	/** What is limited. */
	help: string;
}

export interface About {
	/** Always centavo. */
	name: string;
	/** Of the program. */
	version: string;
	/** Grows when data becomes active or is replaced. */
	data_version: string;
	/** Of the state's tables. */
	schema_version: number;
	/** embedded, or server with a database. */
	engine: "embedded" | "server";
	/** What keeps and what computes. */
	engines: Engine[];
	sizes: Sizes;
	/** Every limit on what comes from outside. */
	limits: Limit[];
}

export interface SavedViewProblem {
	/** column, tag or word: what kind of thing is not there, or not understood. */
	code: "column" | "tag" | "word";
	/** Word of the query; null when no single one is at fault. */
	parameter: string | null;
	/** The column or tag; null with a word. */
	name: string | null;
	/** In words. */
	detail: string;
}

export interface SavedView {
	/** Its id, which is never given again. */
	view_id: string;
	/** What it is called. */
	name: string;
	/** What it is for; may be empty. */
	description: string;
	/** Path of the page that shows it. */
	page: string;
	/** Its words as in a URL. */
	query: string;
	/** The page's own words. */
	look: Record<string, string>;
	/** shared: all see and change it; private: only its owner does. */
	visibility: "private" | "shared";
	/** It was made with the Centavo-Owner of this request. */
	is_mine: boolean;
	/** Goes up with every change. */
	version: number;
	/** When it was saved. */
	created_at: string;
	/** When it was changed last. */
	updated_at: string;
	/** What of its query no longer exists or is not understood; the first 20. */
	problems: SavedViewProblem[];
}

export interface SavedViewList {
	/** By name. */
	items: SavedView[];
}

export interface SavedViewConflict {
	/** Kind of problem, as a URI. */
	type: string;
	/** What that kind means. */
	title: string;
	/** HTTP status. */
	status: number;
	/** Stable name of the kind. */
	code: string;
	/** What is wrong here. */
	detail: string;
	/** Always version. */
	parameter: string;
	/** This request, as in the log. */
	instance: string;
	/** The version that there is. */
	version: number;
	current: SavedView;
}

export interface BoardItem {
	/** The saved view. */
	view_id: string;
	/** What it is called here; null: as the view. */
	title: string | null;
	/** 1 to 4 of four columns. */
	width: number;
	/** small, medium or tall. */
	height: "small" | "medium" | "tall";
	/** Why not everybody who sees the board sees the view; null: nothing is wrong. */
	problem: string | null;
	/** missing: it was deleted or is not shared, and view is null; private: it is yours alone. */
	problem_code: "missing" | "private" | null;
	view: SavedView | null;
}

export interface BoardSummary {
	/** Its id, which is never given again. */
	board_id: string;
	/** What it is called. */
	name: string;
	/** What it is for; may be empty. */
	description: string;
	/** shared: all see and change it; private: only its owner does. */
	visibility: "private" | "shared";
	/** It was made with the Centavo-Owner of this request. */
	is_mine: boolean;
	/** Goes up with every change. */
	version: number;
	/** When it was made. */
	created_at: string;
	/** When it was changed last. */
	updated_at: string;
	/** Views on it. */
	item_count: number;
}

export interface BoardList {
	/** By name. */
	items: BoardSummary[];
}

export interface Board {
	/** Its id, which is never given again. */
	board_id: string;
	/** What it is called. */
	name: string;
	/** What it is for; may be empty. */
	description: string;
	/** shared: all see and change it; private: only its owner does. */
	visibility: "private" | "shared";
	/** It was made with the Centavo-Owner of this request. */
	is_mine: boolean;
	/** Goes up with every change. */
	version: number;
	/** When it was made. */
	created_at: string;
	/** When it was changed last. */
	updated_at: string;
	/** Views on it. */
	item_count: number;
	/** In their order. */
	items: BoardItem[];
}

export interface BoardConflict {
	/** Kind of problem, as a URI. */
	type: string;
	/** What that kind means. */
	title: string;
	/** HTTP status. */
	status: number;
	/** Stable name of the kind. */
	code: string;
	/** What is wrong here. */
	detail: string;
	/** Always version. */
	parameter: string;
	/** This request, as in the log. */
	instance: string;
	/** The version that there is. */
	version: number;
	current: Board;
}

export interface S0Problem {
	/** What is wrong. */
	detail: string;
}

export interface S0Missing {
	/** One entry per parameter. */
	detail: S0MissingItem[];
}

export interface S0MissingItem {
	/** missing or value_error. */
	type: string;
	/** Where: query and the parameter's name. */
	loc: string[];
	/** What is wrong. */
	msg: string;
	/** What was sent. */
	input: string | null;
}

export interface Freshness {
	/** Feed. */
	source: string;
	/** The last day that is complete, as far as the provider's usual delay tells. */
	last_complete_day: string | null;
	/** Some of the period is not final in this feed. */
	estimated: boolean;
}

export interface MissingRate {
	/** Currency without a rate. */
	billing_currency: string;
	/** First day of those without. */
	first_day: string;
	/** Last day of those without. */
	last_day: string;
	/** How many days have charges but no rate. */
	day_count: number;
}

export interface Context {
	/** First day, inclusive. */
	start: string;
	/** Last day, inclusive. */
	end: string;
	/** With a series: length of a step. */
	granularity?: "total" | "day" | "week" | "month" | "quarter" | "year";
	/** With a pivot: what stands down. */
	rows?: string[];
	/** With a pivot: what stands across. */
	columns?: string[];
	/** With a pivot: what stands in its cells. */
	show?: "amount" | "share" | "row_share" | "column_share";
	/** With amounts: which one is summed. */
	metric?: "billed_cost" | "effective_cost" | "contracted_cost" | "list_cost" | "consumed_quantity";
	/** The one currency of the answer; null when there are several. */
	currency: string | null;
	/** With amounts: which dates count. */
	basis?: "charge_period" | "billing_period";
	/** With comparison: with what. */
	compare?: string;
	/** With comparison: first day of the other period. */
	previous_start?: string;
	/** With comparison: its last day. */
	previous_end?: string;
	/** With compare=as_of: what was known then. */
	compare_as_of?: string;
	/** With compare=as_of: the data version of that time. */
	compare_data_version?: string;
	/** Grows when data becomes active or is replaced. */
	data_version: string;
	/** What was known then; null: what is known now. */
	as_of: string | null;
	/** How far each feed reaches. */
	freshness: Freshness[];
	/** Some of the period is not final in some feed: its month is still open, or the provider calls it estimated. */
	estimated: boolean;
	/** With currency: whose rates; null when there are none. */
	rate_set?: string | null;
	/** With currency: the day whose rate counted. */
	rate_policy?: string;
	/** With currency: what could not be converted; every amount with it is null. */
	missing_rates?: MissingRate[];
}

export interface Page {
	/** Rows of a page; null: all. */
	limit: number | null;
	/** To ask for the next page; null: this is the last one. */
	next_cursor: string | null;
}

export interface Links {
	/** This question. */
	self: string;
	/** With lists: as CSV. */
	csv?: string;
	/** With lists: as Parquet. */
	parquet?: string;
	/** With costs: the same on the page. */
	page?: string;
}

export interface CostItem {
	/** With a series: first day of the step. */
	charge_date?: string;
	/** ISO 4217. */
	billing_currency: string;
	/** With the metric effective_cost; other metrics stand under their own name. Null where a rate of exchange is missing. */
	effective_cost?: string | null;
	/** With top: this row sums up all other groups. */
	is_other?: boolean;
	/** With compare and granularity=total: the metric in the other period. */
	previous?: string | null;
	/** With compare and granularity=total: the difference. */
	delta?: string | null;
	/** With compare and granularity=total: difference by previous; null without a previous. */
	delta_ratio?: string | null;
	/** With a group and granularity=total: the part of the currency's total; null when that is nothing. */
	share?: string | null;
	/** With fields: how many charges there are. */
	charge_count?: number;
	/** Columns and tags of group_by; the metric, as exact decimal text. */
	[name: string]: string | null | undefined | boolean | number;
}

export interface CostTotal {
	/** ISO 4217. */
	billing_currency: string;
	/** With compare: the metric in the other period. */
	previous?: string | null;
	/** With compare: the difference. */
	delta?: string | null;
	/** With compare: difference by previous. */
	delta_ratio?: string | null;
	/** With fields: how many charges there are. */
	charge_count?: number;
	/** The metric, as exact decimal text. */
	[name: string]: string | null | undefined | number;
}

export interface CostAnswer {
	context: Context;
	/** One row per group, step and currency. */
	items: CostItem[];
	/** With compare and a series: the other period, with its own dates. */
	previous_items?: CostItem[];
	/** One per currency, over all groups. */
	totals: CostTotal[];
	page: Page;
	links: Links;
}

export interface SummaryDay {
	/** Day. */
	charge_date: string;
	/** The metric, as exact decimal text. */
	[name: string]: string | null;
}

export interface SummaryMonth {
	/** Month. */
	month: string;
	/** All of its days are asked for and covered by bills; by billing period: it is over. */
	is_whole: boolean;
	/** The metric, as exact decimal text. */
	[name: string]: string | null | boolean;
}

export interface SummaryService {
	/** Service; null: charges without one. */
	service_name: string | null;
	/** Its part of the total; null when that is nothing. */
	share: string | null;
	/** The metric, as exact decimal text. */
	[name: string]: string | null;
}

export interface MonthToDate {
	/** First day of the month of the last covered day. */
	start: string;
	/** That day. */
	end: string;
	/** First day of the month before. */
	previous_start: string;
	/** The same day of it, or its last one: always that when the month is whole. */
	previous_end: string;
	/** The metric on the same days of the month before. */
	previous: string | null;
	/** The difference. */
	delta: string | null;
	/** Difference by previous; null without a previous. */
	delta_ratio: string | null;
	/** The metric, as exact decimal text. */
	[name: string]: string | null;
}

export interface RunRate {
	/** First of the days that are averaged. */
	start: string;
	/** The last: the last covered day. */
	end: string;
	/** How many covered days they are, at most 30. */
	day_count: number;
	/** Their mean. */
	daily: string | null;
	/** The month to date, and that mean for every day of the month that is left. */
	month_end: string | null;
}

export interface CostSummary {
	/** ISO 4217. */
	billing_currency: string;
	/** With the metric consumed_quantity. */
	consumed_unit?: string | null;
	/** The metric in the other period; null without compare. */
	previous: string | null;
	/** The difference; null without compare. */
	delta: string | null;
	/** Difference by previous; null without one. */
	delta_ratio: string | null;
	/** Charges. */
	charge_count: number;
	/** Day of the first of them. By billing period, this and all that is about days is null. */
	first_charge_date: string | null;
	/** Day of the last of them. */
	last_charge_date: string | null;
	/** Days of the period that bills of these providers cover. */
	day_count: number | null;
	/** Days of the period that they do not. */
	missing_day_count: number | null;
	/** Cost of the covered days by their number. */
	daily_mean: string | null;
	highest_day: SummaryDay | null;
	lowest_day: SummaryDay | null;
	highest_month: SummaryMonth | null;
	lowest_month: SummaryMonth | null;
	dearest_service: SummaryService | null;
	cheapest_service: SummaryService | null;
	month_to_date: MonthToDate | null;
	run_rate: RunRate | null;
	/** Null: there are no forecasts yet. */
	forecast: string | null;
	/** The metric, as exact decimal text: what the period cost. */
	[name: string]: string | null | undefined | number | SummaryDay | SummaryMonth | SummaryService | MonthToDate | RunRate;
}

export interface CostSummaryAnswer {
	context: Context;
	/** One per currency. */
	items: CostSummary[];
	links: Links;
}

export interface VarianceItem {
	/** With top: this row sums up all other groups. */
	is_other?: boolean;
	/** ISO 4217. */
	billing_currency: string;
	/** The metric in the other period. */
	previous: string | null;
	/** The difference: the five below, added up. */
	delta: string | null;
	/** Difference by previous; null without a previous. */
	delta_ratio: string | null;
	/** usage, price, new, gone or other: the largest of the five in the direction of the change; null when nothing changed. */
	reason: "usage" | "price" | "new" | "gone" | "other" | null;
	/** More or less was used, at the price of before. */
	usage_delta: string | null;
	/** The rest of what was used in both periods: prices, discounts, coverage by commitments. */
	price_delta: string | null;
	/** Products that had no charges before. */
	new_delta: string | null;
	/** Products that have none now. */
	gone_delta: string | null;
	/** What has no quantity: fees, taxes, credits, unused commitments. */
	other_delta: string | null;
	/** Columns and tags of group_by; the metric, as exact decimal text. */
	[name: string]: string | null | boolean | undefined | "usage" | "price" | "new" | "gone" | "other";
}

export interface VarianceTotal {
	/** ISO 4217. */
	billing_currency: string;
	/** The metric in the other period. */
	previous: string | null;
	/** The difference: the five below, added up. */
	delta: string | null;
	/** Difference by previous; null without a previous. */
	delta_ratio: string | null;
	/** usage, price, new, gone or other: the largest of the five in the direction of the change; null when nothing changed. */
	reason: "usage" | "price" | "new" | "gone" | "other" | null;
	/** More or less was used, at the price of before. */
	usage_delta: string | null;
	/** The rest of what was used in both periods: prices, discounts, coverage by commitments. */
	price_delta: string | null;
	/** Products that had no charges before. */
	new_delta: string | null;
	/** Products that have none now. */
	gone_delta: string | null;
	/** What has no quantity: fees, taxes, credits, unused commitments. */
	other_delta: string | null;
	/** The metric, as exact decimal text. */
	[name: string]: string | null | "usage" | "price" | "new" | "gone" | "other";
}

export interface VarianceAnswer {
	context: Context;
	/** By currency, the largest change first, whichever way it went. */
	items: VarianceItem[];
	/** One per currency, over all groups. */
	totals: VarianceTotal[];
	page: Page;
	links: Links;
}

export interface PivotColumn {
	/** With granularity: first day of the step. */
	charge_date?: string | null;
	/** This column sums up all that are not shown; its values are null. */
	is_other: boolean;
	/** What the column is called in CSV, NDJSON and Parquet: its values, (none) and (empty), (others), with a number behind a name that is taken. */
	name: string;
	/** Columns and tags of columns; null without a value. */
	[name: string]: string | null | undefined | boolean;
}

export interface PivotItem {
	/** Level of the row: 1 is the outermost. What it consists of follows it. */
	depth: number;
	/** ISO 4217. Each currency has its own tree. */
	billing_currency: string;
	/** With more rows than top: this row sums up the others below the same row. */
	is_other?: boolean;
	/** With the metric effective_cost; other metrics stand under their own name. Null where a rate of exchange is missing. */
	effective_cost?: string | null;
	/** With compare: the metric in the other period. */
	previous?: string | null;
	/** With compare: the difference. */
	delta?: string | null;
	/** With compare: difference by previous; null without a previous. */
	delta_ratio?: string | null;
	/** The part of the currency's total; null when that is nothing. */
	share: string | null;
	/** The metric in each of the columns, or its part of a total (show); null where nothing was charged, a rate is missing or that total is nothing. */
	cells: (string | null)[];
	/** Columns and tags of group_by, null below the row's depth; the metric, as exact decimal text. */
	[name: string]: string | null | number | boolean | undefined | (string | null)[];
}

export interface PivotTotal {
	/** ISO 4217. */
	billing_currency: string;
	/** With compare: the metric in the other period. */
	previous?: string | null;
	/** With compare: the difference. */
	delta?: string | null;
	/** With compare: difference by previous. */
	delta_ratio?: string | null;
	/** The metric in each of the columns, or its part of a total (show). */
	cells: (string | null)[];
	/** The metric, as exact decimal text. */
	[name: string]: string | null | undefined | (string | null)[];
}

export interface PivotAnswer {
	context: Context;
	/** The columns in their order, the one of all others last. */
	columns: PivotColumn[];
	/** Rows, each before those that it consists of; the largest first, all others last. */
	items: PivotItem[];
	/** One per currency. */
	totals: PivotTotal[];
	page: Page;
	links: Links;
}

export interface Charge {
	/** ISO 4217. */
	billing_currency: string;
	/** The delivery that brought it. */
	sys_delivery_id: number;
	/** Its file there. */
	sys_file_no: number;
	/** Its row in that file. */
	sys_row_no: number;
	/** Which of several charges that the row became. */
	sys_part_no: number;
	/** FOCUS columns in snake_case: text, exact decimal text, true or false, an object of tags or details, or null. */
	[name: string]: unknown;
}

export interface ChargeList {
	context: Context;
	/** Charges. */
	items: Charge[];
	page: Page;
	links: Links;
}

export interface DimensionName {
	/** Name here. */
	name: string;
	/** Name in FOCUS. */
	focus_name: string;
	/** What it holds. */
	help: string;
}

export interface DimensionNames {
	/** Columns. */
	items: DimensionName[];
}

export interface DimensionCost {
	/** ISO 4217. */
	billing_currency: string;
	/** The metric, as exact decimal text. */
	[name: string]: string | null;
}

export interface DimensionValue {
	/** Value; null: charges without one. */
	value: string | null;
	/** A name for people, for instance of an account. */
	label: string | null;
	/** Charges with it. */
	charge_count: number;
	/** Day of the first of them in the period. */
	first_charge_date: string;
	/** Day of the last of them. */
	last_charge_date: string;
	/** One per currency. */
	cost: DimensionCost[];
}

export interface DimensionValues {
	context: Context;
	/** Values, the costliest first. */
	items: DimensionValue[];
	page: Page;
	links?: Links;
}

export interface TagKey {
	/** Key of a tag. */
	key: string;
	/** Charges that carry it. */
	charge_count: number;
	/** Different values. */
	value_count: number;
}

export interface TagKeys {
	/** Keys, the most used first. */
	items: TagKey[];
	context: Context;
	page: Page;
	links: Links;
}

export interface TagCollision {
	/** Normalised key. */
	norm_key: string;
	/** Provider; null: charges that name none. */
	provider_name: string | null;
	/** Key in the bills. */
	key: string;
	/** Charges that carry it. */
	charge_count: number;
	/** Different values. */
	value_count: number;
	/** Charges that also carry another of these keys with another value. */
	conflict_count: number;
}

export interface TagCollisions {
	context: Context;
	/** By normalised key and provider, the key that counts first. */
	items: TagCollision[];
	page: Page;
	links: Links;
}

export interface TagRule {
	/** What the key is called. */
	norm_key: string;
	/** Key in bills, where * stands for any text; null: a rule on values. */
	raw_key: string | null;
	/** Only keys of this provider; null: of every one. */
	provider_name: string | null;
	/** The highest wins; null: a rule on values. */
	priority: number | null;
	/** Value in bills; null: a rule on keys. */
	raw_value: string | null;
	/** What the value is called; null: a rule on keys. */
	norm_value: string | null;
}

export interface TagRules {
	/** Rules on keys, the strongest first; then those on values. */
	items: TagRule[];
}

export interface Rates {
	/** Set. */
	rate_set: string;
	/** One unit of this ... */
	base_currency: string;
	/** ... is `rate` units of this. */
	quote_currency: string;
	/** How many rates. */
	rate_count: number;
	/** First day of the first. */
	first_valid_from: string;
	/** First day of the last. */
	last_valid_from: string;
	/** The last. */
	last_rate: string;
	/** When one of them last came in. */
	loaded_at: string;
}

export interface RateList {
	/** By set and pair. */
	items: Rates[];
}

export interface PeriodChange {
	/** added: nothing of it counted before; removed: nothing does any more; or changed. */
	change: "added" | "removed" | "changed";
	/** Account. */
	sub_account_id: string | null;
	/** Service. */
	service_name: string | null;
	/** The metric before. */
	previous: string;
	/** The difference. */
	delta: string;
	/** Charges. */
	charge_count: number;
	/** Charges before. */
	previous_charge_count: number;
	/** The metric, as exact decimal text. */
	[name: string]: string | null | "added" | "removed" | "changed" | number;
}

export interface PeriodStep {
	/** Feed. */
	source: string;
	/** The version that began with the change. */
	data_version: string;
	/** When; as_of takes it, and then answers as after the change. */
	changed_at: string;
	/** ingested, accepted, rejected, priority or migrated. */
	reason: "ingested" | "accepted" | "rejected" | "priority" | "migrated";
	/** The delivery that was the reason. */
	delivery_id: number | null;
	/** What its file was called. */
	delivery: string | null;
	/** When the provider made it. */
	produced_at: string | null;
	/** ISO 4217; null when the step has no charges, neither before nor after. */
	billing_currency: string | null;
	/** With charges: the metric before. */
	previous?: string | null;
	/** With charges: the difference. */
	delta?: string | null;
	/** Charges after the step. */
	charge_count: number;
	/** With charges: charges before. */
	previous_charge_count?: number;
	/** Pairs of account and service that changed; changes names the first `limit` of them. */
	change_count: number;
	/** The largest changes first, whichever way they went. */
	changes: PeriodChange[];
	/** The metric after the step, as exact decimal text; previous and delta beside it. Not there without charges. */
	[name: string]: string | null | "ingested" | "accepted" | "rejected" | "priority" | "migrated" | number | undefined | PeriodChange[];
}

export interface PeriodHistory {
	context: Context;
	/** By source, time and currency. */
	items: PeriodStep[];
}

export interface QualityGap {
	/** First of days without usage. */
	first_day: string;
	/** Last of them. */
	last_day: string;
	/** How many. */
	day_count: number;
}

export interface QualityColumn {
	/** Column. */
	column: string;
	/** Charges without a value; null: the month has no charges. */
	null_count: number | null;
	/** Their share. */
	null_ratio: string | null;
	/** The same of the month before. */
	previous_null_count: number | null;
	/** The same of the month before. */
	previous_null_ratio: string | null;
	/** The share grew by 0.05 or more. */
	is_worse: boolean;
}

export interface QualityGrowth {
	/** Days after the month's end, 0 the first; less: within the month. */
	days_after_end: number;
	/** ISO 4217. */
	billing_currency: string;
	/** Share of what is known now; null when that is nothing. */
	ratio: string | null;
	/** The metric as it was known by then, as exact decimal text. */
	[name: string]: string | number | null;
}

export interface QualityLateness {
	/** Days between use and delivery. */
	days_after_use: number;
	/** ISO 4217. */
	billing_currency: string;
	/** Share of what is known now; null when that is nothing. */
	ratio: string | null;
	/** What had been delivered so many days after its use, as exact decimal text. */
	[name: string]: string | number | null;
}

export interface QualityFeed {
	/** Feed. */
	source: string;
	/** day: it bills usage by the day or hour; month: it does not, so no day can be missing. */
	grain: "day" | "month";
	/** Charges of the month. */
	charge_count: number;
	/** Charges of the month before. */
	previous_charge_count: number;
	/** First day with charges. */
	first_charge_date: string | null;
	/** Last day with charges. */
	last_charge_date: string | null;
	/** Days without usage; of a month that is not over, up to the last day that has charges. */
	missing_days: QualityGap[];
	/** Columns that miss some of their values in either month, those that lost most first. */
	columns: QualityColumn[];
	/** Keys of tags that are called the same. */
	tag_collisions: TagCollision[];
	/** How the month's total came in, by days after its end. */
	growth: QualityGrowth[];
	/** How late charges came, by days after their use. */
	lateness: QualityLateness[];
}

export interface Quality {
	context: Context;
	/** By feed: those with charges in the month or the one before. */
	items: QualityFeed[];
}

export interface Source {
	/** Number. */
	source_id: number;
	/** Name of the feed. */
	name: string;
	/** Null when the feed has several. */
	provider_name: string | null;
	/** Format of its bills. */
	format: string;
	/** Deliveries that count now. */
	active_delivery_count: number;
	/** First day with charges. */
	first_charge_date: string | null;
	/** Last day with charges. */
	last_charge_date: string | null;
	/** Null when the feed has several or none. */
	billing_account_id: string | null;
	/** primary or shadow. */
	role: "primary" | "shadow";
	/** Among feeds that cover the same charges. */
	priority: number;
	/** When its first bill came. */
	created_at: string;
	/** When a delivery of it last became active. */
	last_activated_at: string | null;
}

export interface SourceList {
	/** Feeds by name. */
	items: Source[];
}

export interface Delivery {
	/** Number. */
	delivery_id: number;
	/** Feed; null while the file is not recognised. */
	source: string | null;
	/** What the file was called. */
	name: string;
	/** Format. */
	format: string | null;
	/** discovered, staged, checked, active, superseded, held, rejected or duplicate. */
	state: "discovered" | "staged" | "checked" | "active" | "superseded" | "held" | "rejected" | "duplicate";
	/** Why it is in that state, when a person should know. */
	message: string;
	/** When it came. */
	arrived_at: string;
	/** Rows of the files. */
	row_count: number;
	/** Charges stored. */
	charge_count: number;
	/** Rows that a rule left out. */
	dropped_count: number;
	/** Rows that could not be mapped. */
	rejected_count: number;
	/** Version of the format. */
	format_version: string | null;
	/** When the provider made it; arrived_at when that is not known. */
	produced_at: string;
	/** When it became active. */
	activated_at: string | null;
	/** When the last of it was replaced. */
	superseded_at: string | null;
	/** Size of its files. */
	byte_count: number;
	/** The delivery that brought the same bytes before. */
	duplicate_of: number | null;
	/** The first month or day that it covers. */
	first_scope: string | null;
	/** The last one. */
	last_scope: string | null;
}

export interface DeliveryList {
	/** Deliveries, the newest first. */
	items: Delivery[];
	page: Page;
}

export interface DeliveryScope {
	/** A billing month, a day, or a month and the name of an object. */
	scope_key: string;
	/** checked, active, superseded or held. */
	state: "checked" | "active" | "superseded" | "held";
	/** Charges of the scope. */
	charge_count: number;
	/** First day. */
	scope_start: string;
	/** The day behind the last one. */
	scope_end: string;
	/** First day with charges. */
	first_charge_date: string | null;
	/** Last day with charges. */
	last_charge_date: string | null;
	/** When it became active. */
	activated_at: string | null;
	/** When it was replaced. */
	superseded_at: string | null;
	/** By which delivery. */
	superseded_by: number | null;
	/** While active: primary counts in answers; shadow is the same money from a feed of lower priority, only compared. */
	role: "primary" | "shadow";
}

export interface DeliveryAccount {
	/** The scope. */
	scope_key: string;
	/** Empty where the bill names none. */
	provider_name: string;
	/** Account that is billed. */
	billing_account_id: string;
	/** Who invoices. */
	invoice_issuer_name: string;
	/** ISO 4217. */
	billing_currency: string;
	/** What is stored. */
	billed_cost: string;
	/** What is stored. */
	effective_cost: string;
	/** Charges. */
	charge_count: number;
}

export interface DeliveryDecision {
	/** accepted or rejected. */
	decision: "accepted" | "rejected";
	/** Why. */
	reason: string;
	/** When. */
	decided_at: string;
}

export interface DeliveryTotal {
	/** ISO 4217. */
	billing_currency: string;
	/** The provider's own total. */
	control_total: string;
	/** What is stored; equal to the control total. */
	billed_cost: string;
	/** What is stored. */
	effective_cost: string;
	/** What is stored. */
	list_cost: string;
	/** What is stored. */
	contracted_cost: string;
	/** Charges in the currency. */
	charge_count: number;
}

export interface DeliveryFile {
	/** Name. */
	name: string;
	/** Number in the delivery. */
	file_no: number;
	/** Size. */
	byte_count: number;
	/** Of the bytes as received. */
	sha256: string;
	/** actual or amortized, of months that come as a pair of these. */
	kind: string | null;
	/** The delivery that the file first came with, when that is another one. */
	from_delivery_id: number | null;
}

export interface DeliveryCheck {
	/** Rule. */
	rule: string;
	/** passed, note, warning or failed. */
	outcome: "passed" | "note" | "warning" | "failed";
	/** Charges that break it. */
	failing_count: number;
	/** What was found. */
	detail: string;
	/** 1: a person may accept the delivery in spite of it, as with a guard (rule GUARD-...); 0: no. */
	is_acceptable: number;
}

export interface DeliveryDrop {
	/** Rule that left rows out. */
	rule: string;
	/** ISO 4217. */
	billing_currency: string;
	/** Rows. */
	row_count: number;
	/** Their cost. */
	cost: string;
}

export interface DeliveryDetail {
	/** Number. */
	delivery_id: number;
	/** As in the list. */
	state: "discovered" | "staged" | "checked" | "active" | "superseded" | "held" | "rejected" | "duplicate";
	/** As in the list. */
	source: string | null;
	/** As in the list. */
	name: string;
	/** As in the list. */
	format: string | null;
	/** As in the list. */
	message: string;
	/** As in the list. */
	arrived_at: string;
	/** As in the list. */
	row_count: number;
	/** As in the list. */
	charge_count: number;
	/** As in the list. */
	dropped_count: number;
	/** As in the list. */
	rejected_count: number;
	/** As in the list. */
	format_version: string | null;
	/** As in the list. */
	produced_at: string;
	/** As in the list. */
	activated_at: string | null;
	/** As in the list. */
	superseded_at: string | null;
	/** As in the list. */
	byte_count: number;
	/** As in the list. */
	duplicate_of: number | null;
	/** The provider's id of the export run. */
	execution_id: string | null;
	/** Over the files' sizes and hashes. */
	content_hash: string;
	/** Of months that come as a pair: actual, amortized, or both. */
	kind: string | null;
	/** Of the SQL that mapped it. */
	mapping_version: string | null;
	/** What it covers. */
	scopes: DeliveryScope[];
	/** By currency. */
	totals: DeliveryTotal[];
	/** Its files. */
	files: DeliveryFile[];
	/** What was checked. */
	checks: DeliveryCheck[];
	/** What was left out on purpose. */
	drops: DeliveryDrop[];
	/** The first rejected rows. */
	rejects: Reject[];
	/** What each scope holds of whom. */
	accounts: DeliveryAccount[];
	/** What persons decided, in order. */
	decisions: DeliveryDecision[];
}

export interface ShadowTotal {
	/** The feed that does not count. */
	source: string;
	/** Its delivery; `/api/v1/deliveries/{id}/diff` says where the two differ. */
	delivery_id: number;
	/** The feed, or feeds, that count in its place. */
	counts_instead: string;
	/** ISO 4217. */
	billing_currency: string;
	/** The metric in what counts, of the accounts that both have. */
	counted: string;
	/** The metric in the shadow. */
	shadow: string;
	/** shadow less counted. */
	delta: string;
	/** delta is not 0. */
	differs: boolean;
}

export interface SourceComparison {
	/** The month. */
	month: string;
	/** Which cost is compared. */
	metric: "billed_cost" | "effective_cost" | "list_cost" | "contracted_cost";
	/** By feed, delivery and currency; empty when no two feeds bring the same money. */
	items: ShadowTotal[];
}

export interface Decision {
	/** Number. */
	delivery_id: number;
	/** What it is now: active, superseded (a delivery that was produced later counts already) or rejected. */
	state: "active" | "superseded" | "rejected";
	/** What should be done next, in words: deliveries of an append feed that should be mapped again. */
	advice: string | null;
}

export interface DiffAgainst {
	/** A scope of the delivery. */
	scope_key: string;
	/** The delivery that it is compared with; null: none, all of the scope is new. */
	delivery_id: number | null;
	/** Its feed. */
	source: string | null;
	/** When it was produced. */
	produced_at: string | null;
}

export interface DiffItem {
	/** Empty where there is none. */
	billing_account_id: string;
	/** Empty where there is none. */
	sub_account_id: string;
	/** Name of the sub account, else of the billing account, else empty. */
	account_name: string;
	/** Service. */
	service_name: string;
	/** Category. */
	service_category: string;
	/** ISO 4217. */
	billing_currency: string;
	/** The metric in the other deliveries. */
	old: string;
	/** The metric in this one. */
	new: string;
	/** new less old. */
	delta: string;
	/** Charges in the other deliveries. */
	old_charge_count: number;
	/** Charges in this one. */
	new_charge_count: number;
}

export interface DiffTotal {
	/** ISO 4217. */
	billing_currency: string;
	/** Over all lines, also those that do not change. */
	old: string;
	/** Over all lines. */
	new: string;
	/** new less old. */
	delta: string;
	/** Charges. */
	old_charge_count: number;
	/** Charges. */
	new_charge_count: number;
}

export interface DeliveryDiff {
	/** Number. */
	delivery_id: number;
	/** Its feed. */
	source: string | null;
	/** Its state. */
	state: "discovered" | "staged" | "checked" | "active" | "superseded" | "held" | "rejected" | "duplicate";
	/** replaced: what it replaced or would replace; primary: the feed that counts in place of this shadow. */
	compared_with: "replaced" | "primary";
	/** Which cost is compared. */
	metric: "billed_cost" | "effective_cost" | "list_cost" | "contracted_cost";
	/** Scope by scope: with which delivery. */
	against: DiffAgainst[];
	/** By currency. */
	totals: DiffTotal[];
	/** Lines that change, the largest change first. */
	items: DiffItem[];
	/** How many lines change. */
	item_count: number;
	page: Page;
}

export interface RunStarted {
	/** To ask for at /api/v1/runs/{id}. */
	run_id: number;
}

export interface RunDelivery {
	/** Number of the delivery. */
	delivery_id: number;
	/** What its file is called. */
	name: string;
	/** Feed. */
	source: string | null;
	/** Format. */
	format: string | null;
	/** What became of it. */
	state: "discovered" | "staged" | "checked" | "active" | "superseded" | "held" | "rejected" | "duplicate";
	/** Months that it covers. */
	billing_periods: string[];
	/** Rows of its files. */
	row_count: number;
	/** Charges stored. */
	charge_count: number;
	/** Rows that could not be mapped. */
	rejected_count: number;
	/** The provider's own total by currency. */
	control_total: Record<string, string>;
	/** What is stored. */
	stored_total: Record<string, string>;
	/** What a person should know. */
	message: string | null;
}

export interface RunProblem {
	/** What the kind means. */
	title: string;
	/** As an HTTP status. */
	status: number;
	/** Stable name of the kind. */
	code: string;
	/** What is wrong. */
	detail: string;
}

export interface Run {
	/** Number. */
	run_id: number;
	/** landing, mapping, checking, rolling_up, activating, done or failed. */
	state: "landing" | "mapping" | "checking" | "rolling_up" | "activating" | "done" | "failed";
	/** What the file is called. */
	name: string;
	/** Of the present phase. */
	bytes_done: number;
	/** Of the present phase. */
	bytes_total: number;
	/** Rows read. */
	row_count: number;
	/** What came of it, once done. */
	deliveries: RunDelivery[];
	error: RunProblem | null;
}

export interface Status {
	/** Always centavo. */
	name: string;
	/** Of the program. */
	version: string;
	/** Grows when data becomes active or is replaced. */
	data_version: string;
	/** Currencies of the charges. */
	currencies: string[];
	/** First day with charges. */
	first_charge_date: string | null;
	/** Last day with charges. */
	last_charge_date: string | null;
	/** Providers of the charges. */
	providers: string[];
	/** Deliveries by state. */
	delivery_counts: Record<string, number>;
	/** Where data lives. */
	engine: "embedded" | "server";
}

export interface OpenApi {
	/** Version of the specification. */
	openapi: string;
	/** See the OpenAPI specification 3.1. */
	[name: string]: unknown;
}

export interface InvoiceLine {
	/** Who sends the invoice. */
	invoice_issuer_name: string;
	/** Number of the invoice. */
	invoice_id: string;
	/** Number of the line. */
	invoice_detail_id: string;
	/** Open, Issued or Voided. */
	invoice_issue_status: string;
	/** Account that the invoice goes to. */
	billing_account_id: string;
	/** Invoice month; when sent, also `month` or `billing_period_start`. */
	billing_period: string;
	/** ISO 4217. */
	billing_currency: string;
	/** Amount of the line. */
	billed_cost: string;
	/** Usage, Purchase, Tax, Credit or Adjustment. */
	charge_category: string;
	/** What the line says. */
	invoice_detail_description: string | null;
	/** The line is about this service. */
	service_name: string | null;
	/** The line is about this service category. */
	service_category: string | null;
	/** The line is about this sub account. */
	sub_account_id: string | null;
	/** The same by its name. */
	sub_account_name: string | null;
	/** The line is about this region. */
	region_id: string | null;
	/** The line is about this publisher. */
	publisher_name: string | null;
	/** Day of the invoice. */
	invoice_issue_date: string | null;
	/** Day by which it is to be paid. */
	payment_due_date: string | null;
	/** Net 30, for instance. */
	payment_terms: string | null;
	/** The buyer's number. */
	purchase_order_number: string | null;
	/** Its own invoice, or the one that it corrects. */
	reference_invoice_id: string;
	/** When it is paid in another currency: which. */
	payment_currency: string | null;
	/** The amount in that currency. */
	payment_currency_billed_cost: string | null;
	/** The line of the payment. */
	payment_currency_invoice_detail_id: string | null;
	/** When the line was made. */
	invoice_detail_created: string;
	/** When it was changed last. */
	invoice_detail_last_updated: string;
	/** The file that it came from, or `typed`. */
	origin: string;
}

export interface InvoiceList {
	/** By month, newest first, issuer, invoice and line. */
	items: InvoiceLine[];
}

export interface InvoicesTaken {
	/** Lines that were sent. */
	line_count: number;
	/** Of these: new ones. */
	added_count: number;
	/** Of these: given again. */
	replaced_count: number;
	/** Earlier lines without a number that the file's invoices no longer have. */
	removed_count: number;
	/** Columns of a CSV that have no meaning here. */
	ignored_columns: string | null;
}

export interface Period {
	/** Billing month. */
	billing_period: string;
	/** Feeds with charges of that month. */
	source_count: number;
	/** Charges that count. */
	charge_count: number;
	/** Invoices that are known. */
	invoice_count: number;
}

export interface PeriodList {
	/** The newest first. */
	items: Period[];
}

export interface ReconcileAcceptance {
	/** Why. */
	reason: string;
	/** Who. */
	accepted_by: string;
	/** When. */
	accepted_at: string;
}

export interface ReconcileGroup {
	/** pre_tax, tax or credit (only where the invoice lists credits). */
	category_group: "pre_tax" | "tax" | "credit";
	/** Of the bills. */
	billed_cost: string;
	/** Of the invoice. */
	invoice_cost: string;
	/** Bills less invoice, rounded to the currency's subunit. */
	delta: string;
	/** exact, within_tolerance or different. */
	class: "exact" | "within_tolerance" | "different";
	/** Charges. */
	charge_count: number;
}

export interface ReconcileCause {
	/** missing_days, tax, credits, support, marketplace, rounding, currency, other_accounts, other_charges, metric or counted_twice. */
	cause: string;
	/** Its part of delta; with `unexplained` they add up to it. */
	amount: string;
	/** In words. */
	detail: string;
	/** Lines that it is seen in. */
	line_count: number;
}

export interface ReconcileEvidence {
	/** missing_days, issuer or no_number. */
	kind: string;
	/** In words. */
	detail: string;
	/** About how much; an estimate. */
	likely: string | null;
}

export interface ReconcileLine {
	/** Of the line; null: these charges are on no line. */
	charge_category: string | null;
	/** What the line is about. */
	service_name: string | null;
	/** The same. */
	service_category: string | null;
	/** The same. */
	sub_account_id: string | null;
	/** The same. */
	sub_account_name: string | null;
	/** The same. */
	region_id: string | null;
	/** The same. */
	publisher_name: string | null;
	/** What it says. */
	description: string | null;
	/** Of the bills. */
	billed_cost: string;
	/** Of the invoice. */
	invoice_cost: string | null;
	/** Bills less invoice. */
	delta: string;
	/** Charges that stand against the line. */
	charge_count: number;
	/** Of the difference, or unexplained; several are separated by commas. */
	cause: string;
}

export interface ReconcileUnit {
	/** Who sends the invoice. */
	invoice_issuer_name: string;
	/** To which account. */
	billing_account_id: string;
	/** The invoice whose number the charges carry; null: all charges of the account are compared. */
	invoice_id: string | null;
	/** Numbers of the invoices that are compared, separated by commas. */
	invoice_ids: string | null;
	/** ISO 4217; currencies are never mixed. */
	billing_currency: string;
	/** Feeds of the bills, separated by commas; null: there is no bill. */
	sources: string | null;
	/** Charges. */
	charge_count: number;
	/** Of the bills. */
	billed_cost: string;
	/** Of the invoice; null: there is none. */
	invoice_cost: string | null;
	/** Bills less invoice, rounded to the currency's subunit. Zero is green. */
	delta: string | null;
	/** Up to here a difference may be rounding (FOCUS 1.4). */
	tolerance: string | null;
	/** exact, within_tolerance, different, no_invoice or no_charges. */
	class: "exact" | "within_tolerance" | "different" | "no_invoice" | "no_charges";
	/** The part of delta without a cause. */
	unexplained: string | null;
	acceptance: ReconcileAcceptance | null;
	/** Tax, credits and the rest by themselves. */
	groups: ReconcileGroup[];
	/** The largest first. */
	causes: ReconcileCause[];
	/** What may have to do with the unexplained rest. */
	evidence: ReconcileEvidence[];
	/** Lines that differ, the largest difference first. */
	lines: ReconcileLine[];
}

export interface Reconciliation {
	/** Billing month. */
	billing_period: string;
	/** Of the bills. */
	data_version: string;
	/** The gravest of the items', or empty. */
	class: string;
	/** Every item agrees, is within tolerance, or was accepted. */
	may_close: boolean;
	/** One per invoice, or per account and currency. */
	items: ReconcileUnit[];
}

export interface S0Health {
	/** Always ok. */
	status: string;
}

export interface S0Named {
	/** Key. */
	key: string;
	/** Name. */
	name: string;
}

export interface S0Scopes {
	/** Cloud. */
	cloud: string;
	/** Its accounts. */
	scopes: S0Named[];
}

export interface S0Range {
	/** First day with charges. */
	min_date: string | null;
	/** Last day with charges. */
	max_date: string | null;
}

export interface S0Filters {
	/** Values of cloud. */
	clouds: string[];
	/** Accounts by cloud. */
	scopes_by_cloud: S0Scopes[];
	/** The ten costliest services. */
	services_top: S0Named[];
	/** The ten costliest regions. */
	regions_top: S0Named[];
	available_range: S0Range;
}

export interface S0Total {
	/** Key. */
	key: string;
	/** Name. */
	name: string;
	/** Cost. */
	total: number;
}

export interface S0Delta {
	/** Current less previous. */
	absolute: number;
	/** Of previous; null when that is 0. */
	percent: number | null;
}

export interface S0Summary {
	/** Cost of the period. */
	total_current: number;
	/** Cost of as many days before it. */
	total_previous: number;
	delta: S0Delta;
	/** The five costliest services. */
	top_services: S0Total[];
	/** The five costliest accounts. */
	top_scopes: S0Total[];
}

export interface S0Point {
	/** Day. */
	date: string;
	/** Cost. */
	total: number;
}

export interface S0Timeseries {
	/** Always daily. */
	granularity: string;
	/** Days with cost, ascending. */
	points: S0Point[];
}

export type S0TopServices = S0Total[];

/** Members of JSON bodies, by method and path. */
export interface Body {
	"POST /api/v1/tags/rules": {
		/** What keys are called: the name in `norm_tag:<norm_key>`; a `*` is what that of raw_key stands for. */
		norm_key: string;
		/** A rule on keys: the key in bills; `*` stands for any text. */
		raw_key?: string;
		/** Only keys of this provider; without it, of every one. */
		provider_name?: string;
		/** Of several rules that fit a key, and of several keys of a charge that are called the same, the highest wins; 0 without it. */
		priority?: number;
		/** A rule on values instead: the value in bills. */
		raw_value?: string;
		/** What that value is called. */
		norm_value?: string;
		/** End the rule of this `raw_key` and provider, or of this `raw_value`. */
		remove?: boolean;
	};
	"POST /api/v1/fx_rates": {
		/** Its set. */
		rate_set: string;
		/** One unit of this ... */
		base_currency: string;
		/** ... is `rate` units of this. */
		quote_currency: string;
		/** The first day. */
		valid_from: string;
		/** The first day after it; without it, until the next rate. */
		valid_to?: string;
		/** A decimal above 0, as text. */
		rate: string;
	};
	"POST /api/v1/sources": {
		/** Name of the source. */
		name: string;
		/** `primary`: it counts unless one of higher priority has the same accounts; `shadow`: it is only compared. */
		role?: string;
		/** Of two feeds of the same accounts the higher one counts; 0 to 1000. */
		priority?: number;
	};
	"POST /api/v1/deliveries/{id}/accept": {
		/** Why; it is kept with the decision. */
		reason: string;
	};
	"POST /api/v1/deliveries/{id}/reject": {
		/** Why; it is kept with the decision. */
		reason: string;
	};
	"POST /api/v1/deliveries/{id}/again": {
		/** Another feed than the one it belonged to. */
		source?: string;
		/** As at the upload: of a bill that has no currency column. */
		currency?: string;
		/** As at the upload: `day-first` or `month-first`. */
		date_order?: string;
	};
	"POST /api/v1/invoices": {
		/** Number of the invoice. */
		invoice_id?: string;
		/** Invoice month. */
		month?: string;
		/** Amount of the line: exact decimal text, at most 18 digits before the point and 12 after. */
		billed_cost?: string;
		/** ISO 4217 code. */
		billing_currency?: string;
		/** Without it, the issuer of the month's bills. */
		invoice_issuer_name?: string;
		/** Without it, the account of the month's bills. */
		billing_account_id?: string;
		/** Usage (the default), Purchase, Tax, Credit or Adjustment. */
		charge_category?: string;
		/** Number of the line; without it, what the line is about. */
		invoice_detail_id?: string;
		/** Issued (the default), Open or Voided. */
		invoice_issue_status?: string;
		/** What the line is about; so are the other members of InvoiceLine. */
		service_name?: string;
		/** The same. */
		sub_account_id?: string;
		/** Several lines instead, each with these members. */
		lines?: unknown[];
		/** The text of a CSV file instead; other members are for lines without them. */
		csv?: string;
		/** With csv: what the file is called. */
		name?: string;
	};
	"POST /api/v1/periods/{month}/accept": {
		/** The difference as it was seen; it must still be the same. */
		delta: string;
		/** Why it is taken as it is. */
		reason: string;
		/** Who takes it. */
		accepted_by: string;
		/** Which difference, when there are several. */
		invoice_issuer_name?: string;
		/** The same. */
		billing_account_id?: string;
		/** The same. */
		invoice_id?: string;
		/** The same. */
		billing_currency?: string;
	};
	"POST /api/v1/saved_views": {
		/** What it is called, 1 to 120 characters; others may be called the same. */
		name: string;
		/** What it is for, at most 2000 characters. */
		description?: string;
		/** Path of the page that shows it; `/explore` without it. */
		page?: string;
		/** Its words as in a URL, at most 2 kB. */
		query: string;
		/** The page's own words: an object of texts, at most 2 kB. */
		look?: Record<string, unknown>;
		/** `shared` with all, or `private`, which needs `Centavo-Owner`. */
		visibility: string;
	};
	"PUT /api/v1/saved_views/{id}": {
		/** What it is called from now on. */
		name: string;
		/** What it is for; empty without it. */
		description?: string;
		/** Path of the page that shows it; `/explore` without it. */
		page?: string;
		/** Its words as in a URL, at most 2 kB. */
		query: string;
		/** The page's own words; none without it. */
		look?: Record<string, unknown>;
		/** `shared` or `private`. */
		visibility: string;
		/** The version that was looked at; another one there is a conflict. */
		version: number;
	};
	"POST /api/v1/boards": {
		/** What it is called, 1 to 120 characters. */
		name: string;
		/** What it is for, at most 2000 characters. */
		description?: string;
		/** `shared` with all, or `private`, which needs `Centavo-Owner`. */
		visibility: string;
		/** At most 60 of `{view_id, title, width, height}` in their order: width 1 to 4 of four columns, height `small`, `medium` or `tall`; without a title the view's name. */
		items: unknown[];
	};
	"PUT /api/v1/boards/{id}": {
		/** What it is called from now on. */
		name: string;
		/** What it is for; empty without it. */
		description?: string;
		/** `shared` or `private`. */
		visibility: string;
		/** All of them, as they are from now on. */
		items: unknown[];
		/** The version that was looked at; another one there is a conflict. */
		version: number;
	};
}
