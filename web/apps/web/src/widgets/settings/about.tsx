/* SPDX-License-Identifier: Apache-2.0 */
/* about.tsx -- what is installed, how much it keeps, and every limit on what comes from outside, by its name in the source. */
import type { About, Limit } from "@centavo/core";
import type { ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { Card, type Asked } from "../../ui/Card.tsx";
import { Table } from "../../ui/Table.tsx";
import table from "../../ui/table.module.css";
import styles from "./settings.module.css";

interface Props {
	asked: Asked;
	about: About | undefined;
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
	return (
		<div>
			<dt>{name}</dt>
			<dd>{children}</dd>
		</div>
	);
}

export function InstalledCard({ asked, about }: Props): ReactNode {
	const { t, format } = useI18n();
	return (
		<Card title={t("about_installed")} asked={asked} height={230}>
			{about && (
				<dl className={styles.facts}>
					<Fact name={about.name}>{about.version}</Fact>
					{about.engines.map((engine) => (
						<Fact key={engine.name} name={engine.name}>
							{engine.version}
						</Fact>
					))}
					<Fact name={t("about_engine")}>{about.engine === "server" ? t("about_server") : t("about_embedded")}</Fact>
					<Fact name={t("about_schema")}>{format.count(about.schema_version)}</Fact>
					<Fact name={t("about_data")}>{about.data_version}</Fact>
				</dl>
			)}
		</Card>
	);
}

export function SizesCard({ asked, about }: Props): ReactNode {
	const { t, format } = useI18n();
	const sizes = about?.sizes;
	return (
		<Card title={t("about_sizes")} asked={asked} height={230}>
			{sizes && (
				<dl className={styles.facts}>
					<Fact name={t("about_charges")}>{format.count(sizes.charge_count)}</Fact>
					<Fact name={t("about_rows")}>{format.count(sizes.row_count)}</Fact>
					<Fact name={t("nav_deliveries")}>{format.count(sizes.delivery_count)}</Fact>
					<Fact name={t("about_landing")}>{format.bytes(sizes.landing_size)}</Fact>
					<Fact name={t("about_charge_size")}>{format.bytes(sizes.charge_size)}</Fact>
					<Fact name={t("about_state")}>{format.bytes(sizes.state_size)}</Fact>
				</dl>
			)}
		</Card>
	);
}

function LimitRow({ limit }: { limit: Limit }): ReactNode {
	const { format } = useI18n();
	return (
		<tr>
			<th scope="row" className={table.left}>
				<code>{limit.name}</code>
			</th>
			<td>
				{limit.unit === "bytes" ? format.bytes(limit.value) : format.count(limit.value)}
				{limit.unit !== "bytes" && <span lang="en"> {limit.unit}</span>}
			</td>
			<td className={table.wrap} lang="en">
				{limit.help}
			</td>
		</tr>
	);
}

export function LimitsCard({ asked, about }: Props): ReactNode {
	const { t } = useI18n();
	return (
		<Card title={t("about_limits")} hint={t("about_limits_hint")} asked={asked} height={600}>
			<Table label={t("about_limits")} columns={[[t("col_name"), "left"], [t("about_limit")], [t("col_what"), "left"]]}>
				{about?.limits.map((limit) => <LimitRow key={limit.name} limit={limit} />)}
			</Table>
		</Card>
	);
}
