/* SPDX-License-Identifier: Apache-2.0 */
/* Overview.tsx -- what it cost, what moved and why, and who: one question, asked of the API in a few ways. First what needs
 * no other answer (the summary, sources, colours); then, in the currency that it says, everything else at once. */
import {
	addDays,
	compareMoment,
	fittingGranularity,
	dayCount,
	NO_FILTER,
	printDay,
	queryDays,
	type CostAnswer,
	type Day,
	type Query,
	type Status,
} from "@centavo/core";
import { useMemo, type ReactNode } from "react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useCurrencies, useDataVersion, useLook, useStatus, inCurrency, type Answer } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { momentText } from "../app/names.ts";
import { useQueryState, type QueryState } from "../app/state.ts";
import { AsOfBanner } from "../filters/AsOf.tsx";
import { FilterBar, Reading } from "../filters/FilterBar.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { ErrorBox } from "../ui/Card.tsx";
import { ComparedWith } from "../ui/Change.tsx";
import { Contain } from "../ui/Contain.tsx";
import { Empty } from "../ui/States.tsx";
import { OverTimeCard } from "../widgets/daily/draw.tsx";
import { useOverTime, useSplitTags } from "../widgets/daily/fetch.ts";
import { shapeChart } from "../widgets/daily/shape.ts";
import { useSources } from "../widgets/sources/fetch.ts";
import { FreshCard } from "../widgets/fresh/draw.tsx";
import { shapeFeeds } from "../widgets/fresh/shape.ts";
import { KpiStrip } from "../widgets/kpi/draw.tsx";
import { currencyOf, useBilled, useDays, useSummary } from "../widgets/kpi/fetch.ts";
import { shapeBilled, shapeKpis, shapeSpark, shapeUnrated } from "../widgets/kpi/shape.ts";
import { MoversCard } from "../widgets/movers/draw.tsx";
import { useVariance } from "../widgets/movers/fetch.ts";
import { shapeMovers } from "../widgets/movers/shape.ts";
import { RankingCard } from "../widgets/ranking/draw.tsx";
import { useRanking } from "../widgets/ranking/fetch.ts";
import { shapeRanking } from "../widgets/ranking/shape.ts";
import { InvoiceBadge } from "../widgets/reconcile/badge.tsx";
import { usePeriods } from "../widgets/reconcile/fetch.ts";
import { SharesCard } from "../widgets/shares/draw.tsx";
import { NoRate } from "./NoRate.tsx";
import overview from "./Overview.module.css";
import styles from "./pages.module.css";
import { Welcome } from "./Welcome.tsx";

/* shorter periods touch two months at most, and not the whole of them */
const MONTHS_DIFFER = 60;

interface Facts {
	status: Status | undefined;
	currency: string | null;
	currencies: string[];
	period: { start: Day; end: Day } | null;
}

/** Why there is nothing to see, and the way out. */
function WhyEmpty({ facts, state }: { facts: Facts; state: QueryState }): ReactNode {
	const { t, format } = useI18n();
	const { status, period } = facts;
	const first = status?.first_charge_date;
	const last = status?.last_charge_date;
	const filtered = state.query.filter.clauses.length > 0 || state.query.filter.rest !== null || state.query.cloud !== null;
	if (state.query.as_of)
		return (
			<Empty title={t("empty_as_of")} why={t("empty_as_of_why", { moment: momentText(format, state.query.as_of) })}>
				<Button look="primary" onClick={() => state.change({ as_of: null })}>
					{t("as_of_leave")}
				</Button>
			</Empty>
		);
	const outside = first && last && period && (period.end < first || period.start > last);
	if (outside) {
		const start = addDays(last, -29) < first ? first : addDays(last, -29);
		return (
			<Empty title={t("empty_period")} why={t("empty_period_why", { range: format.range(first, last) })}>
				<Button look="primary" onClick={() => state.change({ window: null, start, end: last })}>
					{t("show_range", { range: format.range(start, last) })}
				</Button>
			</Empty>
		);
	}
	if (filtered)
		return (
			<Empty title={t("empty_filter")} why={t("empty_filter_why")}>
				<Button look="primary" onClick={() => state.change({ filter: NO_FILTER, cloud: null })}>
					{t("clear_filters")}
				</Button>
			</Empty>
		);
	return <Empty title={t("empty_period")} why={t("empty_other_why")} />;
}

function isEmpty(answer: CostAnswer | undefined, currency: string | null): boolean {
	return answer !== undefined && !answer.totals.some((total) => total.billing_currency === currency);
}

interface PartProps {
	facts: Facts;
	state: QueryState;
}

