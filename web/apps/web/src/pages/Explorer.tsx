/* SPDX-License-Identifier: Apache-2.0 */
/* Explorer.tsx -- the query grammar as an interface: a question, its answer as a picture and as a table, and the charges
 * at the end of every path. */
import { ApiError, focusedQuery, possibleSteps, type ChartKind, type ExplorerState, type Granularity } from "@centavo/core";
import { lazy, Suspense, type ReactNode } from "react";
import { useDataVersion, useStatus } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { loadPart } from "../app/lazyPage.ts";
import { dimensionName, metricName } from "../app/names.ts";
import { Columns } from "../explore/Columns.tsx";
import { faultOf } from "../filters/conditions.ts";
import { Crumbs } from "../explore/Crumbs.tsx";
import { useExplored, type Explored } from "../explore/explored.ts";
import { inMeasure } from "../explore/fetch.ts";
import { Headline } from "../explore/Headline.tsx";
import { Question } from "../explore/Question.tsx";
import { Share } from "../explore/Share.tsx";
import { useExploring, type Exploring } from "../explore/state.ts";
import { ExplorerTable } from "../explore/Table.tsx";
import { ExplorerView } from "../explore/View.tsx";
import { AsOfBanner } from "../filters/AsOf.tsx";
import { Button, Segments } from "../ui/Button.tsx";
import { Bones, ErrorBox } from "../ui/Card.tsx";
import card from "../ui/Card.module.css";
import { ComparedWith } from "../ui/Change.tsx";
import { Choose } from "../ui/Choose.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import styles from "./explorer.module.css";
import pages from "./pages.module.css";
import { SaveControls } from "../widgets/views/SaveControls.tsx";
import { Welcome } from "./Welcome.tsx";

const ChargesCard = lazy(() => loadPart(async () => ({ default: (await import("../widgets/charges/draw.tsx")).ChargesCard })));

const HEIGHT = 380;
const TABLE_HEIGHT = 420;
const TOPS = [5, 10, 20, 50];

const CHART_ICONS: Record<ChartKind, IconName> = {
	bars: "bars",
	lines: "lines",
	area: "area",
	table: "table",
	treemap: "treemap",
	calendar: "calendar",
	pivot: "pivot",
};

function useChartName(): (chart: ChartKind) => string {
	const { t } = useI18n();
	return (chart) =>
		({
			bars: t("explore_bars"),
			lines: t("explore_lines"),
			area: t("explore_area"),
			table: t("view_table"),
			treemap: t("explore_treemap"),
			calendar: t("explore_calendar"),
			pivot: t("explore_pivot"),
		})[chart];
}

function Steps({ state, explored, exploring }: { state: ExplorerState; explored: Explored; exploring: Exploring }): ReactNode {
	const { t } = useI18n();
	const names = {
		total: t("explore_total"),
		day: t("by_day"),
		week: t("by_week"),
		month: t("by_month"),
		quarter: t("by_quarter"),
		year: t("by_year"),
	};
	/* the pivot table has its own */
	if (state.chart === "treemap" || state.chart === "calendar" || state.chart === "pivot") return null;
	const whole = state.chart === "table";
	const first = whole ? { value: "", label: names.total } : { value: "", label: t("explore_auto", { step: names[explored.step] }) };
	return (
		<Choose
			label={t("explore_step")}
			value={state.query.granularity ?? ""}
			options={[first, ...possibleSteps(state.query).map((one) => ({ value: one as string, label: names[one] }))]}
			onChange={(value) => exploring.ask({ granularity: value === "" ? null : (value as Granularity) })}
		/>
	);
}

