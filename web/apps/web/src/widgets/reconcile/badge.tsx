/* SPDX-License-Identifier: Apache-2.0 */
/* badge.tsx -- on the overview: does the newest invoiced month of the period agree with its invoices? */
import type { Day } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { standingName } from "../../app/names.ts";
import { Badge } from "../../ui/Badge.tsx";
import { usePeriods, useReconciliation } from "./fetch.ts";
import { invoicedMonth, standingOfMonth, TONES } from "./shape.ts";

export function InvoiceBadge({ end }: { end: Day }): ReactNode {
	const { t, format } = useI18n();
	const month = invoicedMonth(usePeriods().data ?? [], end);
	const asked = useReconciliation(month);
	const standing = asked.data ? standingOfMonth(asked.data) : null;
	if (month === null || standing === null) return null;
	return (
		<Link to="/months/$month/$view" params={{ month, view: "reconciliation" }} data-invoice-badge={standing}>
			<Badge tone={TONES[standing]} icon={standing === "equal" || standing === "accepted" ? "check" : "warn"}>
				{t("rec_badge", { month: format.month(`${month}-01`), standing: standingName(t, standing) })}
			</Badge>
		</Link>
	);
}
