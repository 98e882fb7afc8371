/* SPDX-License-Identifier: Apache-2.0 */
/* Conditions.tsx -- what counts: conditions as chips that open, and the switch that leaves them out without losing them. */
import {
	isNarrowed,
	NO_FILTER,
	parseFilter,
	printFilter,
	removeClause,
	replaceClause,
	type Clause,
	type ExplorerState,
	type Query,
} from "@centavo/core";
import { Popover } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { dimensionName } from "../app/names.ts";
import filters from "../filters/filters.module.css";
import { useClauseWords } from "../filters/words.ts";
import { Button, Segments } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { ClauseEditor } from "./ClauseEditor.tsx";
import { Finder } from "./Finder.tsx";
import styles from "./question.module.css";

interface Props {
	state: ExplorerState;
	currency: string | null;
	/** suggested dimensions */
	suggested: string[];
	onAsk(part: Partial<Query>): void;
	onLook(part: Partial<ExplorerState>): void;
}

const SHOWN_VALUES = 2;

interface ChipProps {
	clause: Clause;
	state: ExplorerState;
	currency: string | null;
	onFilter(filter: Query["filter"]): void;
}

function Chip(props: ChipProps): ReactNode {
	const { t } = useI18n();
	const { clause, state } = props;
	const { filter } = state.query;
	const [open, setOpen] = useState(false);
	/* a condition without values is none yet, but stays open */
	const [draft, setDraft] = useState<Clause | null>(null);
	const { name, operator, values } = useClauseWords(SHOWN_VALUES)(clause);
	const shown = draft ?? clause;
	const change = (next: Clause) => {
		setDraft(next.values.length === 0 ? next : null);
		if (next.values.length > 0) props.onFilter(replaceClause(filter, clause, next));
	};
	const close = () => {
		setOpen(false);
		if (draft) props.onFilter(removeClause(filter, clause));
		setDraft(null);
	};
	return (
		<li className={styles.chip} data-exclude={clause.exclude || undefined}>
			<Popover opened={open} onChange={(on) => (on ? setOpen(true) : close())} position="bottom-start" trapFocus withinPortal returnFocus>
				<Popover.Target>
					<button type="button" className={styles.chipText} onClick={() => (open ? close() : setOpen(true))}>
						{name} <i>{operator}</i> {values && <b>{values}</b>}
					</button>
				</Popover.Target>
				<Popover.Dropdown className={filters.drop} aria-label={name}>
					<ClauseEditor clause={shown} query={state.query} currency={props.currency} onClause={change} onDone={() => setOpen(false)} />
				</Popover.Dropdown>
			</Popover>
			<button
				type="button"
				className={styles.drop}
				aria-label={t("remove_filter", { value: `${name} ${values}`.trim() })}
				onClick={() => props.onFilter(removeClause(filter, clause))}
			>
				<Icon name="close" size={12} />
			</button>
		</li>
	);
}

function Adding(props: Props): ReactNode {
	const { t } = useI18n();
	const { state, onAsk } = props;
	const { filter } = state.query;
	const [open, setOpen] = useState(false);
	/** null: no dimension is chosen yet */
	const [clause, setClause] = useState<Clause | null>(null);
	const show = (on: boolean) => {
		setOpen(on);
		setClause(null);
	};
	const change = (next: Clause) => {
		/* as the address will say it: two exclusions of one name are one condition */
		const grown = parseFilter(printFilter(replaceClause(filter, clause, next)));
		const holds = (one: Clause) => one.name === next.name && one.exclude === next.exclude && one.match === next.match;
		const joined = grown.clauses.find((one) => holds(one) && next.values.every((value) => one.values.includes(value)));
		onAsk({ filter: grown });
		setClause(next.values.length > 0 ? (joined ?? next) : next);
	};
	return (
		<Popover opened={open} onChange={show} position="bottom-start" trapFocus withinPortal returnFocus>
			<Popover.Target>
				<button type="button" className={styles.add} onClick={() => show(!open)}>
					<Icon name="plus" size={13} />
					{t("explore_add_filter")}
				</button>
			</Popover.Target>
			<Popover.Dropdown className={filters.drop} aria-label={t("explore_add_filter")}>
				{clause === null ? (
					<Finder
						label={t("explore_find_dimension")}
						suggested={props.suggested}
						taken={[]}
						as_of={state.query.as_of}
						onPick={(name) => setClause({ name, exclude: false, values: [] })}
					/>
				) : (
					<ClauseEditor
						clause={clause}
						query={state.query}
						currency={props.currency}
						onClause={change}
						onBack={() => setClause(null)}
						onDone={() => show(false)}
					/>
				)}
			</Popover.Dropdown>
		</Popover>
	);
}

export function Conditions(props: Props): ReactNode {
	const { t } = useI18n();
	const { state, onAsk, onLook } = props;
	const { query } = state;
	const { filter } = query;
	const narrowed = isNarrowed(query);
	return (
		<ul className={styles.chips} aria-label={t("active_filters")} data-off={!state.focused || undefined}>
			{query.cloud && (
				<li className={styles.chip}>
					<span className={styles.chipText}>
						{dimensionName(t, "cloud")} <i>{t("is")}</i> <b>{query.cloud}</b>
					</span>
					<button
						type="button"
						className={styles.drop}
						aria-label={t("remove_filter", { value: query.cloud })}
						onClick={() => onAsk({ cloud: null })}
					>
						<Icon name="close" size={12} />
					</button>
				</li>
			)}
			{filter.rest && (
				<li className={styles.chip}>
					<code className={styles.chipText} title={filter.rest}>
						{filter.rest}
					</code>
					<button
						type="button"
						className={styles.drop}
						aria-label={t("remove_filter", { value: filter.rest })}
						onClick={() => onAsk({ filter: { ...filter, rest: null } })}
					>
						<Icon name="close" size={12} />
					</button>
				</li>
			)}
			{filter.clauses.map((clause, i) => (
				<Chip
					key={`${clause.name} ${i}`}
					clause={clause}
					state={state}
					currency={props.currency}
					onFilter={(next) => onAsk({ filter: next })}
				/>
			))}
			<li>
				<Adding {...props} />
			</li>
			{narrowed && (
				<>
					<li>
						<Segments<"only" | "all">
							label={t("explore_focus")}
							value={state.focused ? "only" : "all"}
							options={[
								{ value: "only", label: t("explore_focused") },
								{ value: "all", label: t("explore_everything") },
							]}
							onChange={(value) => onLook({ focused: value === "only" })}
						/>
					</li>
					<li>
						<Button look="plain" small onClick={() => onAsk({ filter: NO_FILTER, cloud: null })}>
							{t("clear_filters")}
						</Button>
					</li>
				</>
			)}
		</ul>
	);
}