function Movers({ facts, state, against, comparable }: PartProps & { against: string | null; comparable: boolean }): ReactNode {
	const { t } = useI18n();
	const { currency, currencies } = facts;
	const asked = useVariance(state.query, currency, currencies);
	const movers = useMemo(
		() => (asked.data && currency && comparable ? shapeMovers(asked.data, "service_name", currency) : []),
		[asked.data, currency, comparable],
	);
	return (
		<MoversCard
			asked={asked}
			movers={movers}
			query={inCurrency(state.query, currency ?? "", currencies)}
			currency={currency ?? ""}
			against={against}
			empty={movers.length === 0 && !asked.isPlaceholderData ? <Empty title={t("no_moves")} why={t("no_moves_why")} /> : null}
			onValue={(value, exclude) => state.toggleValue("service_name", value, exclude)}
		/>
	);
}

/* The rows of one dimension, in the currency that they were asked in: while the next answer comes they stay what they are. */
function useRows(asked: UseQueryResult<Answer>, name: string, currency: string | null) {
	const drawn = asked.data?.askedCurrency ?? currency;
	const rows = useMemo(() => (asked.data && drawn ? shapeRanking(asked.data, name, drawn) : []), [asked.data, name, drawn]);
	return { drawn, rows };
}

function Ranking({ facts, state, name, title }: PartProps & { name: string; title: string }): ReactNode {
	const asked = useRanking(state.query, name, facts.currency, facts.currencies);
	const look = useLook(name);
	const { drawn, rows } = useRows(asked, name, facts.currency);
	return (
		<ComparedWith context={asked.data?.context}>
			<RankingCard
				title={title}
				asked={asked}
				rows={rows}
				currency={drawn ?? ""}
				look={look}
				links={asked.data?.links}
				empty={isEmpty(asked.data, drawn) ? <WhyEmpty facts={facts} state={state} /> : null}
				onValue={(value, exclude) => state.toggleValue(name, value, exclude)}
			/>
		</ComparedWith>
	);
}

const SLICES = "7";

function Categories({ facts, state }: PartProps): ReactNode {
	const { t } = useI18n();
	const name = "service_category";
	const asked = useRanking(state.query, name, facts.currency, facts.currencies, SLICES);
	const look = useLook(name);
	const { drawn, rows } = useRows(asked, name, facts.currency);
	const total = asked.data?.totals.find((row) => row.billing_currency === drawn)?.[state.query.metric] ?? null;
	return (
		<ComparedWith context={asked.data?.context}>
			<SharesCard
				title={t("categories_title")}
				asked={asked}
				rows={rows}
				total={total}
				currency={drawn ?? ""}
				look={look}
				links={asked.data?.links}
				empty={isEmpty(asked.data, drawn) ? <WhyEmpty facts={facts} state={state} /> : null}
				onValue={(value, exclude) => state.toggleValue(name, value, exclude)}
			/>
		</ComparedWith>
	);
}

function Feeds(): ReactNode {
	const asked = useSources();
	const feeds = useMemo(() => shapeFeeds(asked.data ?? [], printDay(new Date())), [asked.data]);
	return <FreshCard asked={asked} feeds={feeds} />;
}

function Time({ facts, state, query }: { facts: Facts; state: QueryState; query: Query }): ReactNode {
	const { currency, currencies, period } = facts;
	const days = period ? dayCount(period.start, period.end) : 0;
	const granularity = query.granularity ?? fittingGranularity(days);
	const group = query.groups[0] ?? "service_name";
	const { split, whole } = useOverTime(query, group, granularity, currency, currencies);
	const drawn = split.data?.askedCurrency ?? currency;
	const column = split.data?.askedGroup ?? group;
	const look = useLook(column);
	const chart = useMemo(
		() => (split.data && drawn ? shapeChart(split.data, whole.data, column, drawn) : null),
		[split.data, whole.data, drawn, column],
	);
	return (
			<OverTimeCard
				asked={split}
				chart={chart}
				currency={drawn ?? ""}
				granularity={granularity}
				groupBy={group}
				tags={useSplitTags(query.as_of)}
				look={look}
				links={split.data?.links}
				empty={isEmpty(split.data, drawn) ? <WhyEmpty facts={facts} state={state} /> : null}
				onGranularity={(value) => state.change({ granularity: value === fittingGranularity(days) ? null : value })}
				onGroupBy={(name) => state.change({ groups: [name] })}
				onValue={(value, exclude) => state.toggleValue(group, value, exclude)}
				onPeriod={(start, end) => state.change({ window: null, start, end, granularity: null })}
			/>
	);
}

/* What stands above all numbers, and does not move when they come. */
function Head(props: { facts: Facts; state: QueryState; said: string }): ReactNode {
	const { t } = useI18n();
	const { facts, state, said } = props;
	return (
		<div className={overview.title}>
			<div>
				<h1>{t("nav_overview")}</h1>
				<p>{said}</p>
			</div>
			<Reading query={state.query} currency={facts.currency} currencies={facts.currencies} onChange={state.change} />
		</div>
	);
}

