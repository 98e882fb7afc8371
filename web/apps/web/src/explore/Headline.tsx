/* SPDX-License-Identifier: Apache-2.0 */
/* Headline.tsx -- the total of what is shown, its change, and each other currency or unit beside it, never added. */
import type { ExplorerState, Query } from "@centavo/core";
import type { ReactNode } from "react";
import { useStatus } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Segments } from "../ui/Button.tsx";
import { Change, moveOf } from "../ui/Change.tsx";
import { Choose } from "../ui/Choose.tsx";
import type { Explored } from "./explored.ts";
import styles from "./explore.module.css";
import { isMeasured } from "./shape.ts";
import { unitOf } from "./TimeView.tsx";

interface Props {
	explored: Explored;
	state: ExplorerState;
	onAsk(part: Partial<Query>): void;
}

const FEW = 4;

/* A few side by side, many in a menu. */
function Which(props: { label: string; value: string; options: string[]; onChange(value: string): void }): ReactNode {
	const { options } = props;
	if (options.length < 2) return null;
	const list = options.map((one) => ({ value: one, label: one }));
	return options.length <= FEW ? <Segments {...props} options={list} /> : <Choose {...props} options={list} />;
}

export function Headline({ explored, state, onAsk }: Props): ReactNode {
	const { t, format } = useI18n();
	const { answer, measure } = explored;
	const quantity = state.query.metric === "consumed_quantity";
	const whole = answer?.whole;
	const total = whole && measure ? whole.totals.find(isMeasured(measure)) : undefined;
	const cost = total?.[whole!.context.metric];
	const move = moveOf(total);
	const context = whole?.context;
	const before = context?.previous_start && context.previous_end ? format.range(context.previous_start, context.previous_end) : null;
	/* a comparison with a period that the bills cover in part flatters nobody */
	const first = useStatus().data?.first_charge_date;
	const partly = first && context?.previous_start && context.previous_start < first;
	return (
		<div className={styles.headline} aria-busy={explored.asked.isFetching}>
			<strong>{typeof cost === "string" && measure ? format.money(cost, unitOf(measure)) : <span className={styles.noTotal}>–</span>}</strong>
			{move && <Change move={move} pill />}
			{before && <span className={styles.against}>{t("against", { range: before })}</span>}
			{partly && (
				<Badge tone="look" icon="warn">
					{t("kpi_before_first", { day: format.day(first!) })}
				</Badge>
			)}
			{context?.estimated && (
				<span title={t("estimated_why")}>
					<Badge tone="look" icon="clock">
						{t("estimated")}
					</Badge>
				</span>
			)}
			{quantity && measure?.unit && (
				<Which label={t("explore_unit")} value={measure.unit} options={explored.units} onChange={(unit) => onAsk({ unit })} />
			)}
			{measure && !state.query.convert && (
				<Which label={t("currency")} value={measure.currency} options={explored.currencies} onChange={(currency) => onAsk({ currency })} />
			)}
		</div>
	);
}
