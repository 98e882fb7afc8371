/* SPDX-License-Identifier: Apache-2.0 */
/* months.tsx -- all months that a thing has cost something in; a click makes one the period. */
import { StackedBars, type ChartBucket } from "@centavo/charts";
import { money, type Day, type Links } from "@centavo/core";
import { useCallback, useMemo, useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { Segments } from "../../ui/Button.tsx";
import { BarBones, Card, type Asked } from "../../ui/Card.tsx";
import { Icon } from "../../ui/Icon.tsx";
import table from "../../ui/table.module.css";
import type { Month } from "./shape.ts";
import styles from "./things.module.css";

const HEIGHT = 190;
const color = () => "var(--chart-accent)";

interface Props {
	asked: Asked;
	months: Month[];
	currency: string;
	links: Links | undefined;
	/** months from the first of one to the first of another */
	onMonths(from: Day, to: Day): void;
}

/** A month without its rates has no amount, which is not nothing. */
function useCostText(currency: string): (month: Month) => string {
	const { format } = useI18n();
	return useCallback((month) => (month.cost === null ? "–" : format.money(month.cost, currency)), [format, currency]);
}

function Bars({ months, currency, onMonths }: Omit<Props, "asked" | "links">): ReactNode {
	const { t, format } = useI18n();
	const cost = useCostText(currency);
	const buckets = useMemo(
		() =>
			months.map((month): ChartBucket => ({
				key: month.day,
				label: format.month(month.day),
				description: `${format.wholeMonth(month.day)}: ${cost(month)}`,
				/* a bar is one part, called by its month, so that a click says which */
				parts: month.cost === null ? [] : [{ key: month.day, value: money.toNumber(month.cost) }],
				behind: null,
				partial: month.partial,
			})),
		[months, cost, format],
	);
	return (
		<StackedBars
			buckets={buckets}
			color={color}
			axis={(value) => format.compact(String(value), currency)}
			label={t("things_months")}
			height={HEIGHT}
			tooltip={(index) => (
				<span className={styles.tip}>
					{format.wholeMonth(months[index]!.day)} <strong>{cost(months[index]!)}</strong>
					{months[index]!.partial && <small>{t("things_month_open")}</small>}
				</span>
			)}
			onPart={(month) => onMonths(month, month)}
			onRange={(from, to) => onMonths(months[from]!.day, months[to]!.day)}
		/>
	);
}

function MonthTable({ months, currency, onMonths }: Omit<Props, "asked" | "links">): ReactNode {
	const { t, format } = useI18n();
	const cost = useCostText(currency);
	return (
		<div className={styles.monthTable} tabIndex={0} role="group" aria-label={t("things_months")}>
			<table className={table.table}>
				<thead>
					<tr>
						<th scope="col" className={table.left}>
							{t("month")}
						</th>
						<th scope="col">{t("col_cost")}</th>
					</tr>
				</thead>
				<tbody>
					{[...months].reverse().map((month) => (
						<tr key={month.day}>
							<th scope="row" className={table.left}>
								<button type="button" className={styles.pick} onClick={() => onMonths(month.day, month.day)}>
									{format.wholeMonth(month.day)}
								</button>
							</th>
							<td>{cost(month)}</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

export function MonthsCard(props: Props): ReactNode {
	const { t } = useI18n();
	const [view, setView] = useState<"chart" | "table">("chart");
	return (
		<Card
			title={t("things_months")}
			hint={t("things_months_hint")}
			asked={props.asked}
			height={HEIGHT}
			bones={<BarBones height={HEIGHT} />}
			links={props.links}
			actions={
				<Segments<"chart" | "table">
					label={t("view_as")}
					value={view}
					options={[
						{ value: "chart", label: <Icon name="bars" size={15} />, title: t("view_chart") },
						{ value: "table", label: <Icon name="table" size={15} />, title: t("view_table") },
					]}
					onChange={setView}
				/>
			}
		>
			{view === "chart" ? <Bars {...props} /> : <MonthTable {...props} />}
		</Card>
	);
}
