/* SPDX-License-Identifier: Apache-2.0 */
/* badge.tsx -- on the overview: does the newest invoiced month of the period agree with its invoices? */
import type { Day } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { standingName } from "../../app/names.ts";
import { Badge } from "../../ui/Badge.tsx";
import { usePeriods, useReconciliation } from "./fetch.ts";
import { invoicedMonth, standingOfMonth, TONES, uninvoiced } from "./shape.ts";

export function InvoiceBadge({ end }: { end: Day }): ReactNode {
	const { t, format } = useI18n();
	const month = invoicedMonth(usePeriods().data ?? [], end);
	const asked = useReconciliation(month);
	const standing = asked.data ? standingOfMonth(asked.data) : null;
	if (!asked.data || month === null || standing === null) return null;
	const missing = uninvoiced(asked.data).length;
	const good = (standing === "equal" || standing === "accepted") && missing === 0;
	const said = { month: format.month(`${month}-01`), standing: standingName(t, standing) };
	return (
		<Link to="/months/$month/$view" params={{ month, view: "reconciliation" }} data-invoice-badge={standing}>
			<Badge tone={standing === "equal" && missing > 0 ? "look" : TONES[standing]} icon={good ? "check" : "warn"}>
				{missing > 0 ? t("rec_badge_partly", { ...said, count: missing }) : t("rec_badge", said)}
			</Badge>
		</Link>
	);
}
