/* SPDX-License-Identifier: Apache-2.0 */
/* Tags.tsx -- what charges are tagged with, and what keys and values are called. */
import type { ReactNode } from "react";
import { useDataVersion } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { useTags } from "../filters/fetch.ts";
import { CollisionsCard, KeysCard } from "../widgets/tags/draw.tsx";
import { useCollisions } from "../widgets/tags/fetch.ts";
import { Rules } from "../widgets/tags/rules.tsx";
import styles from "./pages.module.css";

export function Tags(): ReactNode {
	const { t } = useI18n();
	const keys = useTags(null);
	const collisions = useCollisions();
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
					<Rules />
				</div>
			</div>
		</div>
	);
}
