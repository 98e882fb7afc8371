/* SPDX-License-Identifier: Apache-2.0 */
/* RangeCalendar.tsx -- the calendar, loaded when a period is first chosen. */
import "@mantine/core/styles/Input.css";
import "@mantine/dates/styles.css";
import "dayjs/locale/fr";
import "dayjs/locale/pt-br";
import type { Day } from "@centavo/core";
import { DatePicker } from "@mantine/dates";
import { useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import styles from "./filters.module.css";

interface Props {
	start: Day | null;
	end: Day | null;
	last: Day | null;
	onRange(start: Day, end: Day): void;
}

/** What every calendar needs to be told in the language of the page. */
function useSpoken() {
	const { t, language, firstDayOfWeek } = useI18n();
	return {
		locale: language.toLowerCase(),
		firstDayOfWeek,
		hideOutsideDates: true,
		ariaLabels: {
			nextMonth: t("next_month"),
			previousMonth: t("previous_month"),
			nextYear: t("next_year"),
			previousYear: t("previous_year"),
			nextDecade: t("next_year"),
			previousDecade: t("previous_year"),
		},
	};
}

export function DayCalendar({ day, last, onDay }: { day: Day | null; last: Day; onDay(day: Day): void }): ReactNode {
	return (
		<DatePicker
			{...useSpoken()}
			defaultDate={day ?? last}
			maxDate={last}
			value={day}
			onChange={(value) => value && onDay(value)}
		/>
	);
}

export default function RangeCalendar({ start, end, last, onRange }: Props): ReactNode {
	const { t } = useI18n();
	const spoken = useSpoken();
	const [range, setRange] = useState<[string | null, string | null]>([start, end]);
	const shown = end ?? last;
	return (
		<div className={styles.calendar}>
			<DatePicker
				type="range"
				allowSingleDateInRange
				{...spoken}
				{...(shown ? { defaultDate: shown } : {})}
				value={range}
				onChange={(value) => {
					setRange(value);
					if (value[0] && value[1]) onRange(value[0], value[1]);
				}}
			/>
			<p className={styles.foot}>{t("calendar_help")}</p>
		</div>
	);
}
