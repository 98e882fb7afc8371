/* SPDX-License-Identifier: Apache-2.0 */
/* Overview.tsx -- what it cost, what moved, and who: one question, asked of the API in four ways. */
import {
	addDays,
	compareMoment,
	fittingGranularity,
	dayCount,
	NO_FILTER,
	type CostAnswer,
	type Day,
	type MissingRate,
	type Query,
	type Status,
} from "@centavo/core";
import { useMemo, type ReactNode } from "react";
import { useCurrencies, useDataVersion, useLook, useStatus } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { momentText } from "../app/names.ts";
import { useQueryState, type QueryState } from "../app/state.ts";
import { AsOfBanner } from "../filters/AsOf.tsx";
import { FilterBar, Reading } from "../filters/FilterBar.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { ErrorBox } from "../ui/Card.tsx";
import { Empty } from "../ui/States.tsx";
import { OverTimeCard } from "../widgets/daily/draw.tsx";
import { useOverTime, useSplitTags } from "../widgets/daily/fetch.ts";
import { shapeChart } from "../widgets/daily/shape.ts";
import { KpiStrip } from "../widgets/kpi/draw.tsx";
import { currencyOf, useDays, useTotals } from "../widgets/kpi/fetch.ts";
import { shapeKpis } from "../widgets/kpi/shape.ts";
import { MoversCard } from "../widgets/movers/draw.tsx";
import { InvoiceBadge } from "../widgets/reconcile/badge.tsx";
import { RankingCard } from "../widgets/ranking/draw.tsx";
import { useRanking } from "../widgets/ranking/fetch.ts";
import { shapeMovers, shapeRanking } from "../widgets/ranking/shape.ts";
import styles from "./pages.module.css";
import { Welcome } from "./Welcome.tsx";

const MOVERS = 8;

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

/** An amount without its rate is none: which rates are missing, and how to do without. */
function NoRate({ missing, known, state }: { missing: MissingRate[]; known: boolean; state: QueryState }): ReactNode {
	const { t, format } = useI18n();
	const gaps = missing.map((gap) => `${gap.billing_currency} ${format.range(gap.first_day, gap.last_day)}`);
	return (
		<Empty
			title={t("no_rate", { currency: state.query.convert ?? "" })}
			why={`${t("no_rate_why", { gaps: format.list(gaps) })} ${known ? t("no_rate_before") : ""}`}
		>
			<Button look="primary" onClick={() => state.change(known ? { compare: "none" } : { convert: null, rate_set: null, rate_policy: null })}>
				{known ? t("no_rate_alone") : t("no_rate_leave")}
			</Button>
		</Empty>
	);
}

function isEmpty(answer: CostAnswer | undefined, currency: string | null): boolean {
	return answer !== undefined && !answer.totals.some((total) => total.billing_currency === currency);
}

interface RankingsProps {
	facts: Facts;
	state: QueryState;
	against: string | null;
	comparable: boolean;
}

function Rankings({ facts, state, against, comparable }: RankingsProps): ReactNode {
	const { t } = useI18n();
	const { currency, currencies } = facts;
	const accounts = useRanking(state.query, "sub_account_id", currency, currencies);
	const services = useRanking(state.query, "service_name", currency, currencies);
	const serviceLook = useLook("service_name");
	const accountLook = useLook("sub_account_id");
	const drawn = services.data?.askedCurrency ?? currency;
	const accountsDrawn = accounts.data?.askedCurrency ?? currency;
	const rows = useMemo(
		() => (services.data && drawn ? shapeRanking(services.data, "service_name", drawn) : []),
		[services.data, drawn],
	);
	const accountRows = useMemo(
		() => (accounts.data && accountsDrawn ? shapeRanking(accounts.data, "sub_account_id", accountsDrawn) : []),
		[accounts.data, accountsDrawn],
	);
	const movers = useMemo(() => (comparable ? shapeMovers(rows, MOVERS) : []), [rows, comparable]);
	const why = <WhyEmpty facts={facts} state={state} />;
	return (
		<>
			{state.query.compare !== "none" && (
				<div className={styles.movers}>
					<MoversCard
						asked={services}
						movers={movers}
						currency={drawn ?? ""}
						against={against}
						empty={movers.length === 0 ? <Empty title={t("no_moves")} why={t("no_moves_why")} /> : null}
						onValue={(value, exclude) => state.toggleValue("service_name", value, exclude)}
					/>
				</div>
			)}
			<div className={styles.half}>
				<RankingCard
					title={t("services_title")}
					asked={services}
					rows={rows}
					currency={drawn ?? ""}
					look={serviceLook}
					links={services.data?.links}
					empty={isEmpty(services.data, drawn) ? why : null}
					onValue={(value, exclude) => state.toggleValue("service_name", value, exclude)}
				/>
			</div>
			<div className={styles.half}>
				<RankingCard
					title={t("accounts_title")}
					asked={accounts}
					rows={accountRows}
					currency={accountsDrawn ?? ""}
					look={accountLook}
					links={accounts.data?.links}
					empty={isEmpty(accounts.data, accountsDrawn) ? why : null}
					onValue={(value, exclude) => state.toggleValue("sub_account_id", value, exclude)}
				/>
			</div>
		</>
	);
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
		<div className={styles.time} data-alone={query.compare === "none" || undefined}>
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
		</div>
	);
}

