/* SPDX-License-Identifier: Apache-2.0 */
/* collisions.tsx -- keys of tags that differ in spelling only, and where their values are at odds. */
import { DEFAULT_QUERY, type TagCollision } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { searchOf } from "../../app/state.ts";
import { Table } from "../../ui/Table.tsx";
import table from "../../ui/table.module.css";

export function Collisions({ collisions, label }: { collisions: TagCollision[]; label: string }): ReactNode {
	const { t, format } = useI18n();
	return (
		<Table
			label={label}
			columns={[
				[t("quality_key"), "left"],
				[t("quality_norm"), "left"],
				[t("col_charges"), "desk"],
				[t("quality_conflicts")],
			]}
		>
			{collisions.map((one) => (
				<tr key={`${one.provider_name} ${one.key}`}>
					<th scope="row" className={table.wrap}>
						<code>{one.key}</code>
						{one.provider_name && <small>{one.provider_name}</small>}
					</th>
					<td className={table.left}>
						<Link
							to="/explore"
							search={searchOf({ ...DEFAULT_QUERY, groups: [`norm_tag:${one.norm_key}`] })}
							aria-label={t("tags_costs_of", { key: one.norm_key })}
						>
							<code>{one.norm_key}</code>
						</Link>
					</td>
					<td className={table.desk}>{format.count(one.charge_count)}</td>
					<td data-way={one.conflict_count > 0 ? "up" : undefined}>{format.count(one.conflict_count)}</td>
				</tr>
			))}
		</Table>
	);
}
