/* SPDX-License-Identifier: Apache-2.0 */
/* Thing.tsx -- the page of one account, service, resource or value of a tag: what it is, what it cost and why, down to its
 * charges. What its cost is broken down by stands in the address as `by`. */
import {
	dayCount,
	fittingGranularity,
	monthEnd,
	printFilter,
	splitNames,
	type DimensionValue,
	type Query,
} from "@centavo/core";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { inCurrency, useLook } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { carried, tagKeyLink, valueOf } from "../app/links.ts";
import { useQueryState, useWords, type QueryState } from "../app/state.ts";
import { AsOfBanner } from "../filters/AsOf.tsx";
import { FilterBar, Reading as ReadingBar } from "../filters/FilterBar.tsx";
import { Button } from "../ui/Button.tsx";
import { Bones, Card, ErrorBox } from "../ui/Card.tsx";
import { ComparedWith } from "../ui/Change.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { Empty } from "../ui/States.tsx";
import { ThingLink } from "../ui/ThingLink.tsx";
import { ChargesCard } from "../widgets/charges/draw.tsx";
import { pairsOf } from "../widgets/charges/shape.ts";
import { OverTimeCard } from "../widgets/daily/draw.tsx";
import { useOverTime, useSplitTags } from "../widgets/daily/fetch.ts";
import { shapeChart } from "../widgets/daily/shape.ts";
import { useSummary } from "../widgets/kpi/fetch.ts";
import { MoversCard } from "../widgets/movers/draw.tsx";
import { useVariance } from "../widgets/movers/fetch.ts";
import { shapeMovers } from "../widgets/movers/shape.ts";
import { BreakdownCard } from "../widgets/things/breakdown.tsx";
import { useBreakdown, useEver, useMonths, useNewestCharge, useParents } from "../widgets/things/fetch.ts";
import { ThingFacts, ThingTitle } from "../widgets/things/head.tsx";
import { KINDS, tagKind, type Kind } from "../widgets/things/kinds.ts";
import { ThingKpis } from "../widgets/things/kpis.tsx";
import { MonthsCard } from "../widgets/things/months.tsx";
import { useAgainst, useReading, type Reading } from "../widgets/things/reading.ts";
import { onlyClause, ownQuery, shapeMonths, shapeRows } from "../widgets/things/shape.ts";
import things from "../widgets/things/things.module.css";
import { NoRate } from "./NoRate.tsx";
import styles from "./pages.module.css";

const KEPT = ["by"];

interface PartProps {
	kind: Kind;
	reading: Reading;
	state: QueryState;
	against: string | null;
}

function OverTime({ kind, reading, state }: PartProps): ReactNode {
	const { query, currency, currencies, period } = reading;
	const granularity = query.granularity ?? fittingGranularity(period ? dayCount(period.start, period.end) : 0);
	const first = query.groups[0];
	const group = first === undefined || first === kind.dimension ? kind.breakdowns[0]! : first;
	const { split, whole } = useOverTime(query, group, granularity, currency, currencies);
	const drawn = split.data?.askedCurrency ?? currency ?? "";
	const column = split.data?.askedGroup ?? group;
	const look = useLook(column);
	const tags = useSplitTags(query.as_of);
	const chart = useMemo(
		() => (split.data ? shapeChart(split.data, whole.data, column, drawn) : null),
		[split.data, whole.data, drawn, column],
	);
	return (
		<OverTimeCard
			asked={split}
			chart={chart}
			currency={drawn}
			granularity={granularity}
			groupBy={group}
			tags={tags}
			look={look}
			links={split.data?.links}
			empty={null}
			onGranularity={(value) => state.change({ granularity: value })}
			onGroupBy={(name) => state.change({ groups: [name] })}
			onValue={(value, exclude) => state.toggleValue(group, value, exclude)}
			onPeriod={(start, end) => state.change({ window: null, start, end, granularity: null })}
		/>
	);
}

function Moves({ kind, reading, state, against }: PartProps): ReactNode {
	const { t } = useI18n();
	const { query, currency, currencies } = reading;
	const asked = useVariance(query, currency, currencies, kind.movers);
	const look = useLook(kind.movers);
	const movers = useMemo(() => (asked.data && currency ? shapeMovers(asked.data, kind.movers, currency) : []), [asked.data, kind, currency]);
	const still = movers.length === 0 && !asked.isPlaceholderData;
	return (
		<MoversCard
			asked={asked}
			movers={movers}
			name={kind.movers}
			label={look.label}
			query={inCurrency(query, currency ?? "", currencies)}
			currency={currency ?? ""}
			against={against}
			empty={still ? <Empty title={t("no_moves")} why={t("no_moves_why")} /> : null}
			onValue={(value, exclude) => state.toggleValue(kind.movers, value, exclude)}
		/>
	);
}

