/* SPDX-License-Identifier: Apache-2.0 */
/* Table.tsx -- rows of the answer, by group or by group and step, in the server's order, with the totals it gives. */
import {
	fieldColumn,
	OTHER_COLOR,
	shownFields,
	type CostItem,
	type CostTotal,
	type ExplorerState,
	type Field,
	type Granularity,
	type Step,
} from "@centavo/core";
import { Fragment, useMemo, type ReactNode } from "react";
import { useStatus } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { thingLink } from "../app/links.ts";
import { dimensionName, metricName } from "../app/names.ts";
import { Button } from "../ui/Button.tsx";
import { Bones } from "../ui/Card.tsx";
import { Change, moveOf } from "../ui/Change.tsx";
import { Icon } from "../ui/Icon.tsx";
import { ThingLink } from "../ui/ThingLink.tsx";
import { act, actOn } from "./acts.ts";
import { DrillButton } from "./DrillButton.tsx";
import styles from "./table.module.css";
import { inMeasure, useStepTotals, useTable } from "./fetch.ts";
import { useWords, type Words } from "./look.ts";
import { isMeasured, shapeRows, type Measure, type TableRow } from "./shape.ts";
import { unitOf } from "./TimeView.tsx";
import { Trouble } from "./Why.tsx";

interface Props {
	state: ExplorerState;
	step: Step;
	/** null while it is not known */
	measure: Measure | null;
	height: number;
	onChange?: ((next: ExplorerState) => void) | undefined;
}

const FURTHER = `${styles.text} ${styles.further}`;

/* Places of the groups behind the first, in a row that has no values for them. */
function Further({ count }: { count: number }): ReactNode {
	return Array.from({ length: Math.max(0, count) }, (_, i) => <td key={i} className={styles.further} />);
}

type Sorted = "ascending" | "descending" | undefined;

function sortedBy(sort: string | null, column: string): Sorted {
	const first = sort?.split(",")[0];
	if (first === column) return "ascending";
	return first === `-${column}` ? "descending" : undefined;
}

/* Texts begin with A, numbers with the largest; a third time takes the order back. */
function nextSort(sort: string | null, column: string, isText: boolean): string | null {
	const now = sortedBy(sort, column);
	const turns: Sorted[] = isText ? ["ascending", "descending"] : ["descending", "ascending"];
	const next = now === undefined ? turns[0] : now === turns[0] ? turns[1] : undefined;
	if (next === undefined) return null;
	return next === "ascending" ? column : `-${column}`;
}

interface HeadProps {
	column: string;
	label: string;
	isText?: boolean;
	/** a group behind the first, which a phone shows below it */
	isFurther?: boolean;
	field?: Field;
	state: ExplorerState;
	onChange: Props["onChange"];
}

function Head(props: HeadProps): ReactNode {
	const { column, label, isText = false, state, onChange } = props;
	const sorted = sortedBy(state.sort, column);
	return (
		<th scope="col" className={props.isFurther ? FURTHER : isText ? styles.text : undefined} aria-sort={sorted} data-field={props.field}>
			{onChange ? (
				<button type="button" onClick={() => onChange({ ...state, sort: nextSort(state.sort, column, isText) })}>
					{label}
					<span className={styles.arrow}>{sorted && <Icon name={sorted === "ascending" ? "up" : "down"} size={11} />}</span>
				</button>
			) : (
				label
			)}
		</th>
	);
}

export function useFieldName(): (field: Field, metric: string) => string {
	const { t } = useI18n();
	return (field, metric) =>
		({
			cost: metricName(t, metric),
			share: t("col_share"),
			previous: t("col_before"),
			delta: t("col_change"),
			delta_ratio: t("explore_change_ratio"),
			charge_count: t("explore_charge_count"),
		})[field];
}

function Cell({ field, row, metric, unit }: { field: Field; row: CostItem | CostTotal; metric: string; unit: string }): ReactNode {
	const { format } = useI18n();
	const value = row[fieldColumn(field, metric as never)];
	if (value === null || value === undefined) return <td data-field={field}>–</td>;
	if (field === "delta_ratio") {
		const move = moveOf({ delta: row.delta ?? (String(value).startsWith("-") ? "-1" : "1"), delta_ratio: String(value) });
		return <td data-field={field}>{move && <Change move={move} />}</td>;
	}
	const text = String(value);
	const shown = {
		cost: () => format.money(text, unit),
		previous: () => format.money(text, unit),
		delta: () => format.signed(text, unit),
		share: () => format.percent(Number(text)),
		charge_count: () => format.count(Number(text)),
	}[field]();
	return <td data-field={field}>{shown}</td>;
}

