/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- how an invoice stands to its charges, in the colours of a person's attention. */
import { money, type Money, type Reconciliation, type ReconcileUnit } from "@centavo/core";
import type { Tone } from "../../ui/Badge.tsx";

export type Standing = "equal" | "tolerance" | "accepted" | "different" | "no_invoice" | "no_charges";

export function standingOf(unit: ReconcileUnit): Standing {
	if (unit.class === "no_invoice") return "no_invoice";
	if (unit.class === "exact") return "equal";
	if (unit.acceptance) return "accepted";
	if (unit.class === "no_charges") return "no_charges";
	return unit.class === "within_tolerance" ? "tolerance" : "different";
}

export const TONES: Record<Standing, Tone> = {
	equal: "good",
	tolerance: "look",
	accepted: "calm",
	different: "bad",
	no_invoice: "calm",
	no_charges: "bad",
};

const WEIGHT: Standing[] = ["different", "no_charges", "tolerance", "accepted", "equal", "no_invoice"];

/** Of a whole month: the gravest of its invoices; null when there is none to compare with. */
export function standingOfMonth(all: Reconciliation): Standing | null {
	const standings = all.items.map(standingOf);
	const gravest = WEIGHT.find((one) => standings.includes(one));
	return gravest === undefined || gravest === "no_invoice" ? null : gravest;
}

/** Of a month that some invoices are known of: what has none yet. */
export function uninvoiced(all: Reconciliation): ReconcileUnit[] {
	return standingOfMonth(all) === null ? [] : all.items.filter((unit) => standingOf(unit) === "no_invoice");
}

export interface Part {
	cause: string;
	amount: Money;
	detail: string;
	/** -1..1 of the largest part */
	share: number;
}

/** The difference in named parts, and what is left without a name; together they are the difference. */
export function shapeParts(unit: ReconcileUnit): Part[] {
	const left = unit.unexplained ?? money.ZERO;
	const parts = unit.causes.map(({ cause, amount, detail }) => ({ cause, amount, detail }));
	if (!money.isZero(left)) parts.push({ cause: "unexplained", amount: left, detail: "" });
	const most = Math.max(...parts.map((part) => Math.abs(money.toNumber(part.amount))), 0);
	return parts.map((part) => ({ ...part, share: most > 0 ? money.toNumber(part.amount) / most : 0 }));
}

/** A newest month with invoices that is not after the last day of a period: the one that a badge can speak of. */
export function invoicedMonth(months: { billing_period: string; invoice_count: number }[], end: string): string | null {
	const known = months.filter((one) => one.invoice_count > 0 && one.billing_period <= end.slice(0, 7));
	return known.map((one) => one.billing_period).sort().at(-1) ?? null;
}

/** Money as a person types it, "1,234.50" or "1234,5", as decimal text; null when it is none or can be read both ways. */
export function readAmount(text: string): Money | null {
	const typed = text.trim().replace(/[\s\u00a0']/g, "").replace("−", "-");
	const match = /^(-?)(\d+|\d{1,3}(?:[.,]\d{3})+)(?:([.,])(\d+))?$/.exec(typed);
	if (!match) return null;
	const [, sign = "", whole = "", point, fraction] = match;
	const groups: string[] = whole.match(/[.,]/g) ?? [];
	if (new Set(groups).size > 1 || (point !== undefined && groups.includes(point))) return null;
	if (groups.length === 1 && point === undefined) return null;
	if (groups.length === 0 && point !== undefined && fraction?.length === 3 && whole.length <= 3 && whole !== "0") return null;
	return `${sign}${whole.replace(/[.,]/g, "")}${fraction ? `.${fraction}` : ""}`;
}
