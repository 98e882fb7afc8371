/* SPDX-License-Identifier: Apache-2.0 */
/* reading.ts -- what every page of things knows before it asks: its query, in which currency, over which days. */
import { compareMoment, type CostAnswer, type Day, type MissingRate, type Query, type Status } from "@centavo/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useCurrencies, useDataVersion, useStatus, type Answer } from "../../app/ask.ts";
import { useI18n } from "../../app/i18n.tsx";
import { momentText } from "../../app/names.ts";
import { currencyOf, useTotals } from "../kpi/fetch.ts";

export interface Reading {
	query: Query;
	currency: string | null;
	currencies: string[];
	period: { start: Day; end: Day } | null;
	status: UseQueryResult<Status>;
	totals: UseQueryResult<Answer>;
	/** rates without which no amount of the period can be said; null when it can */
	unrated: MissingRate[] | null;
}

/** Converted money is none when a rate is missing, which is not nothing. */
export function unratedOf({ context, totals }: Pick<CostAnswer, "context" | "totals">): MissingRate[] | null {
	const unknown = totals.some((total) => total[context.metric] === null);
	return unknown ? (context.missing_rates ?? []) : null;
}

export function useReading(query: Query): Reading {
	useDataVersion();
	const status = useStatus();
	const totals = useTotals(query);
	const known = useCurrencies();
	const context = totals.data?.context;
	return {
		query,
		currency: currencyOf(query, known, totals.data?.totals),
		currencies: known ?? [],
		period: context ? { start: context.start, end: context.end } : null,
		status,
		totals,
		unrated: totals.data && !totals.isPlaceholderData ? unratedOf(totals.data) : null,
	};
}

/** The period that everything is compared with, in words. */
export function useAgainst(reading: Reading): string | null {
	const { t, format } = useI18n();
	const moment = compareMoment(reading.query.compare);
	if (moment) return t("against_as_of", { moment: momentText(format, moment) });
	const context = reading.totals.data?.context;
	if (!context?.previous_start || !context.previous_end) return null;
	return t("against", { range: format.range(context.previous_start, context.previous_end) });
}