function Months({ reading, state }: PartProps): ReactNode {
	const asked = useMonths(reading);
	const drawn = asked.data?.askedCurrency ?? reading.currency ?? "";
	const months = useMemo(() => (asked.data ? shapeMonths(asked.data, drawn) : []), [asked.data, drawn]);
	return (
		<MonthsCard
			asked={asked}
			months={months}
			currency={drawn}
			links={asked.data?.links}
			onMonths={(from, to) =>
				state.change(
					from === to
						? { window: from.slice(0, 7), start: null, end: null, granularity: null }
						: { window: null, start: from, end: monthEnd(to), granularity: null },
				)
			}
		/>
	);
}

interface BreakdownProps extends PartProps {
	name: string;
	outer: Query;
	onName(name: string): void;
}

function Breakdown({ kind, reading, state, name, outer, onName }: BreakdownProps): ReactNode {
	const asked = useBreakdown(reading, name);
	const look = useLook(name);
	const drawn = asked.data?.askedCurrency ?? reading.currency ?? "";
	const column = asked.data?.askedGroup ?? name;
	const rows = useMemo(
		() => (asked.data ? shapeRows(asked.data.items, column, asked.data.context.metric, drawn) : []),
		[asked.data, column, drawn],
	);
	return (
		<BreakdownCard
			name={name}
			names={kind.breakdowns}
			asked={asked}
			rows={column === name ? rows : []}
			currency={drawn}
			look={look}
			links={asked.data?.links}
			query={outer}
			onName={onName}
			onValue={(value, exclude) => state.toggleValue(name, value, exclude)}
		/>
	);
}

/** Tags on its newest charge. */
function TagsCard({ query, ever }: { query: Query; ever: DimensionValue }): ReactNode {
	const { t, format } = useI18n();
	const day = ever.last_charge_date ?? null;
	const asked = useNewestCharge(query, day);
	const tags = asked.data?.["tags"];
	const pairs = typeof tags === "object" && tags !== null ? (pairsOf(tags) ?? []) : [];
	if (day === null) return null;
	return (
		<Card
			title={t("dim_tags")}
			hint={t("things_tags_hint", { day: format.day(day) })}
			asked={asked}
			height={40}
			empty={asked.isSuccess && pairs.length === 0 ? <p>{t("things_no_tags")}</p> : null}
		>
			<ul className={things.tags}>
				{pairs.map(([key, value]) => (
					<li key={key}>
						<ThingLink name={`tag:${key}`} value={value} query={query}>
							<b>{key}</b> {value}
						</ThingLink>
					</li>
				))}
			</ul>
		</Card>
	);
}

/** What is there when the thing has no charge in the period: since when, until when, and the way to those days. */
function Elsewhere({ ever, state }: { ever: DimensionValue; state: QueryState }): ReactNode {
	const { t, format } = useI18n();
	const { first_charge_date: first, last_charge_date: last } = ever;
	const narrowed = state.query.filter.clauses.length > 0 || state.query.filter.rest !== null || state.query.cloud !== null;
	const why = first && last ? t("things_elsewhere_why", { range: format.range(first, last) }) : t("empty_other_why");
	return (
		<div className={styles.nothing}>
			<Empty title={narrowed ? t("empty_filter") : t("empty_period")} why={narrowed ? t("empty_filter_why") : why}>
				{narrowed && (
					<Button look="primary" onClick={() => state.change({ filter: { clauses: [], rest: null }, cloud: null })}>
						{t("clear_filters")}
					</Button>
				)}
				{first && last && (
					<Button
						look={narrowed ? "quiet" : "primary"}
						onClick={() => state.change({ window: null, start: first, end: last, granularity: null })}
					>
						{t("show_range", { range: format.range(first, last) })}
					</Button>
				)}
			</Empty>
		</div>
	);
}

function Unknown({ kind, value }: { kind: Kind; value: string | null }): ReactNode {
	const { t } = useI18n();
	const navigate = useNavigate();
	return (
		<div className={styles.nothing}>
			<Empty title={t("things_unknown", { value: value ?? t("no_value") })} why={t("things_unknown_why")}>
				<SearchField label={t(kind.find)} value="" onChange={(q) => void navigate({ to: listOf(kind), search: { q, window: "all" } })} />
			</Empty>
		</div>
	);
}

function listOf(kind: Kind): string {
	return kind.place === "/tags" ? tagKeyLink(kind.dimension.slice(4)) : kind.place;
}

function Crumb({ kind, query, text }: { kind: Kind; query: Query; text: string }): ReactNode {
	const { t } = useI18n();
	const isTag = kind.place === "/tags";
	return (
		<p className={styles.crumb}>
			{isTag && (
				<>
					<Link to="/tags">{t("dim_tags")}</Link> /{" "}
				</>
			)}
			<Link to={listOf(kind)} search={carried(query)}>
				{isTag ? kind.dimension.slice(4) : t(kind.many)}
			</Link>{" "}
			/ {text}
		</p>
	);
}

interface WholeProps {
	kind: Kind;
	value: string | null;
	ever: DimensionValue;
	reading: Reading;
	state: QueryState;
}

