/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- the life of one uploaded file: waiting, on its way, at work, finished. Pure; fetch.tsx drives it. */
import { money, RUN_STATES, type DeliveryResult, type MessageKey, type Money, type Run } from "@centavo/core";

export interface Upload {
	id: number;
	name: string;
	size: number;
	phase: "waiting" | "sending" | "working" | "finished" | "failed";
	sent: number;
	run: Run | null;
	error: unknown;
}

const SENDING_SHARE = 0.4;
const STEPS = RUN_STATES.filter((state) => state !== "failed");

/** 0..1 over sending and the server's steps. */
export function progressOf(upload: Upload): number {
	if (upload.phase === "finished" || upload.phase === "failed") return 1;
	if (upload.phase === "waiting") return 0;
	const sent = upload.size > 0 ? Math.min(1, upload.sent / upload.size) : 0;
	if (upload.phase === "sending" || !upload.run) return sent * SENDING_SHARE;
	const step = Math.max(0, STEPS.indexOf(upload.run.state as (typeof STEPS)[number]));
	const { bytes_done, bytes_total } = upload.run;
	const within = bytes_total && bytes_total > 0 ? Math.min(1, bytes_done / bytes_total) : 0;
	return SENDING_SHARE + (1 - SENDING_SHARE) * Math.min(1, (step + within * 0.9) / (STEPS.length - 1));
}

export function isOver(run: Run): boolean {
	return run.state === "done" || run.state === "failed";
}

/** equal: to the last digit; rounded: the file has more than 12 digits a row; explained: named rules left rows out */
export type Verdict = "equal" | "rounded" | "explained" | "differs";

export const VERDICT_KEYS = {
	equal: "proof_equal",
	rounded: "proof_rounded",
	explained: "proof_explained",
	differs: "proof_differs",
} as const satisfies Record<Verdict, MessageKey>;

export interface Proof {
	currency: string;
	control: Money | null;
	stored: Money | null;
	verdict: Verdict;
}

/* Every row is rounded by less than one unit of the 12th digit. */
function verdictOf(control: Money | null, stored: Money | null, rows: number, holds: boolean): Verdict {
	if (control === null || stored === null) return holds ? "explained" : "differs";
	const difference = money.units(control) - money.units(stored);
	if (difference === 0n) return "equal";
	const size = difference < 0n ? -difference : difference;
	if (size <= BigInt(Math.max(1, rows))) return "rounded";
	return holds ? "explained" : "differs";
}

/** States that only a delivery whose checks hold reaches. */
const PROVED = new Set(["checked", "active", "superseded"]);

type Told = Pick<DeliveryResult, "state" | "row_count" | "charge_count" | "control_total" | "stored_total">;

/** The file's own total beside the stored one, currency by currency. */
export function proofsOf(delivery: Told): Proof[] {
	const currencies = new Set([...Object.keys(delivery.control_total ?? {}), ...Object.keys(delivery.stored_total ?? {})]);
	const holds = PROVED.has(delivery.state);
	return [...currencies].sort().map((currency) => {
		const control = delivery.control_total?.[currency] ?? null;
		const stored = delivery.stored_total?.[currency] ?? null;
		return { currency, control, stored, verdict: verdictOf(control, stored, delivery.row_count ?? delivery.charge_count, holds) };
	});
}

export type Outcome = "good" | "known" | "attention" | "bad";

export function outcomeOf(upload: Upload): Outcome | null {
	if (upload.phase === "failed") return "bad";
	if (upload.phase !== "finished" || !upload.run) return null;
	const states = upload.run.deliveries.map((delivery) => delivery.state);
	if (upload.run.state === "failed" || states.includes("rejected")) return "bad";
	if (states.includes("held")) return "attention";
	return states.length > 0 && states.every((state) => state === "duplicate") ? "known" : "good";
}
