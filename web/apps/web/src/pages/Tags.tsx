/* SPDX-License-Identifier: Apache-2.0 */
/* Tags.tsx -- what charges are tagged with, and what keys and values are called. */
import { useState, type ReactNode } from "react";
import { useDataVersion } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { useTags } from "../filters/fetch.ts";
import { Refusal } from "../ui/FormDialog.tsx";
import { CollisionsCard, KeysCard, RulesCard } from "../widgets/tags/draw.tsx";
import { useCollisions, useRules, useSetRule } from "../widgets/tags/fetch.ts";
import { RuleDialog } from "../widgets/tags/forms.tsx";
import styles from "./pages.module.css";

export function Tags(): ReactNode {
	const { t } = useI18n();
	const [adding, setAdding] = useState(false);
	const keys = useTags(null);
	const collisions = useCollisions();
	const rules = useRules();
	const set = useSetRule();
	useDataVersion();
	return (
		<div className={styles.page}>
			<div className={styles.title}>
				<h1>{t("dim_tags")}</h1>
			</div>
			<div className={styles.grid}>
				<div className={styles.stack}>
					<KeysCard asked={keys} keys={keys.data ?? []} />
					<CollisionsCard asked={collisions} collisions={collisions.data ?? []} />
				</div>
				<div className={styles.narrow}>
					<RulesCard
						asked={rules}
						rules={rules.data ?? []}
						busy={set.isPending}
						onAdd={() => setAdding(true)}
						onEnd={(rule) =>
							set.mutate({
								norm_key: rule.norm_key,
								remove: true,
								...(rule.raw_key === null ? { raw_value: rule.raw_value! } : { raw_key: rule.raw_key }),
								...(rule.provider_name === null ? {} : { provider_name: rule.provider_name }),
							})
						}
					/>
					<Refusal error={set.error} />
				</div>
			</div>
			{adding && <RuleDialog onClose={() => setAdding(false)} />}
		</div>
	);
}
