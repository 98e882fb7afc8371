/* SPDX-License-Identifier: Apache-2.0 */
/* PeriodPicker.tsx -- presets of the API's own words, months, or a range from a calendar. */
import { DEFAULT_WINDOW, WINDOWS, type Day, type Query } from "@centavo/core";
import { Popover } from "@mantine/core";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { loadPart } from "../app/lazyPage.ts";
import { windowName } from "../app/names.ts";
import { Bones } from "../ui/Card.tsx";
import { Contain } from "../ui/Contain.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./filters.module.css";

const RangeCalendar = lazy(() => loadPart(() => import("./RangeCalendar.tsx")));

interface Props {
	query: Query;
	/** what the answer covers, once there is one */
	period: { start: Day; end: Day } | null;
	last: Day | null;
	onChange(part: Partial<Query>): void;
}

export function PeriodPicker({ query, period, last, onChange }: Props): ReactNode {
	const { t, format } = useI18n();
	const [opened, setOpened] = useState(false);
	const custom = query.start !== null;
	const window = query.window ?? DEFAULT_WINDOW;
	const namedWindow = windowName(t, format, window);
	const choose = (part: Partial<Query>) => {
		setOpened(false);
		onChange(part);
	};
	return (
		<Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus withinPortal returnFocus>
			<Popover.Target>
				<button type="button" className={styles.pick} data-period onClick={() => setOpened(!opened)}>
					<Icon name="calendar" size={15} />
					<span className="sr-only">{t("period")}: </span>
					{custom ? format.range(query.start!, query.end!) : namedWindow}
					{!custom && period && <span className={styles.dates}>{format.range(period.start, period.end)}</span>}
					<Icon name="chevron" size={13} />
				</button>
			</Popover.Target>
			<Popover.Dropdown className={styles.period} aria-label={t("period")}>
				<ul className={styles.presets}>
					{WINDOWS.map((one) => (
						<li key={one}>
							<button
								type="button"
								aria-pressed={!custom && one === window}
								onClick={() => choose({ window: one === DEFAULT_WINDOW ? null : one, start: null, end: null })}
							>
								{windowName(t, format, one)}
							</button>
						</li>
					))}
				</ul>
				<Contain>
					<Suspense fallback={<Bones height={280} />}>
						<RangeCalendar
							start={period?.start ?? null}
							end={period?.end ?? null}
							last={last}
							onRange={(start, end) => choose({ window: null, start, end })}
						/>
					</Suspense>
				</Contain>
			</Popover.Dropdown>
		</Popover>
	);
}
