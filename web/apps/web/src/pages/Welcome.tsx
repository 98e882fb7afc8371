/* SPDX-License-Identifier: Apache-2.0 */
/* Welcome.tsx -- the first minute: no bill yet, so say how one comes in. */
import type { Status } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { UploadButton } from "../upload/draw.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./pages.module.css";

const FORMATS = ["FOCUS 1.0 – 1.4", "AWS CUR", "AWS CUR 2.0", "Azure", "Google Cloud", "OCI", "CSV"];

export function Welcome({ status }: { status: Status }): ReactNode {
	const { t } = useI18n();
	const held = status.delivery_counts["held"] ?? 0;
	return (
		<div className={styles.page}>
			<section className={styles.welcome}>
				<span className={styles.coin}>
					<Icon name="upload" size={30} />
				</span>
				<h1>{t("welcome_title")}</h1>
				<p>{t("welcome_why")}</p>
				<UploadButton look="primary">{t("choose_files")}</UploadButton>
				<ul className={styles.formats} aria-label={t("formats")}>
					{FORMATS.map((format) => (
						<li key={format}>{format}</li>
					))}
				</ul>
				<p className={styles.shell}>
					{t("welcome_shell")} <code>centavo ingest my-bill.csv.gz</code>
				</p>
				{held > 0 && (
					<p>
						<Link to="/deliveries">{t("welcome_held", { count: held })}</Link>
					</p>
				)}
			</section>
		</div>
	);
}
