/* SPDX-License-Identifier: Apache-2.0 */
/* moves.tsx -- what moved a thing's cost and why: more of it, another price, new, gone. */
import { money, type MessageKey, type MoveReason, type VarianceItem } from "@centavo/core";
import { DeltaBar } from "@centavo/charts";
import type { ReactNode } from "react";
import type { Look } from "../../app/ask.ts";
import { useI18n } from "../../app/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Card, type Asked } from "../../ui/Card.tsx";
import { Change, moveOf } from "../../ui/Change.tsx";
import { Empty } from "../../ui/States.tsx";
import { moveParts, REASONS, shapeMoves } from "./shape.ts";
import styles from "./things.module.css";

const REASON_KEYS: Record<MoveReason, MessageKey> = {
	usage: "things_move_usage",
	price: "things_move_price",
	new: "things_move_new",
	gone: "things_move_gone",
	other: "things_move_other",
};

interface Props {
	asked: Asked;
	items: VarianceItem[];
	/** the column that they are told by */
	name: string;
	currency: string;
	look: Look;
	against: string | null;
}

export function MovesCard(props: Props): ReactNode {
	const { t, format } = useI18n();
	const { currency, look } = props;
	const moves = shapeMoves(props.items, props.name, currency);
	const why = (item: VarianceItem) =>
		moveParts(item)
			.map((part) => `${t(REASON_KEYS[part.reason])} ${format.signed(part.delta, currency)}`)
			.join(" · ");
	const empty = !props.asked.isPending && moves.length === 0;
	return (
		<Card
			title={t("movers_title")}
			hint={props.against}
			asked={props.asked}
			height={394}
			empty={empty ? <Empty title={t("no_moves")} why={t("no_moves_why")} /> : null}
		>
			<ul className={styles.moves}>
				{moves.map(({ key, value, item, length }) => (
					<li key={key}>
						<span className={styles.mover}>{item.is_other ? t("others") : value === null ? t("no_value") : look.label(value)}</span>
						<span className={styles.delta}>
							{format.signed(item.delta ?? money.ZERO, currency)} <Change move={moveOf(item)!} />
						</span>
						<DeltaBar share={length} />
						<small>
							{item.reason !== null && REASONS.includes(item.reason) && <Badge tone="calm">{t(REASON_KEYS[item.reason])}</Badge>} {why(item)}
						</small>
					</li>
				))}
			</ul>
		</Card>
	);
}
