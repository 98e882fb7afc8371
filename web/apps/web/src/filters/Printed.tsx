/* SPDX-License-Identifier: Apache-2.0 */
/* Printed.tsx -- the question as a line of text: on paper nothing can be clicked, and the line says what was chosen. */
import { compareMoment, DEFAULT_WINDOW, type Day, type Query } from "@centavo/core";
import type { ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { dimensionName, metricName, momentText, windowName } from "../app/names.ts";
import { useClauseWords } from "./words.ts";

interface Props {
	query: Query;
	period: { start: Day; end: Day } | null;
	currency: string | null;
}

export function Printed({ query, period, currency }: Props): ReactNode {
	const { t, format } = useI18n();
	const moment = compareMoment(query.compare);
	const against = { previous: t("compare_previous"), year_ago: t("compare_year_ago"), none: null }[query.compare as "none"];
	const compared = moment ? t("compare_as_of", { moment: momentText(format, moment) }) : against;
	const clauseWords = useClauseWords();
	const clauses = query.filter.clauses.map(clauseWords).map(({ name, operator, values }) => `${name} ${operator} ${values}`.trim());
	const parts = [
		query.start === null ? windowName(t, format, query.window ?? DEFAULT_WINDOW) : null,
		period && format.range(period.start, period.end),
		metricName(t, query.metric),
		query.convert ? t("convert_to", { currency: query.convert }) : currency,
		compared && `${t("compare")} ${compared}`,
		query.as_of && t("as_of_on", { moment: momentText(format, query.as_of) }),
		query.cloud && `${dimensionName(t, "cloud")} ${query.cloud}`,
		query.filter.rest,
		...clauses,
	];
	return <p className="paper-only">{parts.filter(Boolean).join(" · ")}</p>;
}
