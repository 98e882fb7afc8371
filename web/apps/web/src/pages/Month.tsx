/* SPDX-License-Identifier: Apache-2.0 */
/* Month.tsx -- one billing month under three lights, each at an address of its own. Without a month: the latest one. */
import { METRICS, monthsBetween, type InvoicesTaken, type Metric, type ReconcileUnit } from "@centavo/core";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useDataVersion, useLook, useStatus } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { metricHint, metricName } from "../app/names.ts";
import { useWords } from "../app/state.ts";
import { Button, IconButton, Segments } from "../ui/Button.tsx";
import { Bones, ErrorBox } from "../ui/Card.tsx";
import { Choose } from "../ui/Choose.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Empty } from "../ui/States.tsx";
import { HistoryCard } from "../widgets/history/draw.tsx";
import { useHistory } from "../widgets/history/fetch.ts";
import { shapeCurrencies, shapeSteps } from "../widgets/history/shape.ts";
import { FeedCard } from "../widgets/quality/draw.tsx";
import { useQuality } from "../widgets/quality/fetch.ts";
import { shapeFaults, weightOf } from "../widgets/quality/shape.ts";
import { UnitCard } from "../widgets/reconcile/draw.tsx";
import { useReconciliation } from "../widgets/reconcile/fetch.ts";
import { AcceptDialog, InvoiceDialog } from "../widgets/reconcile/forms.tsx";
import { standingOfMonth, TONES, uninvoiced, type Standing } from "../widgets/reconcile/shape.ts";
import styles from "./pages.module.css";

function MonthHistory({ month }: { month: string }): ReactNode {
	const { t } = useI18n();
	const { words, setWords } = useWords();
	const metric: Metric = METRICS.find((one) => one === words.get("metric")) ?? "billed_cost";
	const asked = useHistory(month, metric);
	const accounts = useLook("sub_account_id");
	const currencies = asked.data ? shapeCurrencies(asked.data) : [];
	const currency = currencies.find((one) => one === words.get("billing_currency")) ?? currencies[0] ?? "";
	const steps = asked.data ? shapeSteps(asked.data, currency) : [];
	return (
		<HistoryCard
			key={`${month} ${currency} ${metric}`}
			asked={asked}
			month={month}
			steps={steps}
			currency={currency}
			metric={asked.data?.context.metric ?? metric}
			label={accounts.label}
			empty={asked.isSuccess && steps.length === 0 ? <Empty title={t("history_empty")} why={t("history_empty_why")} /> : null}
			actions={
				<>
					<Choose
						label={t("metric")}
						value={metric}
						options={METRICS.map((one) => ({ value: one, label: metricName(t, one), hint: metricHint(t, one) }))}
						onChange={(value) => setWords({ metric: value === "billed_cost" ? null : value })}
					/>
					{currencies.length > 1 && (
						<Segments
							label={t("currency")}
							value={currency}
							options={currencies.map((one) => ({ value: one, label: one }))}
							onChange={(value) => setWords({ billing_currency: value })}
						/>
					)}
				</>
			}
		/>
	);
}

function MonthReconciliation({ month }: { month: string }): ReactNode {
	const { t, format } = useI18n();
	const asked = useReconciliation(month);
	const accounts = useLook("sub_account_id");
	const [adding, setAdding] = useState<{ unit: ReconcileUnit | null } | null>(null);
	const [accepting, setAccepting] = useState<ReconcileUnit | null>(null);
	const [taken, setTaken] = useState<InvoicesTaken | null>(null);
	const items = asked.data?.items ?? [];
	const standing = asked.data ? standingOfMonth(asked.data) : null;
	const open = asked.data ? uninvoiced(asked.data).map((unit) => format.money(unit.billed_cost, unit.billing_currency)) : [];
	const partly = standing === "equal" && open.length > 0;
	const texts: Record<Standing, string> = {
		equal: t("rec_month_equal"),
		tolerance: t("rec_month_tolerance"),
		accepted: t("rec_month_accepted"),
		different: t("rec_month_different"),
		no_charges: t("rec_month_different"),
		no_invoice: t("rec_month_none"),
	};
	if (asked.isError) return <ErrorBox error={asked.error} retry={() => void asked.refetch()} />;
	if (asked.isPending) return <Bones height={320} />;
	return (
		<>
			<div className={styles.callout} data-tone={partly ? "look" : standing ? TONES[standing] : "calm"}>
				<Icon name={partly ? "warn" : standing === "equal" || standing === "accepted" ? "check" : standing ? "warn" : "flat"} size={18} />
				<p>
					{texts[standing ?? "no_invoice"]} {open.length > 0 && t("rec_month_open", { amounts: format.list(open) })}
				</p>
				<Button small look="primary" icon="plus" onClick={() => setAdding({ unit: null })}>
					{t("rec_add")}
				</Button>
			</div>
			{taken && (
				<p className={styles.done} role="status">
					<Icon name="check" size={15} />{" "}
					{[
						t("rec_taken", { count: taken.line_count }),
						taken.replaced_count > 0 && t("rec_replaced", { count: taken.replaced_count }),
						taken.ignored_columns && t("rec_ignored", { columns: taken.ignored_columns }),
					]
						.filter(Boolean)
						.join(" · ")}
				</p>
			)}
			{items.length === 0 && (
				<div className={styles.nothing}>
					<Empty title={t("rec_empty")} why={t("rec_empty_why")} />
				</div>
			)}
			{items.map((unit) => (
				<UnitCard
					key={[unit.invoice_issuer_name, unit.billing_account_id, unit.invoice_id, unit.billing_currency].join(" ")}
					asked={asked}
					unit={unit}
					label={accounts.label}
					onAccept={() => setAccepting(unit)}
					onInvoice={() => setAdding({ unit })}
				/>
			))}
			{adding && (
				<InvoiceDialog
					month={month}
					unit={adding.unit}
					onClose={() => setAdding(null)}
					onTaken={(what) => {
						setTaken(what);
						setAdding(null);
					}}
				/>
			)}
			{accepting && <AcceptDialog month={month} unit={accepting} onClose={() => setAccepting(null)} />}
		</>
	);
}

