/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- what moved the total and why: the largest moves, each with its main reason, and its parts on demand. */
import { DeltaBar } from "@centavo/charts";
import { setOnly, type MessageKey, type MoveReason, type Query } from "@centavo/core";
import { useId, useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { Card, type Asked } from "../../ui/Card.tsx";
import { Change, direction } from "../../ui/Change.tsx";
import { ExploreLink } from "../../ui/ExploreLink.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./movers.module.css";
import type { Mover } from "./shape.ts";

interface Props {
	asked: Asked;
	movers: Mover[];
	/** the column that they are values of, and what those are called */
	name?: string;
	label?: (value: string) => string;
	query: Query;
	currency: string;
	against: string | null;
	empty: ReactNode;
	onValue(value: string | null, exclude: boolean): void;
}

const REASONS: Record<MoveReason, MessageKey> = {
	usage: "reason_usage",
	price: "reason_price",
	new: "reason_new",
	gone: "reason_gone",
	other: "reason_other",
};

const HINTS: Record<MoveReason, MessageKey> = {
	usage: "reason_usage_why",
	price: "reason_price_why",
	new: "reason_new_why",
	gone: "reason_gone_why",
	other: "reason_other_why",
};

function Parts({ mover, id, props }: { mover: Mover; id: string; props: Props }): ReactNode {
	const { t, format } = useI18n();
	const { query } = props;
	const { value } = mover;
	const filter = value ? setOnly(query.filter, props.name ?? "service_name", value) : null;
	const inside = filter ? { ...query, filter, groups: ["charge_description"] } : query;
	return (
		<div className={styles.parts} id={id}>
			<dl>
				{mover.parts.map((part) => (
					<div key={part.reason}>
						<dt title={t(HINTS[part.reason])}>{t(REASONS[part.reason])}</dt>
						<dd data-way={direction(part.delta)}>{format.signed(part.delta, props.currency)}</dd>
					</div>
				))}
			</dl>
			<ExploreLink query={inside} look={{ chart: "table", fields: ["cost", "previous", "delta", "delta_ratio"], sort: "-delta" }}>
				{t("explore_open")}
			</ExploreLink>
		</div>
	);
}

function Row({ mover, props }: { mover: Mover; props: Props }): ReactNode {
	const { t, format } = useI18n();
	const [opened, setOpened] = useState(false);
	const id = useId();
	const { value } = mover;
	const named = value && props.label ? props.label(value) : value;
	const name = named === undefined ? t("others") : (named ?? t("no_value"));
	return (
		<li>
			{value === undefined ? (
				<span className={styles.name}>{name}</span>
			) : (
				<button type="button" className={styles.name} title={name} onClick={(event) => props.onValue(value, event.shiftKey)}>
					{name}
				</button>
			)}
			<span className={styles.number}>{format.signed(mover.move.delta, props.currency)}</span>
			<span className={styles.under}>
				<DeltaBar share={mover.length} />
				<button
					type="button"
					className={styles.reason}
					aria-expanded={opened}
					aria-controls={opened ? id : undefined}
					onClick={() => setOpened(!opened)}
				>
					<span className="sr-only">{t("reason_of", { value: name })}: </span>
					{t(REASONS[mover.reason ?? "other"])}
					<Icon name={opened ? "up" : "chevron"} size={11} />
				</button>
				<span className={styles.ratio}>
					<Change move={mover.move} />
				</span>
			</span>
			{opened && <Parts mover={mover} id={id} props={props} />}
		</li>
	);
}

export function MoversCard(props: Props): ReactNode {
	const { t } = useI18n();
	return (
		<Card title={t("movers_title")} hint={props.against ?? "\u00a0"} asked={props.asked} height={485} empty={props.empty}>
			<ul className={styles.list}>
				{props.movers.map((mover) => (
					<Row key={mover.key} mover={mover} props={props} />
				))}
			</ul>
		</Card>
	);
}
