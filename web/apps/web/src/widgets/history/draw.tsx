/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- the month's total over time, and every step with what it added, removed and changed. */
import { Steps } from "@centavo/charts";
import { DEFAULT_QUERY, money, type Metric, type PeriodChange, type PeriodStep } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { fileName, reasonName } from "../../app/names.ts";
import { searchOf } from "../../app/state.ts";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { BarBones, Card, type Asked } from "../../ui/Card.tsx";
import { direction } from "../../ui/Change.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { AllButton, Table } from "../../ui/Table.tsx";
import table from "../../ui/table.module.css";
import styles from "./history.module.css";
import { costAfter, type MonthStep } from "./shape.ts";

interface Props {
	asked: Asked;
	month: string;
	steps: MonthStep[];
	currency: string;
	metric: Metric;
	label: (account: string) => string;
	actions: ReactNode;
	empty: ReactNode;
}

const SHOWN = 8;

function Changes({ part, currency, metric, label }: { part: PeriodStep } & Pick<Props, "currency" | "metric" | "label">): ReactNode {
	const { t, format } = useI18n();
	const [all, setAll] = useState(part.changes.length <= SHOWN);
	const tones: Record<PeriodChange["change"], [Tone, string]> = {
		added: ["look", t("change_added")],
		removed: ["calm", t("change_removed")],
		changed: ["calm", t("change_changed")],
	};
	return (
		<>
			<Table
				label={t("history_changes")}
				columns={[
					[t("dim_service_name"), "left"],
					[t("dim_sub_account_id"), "left desk"],
					[t("col_what"), "left desk"],
					[t("diff_old"), "desk"],
					[t("diff_new"), "desk"],
					[t("diff_delta")],
				]}
			>
				{(all ? part.changes : part.changes.slice(0, SHOWN)).map((change) => {
					const account = change.sub_account_id === null ? t("no_value") : label(change.sub_account_id);
					const [before, after] = [change.previous, String(change[metric] ?? money.ZERO)].map((cost) => format.money(cost, currency));
					return (
						<tr key={`${change.service_name} ${change.sub_account_id}`}>
							<th scope="row" className={table.wrap}>
								{change.service_name ?? t("no_value")}
								<small className={table.phone}>{account}</small>
							</th>
							<td className={`${table.wrap} ${table.desk}`}>{account}</td>
							<td className={`${table.left} ${table.desk}`}>
								<Badge tone={tones[change.change][0]}>{tones[change.change][1]}</Badge>
							</td>
							<td className={table.desk}>{before}</td>
							<td className={table.desk}>{after}</td>
							<td data-way={direction(change.delta)}>
								{format.signed(change.delta, currency)}
								<small className={table.phone}>
									{before} → {after}
								</small>
							</td>
						</tr>
					);
				})}
			</Table>
			<AllButton all={all} count={part.changes.length} shown={SHOWN} onAll={setAll} />
			{all && part.change_count > part.changes.length && (
				<p className={styles.rest}>{t("history_rest", { shown: part.changes.length, count: part.change_count })}</p>
			)}
		</>
	);
}

function Part({ part, open, ...rest }: { part: PeriodStep; open: boolean } & Pick<Props, "currency" | "metric" | "label">): ReactNode {
	const { t, format } = useI18n();
	const [shown, setShown] = useState(open);
	return (
		<div className={styles.part}>
			<p>
				<Badge tone={part.reason === "rejected" ? "bad" : "calm"}>{reasonName(t, part.reason)}</Badge>
				{part.delivery_id !== null && (
					<Link to="/deliveries/$id" params={{ id: String(part.delivery_id) }}>
						{part.delivery ? fileName(part.delivery) : t("bill_number", { number: part.delivery_id })}
					</Link>
				)}
				<span className={table.dim}>{part.source}</span>
			</p>
			<p className={styles.sum}>
				{t("history_step", {
					change: format.signed(part.delta ?? money.ZERO, rest.currency),
					total: format.money(costAfter(part, rest.metric), rest.currency),
				})}
				{part.change_count > 0 && (
					<Button small look="plain" aria-expanded={shown} onClick={() => setShown(!shown)}>
						{shown ? t("history_hide") : t("history_show", { count: part.change_count })}
					</Button>
				)}
			</p>
			{shown && part.changes.length > 0 && <Changes part={part} {...rest} />}
		</div>
	);
}

function Step({ step, props, last, first }: { step: MonthStep; props: Props; last: boolean; first: boolean }): ReactNode {
	const { t, format } = useI18n();
	const { month, currency, metric } = props;
	const then = { ...DEFAULT_QUERY, window: month, metric };
	const way = direction(step.delta);
	return (
		<li className={styles.step} data-way={first ? "flat" : way}>
			<div className={styles.when}>
				<time dateTime={step.changedAt}>{format.instant(step.changedAt)}</time>
				{last && <Badge tone="good">{t("history_now")}</Badge>}
			</div>
			<div className={styles.what}>
				<p className={styles.total}>
					<strong>{format.money(step.total, currency)}</strong>
					<span className={styles.delta} data-way={first ? "flat" : way}>
						<Icon name={way} size={12} /> {format.signed(step.delta, currency)}
					</span>
				</p>
				{step.parts.map((part) => (
					<Part key={part.source} part={part} open={last && !first} {...props} />
				))}
				{!last && (
					<p className={styles.links}>
						<Link to="/" search={searchOf({ ...then, as_of: step.changedAt, compare: "none" })}>
							{t("history_then")}
						</Link>
						<Link to="/" search={searchOf({ ...then, compare: `as_of:${step.changedAt}` })}>
							{t("history_since")}
						</Link>
					</p>
				)}
			</div>
		</li>
	);
}

const HEIGHT = 220;

export function HistoryCard(props: Props): ReactNode {
	const { t, format } = useI18n();
	const { steps, currency } = props;
	const points = useMemo(() => {
		const days = steps.map((step) => step.changedAt.slice(0, 10));
		const isOneDay = days.length > 1 && new Set(days).size === 1;
		return steps.map((step, i) => ({
			key: step.version,
			value: money.toNumber(step.total),
			label: isOneDay ? format.time(step.changedAt) : format.shortDay(days[i]!),
		}));
	}, [steps, format]);
	const newest = steps.at(-1);
	return (
		<Card
			title={t("history_title")}
			hint={t("history_hint")}
			asked={props.asked}
			height={420}
			bones={<BarBones height={HEIGHT} />}
			actions={props.actions}
			empty={props.empty}
		>
			{newest && (
				<>
					<Steps
						points={points}
						height={HEIGHT}
						axis={(value) => format.compact(String(value), currency)}
						label={t("history_chart", { count: steps.length, total: format.money(newest.total, currency) })}
					/>
					<ol className={styles.steps} reversed>
						{[...steps].reverse().map((step, i) => (
							<Step key={step.version} step={step} props={props} last={i === 0} first={i === steps.length - 1} />
						))}
					</ol>
				</>
			)}
		</Card>
	);
}