function MonthQuality({ month }: { month: string }): ReactNode {
	const { t } = useI18n();
	const asked = useQuality(month);
	if (asked.isError) return <ErrorBox error={asked.error} retry={() => void asked.refetch()} />;
	if (asked.isPending) return <Bones height={320} />;
	const feeds = [...asked.data.items].sort((a, b) => weightOf(shapeFaults(b)) - weightOf(shapeFaults(a)));
	const faulty = feeds.filter((feed) => weightOf(shapeFaults(feed)) > 0).length;
	if (feeds.length === 0)
		return (
			<div className={styles.nothing}>
				<Empty title={t("quality_nothing")} why={t("quality_nothing_why")} />
			</div>
		);
	return (
		<>
			<div className={styles.callout} data-tone={faulty > 0 ? "look" : "good"}>
				<Icon name={faulty > 0 ? "warn" : "check"} size={18} />
				<p>{faulty > 0 ? t("quality_faulty", { count: faulty }) : t("quality_sound")}</p>
			</div>
			{feeds.map((feed) => (
				<FeedCard key={`${month} ${feed.source}`} asked={asked} feed={feed} month={month} />
			))}
		</>
	);
}

const VIEWS = ["reconciliation", "history", "quality"] as const;
type View = (typeof VIEWS)[number];

function Head({ month, months, view }: { month: string; months: string[]; view: View }): ReactNode {
	const { t, format } = useI18n();
	const navigate = useNavigate();
	const go = (to: string) => void navigate({ to: "/months/$month/$view", params: { month: to, view } });
	const at = months.indexOf(month);
	const names: Record<View, string> = {
		reconciliation: t("month_reconciliation"),
		history: t("month_history"),
		quality: t("month_quality"),
	};
	return (
		<>
			<div className={styles.title}>
				<h1>{format.wholeMonth(`${month}-01`)}</h1>
				<span className={styles.steps}>
					<IconButton icon="left" label={t("previous_month")} disabled={at <= 0} onClick={() => go(months[at - 1]!)} />
					<IconButton icon="right" label={t("next_month")} disabled={at < 0 || at >= months.length - 1} onClick={() => go(months[at + 1]!)} />
				</span>
				<Choose
					label={t("month")}
					value={month}
					options={[...months].reverse().map((one) => ({ value: one, label: format.month(`${one}-01`) }))}
					onChange={go}
				/>
			</div>
			<nav className={styles.tabs} aria-label={t("month_views")}>
				{VIEWS.map((one) => (
					<Link key={one} to="/months/$month/$view" params={{ month, view: one }} aria-current={one === view ? "page" : undefined}>
						{names[one]}
					</Link>
				))}
			</nav>
		</>
	);
}

export function Month(): ReactNode {
	const { t } = useI18n();
	const params: { month?: string; view?: string } = useParams({ strict: false });
	const status = useStatus();
	useDataVersion();
	if (status.isError)
		return (
			<div className={styles.page}>
				<ErrorBox error={status.error} retry={() => void status.refetch()} />
			</div>
		);
	if (!status.data)
		return (
			<div className={styles.page}>
				<Bones height={400} />
			</div>
		);
	const { first_charge_date: first, last_charge_date: last } = status.data;
	const months = first && last ? monthsBetween(first, last) : [];
	const month = params.month ?? months.at(-1);
	const view = VIEWS.find((one) => one === params.view) ?? VIEWS[0];
	const wrong = month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month);
	if (month === undefined || wrong)
		return (
			<div className={styles.page}>
				<div className={styles.title}>
					<h1>{t("nav_months")}</h1>
				</div>
				<div className={styles.nothing}>
					{wrong ? (
						<Empty title={t("no_such_month")} why={t("no_such_month_why")}>
							<Link to="/months">{t("nav_months")}</Link>
						</Empty>
					) : (
						<Empty title={t("no_deliveries")} why={t("no_deliveries_why")} />
					)}
				</div>
			</div>
		);
	return (
		<div className={styles.page}>
			<Head month={month} months={months} view={view} />
			{view === "reconciliation" && <MonthReconciliation key={month} month={month} />}
			{view === "history" && <MonthHistory month={month} />}
			{view === "quality" && <MonthQuality month={month} />}
		</div>
	);
}
