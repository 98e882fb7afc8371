/* SPDX-License-Identifier: Apache-2.0 */
/* ClauseEditor.tsx -- one condition: how, and which values, found by typing, with what they cost. */
import type { Clause, DimensionValue, Query } from "@centavo/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState, type FormEvent, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { dimensionName } from "../app/names.ts";
import { costOf, operatorOf, OPERATORS, withOperator, withValue, type Operator } from "../filters/conditions.ts";
import { useValues } from "../filters/fetch.ts";
import filters from "../filters/filters.module.css";
import { useOperatorName } from "../filters/words.ts";
import { Button } from "../ui/Button.tsx";
import { Bones, ErrorBox } from "../ui/Card.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./question.module.css";

/** A value that can be chosen; what is not in the answer has no days. */
type Listed = Omit<DimensionValue, "first_charge_date" | "last_charge_date">;

interface Props {
	clause: Clause;
	query: Query;
	currency: string | null;
	onClause(clause: Clause): void;
	/** to the choice of another dimension */
	onBack?: (() => void) | undefined;
	onDone(): void;
}

function ValueRow(props: { item: Listed; clause: Clause; currency: string | null; onClause: Props["onClause"] }): ReactNode {
	const { t, format } = useI18n();
	const { item, clause, currency } = props;
	const chosen = clause.values.includes(item.value);
	const cost = costOf(item, currency);
	return (
		<li className={filters.value} data-choice={chosen ? (clause.exclude ? "exclude" : "include") : undefined}>
			<button type="button" aria-pressed={chosen} onClick={() => props.onClause(withValue(clause, item.value))}>
				<span className={filters.box}>{chosen && <Icon name={clause.exclude ? "close" : "check"} size={12} />}</span>
				<span className={filters.label}>
					{item.label ?? item.value ?? t("no_value")}
					{item.label && item.label !== item.value && <small>{item.value}</small>}
				</span>
				{cost && currency && <span className={filters.cost}>{format.money(cost, currency)}</span>}
			</button>
		</li>
	);
}

function ValueList({ clause, query, currency, onClause }: Props): ReactNode {
	const { t } = useI18n();
	const [q, setQ] = useState("");
	const [sought] = useDebouncedValue(q.trim(), 160);
	const values = useValues(clause.name, sought, query);
	const items = values.data?.items ?? [];
	/* what is chosen stays in sight, though the period or the search has it not */
	const absent = clause.values.filter((value) => !items.some((item) => item.value === value));
	const lost = sought === "" ? absent.map((value): Listed => ({ value, label: null, charge_count: 0, cost: [] })) : [];
	const typed = q.trim() !== "" && !items.some((item) => item.value === q.trim());
	const find = t("find_in", { name: dimensionName(t, clause.name) });
	return (
		<>
			<div className={filters.search}>
				<Icon name="search" size={15} />
				<input data-autofocus value={q} onChange={(event) => setQ(event.currentTarget.value)} placeholder={find} aria-label={find} />
			</div>
			{values.isPending && <Bones height={160} />}
			{values.isError && <ErrorBox error={values.error} retry={() => void values.refetch()} />}
			{values.isSuccess && items.length === 0 && <p className={filters.nothing}>{t("no_match")}</p>}
			<ul className={filters.values} aria-busy={values.isFetching}>
				{[...lost, ...items].map((item) => (
					<ValueRow key={item.value ?? "\u0000"} item={item} clause={clause} currency={currency} onClause={onClause} />
				))}
			</ul>
			{typed && values.isSuccess && (
				<Button look="plain" small onClick={() => onClause(withValue(clause, q.trim()))}>
					{t("explore_use_text", { text: q.trim() })}
				</Button>
			)}
		</>
	);
}

function PartField({ clause, onClause, onDone }: Props): ReactNode {
	const { t } = useI18n();
	const [text, setText] = useState(clause.values[0] ?? "");
	const submit = (event: FormEvent) => {
		event.preventDefault();
		onClause({ ...clause, values: text === "" ? [] : [text] });
		if (text !== "") onDone();
	};
	return (
		<form className={styles.part} onSubmit={submit}>
			<input
				data-autofocus
				className={styles.field}
				value={text}
				onChange={(event) => setText(event.currentTarget.value)}
				placeholder={t("explore_part")}
				aria-label={t("explore_part")}
			/>
			<Button type="submit" small look="primary">
				{t("explore_apply")}
			</Button>
		</form>
	);
}

export function ClauseEditor(props: Props): ReactNode {
	const { t } = useI18n();
	const { clause, onClause, onBack } = props;
	const operator = operatorOf(clause);
	const operatorName = useOperatorName();
	const name = dimensionName(t, clause.name);
	return (
		<div>
			<div className={styles.editorHead}>
				{onBack && (
					<button type="button" className={styles.back} onClick={onBack} aria-label={t("back")}>
						<Icon name="left" size={15} />
					</button>
				)}
				<strong>{name}</strong>
				<select
					className={styles.select}
					aria-label={t("explore_operator")}
					value={operator}
					onChange={(event) => onClause(withOperator(clause, event.currentTarget.value as Operator))}
				>
					{[...new Set([...OPERATORS, operator])].map((one) => (
						<option key={one} value={one}>
							{operatorName(one)}
						</option>
					))}
				</select>
			</div>
			{(operator === "is" || operator === "is_not") && <ValueList key={clause.name} {...props} />}
			{operator !== "is" && operator !== "is_not" && operator !== "none" && operator !== "any" && <PartField key={clause.name} {...props} />}
			{(operator === "none" || operator === "any") && (
				<p className={filters.foot}>{operator === "none" ? t("explore_is_none_why", { name }) : t("explore_is_any_why", { name })}</p>
			)}
		</div>
	);
}
