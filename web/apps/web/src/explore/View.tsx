/* SPDX-License-Identifier: Apache-2.0 */
/* View.tsx -- what a state of the explorer shows, without its controls: the explorer, boards and pages of things draw this.
 *
 * It asks by itself, is as high as it is told before there is an answer, and says in its own place what went wrong or why
 * there is nothing. Without onChange nothing in it can be clicked.
 */
import { stepOf, type ExplorerState } from "@centavo/core";
import { lazy, Suspense, type ReactNode } from "react";
import { useDataVersion, useStatus } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { loadPart } from "../app/lazyPage.ts";
import { BarBones, Bones } from "../ui/Card.tsx";
import { ComparedWith } from "../ui/Change.tsx";
import { useExplored, type Explored } from "./explored.ts";
import styles from "./explore.module.css";
import { familyOf } from "./fetch.ts";
import { useLookKnown } from "./look.ts";
import { ExplorerTable } from "./Table.tsx";
import { TimeView } from "./TimeView.tsx";
import { Trouble, WhyNothing } from "./Why.tsx";

const Pivot = lazy(() => loadPart(async () => ({ default: (await import("../widgets/pivot/Pivot.tsx")).Pivot })));
const TreemapView = lazy(() => loadPart(() => import("./TreemapView.tsx")));
const CalendarView = lazy(() => loadPart(() => import("./CalendarView.tsx")));

interface Props {
	state: ExplorerState;
	/** of what is drawn, in pixels; a table may be higher */
	height: number;
	onChange?: (next: ExplorerState) => void;
}

const TIMED = { bars: "bars", lines: "lines", area: "area" } as const;

function Drawn({ state, height, onChange, explored }: Props & { explored: Explored }): ReactNode {
	const { t } = useI18n();
	const status = useStatus().data;
	/* asked beside the costs, so that nothing changes its colour once it is drawn */
	useLookKnown(state.query.groups);
	const { asked, measure, answer } = explored;
	const known = useLookKnown((answer?.state ?? state).query.groups);
	if (asked.isError) return <Trouble error={asked.error} retry={() => void asked.refetch()} state={state} onChange={onChange} />;
	if (explored.nothing) return <WhyNothing explored={explored} state={state} height={height} onChange={onChange} />;
	if (state.chart === "table") {
		const step = stepOf(state, status?.first_charge_date ?? null, status?.last_charge_date ?? null);
		return <ExplorerTable state={explored.state} step={step} measure={measure} height={height} onChange={onChange} />;
	}
	if (state.chart === "pivot")
		return (
			<Suspense fallback={<Bones height={height} />}>
				<Pivot state={explored.state} measure={measure} height={height} onChange={onChange} />
			</Suspense>
		);
	const kind = TIMED[state.chart as keyof typeof TIMED];
	const bones = (
		<div aria-busy="true">
			<span className="sr-only">{t("loading")}</span>
			{kind ? <BarBones height={height} /> : <Bones height={height} />}
		</div>
	);
	if (!answer || !measure || !known) return bones;
	const drawn = { answer, current: state, measure, height, onChange };
	if (familyOf(answer.state.chart) !== familyOf(state.chart)) return bones;
	return (
		<div className={styles.body} data-stale={asked.isPlaceholderData || undefined} aria-busy={asked.isFetching}>
			{kind && <TimeView kind={kind} {...drawn} />}
			<Suspense fallback={bones}>
				{state.chart === "treemap" && <TreemapView {...drawn} />}
				{state.chart === "calendar" && <CalendarView {...drawn} />}
			</Suspense>
		</div>
	);
}

export function ExplorerView(props: Props): ReactNode {
	useDataVersion();
	const explored = useExplored(props.state);
	return (
		<ComparedWith context={explored.answer?.whole.context}>
			<Drawn {...props} explored={explored} />
		</ComparedWith>
	);
}
