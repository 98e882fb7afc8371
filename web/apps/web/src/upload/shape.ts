/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- the life of one uploaded file: waiting, on its way, at work, finished. Pure; fetch.tsx drives it. */
import { money, RUN_STATES, type DeliveryResult, type Money, type Run } from "@centavo/core";

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

export interface Proof {
	currency: string;
	control: Money | null;
	stored: Money | null;
	equal: boolean;
}

/** The file's own total beside the stored one, currency by currency. */
export function proofsOf(delivery: DeliveryResult): Proof[] {
	const currencies = new Set([...Object.keys(delivery.control_total ?? {}), ...Object.keys(delivery.stored_total ?? {})]);
	return [...currencies].sort().map((currency) => {
		const control = delivery.control_total?.[currency] ?? null;
		const stored = delivery.stored_total?.[currency] ?? null;
		return { currency, control, stored, equal: control !== null && stored !== null && money.compare(control, stored) === 0 };
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
