/* SPDX-License-Identifier: Apache-2.0 */
/* head.tsx -- which thing this is, what it belongs to, since when it is known, and where its number goes on. */
import { DEFAULT_EXPLORER, NO_FILTER, printExplorer, type DimensionValue, type Query } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { carried, thingLink } from "../../app/links.ts";
import { useI18n } from "../../app/i18n.tsx";
import { dimensionName } from "../../app/names.ts";
import { parseSearch, searchOf } from "../../app/state.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import type { Kind } from "./kinds.ts";
import styles from "./things.module.css";

interface TitleProps {
	kind: Kind;
	value: string | null;
	label: string | null;
}

export function ThingTitle({ kind, value, label }: TitleProps): ReactNode {
	const { t } = useI18n();
	return (
		<div className={styles.title}>
			<span className={styles.icon}>
				<Icon name={kind.icon} size={20} />
			</span>
			<div>
				<h1>{label ?? value ?? t("no_value")}</h1>
				{value !== null && (
					<p className={styles.id}>
						<span>{dimensionName(t, kind.dimension)}</span>
						{label && label !== value && <code>{value}</code>}
						<CopyButton text={value} label={t("things_copy")} />
					</p>
				)}
			</div>
		</div>
	);
}

/* Values without a page of their own lead to the accounts, or to the overview, of them. */
function Parent({ name, item, query }: { name: string; item: DimensionValue; query: Query }): ReactNode {
	const text = item.label ?? item.value;
	if (item.value === null || text === null) return null;
	const to = thingLink(name, item.value) ?? (name === "billing_account_id" ? "/accounts" : "/");
	const narrowed = { ...query, cloud: null, filter: { ...NO_FILTER, clauses: [{ name, exclude: false, values: [item.value] }] } };
	const search = thingLink(name, item.value) ? carried(query) : searchOf(narrowed);
	return (
		<Link to={to} search={search} title={item.label ? item.value : undefined}>
			{text}
		</Link>
	);
}

interface FactsProps {
	kind: Kind;
	/** what all bills know of it */
	ever: DimensionValue;
	parents: Map<string, DimensionValue[]>;
	/** about this thing alone */
	query: Query;
	/** the same without it */
	outer: Query;
}

export function ThingFacts({ kind, ever, parents, query, outer }: FactsProps): ReactNode {
	const { t, format } = useI18n();
	const known = kind.parents.map((name) => ({ name, items: (parents.get(name) ?? []).filter((item) => item.value !== null) }));
	const explorer = printExplorer({ ...DEFAULT_EXPLORER, query });
	return (
		<div className={styles.known}>
			<dl className={styles.facts}>
				{known.map(
					({ name, items }) =>
						items.length > 0 && (
							<div key={name}>
								<dt>{dimensionName(t, name)}</dt>
								<dd>
									{items.slice(0, 3).map((item) => (
										<Parent key={item.value} name={name} item={item} query={outer} />
									))}
									{items.length > 3 && <span>{t("things_and_more")}</span>}
								</dd>
							</div>
						),
				)}
				{ever.first_charge_date && (
					<div>
						<dt>{t("things_first")}</dt>
						<dd>{format.day(ever.first_charge_date)}</dd>
					</div>
				)}
				{ever.last_charge_date && (
					<div>
						<dt>{t("things_last")}</dt>
						<dd>{format.day(ever.last_charge_date)}</dd>
					</div>
				)}
			</dl>
			<Link to="/explore" search={parseSearch(explorer.toString())} className={styles.onward}>
				<Icon name="compass" size={15} />
				{t("things_explore")}
			</Link>
		</div>
	);
}
