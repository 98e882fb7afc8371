/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- the charges themselves, as many as are wanted, in the columns that are wanted; each opens in full. */
import type { Charge, Query } from "@centavo/core";
import { useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { dimensionName } from "../../app/names.ts";
import { recall, remember } from "../../app/remembered.ts";
import { Card } from "../../ui/Card.tsx";
import { Empty } from "../../ui/States.tsx";
import { MoreButton } from "../../ui/Table.tsx";
import table from "../../ui/table.module.css";
import { Cell } from "./cell.tsx";
import styles from "./charges.module.css";
import { ColumnChooser } from "./columns.tsx";
import { ChargeDialog } from "./detail.tsx";
import { useCharges } from "./fetch.ts";
import { chargeKey, defaultColumns, isNumeric, readColumns, wholeLinks } from "./shape.ts";

const KEY = "centavo-charge-columns";
/* beside the first column and the cost there is no room for more on a phone */
const PHONE = new Set(["charge_period_start", "charge_description"]);

interface Props {
	/** its period and conditions say which charges, its metric which cost is shown */
	query: Query;
	/** how many there are, where the caller knows */
	count?: number | null | undefined;
	/** a column that has the same value in all of them */
	common?: string | null;
	enabled?: boolean;
}

/** What this browser wants to see, else what suits the metric. */
function useColumns(query: Query, common: string | null) {
	const [kept, setKept] = useState(() => readColumns(recall(KEY)));
	const keep = (columns: string[] | null) => {
		remember(KEY, (columns ?? []).join(","));
		setKept(columns);
	};
	return { columns: kept ?? defaultColumns(query.metric, common), keep };
}

function Rows(props: { charges: Charge[]; columns: string[]; metric: string; onOpen(charge: Charge): void }): ReactNode {
	const { t } = useI18n();
	const { columns, metric } = props;
	const way = (name: string) =>
		[isNumeric(name) ? "" : table.left, PHONE.has(name) || name === metric ? "" : table.desk].filter(Boolean).join(" ");
	return (
		<div className={table.scroll} tabIndex={0} role="group" aria-label={t("charges_title")}>
			<table className={`${table.table} ${styles.table}`}>
				<thead>
					<tr>
						<td>
							<span className="sr-only">{t("charges_open")}</span>
						</td>
						{columns.map((name) => (
							<th scope="col" key={name} className={way(name)}>
								{dimensionName(t, name)}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{props.charges.map((charge) => (
						<tr key={chargeKey(charge)} onDoubleClick={() => props.onOpen(charge)}>
							<td>
								<button
									type="button"
									className={styles.open}
									aria-label={t("charges_open_row", { row: charge.sys_row_no, bill: charge.sys_delivery_id })}
									title={t("charges_open")}
									onClick={() => props.onOpen(charge)}
								>
									…
								</button>
							</td>
							{columns.map((name) => (
								<td key={name} className={way(name)}>
									<span className={isNumeric(name) ? undefined : styles.text} title={typeof charge[name] === "string" ? charge[name] : undefined}>
										<Cell charge={charge} name={name} />
									</span>
								</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

export function ChargesCard({ query, count, common = null, enabled = true }: Props): ReactNode {
	const { t } = useI18n();
	const { columns, keep } = useColumns(query, common);
	const [opened, setOpened] = useState<Charge | null>(null);
	const asked = useCharges(query, enabled);
	const charges = asked.data?.pages.flatMap((page) => page.items) ?? [];
	const hint = count ? t("charges_of", { shown: charges.length, count }) : t("charges_hint");
	return (
		<Card
			title={t("charges_title")}
			hint={hint}
			asked={asked}
			height={420}
			links={wholeLinks(asked.data?.pages[0]?.links)}
			actions={<ColumnChooser columns={columns} onColumns={keep} onReset={() => keep(null)} />}
			empty={asked.isSuccess && charges.length === 0 ? <Empty title={t("charges_none")} why={t("charges_none_why")} /> : null}
		>
			<Rows charges={charges} columns={columns} metric={query.metric} onOpen={setOpened} />
			<MoreButton onMore={asked.hasNextPage ? () => void asked.fetchNextPage() : null} busy={asked.isFetchingNextPage} />
			{opened && <ChargeDialog charge={opened} query={query} onClose={() => setOpened(null)} />}
		</Card>
	);
}
