/* SPDX-License-Identifier: Apache-2.0 */
/* Deliveries.tsx -- the bills behind the numbers, and the way in for new ones. State and source are words of the address. */
import type { DeliveryState } from "@centavo/core";
import type { ReactNode } from "react";
import { useDataVersion, useStatus } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { stateName } from "../app/names.ts";
import { useWords } from "../app/state.ts";
import { UploadButton } from "../upload/draw.tsx";
import { Button } from "../ui/Button.tsx";
import { Choose } from "../ui/Choose.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Empty } from "../ui/States.tsx";
import { DeliveriesCard } from "../widgets/deliveries/draw.tsx";
import { useDeliveries } from "../widgets/deliveries/fetch.ts";
import { useSources } from "../widgets/sources/fetch.ts";
import styles from "./pages.module.css";

const STATES: DeliveryState[] = ["active", "held", "superseded", "rejected", "duplicate", "staged", "checked", "discovered"];

export function Deliveries(): ReactNode {
	const { t } = useI18n();
	const { words, setWords } = useWords();
	useDataVersion();
	const state = STATES.find((one) => one === words.get("state")) ?? null;
	const source = words.get("source");
	const asked = useDeliveries(state, source);
	const sources = useSources();
	const held = useStatus().data?.delivery_counts["held"] ?? 0;
	const deliveries = asked.data?.pages.flatMap((page) => page.items) ?? [];
	const narrowed = state !== null || source !== null;
	const all = { value: "", label: t("all") };
	const empty = narrowed ? (
		<Empty title={t("no_such_deliveries")} why={t("no_such_deliveries_why")}>
			<Button look="primary" onClick={() => setWords({ state: null, source: null })}>
				{t("clear_filters")}
			</Button>
		</Empty>
	) : (
		<Empty title={t("no_deliveries")} why={t("no_deliveries_why")} />
	);
	return (
		<div className={styles.page}>
			<div className={styles.title}>
				<h1>{t("nav_deliveries")}</h1>
			</div>
			<div className={styles.drop}>
				<div>
					<strong>{t("drop_title")}</strong>
					<p>{t("drop_formats")}</p>
				</div>
				<UploadButton look="primary">{t("choose_files")}</UploadButton>
			</div>
			{held > 0 && state !== "held" && (
				<div className={styles.callout} data-tone="look">
					<Icon name="warn" size={18} />
					<p>
						<strong>{t("held", { count: held })}</strong> {t("held_why")}
					</p>
					<Button small onClick={() => setWords({ state: "held", source: null })}>
						{t("held_show")}
					</Button>
				</div>
			)}
			<DeliveriesCard
				asked={asked}
				deliveries={deliveries}
				more={asked.hasNextPage ? () => void asked.fetchNextPage() : null}
				empty={deliveries.length === 0 && asked.isSuccess ? empty : null}
				actions={
					<>
						<Choose
							label={t("col_state")}
							value={state ?? ""}
							options={[all, ...STATES.map((one) => ({ value: one, label: stateName(t, one) }))]}
							onChange={(value) => setWords({ state: value || null })}
						/>
						{((sources.data?.length ?? 0) > 1 || source !== null) && (
							<Choose
								label={t("source")}
								value={source ?? ""}
								options={[all, ...(sources.data ?? []).map((one) => ({ value: one.name, label: one.name }))]}
								onChange={(value) => setWords({ source: value || null })}
							/>
						)}
					</>
				}
			/>
		</div>
	);
}
