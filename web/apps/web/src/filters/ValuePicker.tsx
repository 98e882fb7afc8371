/* SPDX-License-Identifier: Apache-2.0 */
/* ValuePicker.tsx -- choose or exclude values of one dimension: type to find, click to include, shift-click or the
 * second button to exclude. */
import { choiceOf, clauseOf, type DimensionValue, type Query } from "@centavo/core";
import { Popover } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { dimensionName } from "../app/names.ts";
import { Bones, ErrorBox } from "../ui/Card.tsx";
import { Icon } from "../ui/Icon.tsx";
import { costOf } from "./conditions.ts";
import { useTags, useValues } from "./fetch.ts";
import styles from "./filters.module.css";

interface ListProps {
	name: string;
	query: Query;
	currency: string | null;
	onToggle(name: string, value: string | null, exclude: boolean): void;
}

function ValueRow({ item, list }: { item: DimensionValue; list: ListProps }): ReactNode {
	const { t, format } = useI18n();
	const choice = choiceOf(list.query.filter, list.name, item.value);
	const label = item.label ?? item.value ?? t("no_value");
	const cost = costOf(item, list.currency);
	return (
		<li className={styles.value} data-choice={choice ?? undefined}>
			<button
				type="button"
				aria-pressed={choice === "include"}
				onClick={(event) => list.onToggle(list.name, item.value, event.shiftKey)}
			>
				<span className={styles.box}>
					{choice === "include" && <Icon name="check" size={12} />}
					{choice === "exclude" && <Icon name="close" size={12} />}
				</span>
				<span className={styles.label}>
					{label}
					{item.label && item.label !== item.value && <small>{item.value}</small>}
				</span>
				{cost && list.currency && <span className={styles.cost}>{format.money(cost, list.currency)}</span>}
			</button>
			<button
				type="button"
				className={styles.not}
				aria-pressed={choice === "exclude"}
				aria-label={t("exclude_value", { value: label })}
				title={t("exclude_value", { value: label })}
				onClick={() => list.onToggle(list.name, item.value, true)}
			>
				<Icon name="block" size={15} />
			</button>
		</li>
	);
}

function ValueList(props: ListProps & { onBack?: (() => void) | undefined }): ReactNode {
	const { t } = useI18n();
	const [q, setQ] = useState("");
	const [sought] = useDebouncedValue(q.trim(), 180);
	const values = useValues(props.name, sought, props.query);
	const items = values.data?.items ?? [];
	return (
		<>
			<div className={styles.search}>
				{props.onBack ? (
					<button type="button" onClick={props.onBack} aria-label={t("back")}>
						‹
					</button>
				) : (
					<Icon name="search" size={15} />
				)}
				<input
					data-autofocus
					value={q}
					onChange={(event) => setQ(event.currentTarget.value)}
					placeholder={t("find_in", { name: dimensionName(t, props.name) })}
					aria-label={t("find_in", { name: dimensionName(t, props.name) })}
				/>
			</div>
			{values.isPending && <Bones height={160} />}
			{values.isError && <ErrorBox error={values.error} retry={() => void values.refetch()} />}
			{values.isSuccess && items.length === 0 && <p className={styles.nothing}>{t("no_match")}</p>}
			<ul className={styles.values}>
				{items.map((item) => (
					<ValueRow key={item.value ?? "\u0000"} item={item} list={props} />
				))}
			</ul>
			<p className={styles.foot}>{t("pick_help")}</p>
		</>
	);
}

function TagList(props: Omit<ListProps, "name"> & { onKey(key: string): void }): ReactNode {
	const { t } = useI18n();
	const tags = useTags(props.query.as_of);
	if (tags.isError) return <ErrorBox error={tags.error} retry={() => void tags.refetch()} />;
	if (tags.isPending) return <Bones height={160} />;
	if (tags.data.length === 0) return <p className={styles.nothing}>{t("no_tags")}</p>;
	return (
		<ul className={styles.values}>
			{tags.data.map((tag) => (
				<li key={tag.key} className={styles.value}>
					<button type="button" onClick={() => props.onKey(tag.key)}>
						<span className={styles.label}>{tag.key}</span>
						<span className={styles.cost}>{t("charges", { count: tag.charge_count })}</span>
						<span aria-hidden="true">›</span>
					</button>
				</li>
			))}
		</ul>
	);
}

function chosenCount(query: Query, name: string): number {
	const names = name === "tag" ? query.filter.clauses.filter((c) => c.name.startsWith("tag:")).map((c) => c.name) : [name];
	return names.reduce(
		(count, one) =>
			count +
			(clauseOf(query.filter, one, false)?.values.length ?? 0) +
			(clauseOf(query.filter, one, true)?.values.length ?? 0),
		0,
	);
}

/** `name` is a dimension, or `tag` for a list of keys first. */
export function ValuePicker(props: ListProps): ReactNode {
	const { t, format } = useI18n();
	const [opened, setOpened] = useState(false);
	const [key, setKey] = useState<string | null>(null);
	const count = chosenCount(props.query, props.name);
	const title = props.name === "tag" ? t("dim_tags") : dimensionName(t, props.name);
	const name = props.name === "tag" ? (key === null ? null : `tag:${key}`) : props.name;
	return (
		<Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus withinPortal returnFocus>
			<Popover.Target>
				<button
					type="button"
					className={styles.pick}
					data-on={count > 0 || undefined}
					onClick={() => {
						setKey(null);
						setOpened(!opened);
					}}
				>
					{title}
					{count > 0 && <span className={styles.count}>{format.count(count)}</span>}
					<Icon name="chevron" size={13} />
				</button>
			</Popover.Target>
			<Popover.Dropdown className={styles.drop} aria-label={title}>
				{name === null ? (
					<TagList {...props} onKey={setKey} />
				) : (
					<ValueList {...props} name={name} onBack={props.name === "tag" ? () => setKey(null) : undefined} />
				)}
			</Popover.Dropdown>
		</Popover>
	);
}
