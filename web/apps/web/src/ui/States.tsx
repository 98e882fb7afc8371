/* SPDX-License-Identifier: Apache-2.0 */
/* States.tsx -- what the page says when there is nothing to draw: why, and what to do next. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import styles from "./States.module.css";

interface EmptyProps {
	title: string;
	why: ReactNode;
	/** there is nothing else on the page */
	whole?: boolean;
	children?: ReactNode;
}

export function Empty({ title, why, whole, children }: EmptyProps): ReactNode {
	return (
		<div className={styles.empty}>
			{whole ? <h1>{title}</h1> : <strong>{title}</strong>}
			<p>{why}</p>
			{children && <div className={styles.next}>{children}</div>}
		</div>
	);
}

export function NotFound(): ReactNode {
	const { t } = useI18n();
	return (
		<Empty whole title={t("not_found")} why={t("not_found_why")}>
			<Link to="/">{t("nav_overview")}</Link>
		</Empty>
	);
}
