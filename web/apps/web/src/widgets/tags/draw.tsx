/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- what charges are tagged with, which keys are called the same, and who says so. */
import { DEFAULT_QUERY, type TagCollision, type TagKey, type TagRule } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { tagKeyLink } from "../../app/links.ts";
import { searchOf } from "../../app/state.ts";
import { Button } from "../../ui/Button.tsx";
import { Card, type Asked } from "../../ui/Card.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Empty } from "../../ui/States.tsx";
import { AllButton, Table } from "../../ui/Table.tsx";
import table from "../../ui/table.module.css";
import { Collisions } from "./collisions.tsx";
import styles from "./tags.module.css";

const SHOWN = 12;

export function KeysCard({ asked, keys }: { asked: Asked; keys: TagKey[] }): ReactNode {
	const { t, format } = useI18n();
	const [all, setAll] = useState(false);
	const empty = keys.length === 0 ? <Empty title={t("no_tags")} why={t("tags_none_why")} /> : null;
	return (
		<Card title={t("tags_keys")} hint={t("tags_keys_hint")} asked={asked} height={300} empty={empty}>
			<Table
				label={t("tags_keys")}
				columns={[
					[t("quality_key"), "left"],
					[t("col_charges")],
					[t("tags_values")],
					null,
				]}
			>
				{(all ? keys : keys.slice(0, SHOWN)).map((one) => (
					<tr key={one.key}>
						<th scope="row" className={table.wrap}>
							<Link to={tagKeyLink(one.key)} className={styles.key}>
								<code>{one.key}</code>
							</Link>
						</th>
						<td>{format.count(one.charge_count)}</td>
						<td>{format.count(one.value_count)}</td>
						<td>
							<Link to="/" search={searchOf({ ...DEFAULT_QUERY, groups: [`tag:${one.key}`] })} aria-label={t("tags_costs_of", { key: one.key })}>
								{t("tags_costs")}
							</Link>
						</td>
					</tr>
				))}
			</Table>
			<AllButton all={all} count={keys.length} shown={SHOWN} onAll={setAll} />
		</Card>
	);
}

export function CollisionsCard({ asked, collisions }: { asked: Asked; collisions: TagCollision[] }): ReactNode {
	const { t } = useI18n();
	return (
		<Card title={t("quality_tags")} hint={t("quality_tags_hint")} asked={asked} height={160}>
			{collisions.length === 0 ? (
				<p className={styles.good}>
					<Icon name="check" size={15} /> {t("tags_no_collision")}
				</p>
			) : (
				<Collisions collisions={collisions} label={t("quality_tags")} />
			)}
		</Card>
	);
}

interface RulesProps {
	asked: Asked;
	rules: TagRule[];
	busy: boolean;
	onAdd(): void;
	onEnd(rule: TagRule): void;
}

export function RulesCard({ asked, rules, busy, onAdd, onEnd }: RulesProps): ReactNode {
	const { t } = useI18n();
	const add = (
		<Button small look="primary" icon="plus" onClick={onAdd}>
			{t("tags_add")}
		</Button>
	);
	return (
		<Card title={t("tags_rules")} hint={t("tags_rules_hint")} asked={asked} height={160} actions={add}>
			{rules.length === 0 && <p className={styles.none}>{t("tags_no_rule")}</p>}
			<ul className={styles.rules}>
				{rules.map((rule) => {
					const name = rule.raw_key ?? `${rule.norm_key}: ${rule.raw_value}`;
					const about = [
						rule.raw_key === null ? t("tags_of_value") : t("tags_of_key"),
						rule.provider_name,
						rule.priority ? t("tags_rank", { rank: String(rule.priority) }) : null,
					];
					return (
						<li key={`${rule.provider_name} ${name}`}>
							<span>
								<code>{name}</code> → <code>{rule.raw_key === null ? rule.norm_value : rule.norm_key}</code>
								<small>{about.filter(Boolean).join(" · ")}</small>
							</span>
							<Button small disabled={busy} onClick={() => onEnd(rule)} aria-label={t("tags_end_of", { name })}>
								{t("tags_end")}
							</Button>
						</li>
					);
				})}
			</ul>
		</Card>
	);
}
