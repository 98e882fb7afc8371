/* SPDX-License-Identifier: Apache-2.0 */
/* categories.tsx -- which FOCUS category each service of a provider is put into, as mappings do it. */
import type { ServiceCategory } from "@centavo/core";
import { useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { Card, type Asked } from "../../ui/Card.tsx";
import { Choose } from "../../ui/Choose.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { Empty } from "../../ui/States.tsx";
import { AllButton, Table } from "../../ui/Table.tsx";
import table from "../../ui/table.module.css";
import styles from "./settings.module.css";

const SHOWN = 40;

interface Props {
	asked: Asked;
	categories: ServiceCategory[];
	providers: string[];
	q: string;
	provider: string | null;
	onFind(q: string): void;
	onProvider(provider: string | null): void;
}

export function CategoriesCard(props: Props): ReactNode {
	const { t } = useI18n();
	const [all, setAll] = useState(false);
	const { categories, providers, provider } = props;
	const shown = all ? categories : categories.slice(0, SHOWN);
	const empty = categories.length === 0 ? <Empty title={t("categories_nothing")} why={t("categories_nothing_why")} /> : null;
	return (
		<Card
			title={t("categories_title")}
			hint={t("categories_hint")}
			asked={props.asked}
			height={600}
			actions={
				<>
					<Choose
						label={t("dim_provider_name")}
						value={provider ?? ""}
						options={[{ value: "", label: t("all") }, ...providers.map((one) => ({ value: one, label: one }))]}
						onChange={(value) => props.onProvider(value || null)}
					/>
					<SearchField label={t("categories_find")} value={props.q} onChange={props.onFind} />
				</>
			}
			empty={empty}
		>
			<Table
				label={t("categories_title")}
				className={styles.table}
				columns={[
					[t("categories_service")],
					[t("dim_provider_name")],
					[t("dim_service_category")],
					[t("categories_sub"), "desk"],
				]}
			>
				{shown.map((one) => (
					<tr key={`${one.provider_name} ${one.service_name}`}>
						<th scope="row" className={table.wrap}>
							{one.service_name}
						</th>
						<td>{one.provider_name}</td>
						<td>{one.service_category}</td>
						<td className={table.desk}>{one.service_subcategory ?? "–"}</td>
					</tr>
				))}
			</Table>
			<AllButton all={all} count={categories.length} shown={SHOWN} onAll={setAll} />
		</Card>
	);
}
