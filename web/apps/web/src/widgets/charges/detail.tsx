/* SPDX-License-Identifier: Apache-2.0 */
/* detail.tsx -- one charge in full: every column that has a value, and the row of the bill that it is. */
import type { Charge, Query } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { dimensionName, fileName } from "../../app/names.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { ThingLink } from "../../ui/ThingLink.tsx";
import { Cell } from "./cell.tsx";
import styles from "./charges.module.css";
import { useBillOf } from "./fetch.ts";
import { groupColumns, isEmpty } from "./shape.ts";

interface Props {
	charge: Charge;
	query: Query;
	onClose(): void;
}

function Value({ charge, name, query }: { charge: Charge; name: string; query: Query }): ReactNode {
	const value = charge[name];
	const cell = <Cell charge={charge} name={name} exact />;
	if (typeof value !== "string" || value === "") return cell;
	return (
		<ThingLink name={name} value={value} query={query}>
			{cell}
		</ThingLink>
	);
}

/** Which row of which file of which bill this is. */
function Origin({ charge }: { charge: Charge }): ReactNode {
	const { t } = useI18n();
	const id = charge.sys_delivery_id;
	const bill = useBillOf(id);
	const file = bill.data?.files.find((one) => one.file_no === charge.sys_file_no);
	const name = file ? fileName(file.name) : t("charges_file", { number: charge.sys_file_no });
	return (
		<p className={styles.origin}>
			<Icon name="file" size={15} />
			<span>
				<Link to="/deliveries/$id" params={{ id: String(id) }}>
					{t("bill_number", { number: id })}
				</Link>
				{" · "}
				<span title={file?.name}>{name}</span>
				{" · "}
				{t("reject_row", { row: charge.sys_row_no })}
				{charge.sys_part_no > 1 && ` · ${t("charges_part", { number: charge.sys_part_no })}`}
			</span>
		</p>
	);
}

export function ChargeDialog({ charge, query, onClose }: Props): ReactNode {
	const { t, format } = useI18n();
	const [all, setAll] = useState(false);
	const groups = groupColumns(charge);
	const empty = groups.flatMap((group) => group.names).filter((name) => isEmpty(charge[name])).length;
	const title = charge["charge_description"];
	return (
		<Dialog wide title={typeof title === "string" && title !== "" ? title : t("charges_one")} onClose={onClose}>
			<p className={styles.sum}>
				<strong>{format.money(String(charge[query.metric]), charge.billing_currency)}</strong>
				<span>{dimensionName(t, query.metric)}</span>
			</p>
			<Origin charge={charge} />
			{groups.map((group) => {
				const names = all ? group.names : group.names.filter((name) => !isEmpty(charge[name]));
				return (
					names.length > 0 && (
						<section key={group.label} className={styles.group}>
							<h3>{t(group.label)}</h3>
							<dl>
								{names.map((name) => (
									<div key={name}>
										<dt title={name}>{dimensionName(t, name)}</dt>
										<dd>
											<Value charge={charge} name={name} query={query} />
										</dd>
									</div>
								))}
							</dl>
						</section>
					)
				);
			})}
			<div className={styles.foot}>
				<Button look="plain" small aria-expanded={all} onClick={() => setAll(!all)}>
					{all ? t("charges_filled_only") : t("charges_empty_too", { count: empty })}
				</Button>
				<Button look="primary" autoFocus onClick={onClose}>
					{t("close")}
				</Button>
			</div>
		</Dialog>
	);
}
