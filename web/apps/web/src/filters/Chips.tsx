/* SPDX-License-Identifier: Apache-2.0 */
/* Chips.tsx -- every condition of the query in words, each with its way out. */
import { NO_FILTER, removeValue, type Query } from "@centavo/core";
import type { ReactNode } from "react";
import { useLook } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { dimensionName } from "../app/names.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./filters.module.css";

interface Props {
	query: Query;
	onChange(part: Partial<Query>): void;
}

function Chip(props: { name: string; value: string; exclude: boolean; onRemove(): void }): ReactNode {
	const { t } = useI18n();
	return (
		<li className={styles.chip} data-exclude={props.exclude || undefined}>
			<span>
				{props.name} {props.exclude ? t("is_not") : t("is")} <b>{props.value}</b>
			</span>
			<button type="button" aria-label={t("remove_filter", { value: `${props.name} ${props.value}` })} onClick={props.onRemove}>
				<Icon name="close" size={12} />
			</button>
		</li>
	);
}

export function Chips({ query, onChange }: Props): ReactNode {
	const { t } = useI18n();
	const accounts = useLook("sub_account_id");
	const { filter } = query;
	const shown = filter.clauses;
	if (shown.length === 0 && !filter.rest && !query.cloud) return null;
	const label = (name: string, value: string | null) =>
		value === null ? t("no_value") : name === "sub_account_id" ? accounts.label(value) : value;
	return (
		<ul className={styles.chips} aria-label={t("active_filters")}>
			{query.cloud && (
				<Chip name={dimensionName(t, "cloud")} value={query.cloud} exclude={false} onRemove={() => onChange({ cloud: null })} />
			)}
			{filter.rest && (
				<Chip name={t("expression")} value={filter.rest} exclude={false} onRemove={() => onChange({ filter: { ...filter, rest: null } })} />
			)}
			{shown.flatMap((clause) =>
				clause.values.map((value) => (
					<Chip
						key={`${clause.exclude} ${clause.name} ${value}`}
						name={dimensionName(t, clause.name)}
						value={label(clause.name, value)}
						exclude={clause.exclude}
						onRemove={() => onChange({ filter: removeValue(filter, clause.name, value) })}
					/>
				)),
			)}
			<li>
				<Button look="plain" small onClick={() => onChange({ cloud: null, filter: NO_FILTER })}>
					{t("clear_filters")}
				</Button>
			</li>
		</ul>
	);
}