interface RowsProps extends Props {
	measure: Measure;
	rows: TableRow[];
	words: Words;
	fields: Field[];
	drawn: ExplorerState;
}

function Line({ row, index, ...props }: RowsProps & { row: TableRow; index: number }): ReactNode {
	const { t, format } = useI18n();
	const { drawn, state, words, onChange } = props;
	const { groups, metric } = drawn.query;
	const { values } = row;
	const same = groups.join() === state.query.groups.join();
	const name = values?.map((value, place) => words.value(place, value)).join(" · ") ?? t("others");
	return (
		<tr data-row={index}>
			{props.step !== "total" && <td className={styles.text}>{row.day && format.bucket(row.day, props.step as Granularity)}</td>}
			{values === undefined ? (
				<>
					<th scope="row" className={styles.text}>
						<i className={styles.swatch} style={{ background: OTHER_COLOR }} />
						{t("others")}
					</th>
					<Further count={groups.length - 1} />
				</>
			) : (
				values.map((value, place) => {
					const label = words.value(place, value);
					const Tag = place === 0 ? "th" : "td";
					return (
						<Tag key={groups[place]} {...(place === 0 ? { scope: "row" } : {})} className={place === 0 ? styles.text : FURTHER}>
							<span className={styles.value}>
								{place === 0 && groups.length === 1 && (
									<i className={styles.swatch} style={{ background: value === null ? OTHER_COLOR : words.color(value) }} />
								)}
								{onChange ? (
									<button
										type="button"
										className={styles.name}
										title={label}
										onClick={(event) => same && onChange(actOn(state, values, place, event))}
									>
										{label}
									</button>
								) : (
									<span className={styles.name}>{label}</span>
								)}
								{value !== null && thingLink(groups[place]!, value) !== null && (
									<ThingLink name={groups[place]!} value={value} query={state.query} className={styles.link}>
										<Icon name="right" size={13} />
										<span className="sr-only">{t("explore_page_of", { value: label })}</span>
									</ThingLink>
								)}
							</span>
							{place === 0 && values.length > 1 && (
								<small className={styles.under}>{values.slice(1).map((one, i) => words.value(i + 1, one)).join(" · ")}</small>
							)}
						</Tag>
					);
				})
			)}
			{props.fields.map((field) => (
				<Cell key={field} field={field} row={row.item} metric={metric} unit={unitOf(props.measure)} />
			))}
			{onChange && (
				<td className={styles.tools}>
					{values !== undefined && groups.length > 0 && same && (
						<>
							<DrillButton name={name} values={values} state={state} onChange={onChange} />
							<button
								type="button"
								className={styles.tool}
								aria-label={t("exclude_value", { value: name })}
								title={t("exclude_value", { value: name })}
								onClick={() => onChange(act(state, values, { shiftKey: true, altKey: false }))}
							>
								<Icon name="block" size={14} />
							</button>
						</>
					)}
				</td>
			)}
		</tr>
	);
}

interface TotalsProps {
	total: CostTotal | undefined;
	timed: boolean;
	groups: number;
	fields: Field[];
	metric: string;
	unit: string;
	tools: boolean;
}

function Totals(props: TotalsProps): ReactNode {
	const { t } = useI18n();
	if (!props.total) return null;
	return (
		<tfoot>
			<tr>
				{props.timed && (
					<th scope="row" className={styles.text}>
						{t("col_total")}
					</th>
				)}
				{props.groups > 0 &&
					(props.timed ? (
						<td />
					) : (
						<th scope="row" className={styles.text}>
							{t("col_total")}
						</th>
					))}
				<Further count={props.groups - 1} />
				{props.fields.map((field) =>
					field === "share" ? (
						<td key={field} data-field={field} />
					) : (
						<Cell key={field} field={field} row={props.total!} metric={props.metric} unit={props.unit} />
					),
				)}
				{props.tools && <td className={styles.tools} />}
			</tr>
		</tfoot>
	);
}

