/* SPDX-License-Identifier: Apache-2.0 */
/* bills.ts -- deliveries, their proofs and sources. */
import type * as api from "./api.gen.ts";

export type {
	Delivery,
	DeliveryAccount,
	DeliveryCheck,
	DeliveryDetail,
	DeliveryDiff,
	DeliveryList,
	DeliveryScope,
	DeliveryTotal,
	DiffItem,
	Reject,
	RejectList,
	Run,
	RunStarted,
	ShadowTotal,
	Source,
	SourceComparison,
	SourceList,
} from "./api.gen.ts";

export type DeliveryState = api.Delivery["state"];

/** One delivery as `ingest --format json` prints it and as a finished run carries it. */
export type DeliveryResult = api.RunDelivery;

/** What is said of a bill that is read again. */
export type AgainWords = api.Body["POST /api/v1/deliveries/{id}/again"];

export type Role = api.Source["role"];

/** What a person decided about a delivery. */
export type Decision = api.DeliveryDecision["decision"];

/** What became of it then. */
export type Decided = api.Decision;

/** Both sides of a difference, by currency. */
export type DiffSide = api.DiffTotal;

export type RunState = api.Run["state"];

/** In their order. */
export const RUN_STATES = [
	"landing",
	"mapping",
	"checking",
	"rolling_up",
	"activating",
	"done",
	"failed",
] as const satisfies readonly RunState[];