function Picture({ exploring, explored }: { exploring: Exploring; explored: Explored }): ReactNode {
	const { t, format } = useI18n();
	const chartName = useChartName();
	const { state, set, look } = exploring;
	const parts = state.chart === "pivot" || (explored.step !== "total" && state.chart !== "calendar");
	const folds = state.query.groups.length > 0 && parts;
	return (
		<section className={card.card} aria-label={t("explore_answer")}>
			<h2 className="sr-only">{t("explore_answer")}</h2>
			<header className={styles.head}>
				<Headline explored={explored} state={state} onAsk={exploring.ask} />
				<div className={styles.controls}>
					<Steps state={state} explored={explored} exploring={exploring} />
					{folds && (
						<Choose
							label={t("explore_top")}
							value={String(state.top)}
							options={[...new Set([...TOPS, state.top])].sort((a, b) => a - b).map((top) => ({ value: String(top), label: format.count(top) }))}
							onChange={(value) => look({ top: Number(value) })}
						/>
					)}
					{state.chart === "table" && <Columns state={state} step={explored.step} onLook={look} />}
					<Segments<ChartKind>
						label={t("view_as")}
						value={state.chart}
						options={(Object.keys(CHART_ICONS) as ChartKind[]).map((chart) => ({
							value: chart,
							label: <Icon name={CHART_ICONS[chart]} size={16} />,
							title: chartName(chart),
						}))}
						onChange={(chart) => look({ chart })}
					/>
				</div>
			</header>
			<ExplorerView state={state} height={state.chart === "table" ? TABLE_HEIGHT : HEIGHT} onChange={set} />
		</section>
	);
}

function Groups({ exploring, explored }: { exploring: Exploring; explored: Explored }): ReactNode {
	const { t, format } = useI18n();
	const { state, set, look } = exploring;
	const names = state.query.groups.map((name) => dimensionName(t, name));
	return (
		<section className={card.card} aria-label={t("explore_table")}>
			<header className={styles.head}>
				<h2>{names.length > 0 ? t("explore_by", { metric: metricName(t, state.query.metric), names: format.list(names) }) : t("col_total")}</h2>
				<div className={styles.controls}>
					<Columns state={state} step="total" onLook={look} />
				</div>
			</header>
			<ExplorerTable state={explored.state} step="total" measure={explored.measure} height={TABLE_HEIGHT} onChange={set} />
		</section>
	);
}

function Charges({ exploring }: { exploring: Exploring }): ReactNode {
	const { t } = useI18n();
	const { state, look } = exploring;
	return (
		<>
			<div className={styles.more}>
				<Button icon="file" aria-expanded={state.charges} onClick={() => look({ charges: !state.charges })}>
					{state.charges ? t("explore_hide_charges") : t("explore_show_charges")}
				</Button>
			</div>
			{state.charges && (
				<Suspense fallback={<Bones height={TABLE_HEIGHT} />}>
					<ChargesCard query={focusedQuery(state)} />
				</Suspense>
			)}
		</>
	);
}

export function Explorer(): ReactNode {
	const { t } = useI18n();
	const exploring = useExploring();
	const { state, set, ask, look } = exploring;
	const status = useStatus();
	useDataVersion();
	const explored = useExplored(state);
	const { asked, answer } = explored;
	if (status.isError)
		return (
			<div className={pages.page}>
				<ErrorBox error={status.error} retry={() => void status.refetch()} />
			</div>
		);
	if (status.data && status.data.first_charge_date === null) return <Welcome status={status.data} />;
	const several = (status.data?.currencies.length ?? 0) > 1;
	const context = answer?.whole.context;
	const problem = asked.error instanceof ApiError ? asked.error.problem : null;
	const alone = state.chart !== "table" && state.chart !== "pivot";
	return (
		<div className={pages.page}>
			<div className={pages.title}>
				<h1>{t("nav_explore")}</h1>
				<span className={styles.tools}>
					<SaveControls state={state} onState={set} />
					<Share state={inMeasure(explored.state, explored.measure, several)} step={alone ? "total" : explored.step} />
				</span>
			</div>
			{state.query.as_of && <AsOfBanner moment={state.query.as_of} onLeave={() => ask({ as_of: null })} />}
			<Question
				state={state}
				period={context ? { start: context.start, end: context.end } : null}
				last={status.data?.last_charge_date ?? null}
				currency={explored.measure?.currency ?? null}
				currencies={status.data?.currencies ?? []}
				fault={faultOf(problem)}
				onAsk={ask}
				onLook={look}
			/>
			<Crumbs state={state} onChange={set} />
			<ComparedWith context={context}>
				<Picture exploring={exploring} explored={explored} />
				{alone && !asked.isError && !explored.nothing && <Groups exploring={exploring} explored={explored} />}
			</ComparedWith>
			{!asked.isError && !explored.nothing && <Charges exploring={exploring} />}
		</div>
	);
}