function Rows(props: RowsProps & { totals: Map<string, CostItem> }): ReactNode {
	const { format, t } = useI18n();
	const { rows, step, drawn, fields } = props;
	const byStep = step !== "total" && drawn.sort === null && drawn.query.groups.length > 0;
	return rows.map((row, index) => {
		const total = byStep && row.day !== rows[index - 1]?.day ? props.totals.get(row.day ?? "") : undefined;
		return (
			<Fragment key={row.key}>
				{total && (
					<tr className={styles.step}>
						<th scope="rowgroup" className={styles.text}>
							{format.bucket(row.day!, step as Granularity)} <span className="sr-only">{t("col_total")}</span>
						</th>
						<td />
						<Further count={drawn.query.groups.length - 1} />
						{fields.map((field) =>
							field === "cost" ? (
								<Cell key={field} field={field} row={total} metric={drawn.query.metric} unit={unitOf(props.measure)} />
							) : (
								<td key={field} data-field={field} />
							),
						)}
						{props.onChange && <td className={styles.tools} />}
					</tr>
				)}
				<Line {...props} row={row} index={index} />
			</Fragment>
		);
	});
}

export function ExplorerTable(props: Props): ReactNode {
	const { t } = useI18n();
	const fieldName = useFieldName();
	const { state, step, measure, onChange, height } = props;
	const several = (useStatus().data?.currencies.length ?? 0) > 1;
	const asked = inMeasure(state, measure, several);
	const table = useTable(asked, step, measure !== null);
	const steps = useStepTotals(asked, step, step !== "total" && state.query.groups.length > 0 && state.sort === null);
	const pages = table.data?.pages;
	const first = pages?.[0];
	const rows = useMemo(() => (pages && measure ? shapeRows(pages, measure) : []), [pages, measure]);
	const groups = first?.state.query.groups ?? state.query.groups;
	const words = useWords(groups, NO_KEYS);
	const totals = useMemo(() => {
		const mine = measure ? (steps.data?.items ?? []).filter(isMeasured(measure)) : [];
		return new Map(mine.map((item) => [item.charge_date ?? "", item]));
	}, [steps.data, measure]);
	if (table.isError) return <Trouble error={table.error} retry={() => void table.refetch()} state={state} onChange={onChange} />;
	if (!first || !measure) return <Bones height={height} />;
	const drawn = first.state;
	const drawnStep = first.step;
	const fields = shownFields(drawn, drawnStep);
	const { metric } = drawn.query;
	const timed = drawnStep !== "total";
	const total = first.answer.totals.find(isMeasured(measure));
	return (
		<div className={styles.holder} data-stale={table.isPlaceholderData || undefined} aria-busy={table.isFetching}>
			<div className={styles.scroll} role="group" aria-label={t("explore_table")} tabIndex={0}>
				<table className={styles.table} data-timed={timed || undefined} aria-label={t("explore_table")}>
					<thead>
						<tr>
							{timed && <Head column="charge_date" label={t("col_period")} isText state={state} onChange={onChange} />}
							{groups.map((name, place) => (
								<Head
									key={name}
									column={name}
									label={dimensionName(t, name)}
									isText
									isFurther={place > 0}
									state={state}
									onChange={onChange}
								/>
							))}
							{fields.map((field) => (
								<Head
									key={field}
									column={fieldColumn(field, metric)}
									label={fieldName(field, metric)}
									field={field}
									state={state}
									onChange={onChange}
								/>
							))}
							{onChange && (
								<td className={styles.tools}>
									<span className="sr-only">{t("explore_tools")}</span>
								</td>
							)}
						</tr>
					</thead>
					<tbody>
						<Rows {...props} step={drawnStep} measure={measure} rows={rows} words={words} fields={fields} drawn={drawn} totals={totals} />
					</tbody>
					<Totals
						total={total}
						timed={timed}
						groups={groups.length}
						fields={fields}
						metric={metric}
						unit={unitOf(measure)}
						tools={onChange !== undefined}
					/>
				</table>
			</div>
			{table.hasNextPage && (
				<Button look="plain" small disabled={table.isFetchingNextPage} onClick={() => void table.fetchNextPage()}>
					{t("show_more")}
				</Button>
			)}
		</div>
	);
}

const NO_KEYS: string[] = [];