function Whole({ kind, value, ever, reading, state }: WholeProps): ReactNode {
	const { words, setWords } = useWords();
	const against = useAgainst(reading);
	const { query, currency, currencies } = reading;
	const summary = useSummary(query);
	const item = summary.data?.items.find((one) => one.billing_currency === currency);
	const asked = splitNames(words.get("by") ?? "");
	const by = [0, 1].map((i) => asked[i] ?? kind.breakdowns[i]!);
	const setBy = (i: number, name: string) => setWords({ by: by.map((one, at) => (at === i ? name : one)).join(",") });
	const part = { kind, reading, state, against };
	return (
		<ComparedWith context={summary.data?.context}>
			<ThingKpis
				asked={summary}
				item={item}
				metric={summary.data?.context.metric ?? query.metric}
				against={against}
				onDay={(day) => state.change({ window: null, start: day, end: day, granularity: null })}
			/>
			<div className={styles.grid}>
				<div className={styles.time} data-alone={query.compare === "none" || undefined}>
					<OverTime {...part} />
				</div>
				{query.compare !== "none" && (
					<div className={styles.movers}>
						<Moves {...part} />
					</div>
				)}
				{by.map((name, i) => (
					<div className={styles.half} key={i}>
						<Breakdown {...part} name={name} outer={state.query} onName={(value) => setBy(i, value)} />
					</div>
				))}
				<div className={styles.full}>
					<Months {...part} />
				</div>
				{kind.tagged && (
					<div className={styles.full}>
						<TagsCard query={{ ...query, filter: onlyClause(kind, value), cloud: null, currency: null }} ever={ever} />
					</div>
				)}
				<div className={styles.full}>
					<ChargesCard
						query={inCurrency(query, currency ?? "", currencies)}
						count={item?.charge_count}
						common={kind.dimension}
						enabled={currency !== null}
					/>
				</div>
			</div>
		</ComparedWith>
	);
}

function Thing({ kind, value }: { kind: Kind; value: string | null }): ReactNode {
	const { t } = useI18n();
	const state = useQueryState(KEPT);
	const outer = state.query;
	const query = useMemo(() => ownQuery(outer, kind, value), [outer, kind, value]);
	const reading = useReading(query);
	const only = printFilter(onlyClause(kind, value));
	const everAsked = useEver(kind.dimension, only, outer.as_of);
	const parents = useParents(kind.parents, only, outer.as_of);
	const ever = everAsked.data?.items[0];
	const label = ever?.label && ever.label !== value ? ever.label : null;
	const { currency, totals, status } = reading;
	const unknown = everAsked.isSuccess && !ever;
	const nothing = totals.isSuccess && !totals.isFetching && !totals.data.totals.some((total) => total.billing_currency === currency);
	const failed = everAsked.isError ? everAsked : totals.isError ? totals : null;
	return (
		<div className={styles.page}>
			<Crumb kind={kind} query={outer} text={label ?? value ?? t("no_value")} />
			<div className={styles.title}>
				<ThingTitle kind={kind} value={value} label={label} />
				<ReadingBar query={outer} currency={currency} currencies={reading.currencies} onChange={state.change} />
			</div>
			{ever ? (
				<ThingFacts kind={kind} ever={ever} parents={parents} query={{ ...query, groups: [kind.breakdowns[0]!] }} outer={outer} />
			) : (
				!unknown && !failed && <Bones height={40} />
			)}
			{outer.as_of && <AsOfBanner moment={outer.as_of} onLeave={() => state.change({ as_of: null })} />}
			{unknown ? (
				<Unknown kind={kind} value={value} />
			) : (
				<>
					<FilterBar
						query={outer}
						period={reading.period}
						last={status.data?.last_charge_date ?? null}
						currency={currency}
						onChange={state.change}
						onToggle={state.toggleValue}
					>
						{null}
					</FilterBar>
					{failed ? (
						<ErrorBox error={failed.error} retry={() => void failed.refetch()} />
					) : reading.unrated ? (
						<NoRate missing={reading.unrated} known={false} state={state} />
					) : nothing && ever ? (
						<Elsewhere ever={ever} state={state} />
					) : ever ? (
						<Whole kind={kind} value={value} ever={ever} reading={reading} state={state} />
					) : (
						<Bones height={400} />
					)}
				</>
			)}
		</div>
	);
}

function useValue(name: string): string | null {
	const params = useParams({ strict: false }) as Record<string, string | undefined>;
	return valueOf(params[name] ?? "~");
}

export function Account(): ReactNode {
	const value = useValue("id");
	return <Thing key={`account ${value}`} kind={KINDS.accounts} value={value} />;
}

export function Service(): ReactNode {
	const value = useValue("name");
	return <Thing key={`service ${value}`} kind={KINDS.services} value={value} />;
}

export function Resource(): ReactNode {
	const value = useValue("id");
	return <Thing key={`resource ${value}`} kind={KINDS.resources} value={value} />;
}

export function TagValue(): ReactNode {
	const key = useValue("key") ?? "";
	const value = useValue("value");
	const kind = useMemo(() => tagKind(key), [key]);
	return <Thing key={`tag ${key} ${value}`} kind={kind} value={value} />;
}