export function Overview(): ReactNode {
	const { t, format } = useI18n();
	const state = useQueryState();
	const { query } = state;
	const status = useStatus();
	useDataVersion();
	const summary = useSummary(query);
	const known = useCurrencies();
	usePeriods(); /* for the badge, which would begin to ask when it is drawn */
	const currency = currencyOf(query, known, summary.data?.items);
	const currencies = known ?? [];
	const days = useDays(query, currency, currencies);
	const billed = useBilled(query, currency, currencies);
	const context = summary.data?.context;
	const period = context ? { start: context.start, end: context.end } : null;
	const facts: Facts = { status: status.data, currency, currencies, period };
	const firstDay = status.data?.first_charge_date ?? null;
	const lastDay = status.data?.last_charge_date ?? null;
	/* while the next answer comes, the last one is drawn in its own currency */
	const waiting = summary.isPlaceholderData && !summary.data?.items.some((item) => item.billing_currency === currency);
	const drawn = waiting ? (summary.data?.items[0]?.billing_currency ?? currency) : currency;
	const kpis = useMemo(
		() => (summary.data && drawn ? shapeKpis(summary.data, drawn, firstDay) : null),
		[summary.data, drawn, firstDay],
	);
	const sparkOf = days.data?.askedCurrency ?? currency;
	const spark = useMemo(() => (days.data && sparkOf ? shapeSpark(days.data, sparkOf, lastDay) : null), [days.data, sparkOf, lastDay]);
	if (status.isLoadingError)
		return (
			<div className={styles.page}>
				<h1 className="sr-only">{t("nav_overview")}</h1>
				<ErrorBox error={status.error} retry={() => void status.refetch()} />
			</div>
		);
	if (status.data && status.data.first_charge_date === null) return <Welcome status={status.data} />;
	const settled = summary.isSuccess && !summary.isPlaceholderData;
	const nothing = settled && currency !== null && kpis === null;
	const before = kpis?.previousPeriod;
	const moment = compareMoment(query.compare);
	const then = moment && t("against_as_of", { moment: momentText(format, moment) });
	const against = then ?? (before ? t("against", { range: format.range(before.start, before.end) }) : null);
	const rateSet = query.convert && drawn === query.convert ? context?.rate_set : null;
	const reading = rateSet ? t("converted", { currency: query.convert!, set: rateSet }) : currency;
	const unrated = query.convert && settled ? shapeUnrated(summary.data, kpis, query.compare) : null;
	const one = inCurrency(query, currency ?? "", currencies);
	return (
		<div className={`${styles.page} ${overview.page}`}>
			<Head
				facts={facts}
				state={state}
				said={[lastDay && t("freshness", { day: format.shortDay(lastDay) }), reading, against].filter(Boolean).join(" · ")}
			/>
			{query.as_of && <AsOfBanner moment={query.as_of} onLeave={() => state.change({ as_of: null })} />}
			<FilterBar query={query} period={period} last={lastDay} currency={currency} onChange={state.change} onToggle={state.toggleValue}>
				{context?.estimated && (
					<span title={t("estimated_why")}>
						<Badge tone="look" icon="clock">
							{t("estimated")}
						</Badge>
					</span>
				)}
				{period && !query.as_of && <InvoiceBadge end={period.end} />}
			</FilterBar>
			{unrated ? (
				<NoRate missing={context?.missing_rates ?? []} known={unrated.known} state={state} />
			) : nothing ? (
				<div className={styles.nothing}>
					<WhyEmpty facts={facts} state={state} />
				</div>
			) : (
				<>
					<KpiStrip
						asked={summary}
						kpis={kpis}
						billed={settled ? shapeBilled(billed, kpis) : null}
						spark={spark}
						query={one}
						currency={drawn ?? ""}
						items={summary.data?.items ?? []}
						metric={query.metric}
						firstDay={firstDay}
						months={queryDays(query, firstDay, lastDay) >= MONTHS_DIFFER}
						onCurrency={(value) => state.change({ currency: value })}
					/>
					<div className={overview.grid} data-alone={query.compare === "none" || undefined}>
						<div className={overview.time}>
							<Contain>
								<Time facts={facts} state={state} query={query} />
							</Contain>
						</div>
						{query.compare !== "none" && (
							<div className={overview.movers}>
								<Contain>
									<Movers facts={facts} state={state} against={against} comparable={kpis?.comparable ?? true} />
								</Contain>
							</div>
						)}
						<div className={overview.categories}>
							<Contain>
								<Categories facts={facts} state={state} />
							</Contain>
						</div>
						<div className={overview.services}>
							<Contain>
								<Ranking facts={facts} state={state} name="service_name" title={t("services_title")} />
							</Contain>
						</div>
						<div className={overview.accounts}>
							<Contain>
								<Ranking facts={facts} state={state} name="sub_account_id" title={t("accounts_title")} />
							</Contain>
						</div>
						<div className={overview.feeds}>
							<Contain>
								<Feeds />
							</Contain>
						</div>
					</div>
				</>
			)}
		</div>
	);
}
