/* SPDX-License-Identifier: Apache-2.0 */
/* Deliveries.tsx -- the bills behind the numbers, and the way in for new ones. */
import type { ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { UploadButton } from "../upload/draw.tsx";
import { Empty } from "../ui/States.tsx";
import { DeliveriesCard } from "../widgets/deliveries/draw.tsx";
import { useDeliveries } from "../widgets/deliveries/fetch.ts";
import styles from "./pages.module.css";

export function Deliveries(): ReactNode {
	const { t } = useI18n();
	const asked = useDeliveries();
	const deliveries = asked.data?.pages.flatMap((page) => page.items) ?? [];
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
			<DeliveriesCard
				asked={asked}
				deliveries={deliveries}
				more={asked.hasNextPage ? () => void asked.fetchNextPage() : null}
				empty={deliveries.length === 0 && asked.isSuccess ? <Empty title={t("no_deliveries")} why={t("no_deliveries_why")} /> : null}
			/>
		</div>
	);
}
