/* SPDX-License-Identifier: Apache-2.0 */
/* Chips.tsx -- every condition of the query in words, each with its way out. */
import { NO_FILTER, removeClause, removeValue, type Query } from "@centavo/core";
import type { ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { dimensionName } from "../app/names.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./filters.module.css";
import { useClauseWords, type ClauseWords } from "./words.ts";

interface Props {
	query: Query;
	onChange(part: Partial<Query>): void;
}

function Chip({ words, exclude, onRemove }: { words: ClauseWords; exclude?: boolean; onRemove(): void }): ReactNode {
	const { t } = useI18n();
	const { name, operator, values } = words;
	return (
		<li className={styles.chip} data-exclude={exclude || undefined}>
			<span>
				{name} {operator} <b>{values}</b>
			</span>
			<button type="button" aria-label={t("remove_filter", { value: `${name} ${values || operator}` })} onClick={onRemove}>
				<Icon name="close" size={12} />
			</button>
		</li>
	);
}

export function Chips({ query, onChange }: Props): ReactNode {
	const { t } = useI18n();
	const clauseWords = useClauseWords();
	const { filter } = query;
	if (filter.clauses.length === 0 && !filter.rest && !query.cloud) return null;
	return (
		<ul className={styles.chips} aria-label={t("active_filters")}>
			{query.cloud && (
				<Chip words={{ name: dimensionName(t, "cloud"), operator: t("is"), values: query.cloud }} onRemove={() => onChange({ cloud: null })} />
			)}
			{filter.rest && (
				<Chip
					words={{ name: t("expression"), operator: "", values: filter.rest }}
					onRemove={() => onChange({ filter: { ...filter, rest: null } })}
				/>
			)}
			{filter.clauses.flatMap((clause, i) =>
				clause.values.map((value) => (
					<Chip
						key={`${i} ${value}`}
						words={clauseWords({ ...clause, values: [value] })}
						exclude={clause.exclude}
						onRemove={() =>
							onChange({ filter: clause.match ? removeClause(filter, clause) : removeValue(filter, clause.name, value) })
						}
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
