/* SPDX-License-Identifier: Apache-2.0 */
/* FilterBar.tsx -- the question: when and of what in one row; in which metric and currency, and against what, beside the
 * title, because they say how to read every number below. */
import { compareMoment, METRICS, type Compare, type Day, type Metric, type Query } from "@centavo/core";
import type { ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { metricHint, metricName, momentText } from "../app/names.ts";
import { Segments } from "../ui/Button.tsx";
import { Choose } from "../ui/Choose.tsx";
import { AsOfPicker } from "./AsOf.tsx";
import { Chips } from "./Chips.tsx";
import { useConvertible } from "./fetch.ts";
import styles from "./filters.module.css";
import { PeriodPicker } from "./PeriodPicker.tsx";
import { Printed } from "./Printed.tsx";
import { ValuePicker } from "./ValuePicker.tsx";

interface ReadingProps {
	query: Query;
	currency: string | null;
	currencies: string[];
	onChange(part: Partial<Query>): void;
}

interface Props {
	query: Query;
	period: { start: Day; end: Day } | null;
	last: Day | null;
	currency: string | null;
	onChange(part: Partial<Query>): void;
	onToggle(name: string, value: string | null, exclude: boolean): void;
	/** how far the answer can be relied on, at the end of the row */
	children: ReactNode;
}

const PICKED = ["provider_name", "service_name", "sub_account_id", "region_id", "tag"];
const FEW = 4;

export function Reading({ query, currency, currencies, onChange }: ReadingProps): ReactNode {
	const { t, format } = useI18n();
	const offered = useConvertible(currencies, query.convert);
	const several = currency !== null && query.convert === null && currencies.length > 1;
	const setCurrency = (value: string) => onChange({ currency: value });
	const moment = compareMoment(query.compare);
	const compares = [
		{ value: "previous", label: t("compare_previous") },
		{ value: "year_ago", label: t("compare_year_ago") },
		{ value: "none", label: t("compare_none") },
		...(moment ? [{ value: query.compare, label: t("compare_as_of", { moment: momentText(format, moment) }) }] : []),
	];
	return (
		<div className={styles.reading}>
			<Choose
				label={t("metric")}
				value={query.metric}
				options={METRICS.map((metric) => ({ value: metric, label: metricName(t, metric), hint: metricHint(t, metric) }))}
				onChange={(metric) => onChange({ metric: metric as Metric })}
			/>
			<Choose
				label={t("compare")}
				value={query.compare}
				options={compares}
				onChange={(compare) => onChange({ compare: compare as Compare })}
			/>
			{offered.length > 1 && (
				<Choose
					label={t("currency")}
					value={query.convert ?? ""}
					options={[
						{ value: "", label: t("convert_none"), hint: t("convert_none_why") },
						...offered.map((one) => ({ value: one, label: t("convert_to", { currency: one }) })),
					]}
					onChange={(value) => onChange({ convert: value || null, currency: null })}
				/>
			)}
			{several && currencies.length > FEW && (
				<Choose
					label={t("only_currency")}
					value={currency}
					options={currencies.map((one) => ({ value: one, label: one }))}
					onChange={setCurrency}
				/>
			)}
			{several && currencies.length <= FEW && (
				<Segments
					label={t("only_currency")}
					value={currency}
					options={currencies.map((one) => ({ value: one, label: one }))}
					onChange={setCurrency}
				/>
			)}
		</div>
	);
}

export function FilterBar(props: Props): ReactNode {
	const { t } = useI18n();
	const { query, currency, onChange } = props;
	return (
		<div className={styles.bar} role="search" aria-label={t("filters")}>
			<div className={styles.row}>
				<PeriodPicker query={query} period={props.period} last={props.last} onChange={onChange} />
				<AsOfPicker value={query.as_of} onChange={(as_of) => onChange({ as_of })} />
				<span className={styles.rule} />
				{PICKED.map((name) => (
					<ValuePicker key={name} name={name} query={query} currency={currency} onToggle={props.onToggle} />
				))}
				<span className={styles.trust}>{props.children}</span>
			</div>
			<Chips query={query} onChange={onChange} />
			<Printed query={query} period={props.period} currency={currency} />
		</div>
	);
}
