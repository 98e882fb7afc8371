/* SPDX-License-Identifier: Apache-2.0 */
/* Explorer.tsx -- the query grammar as an interface. */
import { CHARTS } from "@centavo/core";
import type { ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { useExploring } from "../explore/state.ts";
import { ExplorerView } from "../explore/View.tsx";
import { Segments } from "../ui/Button.tsx";
import card from "../ui/Card.module.css";
import { SaveControls } from "../widgets/views/SaveControls.tsx";
import styles from "./pages.module.css";

const HEIGHT = 380;

export function Explorer(): ReactNode {
	const { t } = useI18n();
	const { state, set, look } = useExploring();
	return (
		<div className={styles.page}>
			<div className={styles.title}>
				<h1>{t("nav_explore")}</h1>
				<SaveControls state={state} onState={set} />
			</div>
			<section className={card.card}>
				<Segments
					label={t("view_as")}
					value={state.chart}
					options={CHARTS.slice(0, 4).map((chart) => ({ value: chart, label: chart }))}
					onChange={(chart) => look({ chart })}
				/>
				<ExplorerView state={state} height={HEIGHT} onChange={set} />
			</section>
		</div>
	);
}
