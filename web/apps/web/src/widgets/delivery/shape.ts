/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- what a person needs to know about one delivery before deciding about it. */
import type { AgainWords, DeliveryCheck, DeliveryDetail } from "@centavo/core";
import { proofsOf, type Proof } from "../../upload/shape.ts";

const WEIGHT = { failed: 0, warning: 1, note: 2, passed: 3 };

export interface Findings {
	/** rules that held */
	passed: string[];
	/** what tripped and a person may overrule */
	guards: DeliveryCheck[];
	/** everything else, the worst first */
	found: DeliveryCheck[];
}

export function shapeFindings(checks: DeliveryCheck[]): Findings {
	const isGuard = (check: DeliveryCheck) => check.outcome === "failed" && Boolean(check.is_acceptable);
	return {
		passed: [...new Set(checks.filter((check) => check.outcome === "passed").map((check) => check.rule))],
		guards: checks.filter(isGuard),
		found: checks
			.filter((check) => check.outcome !== "passed" && !isGuard(check))
			.sort((a, b) => WEIGHT[a.outcome] - WEIGHT[b.outcome]),
	};
}

/** What can be done with it: what does not add up can never be accepted. */
export function decisionsFor(delivery: DeliveryDetail): { accept: boolean; reject: boolean; again: boolean } {
	const broken = delivery.checks.some((check) => check.outcome === "failed" && !check.is_acceptable);
	const waits = delivery.state === "held" || delivery.state === "rejected";
	return {
		accept: waits && !broken && delivery.charge_count > 0,
		reject: delivery.state === "held" || delivery.state === "active",
		again: delivery.state === "rejected",
	};
}

/** Of two feeds of the same money the other one counts, in every month of this delivery. */
export function isShadow(delivery: DeliveryDetail): boolean {
	const live = delivery.scopes.filter((scope) => scope.state === "active");
	return live.length > 0 && live.every((scope) => scope.role === "shadow");
}

/** A delivery that was read has charges to compare with others. */
export function hasCharges(delivery: DeliveryDetail): boolean {
	return delivery.scopes.length > 0;
}

export function shapeProofs(delivery: DeliveryDetail): Proof[] {
	const control = Object.fromEntries(delivery.totals.map((total) => [total.billing_currency, total.control_total]));
	const stored = Object.fromEntries(delivery.totals.map((total) => [total.billing_currency, total.billed_cost]));
	return proofsOf({ ...delivery, control_total: control, stored_total: stored });
}

/* ---- reading again ---- */

/** Three letters, or nothing where the file says it. */
export function isCurrency(text: string): boolean {
	return /^([A-Za-z]{3})?$/.test(text.trim());
}

/** As the API wants it: only what was filled in. */
export function againWords(typed: Required<AgainWords>): AgainWords {
	const words = { ...typed, currency: typed.currency.toUpperCase() };
	const said = Object.entries(words).map(([name, text]) => [name, text.trim()] as const);
	return Object.fromEntries(said.filter(([, text]) => text !== ""));
}
