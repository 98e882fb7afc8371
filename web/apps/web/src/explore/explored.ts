/* SPDX-License-Identifier: Apache-2.0 */
/* explored.ts -- a state with its answer, and what its numbers are in: one currency at a time, one unit at a time. */
import { stepOf, type ExplorerState, type MissingRate, type Step } from "@centavo/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import { useCurrencies, useStatus } from "../app/ask.ts";
import { useSeries, useUnits, type SeriesAnswer } from "./fetch.ts";
import { measuresOf, type Measure } from "./shape.ts";

export interface Explored {
	/** with the unit that it is in */
	state: ExplorerState;
	step: Step;
	asked: UseQueryResult<SeriesAnswer>;
	answer: SeriesAnswer | undefined;
	measure: Measure | null;
	/** what else it could be in */
	currencies: string[];
	units: string[];
	/** answered, and there is nothing to draw */
	nothing: boolean;
	missing: MissingRate[];
}

export function useExplored(state: ExplorerState): Explored {
	const status = useStatus().data;
	const known = useCurrencies();
	const units = useUnits(state);
	const quantity = state.query.metric === "consumed_quantity";
	const unit = quantity ? (state.query.unit ?? units.data?.[0] ?? null) : null;
	const measured = useMemo(() => (unit === state.query.unit ? state : { ...state, query: { ...state.query, unit } }), [state, unit]);
	const step = stepOf(state, status?.first_charge_date ?? null, status?.last_charge_date ?? null);
	/* how long "everything" is, only the server knows */
	const dated = status !== undefined || !/^(all|ytd)$/.test(state.query.window ?? "");
	const asked = useSeries(measured, step, dated && (!quantity || unit !== null || units.isSuccess));
	const answer = asked.data;
	const currencies = useMemo(() => (answer ? measuresOf(answer.whole, known ?? []) : []), [answer, known]);
	const wanted = state.query.convert ?? state.query.currency;
	const currency = wanted ?? (known ? (currencies[0] ?? known[0] ?? null) : null);
	const drawnUnit = answer?.state.query.metric === "consumed_quantity" ? answer.state.query.unit : null;
	const measure = useMemo(() => (currency === null ? null : { currency, unit: drawnUnit }), [currency, drawnUnit]);
	const settled = answer !== undefined && !asked.isPlaceholderData && measure !== null;
	const missing = settled ? (answer.whole.context.missing_rates ?? []) : [];
	return {
		state: measured,
		step,
		asked,
		answer,
		measure,
		currencies,
		units: units.data ?? [],
		nothing: settled && (missing.length > 0 || !currencies.includes(measure.currency)),
		missing,
	};
}
