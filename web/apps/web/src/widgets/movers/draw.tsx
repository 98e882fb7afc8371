/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- what moved the total: the largest rises and falls against the compared period, side by side. Its numbers
 * are those of the ranking, so there is one question less and no second truth. */
import { DeltaBar } from "@centavo/charts";
import type { ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { Card, type Asked } from "../../ui/Card.tsx";
import { Change } from "../../ui/Change.tsx";
import { useRowName } from "../ranking/draw.tsx";
import type { Mover } from "../ranking/shape.ts";
import styles from "./movers.module.css";

interface Props {
	asked: Asked;
	movers: Mover[];
	currency: string;
	against: string | null;
	empty: ReactNode;
	onValue(value: string | null, exclude: boolean): void;
}

export function MoversCard(props: Props): ReactNode {
	const { t, format } = useI18n();
	const nameOf = useRowName();
	return (
		<Card title={t("movers_title")} hint={props.against} asked={props.asked} height={370} empty={props.empty}>
			<ul className={styles.list}>
				{props.movers.map((row) => (
					<li key={row.key}>
						<button
							type="button"
							className={styles.name}
							onClick={(event) => row.value !== undefined && props.onValue(row.value, event.shiftKey)}
						>
							{nameOf(row)}
						</button>
						<span className={styles.number}>
							{format.signed(row.move.delta, props.currency)} <Change move={row.move} />
						</span>
						<DeltaBar share={row.length} />
					</li>
				))}
			</ul>
		</Card>
	);
}
