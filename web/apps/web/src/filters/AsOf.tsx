/* SPDX-License-Identifier: Apache-2.0 */
/* AsOf.tsx -- going back to what was known at the end of a day, and the banner that says so as long as it lasts. */
import { isDay, printDay } from "@centavo/core";
import { Popover } from "@mantine/core";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { loadPart } from "../app/lazyPage.ts";
import { momentText } from "../app/names.ts";
import { Button } from "../ui/Button.tsx";
import { Bones } from "../ui/Card.tsx";
import { Contain } from "../ui/Contain.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./filters.module.css";

const DayCalendar = lazy(() => loadPart(() => import("./RangeCalendar.tsx").then((module) => ({ default: module.DayCalendar }))));

interface Props {
	value: string | null;
	onChange(moment: string | null): void;
}

export function AsOfPicker({ value, onChange }: Props): ReactNode {
	const { t, format } = useI18n();
	const [opened, setOpened] = useState(false);
	const choose = (moment: string | null) => {
		setOpened(false);
		onChange(moment);
	};
	return (
		<Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus withinPortal returnFocus>
			<Popover.Target>
				<button type="button" className={styles.pick} data-as-of data-on={value !== null || undefined} onClick={() => setOpened(!opened)}>
					<Icon name="clock" size={15} />
					{value ? t("as_of_on", { moment: momentText(format, value) }) : t("as_of")}
					<Icon name="chevron" size={13} />
				</button>
			</Popover.Target>
			<Popover.Dropdown className={styles.moment} aria-label={t("as_of_title")}>
				<p className={styles.foot}>{t("as_of_help")}</p>
				<Contain>
					<Suspense fallback={<Bones height={280} />}>
						<DayCalendar day={value !== null && isDay(value) ? value : null} last={printDay(new Date())} onDay={choose} />
					</Suspense>
				</Contain>
				{value !== null && (
					<Button small look="plain" onClick={() => choose(null)}>
						{t("as_of_leave")}
					</Button>
				)}
			</Popover.Dropdown>
		</Popover>
	);
}

export function AsOfBanner({ moment, onLeave }: { moment: string; onLeave(): void }): ReactNode {
	const { t, format } = useI18n();
	return (
		<div className={styles.banner} role="status">
			<Icon name="clock" size={18} />
			<p>
				<strong>{t("as_of_banner", { moment: momentText(format, moment) })}</strong> {t("as_of_banner_why")}
			</p>
			<Button small onClick={onLeave}>
				{t("as_of_leave")}
			</Button>
		</div>
	);
}
