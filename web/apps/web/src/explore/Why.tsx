/* SPDX-License-Identifier: Apache-2.0 */
/* Why.tsx -- why there is nothing to draw, or why the API refused, and the way out of it. */
import {
	addDays,
	ApiError,
	isNarrowed,
	NO_FILTER,
	removeName,
	type ExplorerState,
	type MissingRate,
	type Problem,
} from "@centavo/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useStatus } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { dimensionName, momentText } from "../app/names.ts";
import { useClauseWords } from "../filters/words.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorBox } from "../ui/Card.tsx";
import { Empty } from "../ui/States.tsx";
import { tidy } from "./acts.ts";
import type { Explored } from "./explored.ts";
import { useNarrow, type Narrow } from "./fetch.ts";
import styles from "./explore.module.css";

type Change = ((next: ExplorerState) => void) | undefined;

/* The name that a problem is about, if the state has it: the API quotes it. */
function blamed(problem: Problem, state: ExplorerState): string | null {
	const detail = problem.detail ?? "";
	const said = [...detail.matchAll(/"([^"]+)"/g)].map((match) => match[1]!);
	const filtered = state.query.filter.clauses.map((clause) => clause.name);
	const names = [...state.query.groups, ...filtered, ...state.columns];
	return names.find((name) => said.includes(name)) ?? filtered.find((name) => detail.endsWith(`found ${name}`)) ?? null;
}

function without(state: ExplorerState, name: string): ExplorerState {
	const other = (one: string) => one !== name;
	return tidy({
		...state,
		sort: null,
		columns: state.columns.filter(other),
		drill: state.drill.filter(other),
		query: { ...state.query, groups: state.query.groups.filter(other), filter: removeName(state.query.filter, name) },
	});
}

function Remedy({ problem, state, onChange }: { problem: Problem; state: ExplorerState; onChange: NonNullable<Change> }): ReactNode {
	const { t } = useI18n();
	const { query } = state;
	const name = blamed(problem, state);
	const change = (part: Partial<ExplorerState["query"]>) => onChange(tidy({ ...state, query: { ...query, ...part } }));
	if (name !== null)
		return <Button onClick={() => onChange(without(state, name))}>{t("explore_remove_name", { name: dimensionName(t, name) })}</Button>;
	if (problem.parameter === "sort") return <Button onClick={() => onChange({ ...state, sort: null })}>{t("explore_remove_sort")}</Button>;
	if (problem.parameter === "granularity" && query.basis === "billing_period")
		return <Button onClick={() => change({ basis: "charge_period" })}>{t("explore_leave_basis")}</Button>;
	if (problem.parameter === "filter") return <Button onClick={() => change({ filter: NO_FILTER })}>{t("clear_filters")}</Button>;
	if (problem.parameter === "cloud")
		return <Button onClick={() => change({ cloud: null })}>{t("remove_filter", { value: query.cloud ?? "" })}</Button>;
	if (problem.parameter === "rate_set" || problem.parameter === "rate_policy" || problem.parameter === "currency")
		return <Button onClick={() => change({ convert: null, rate_set: null, rate_policy: null })}>{t("no_rate_leave")}</Button>;
	return null;
}

export function Trouble(props: { error: unknown; retry(): void; state: ExplorerState; onChange: Change }): ReactNode {
	const { error, state, onChange } = props;
	const problem = error instanceof ApiError && error.status === 400 ? error.problem : null;
	return (
		<div className={styles.trouble}>
			<ErrorBox error={error} retry={props.retry} />
			{problem && onChange && (
				<div className={styles.remedy}>
					<Remedy problem={problem} state={state} onChange={onChange} />
				</div>
			)}
		</div>
	);
}

/** An amount without its rate is none: which rates are missing, and how to do without. */
function NoRate({ missing, known, state, onChange }: { missing: MissingRate[]; known: boolean; state: ExplorerState; onChange: Change }) {
	const { t, format } = useI18n();
	const gaps = missing.map((gap) => `${gap.billing_currency} ${format.range(gap.first_day, gap.last_day)}`);
	const part = known ? { compare: "none" as const } : { convert: null, rate_set: null, rate_policy: null };
	return (
		<Empty
			title={t("no_rate", { currency: state.query.convert ?? "" })}
			why={`${t("no_rate_why", { gaps: format.list(gaps) })} ${known ? t("no_rate_before") : ""}`}
		>
			{onChange && (
				<Button look="primary" onClick={() => onChange({ ...state, query: { ...state.query, ...part } })}>
					{known ? t("no_rate_alone") : t("no_rate_leave")}
				</Button>
			)}
			<Link to="/settings/$section" params={{ section: "rates" }}>{t("settings_rates")}</Link>
		</Empty>
	);
}

