/* SPDX-License-Identifier: Apache-2.0 */
/* Question.tsx -- the whole question in three rows: when and in what, split by what, and what of it counts. */
import {
	compareMoment,
	EXPLORER_METRICS,
	nextDimensions,
	type Basis,
	type Compare,
	type Day,
	type ExplorerState,
	type Metric,
	type Query,
} from "@centavo/core";
import { useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { metricHint, metricName, momentText } from "../app/names.ts";
import { AsOfPicker } from "../filters/AsOf.tsx";
import { useConvertible } from "../filters/fetch.ts";
import { PeriodPicker } from "../filters/PeriodPicker.tsx";
import { Button } from "../ui/Button.tsx";
import { Choose } from "../ui/Choose.tsx";
import { Conditions } from "./Conditions.tsx";
import type { Fault } from "../filters/conditions.ts";
import { Expression } from "./Expression.tsx";
import { useRateSets } from "./fetch.ts";
import { Groups } from "./Groups.tsx";
import styles from "./question.module.css";

interface Props {
	state: ExplorerState;
	period: { start: Day; end: Day } | null;
	last: Day | null;
	currency: string | null;
	currencies: string[];
	fault: Fault | null;
	onAsk(part: Partial<Query>): void;
	onLook(part: Partial<ExplorerState>): void;
}

function Rates({ query, period, onAsk }: { query: Query; period: Props["period"]; onAsk: Props["onAsk"] }): ReactNode {
	const { t, format } = useI18n();
	const sets = useRateSets(query.rate_set);
	const fixed = /^fixed:(.+)$/.exec(query.rate_policy ?? "")?.[1] ?? period?.start;
	const policies = [
		{ value: "charge_day", label: t("explore_policy_charge_day"), hint: t("explore_policy_charge_day_why") },
		{ value: "billing_period_end", label: t("explore_policy_period_end"), hint: t("explore_policy_period_end_why") },
		{ value: "invoice_date", label: t("explore_policy_invoice"), hint: t("explore_policy_invoice_why") },
		...(fixed
			? [{ value: `fixed:${fixed}`, label: t("explore_policy_fixed", { day: format.day(fixed) }), hint: t("explore_policy_fixed_why") }]
			: []),
	];
	return (
		<>
			{sets.length > 1 && (
				<Choose
					label={t("explore_rate_set")}
					value={query.rate_set ?? ""}
					options={[{ value: "", label: t("explore_usual") }, ...sets.map((one) => ({ value: one, label: one }))]}
					onChange={(value) => onAsk({ rate_set: value || null })}
				/>
			)}
			<Choose
				label={t("explore_rates_of")}
				value={query.rate_policy ?? "charge_day"}
				options={policies}
				onChange={(value) => onAsk({ rate_policy: value === "charge_day" ? null : value })}
			/>
		</>
	);
}

function Reading(props: Props): ReactNode {
	const { t, format } = useI18n();
	const { query } = props.state;
	const { onAsk } = props;
	const offered = useConvertible(props.currencies, query.convert);
	const moment = compareMoment(query.compare);
	const compares = [
		{ value: "previous", label: t("compare_previous") },
		{ value: "year_ago", label: t("compare_year_ago") },
		{ value: "none", label: t("compare_none") },
		...(moment ? [{ value: query.compare, label: t("compare_as_of", { moment: momentText(format, moment) }) }] : []),
	];
	const hints = { consumed_quantity: t("explore_quantity_hint") };
	const metrics = EXPLORER_METRICS.map((metric) => ({
		value: metric,
		label: metricName(t, metric),
		hint: metric === "consumed_quantity" ? hints[metric] : metricHint(t, metric),
	}));
	return (
		<>
			<Choose label={t("metric")} value={query.metric} options={metrics} onChange={(metric) => onAsk({ metric: metric as Metric })} />
			<Choose
				label={t("compare")}
				value={query.compare}
				options={compares}
				onChange={(compare) => onAsk({ compare: compare as Compare })}
			/>
			<Choose
				label={t("explore_basis")}
				value={query.basis}
				options={[
					{ value: "charge_period", label: t("explore_basis_use"), hint: t("explore_basis_use_why") },
					{ value: "billing_period", label: t("explore_basis_invoice"), hint: t("explore_basis_invoice_why") },
				]}
				onChange={(basis) => onAsk({ basis: basis as Basis })}
			/>
			{offered.length > 1 && query.metric !== "consumed_quantity" && (
				<Choose
					label={t("currency")}
					value={query.convert ?? ""}
					options={[
						{ value: "", label: t("convert_none"), hint: t("convert_none_why") },
						...offered.map((one) => ({ value: one, label: t("convert_to", { currency: one }) })),
					]}
					onChange={(value) => onAsk({ convert: value || null, currency: null, rate_set: null, rate_policy: null })}
				/>
			)}
			{query.convert && <Rates query={query} period={props.period} onAsk={onAsk} />}
		</>
	);
}

const COMMON = ["service_name", "sub_account_id", "provider_name", "region_id", "service_category", "charge_category"];

export function Question(props: Props): ReactNode {
	const { t } = useI18n();
	const { state, onAsk, onLook } = props;
	const { query } = state;
	const [written, setWritten] = useState(query.filter.rest !== null);
	const writing = written || props.fault !== null;
	const next = nextDimensions(query).filter((name) => name !== "charge_description").slice(0, 4);
	return (
		<section className={styles.question} role="search" aria-label={t("explore_question")}>
			<div className={styles.row}>
				<PeriodPicker query={query} period={props.period} last={props.last} onChange={onAsk} />
				<AsOfPicker value={query.as_of} onChange={(as_of) => onAsk({ as_of })} />
				<Reading {...props} />
			</div>
			<div className={styles.row}>
				<span className={styles.rowName}>{t("explore_split")}</span>
				<Groups groups={query.groups} suggested={next} as_of={query.as_of} onGroups={(groups) => onAsk({ groups })} />
			</div>
			<div className={styles.row}>
				<span className={styles.rowName}>{t("explore_where")}</span>
				<Conditions state={state} currency={props.currency} suggested={COMMON} onAsk={onAsk} onLook={onLook} />
				<Button look="plain" small icon="code" className={styles.write} aria-expanded={writing} onClick={() => setWritten(!writing)}>
					{t("expression")}
				</Button>
			</div>
			{writing && <Expression filter={query.filter} fault={props.fault} onFilter={(filter) => onAsk({ filter })} />}
		</section>
	);
}
