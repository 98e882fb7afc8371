/* SPDX-License-Identifier: Apache-2.0 */
/* Pivot.tsx -- the explorer's pivot table: asks, shapes, draws, and turns what hands do into the next state. Without
 * onChange, on a board, it is for reading alone. */
import { PIVOT_SHOWS, type ExplorerState, type MessageKey, type PivotShow } from "@centavo/core";
import { useMemo, useState, type CSSProperties, type ReactNode } from "react";
import { useCurrencies } from "../../app/ask.ts";
import { useI18n } from "../../app/i18n.tsx";
import type { Measure } from "../../explore/shape.ts";
import { unitOf } from "../../explore/TimeView.tsx";
import { Button } from "../../ui/Button.tsx";
import { Bones, ErrorBox, LinksMenu } from "../../ui/Card.tsx";
import { Choose } from "../../ui/Choose.tsx";
import { Empty } from "../../ui/States.tsx";
import { PivotTable, type Hands } from "./draw.tsx";
import { useLabels, useOffered, usePivot, type PivotAsked } from "./fetch.ts";
import styles from "./pivot.module.css";
import { foldable, foldedAtFirst, openRows, shapePivot, type Pivot } from "./shape.ts";
import { Shelf } from "./shelf.tsx";
import { afterSteps } from "./steps.ts";

interface Props {
	state: ExplorerState;
	/** what the numbers are in; null: not known yet */
	measure: Measure | null;
	height: number;
	onChange?: ((state: ExplorerState) => void) | undefined;
}

const SHOW_KEYS = {
	amount: "pivot_amount",
	share: "pivot_share",
	row_share: "pivot_row_share",
	column_share: "pivot_column_share",
} as const satisfies Record<string, MessageKey>;

const HEIGHT_LEAST = 520;

interface BodyProps extends Props {
	pivot: Pivot;
	answer: PivotAsked;
}

/* Which rows are folded is nobody's question: it is kept as long as the rows are of the same dimensions. */
function Body({ state, height, onChange, pivot, answer }: BodyProps): ReactNode {
	const { t } = useI18n();
	const [folded, setFolded] = useState<ReadonlySet<string>>(() => new Set(foldedAtFirst(pivot.rows)));
	const nameOf = useLabels([...answer.context.rows, ...answer.context.columns]);
	const rows = useMemo(() => openRows(pivot.rows, folded), [pivot.rows, folded]);
	const folds = useMemo(() => foldable(pivot.rows), [pivot.rows]);
	const fold = (key: string) => {
		const next = new Set(folded);
		if (!next.delete(key)) next.add(key);
		setFolded(next);
	};
	const hands: Hands | null = onChange
		? {
				onSteps: (steps, way) => onChange(afterSteps(state, steps, way)),
				onPeriod: (start, end) => onChange({ ...state, query: { ...state.query, window: null, start, end } }),
			}
		: null;
	return (
		<>
			<div className={styles.tools}>
				{onChange && (
					<Choose
						label={t("pivot_show")}
						value={state.show}
						options={PIVOT_SHOWS.map((show) => ({ value: show, label: t(SHOW_KEYS[show]) }))}
						onChange={(show) => onChange({ ...state, show: show as PivotShow })}
					/>
				)}
				{!onChange && answer.show !== "amount" && <span className={styles.hint}>{t(SHOW_KEYS[answer.show])}</span>}
				{folds.length > 0 && (
					<>
						<Button look="plain" small onClick={() => setFolded(new Set())} disabled={folds.every((key) => !folded.has(key))}>
							{t("pivot_unfold_all")}
						</Button>
						<Button look="plain" small onClick={() => setFolded(new Set(folds))} disabled={folds.every((key) => folded.has(key))}>
							{t("pivot_fold_all")}
						</Button>
					</>
				)}
				<span className={styles.counts}>{t("pivot_counts", { rows: pivot.rows.length, columns: answer.columns.length })}</span>
				{onChange && <LinksMenu links={answer.links} />}
			</div>
			<PivotTable
				label={t("pivot_label")}
				pivot={pivot}
				rows={rows}
				folded={folded}
				show={answer.show}
				unit={unitOf(answer.measure)}
				height={height}
				nameOf={nameOf}
				hands={hands}
				onFold={fold}
			/>
		</>
	);
}

function Table(props: Props): ReactNode {
	const { t } = useI18n();
	const asked = usePivot(props.state, props.measure, useCurrencies() ?? []);
	const { data } = asked;
	const pivot = useMemo(() => (data ? shapePivot(data, data.measure.currency) : null), [data]);
	if (props.state.query.groups.length === 0) return <Empty title={t("pivot_no_rows")} why={t("pivot_no_rows_why")} />;
	if (asked.isError) return <ErrorBox error={asked.error} retry={() => void asked.refetch()} />;
	if (!pivot || !data) return <Bones height={props.height} />;
	if (pivot.rows.length === 0) return <Empty title={t("pivot_empty")} why={t("pivot_empty_why")} />;
	return (
		<div className={styles.body} aria-busy={asked.isFetching} data-stale={asked.isFetching || undefined}>
			<Body key={pivot.rowNames.join()} {...props} pivot={pivot} answer={data} />
		</div>
	);
}

function Arranged({ state, measure, onChange, height }: Required<Props> & { onChange: (state: ExplorerState) => void }): ReactNode {
	const offered = useOffered(state.query.as_of);
	/* where one works with it, it is higher than a chart */
	const roomy = Math.max(height, HEIGHT_LEAST);
	return (
		<div className={styles.outer}>
			<div className={styles.pivot} style={{ "--beside": `${roomy}px` } as CSSProperties}>
				<Shelf
					axes={{ rows: state.query.groups, columns: state.columns }}
					granularity={state.query.granularity}
					offered={offered}
					onAxes={({ rows, columns }) => onChange({ ...state, columns, query: { ...state.query, groups: rows } })}
					onGranularity={(granularity) => onChange({ ...state, query: { ...state.query, granularity } })}
				/>
				<div className={styles.table}>
					<Table state={state} measure={measure} height={roomy} onChange={onChange} />
				</div>
			</div>
		</div>
	);
}

export function Pivot(props: Props): ReactNode {
	const { onChange } = props;
	if (!onChange) return <Table {...props} />;
	return <Arranged {...props} onChange={onChange} />;
}