const SHOWN_VALUES = 2;

/** Which condition removes everything, when it is one alone. */
function TooNarrow({ state, onChange }: { state: ExplorerState; onChange: Change }): ReactNode {
	const { t } = useI18n();
	const { query } = state;
	const { narrow } = useNarrow(query, true);
	const clauseWords = useClauseWords(SHOWN_VALUES);
	const words = (one: Narrow) => {
		if (one.rest) return query.filter.rest ?? "";
		if (!one.clause) return `${dimensionName(t, "cloud")} ${t("is")} ${query.cloud}`;
		const { name, operator, values } = clauseWords(one.clause);
		return [name, operator, values].filter(Boolean).join(" ");
	};
	const change = (next: ExplorerState["query"]) => onChange?.(tidy({ ...state, query: next }));
	return (
		<Empty title={t("empty_filter")} why={narrow.length > 0 ? t("explore_narrow_why") : t("empty_filter_why")}>
			{onChange &&
				narrow.map((one) => (
					<Button key={words(one)} onClick={() => change(one.query)}>
						{t("explore_without", { condition: words(one) })}
					</Button>
				))}
			{onChange && (
				<Button look={narrow.length > 0 ? "plain" : "primary"} onClick={() => change({ ...query, filter: NO_FILTER, cloud: null })}>
					{t("clear_filters")}
				</Button>
			)}
		</Empty>
	);
}

const SHOWN_DAYS = 30;

function Reason({ explored, state, onChange }: { explored: Explored; state: ExplorerState; onChange: Change }): ReactNode {
	const { t, format } = useI18n();
	const status = useStatus().data;
	const { query } = state;
	const change = (part: Partial<ExplorerState["query"]>) => onChange?.(tidy({ ...state, query: { ...query, ...part } }));
	const context = explored.answer?.whole.context;
	const first = status?.first_charge_date ?? null;
	const last = status?.last_charge_date ?? null;
	if (explored.missing.length > 0) {
		const known = explored.answer!.whole.totals.every((total) => total[query.metric] !== null);
		return <NoRate missing={explored.missing} known={known} state={state} onChange={onChange} />;
	}
	if (query.as_of && explored.currencies.length === 0 && !isNarrowed(query))
		return (
			<Empty title={t("empty_as_of")} why={t("empty_as_of_why", { moment: momentText(format, query.as_of) })}>
				{onChange && (
					<Button look="primary" onClick={() => change({ as_of: null })}>
						{t("as_of_leave")}
					</Button>
				)}
			</Empty>
		);
	if (first && last && context && (context.end < first || context.start > last)) {
		const start = addDays(last, 1 - SHOWN_DAYS) < first ? first : addDays(last, 1 - SHOWN_DAYS);
		return (
			<Empty title={t("empty_period")} why={t("empty_period_why", { range: format.range(first, last) })}>
				{onChange && (
					<Button look="primary" onClick={() => change({ window: null, start, end: last })}>
						{t("show_range", { range: format.range(start, last) })}
					</Button>
				)}
			</Empty>
		);
	}
	const [other] = explored.currencies;
	if (other !== undefined)
		return (
			<Empty
				title={t("explore_other_currency", { currency: query.currency ?? "" })}
				why={t("explore_other_currency_why", { currencies: format.list(explored.currencies) })}
			>
				{onChange && (
					<Button look="primary" onClick={() => change({ currency: other })}>
						{t("explore_show_currency", { currency: other })}
					</Button>
				)}
			</Empty>
		);
	if (isNarrowed(query) && state.focused) return <TooNarrow state={state} onChange={onChange} />;
	return <Empty title={t("empty_period")} why={t("empty_other_why")} />;
}

export function WhyNothing(props: { explored: Explored; state: ExplorerState; height: number; onChange: Change }): ReactNode {
	return (
		<div className={styles.nothing} style={{ minHeight: props.height }}>
			<Reason {...props} />
		</div>
	);
}
