/* SPDX-License-Identifier: Apache-2.0 */
/* NoRate.tsx -- in place of amounts that nobody can say: which exchange rates are missing, and how to do without. */
import type { MissingRate } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import type { QueryState } from "../app/state.ts";
import { Button } from "../ui/Button.tsx";
import { Empty } from "../ui/States.tsx";
import styles from "./pages.module.css";

/** An amount without its rate is none: which rates are missing, and how to do without. */
export function NoRate({ missing, known, state }: { missing: MissingRate[]; known: boolean; state: QueryState }): ReactNode {
	const { t, format } = useI18n();
	const gaps = missing.map((gap) => `${gap.billing_currency} ${format.range(gap.first_day, gap.last_day)}`);
	return (
		<div className={styles.nothing}>
			<Empty
				title={t("no_rate", { currency: state.query.convert ?? "" })}
				why={`${t("no_rate_why", { gaps: format.list(gaps) })} ${known ? t("no_rate_before") : ""}`}
			>
				<Button look="primary" onClick={() => state.change(known ? { compare: "none" } : { convert: null, rate_set: null, rate_policy: null })}>
					{known ? t("no_rate_alone") : t("no_rate_leave")}
				</Button>
				<Link to="/settings/$section" params={{ section: "rates" }}>{t("settings_rates")}</Link>
			</Empty>
		</div>
	);
}
