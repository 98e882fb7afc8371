/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- the share of each kind of service: a ring, and beside it the list that says the same and can be clicked. */
import { Donut } from "@centavo/charts/donut";
import { money, OTHER_COLOR, type Links, type Money } from "@centavo/core";
import { useState, type ReactNode } from "react";
import type { Look } from "../../app/ask.ts";
import { useI18n } from "../../app/i18n.tsx";
import { Card, type Asked } from "../../ui/Card.tsx";
import { Change } from "../../ui/Change.tsx";
import { useRowName } from "../ranking/draw.tsx";
import type { Row } from "../ranking/shape.ts";
import styles from "./shares.module.css";

interface Props {
	title: string;
	asked: Asked;
	rows: Row[];
	/** of all rows, for the middle of the ring; the server's */
	total: Money | null;
	currency: string;
	look: Look;
	links: Links | undefined;
	empty: ReactNode;
	onValue(value: string | null, exclude: boolean): void;
}

function colorOf(row: Row | undefined, look: Look): string {
	return typeof row?.value === "string" ? look.color(row.value) : OTHER_COLOR;
}

export function SharesCard(props: Props): ReactNode {
	const { t, format } = useI18n();
	const nameOf = useRowName();
	const [pointed, setPointed] = useState<string | null>(null);
	const { rows, total, currency, look } = props;
	const shown = rows.find((row) => row.key === pointed);
	const choose = (row: Row | undefined, exclude: boolean) => {
		if (row && row.value !== undefined) props.onValue(row.value, exclude);
	};
	return (
		<Card title={props.title} asked={props.asked} height={457} links={props.links} empty={props.empty}>
			<div className={styles.both}>
				<Donut
					parts={rows.map((row) => ({ key: row.key, value: money.toNumber(row.cost) }))}
					color={(key) => colorOf(rows.find((row) => row.key === key), look)}
					label={props.title}
					size={188}
					highlight={pointed}
					onHover={setPointed}
					onPart={(key, exclude) => choose(rows.find((row) => row.key === key), exclude)}
				>
					<span className={styles.middle}>
						<strong>{shown ? format.compact(shown.cost, currency) : total && format.compact(total, currency)}</strong>
						<small>{shown ? nameOf(shown) : t("col_total")}</small>
					</span>
				</Donut>
				<ul className={styles.list}>
					{rows.map((row) => (
						<li
							key={row.key}
							data-on={row.key === pointed || undefined}
							onMouseEnter={() => setPointed(row.key)}
							onMouseLeave={() => setPointed(null)}
						>
							<i style={{ background: colorOf(row, look) }} />
							{row.value === undefined ? (
								<span className={styles.name}>{nameOf(row)}</span>
							) : (
								<button type="button" className={styles.name} title={nameOf(row)} onClick={(event) => choose(row, event.shiftKey)}>
									{nameOf(row)}
								</button>
							)}
							<span className={styles.share}>{row.share === null ? "–" : format.percent(row.share)}</span>
							<span className={styles.cost}>{format.money(row.cost, currency)}</span>
							<span className={styles.move}>{row.move && <Change move={row.move} />}</span>
						</li>
					))}
				</ul>
			</div>
		</Card>
	);
}
