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

export default function RangeCalendar({ start, end, last, onRange }: Props): ReactNode {
	const { t, language } = useI18n();
	const [range, setRange] = useState<[string | null, string | null]>([start, end]);
	const shown = end ?? last;
	return (
		<div className={styles.calendar}>
			<DatePicker
				type="range"
				locale={language.toLowerCase()}
				firstDayOfWeek={language === "pt-BR" ? 0 : 1}
				allowSingleDateInRange
				hideOutsideDates
				{...(shown ? { defaultDate: shown } : {})}
				value={range}
				onChange={(value) => {
					setRange(value);
					if (value[0] && value[1]) onRange(value[0], value[1]);
				}}
				ariaLabels={{
					nextMonth: t("next_month"),
					previousMonth: t("previous_month"),
					nextYear: t("next_year"),
					previousYear: t("previous_year"),
					nextDecade: t("next_year"),
					previousDecade: t("previous_year"),
				}}
			/>
			<p className={styles.foot}>{t("calendar_help")}</p>
		</div>
	);
}
