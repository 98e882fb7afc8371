/* SPDX-License-Identifier: Apache-2.0 */
/* reading.tsx -- language, region, first day of the week and currency to begin with, with a sample of what they do. They
 * are kept in this browser and take effect at once. */
import { addDays, LANGUAGES, REGIONS, type Language, type Weekday } from "@centavo/core";
import { useState, type ReactNode } from "react";
import { useCurrencies, useStatus } from "../../app/ask.ts";
import { useI18n } from "../../app/i18n.tsx";
import { preferCurrency, preferredCurrency } from "../../app/preferences.ts";
import { useConvertible } from "../../filters/fetch.ts";
import { Card } from "../../ui/Card.tsx";
import dialog from "../../ui/Dialog.module.css";
import { SelectField } from "../../ui/Field.tsx";
import styles from "./settings.module.css";

const READY = { isPending: false, isFetching: false, isError: false, error: null, refetch: () => undefined };
const LANGUAGE_NAMES: Record<Language, string> = { en: "English", "pt-BR": "Português", fr: "Français" };
const SAMPLE = "-1234567.895000000000";
const A_SUNDAY = "2026-11-01";

function Samples({ currency }: { currency: string }): ReactNode {
	const { t, format } = useI18n();
	const now = new Date().toISOString();
	return (
		<dl className={styles.samples} aria-label={t("settings_samples")}>
			<div>
				<dt>{t("col_cost")}</dt>
				<dd>{format.money(SAMPLE, currency)}</dd>
			</div>
			<div>
				<dt>{t("col_share")}</dt>
				<dd>{format.percent(0.1234)}</dd>
			</div>
			<div>
				<dt>{t("col_period")}</dt>
				<dd>{format.range(addDays(A_SUNDAY, -30), A_SUNDAY)}</dd>
			</div>
			<div>
				<dt>{t("settings_moment")}</dt>
				<dd>{format.instant(now)}</dd>
			</div>
		</dl>
	);
}

export function ReadingCard(): ReactNode {
	const { t, language, locale, preferences, prefer } = useI18n();
	const [currency, setCurrency] = useState(preferredCurrency);
	const billed = useCurrencies();
	const offered = useConvertible(billed ?? [], currency);
	const status = useStatus().data;
	const regions = new Intl.DisplayNames(language, { type: "region" });
	const currencies = new Intl.DisplayNames(language, { type: "currency" });
	const weekday = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
	const dayName = (day: Weekday) => weekday.format(new Date(`${addDays(A_SUNDAY, day)}T00:00:00Z`));
	return (
		<Card title={t("settings_reading")} hint={t("settings_kept")} asked={READY} height={0}>
			<div className={`${dialog.form} ${styles.form}`}>
				<SelectField
					label={t("language")}
					value={preferences.language ?? ""}
					options={[["", t("settings_as_browser")], ...LANGUAGES.map((one): [string, string] => [one, LANGUAGE_NAMES[one]])]}
					onValue={(value) => prefer({ language: LANGUAGES.find((one) => one === value) ?? null })}
				/>
				<SelectField
					label={t("settings_region")}
					hint={t("settings_region_why")}
					value={preferences.region ?? ""}
					options={[["", t("settings_as_browser")], ...REGIONS[language].map((one): [string, string] => [one, regions.of(one) ?? one])]}
					onValue={(value) => prefer({ region: value || null })}
				/>
				<SelectField
					label={t("settings_week")}
					hint={t("settings_week_why")}
					value={preferences.week === null ? "" : String(preferences.week)}
					options={[["", t("settings_as_region")], ...([1, 0, 6] as const).map((day): [string, string] => [String(day), dayName(day)])]}
					onValue={(value) => prefer({ week: value === "" ? null : (Number(value) as Weekday) })}
				/>
				<SelectField
					label={t("settings_currency")}
					hint={t("settings_currency_why")}
					value={currency ?? ""}
					options={[["", t("convert_none")], ...offered.map((one): [string, string] => [one, `${one} · ${currencies.of(one) ?? one}`])]}
					onValue={(value) => {
						preferCurrency(value || null);
						setCurrency(value || null);
					}}
				/>
			</div>
			<Samples key={locale} currency={currency ?? status?.currencies[0] ?? "USD"} />
		</Card>
	);
}