export function Overview(): ReactNode {
	const { t, format } = useI18n();
	const state = useQueryState();
	const { query } = state;
	const status = useStatus();
	useDataVersion();
	const totals = useTotals(query);
	const known = useCurrencies();
	const currency = currencyOf(query, known, totals.data);
	const currencies = known ?? [];
	const days = useDays(query, currency, currencies);
	const answer = days.data ?? totals.data;
	const period = answer ? { start: answer.context.start, end: answer.context.end } : null;
	const facts: Facts = { status: status.data, currency, currencies, period };
	const firstDay = status.data?.first_charge_date ?? null;
	const lastDay = status.data?.last_charge_date ?? null;
	const drawn = days.data?.askedCurrency ?? currency;
	const kpis = useMemo(
		() => (days.data && drawn ? shapeKpis(days.data, drawn, firstDay, lastDay) : null),
		[days.data, drawn, firstDay, lastDay],
	);
	if (status.isError)
		return (
			<div className={styles.page}>
				<ErrorBox error={status.error} retry={() => void status.refetch()} />
			</div>
		);
	if (status.data && status.data.first_charge_date === null) return <Welcome status={status.data} />;
	const nothing = isEmpty(days.data, drawn) || (totals.isSuccess && totals.data.totals.length === 0);
	const before = kpis?.previousPeriod;
	const moment = compareMoment(query.compare);
	const then = moment && t("against_as_of", { moment: momentText(format, moment) });
	const against = then ?? (before ? t("against", { range: format.range(before.start, before.end) }) : null);
	const rateSet = query.convert && drawn === query.convert ? days.data?.context.rate_set : null;
	const reading = rateSet ? t("converted", { currency: query.convert!, set: rateSet }) : currency;
	const unrated = query.convert && !days.isFetching ? (days.data?.context.missing_rates ?? []) : [];
	return (
		<div className={styles.page}>
			<div className={styles.title}>
				<h1>{t("nav_overview")}</h1>
				<p>
					{[lastDay && t("freshness", { day: format.shortDay(lastDay) }), reading, against].filter(Boolean).join(" · ")}
				</p>
				<Reading query={query} currency={currency} currencies={currencies} onChange={state.change} />
			</div>
			{query.as_of && <AsOfBanner moment={query.as_of} onLeave={() => state.change({ as_of: null })} />}
			<FilterBar
				query={query}
				period={period}
				last={lastDay}
				currency={currency}
				onChange={state.change}
				onToggle={state.toggleValue}
			>
				{answer?.context.estimated && (
					<span title={t("estimated_why")}>
						<Badge tone="look" icon="clock">
							{t("estimated")}
						</Badge>
					</span>
				)}
				{period && !query.as_of && days.isSuccess && <InvoiceBadge end={period.end} />}
			</FilterBar>
			{unrated.length > 0 ? (
				<div className={styles.nothing}>
					<NoRate missing={unrated} known={days.data!.totals.every((total) => total[query.metric] !== null)} state={state} />
				</div>
			) : nothing && !days.isFetching ? (
				<div className={styles.nothing}>
					<WhyEmpty facts={facts} state={state} />
				</div>
			) : (
				<>
					<KpiStrip
						asked={totals.isError ? totals : days}
						kpis={kpis}
						currency={drawn ?? ""}
						totals={totals.data?.totals ?? []}
						metric={query.metric}
						firstDay={firstDay}
						onCurrency={(value) => state.change({ currency: value })}
						onDay={(day) => state.change({ window: null, start: day, end: day, granularity: null })}
					/>
					<div className={styles.grid}>
						<Time facts={facts} state={state} query={query} />
						<Rankings facts={facts} state={state} against={against} comparable={kpis?.comparable ?? true} />
					</div>
				</>
			)}
		</div>
	);
}
