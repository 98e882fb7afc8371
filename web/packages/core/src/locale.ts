/* SPDX-License-Identifier: Apache-2.0 */
/* locale.ts -- how a language writes numbers and dates in a region, and where its weeks begin: 1,234.5 and 11/21 in the
 * United States are 1.234,5 and 21/11 in Austria, in English too. */
import { LANGUAGES, type Language } from "./i18n/index.ts";

/** Regions whose way of writing differs, by language; the first is what the language means without one. */
export const REGIONS: Record<Language, readonly string[]> = {
	en: ["US", "GB", "AT", "AU", "CA", "FI", "IE", "IN", "NZ", "ZA"],
	"pt-BR": ["BR", "PT", "AO", "CH", "MZ"],
	fr: ["FR", "BE", "CA", "CH", "LU", "MA"],
};

function baseOf(tag: string): string {
	return tag.toLowerCase().split("-")[0]!;
}

function isTag(tag: string): boolean {
	try {
		return Intl.getCanonicalLocales(tag).length === 1;
	} catch {
		return false;
	}
}

/** The language as it is written in the chosen region, else as the browser asks for it, else as it is by itself. */
export function localeOf(language: Language, region: string | null, wanted: readonly string[]): string {
	const base = baseOf(language);
	if (region !== null && /^[A-Z]{2}$/.test(region)) return `${base}-${region}`;
	const asked = wanted.find((tag) => baseOf(tag) === base && tag.includes("-") && isTag(tag));
	return asked ?? (language.includes("-") ? language : `${base}-${REGIONS[language][0]!}`);
}

/** A day of the week as calendars count them: 0 is Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const SUNDAY_FIRST = ["US", "CA", "BR", "PT", "IN", "ZA", "MX", "JP", "MZ"];

interface WeekInfo {
	firstDay: number;
}

/** Where weeks begin there; Firefox does not say, so the largest regions are written down. */
export function firstWeekday(locale: string): Weekday {
	const known = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?(): WeekInfo; weekInfo?: WeekInfo };
	const told = known.getWeekInfo?.() ?? known.weekInfo;
	if (told) return (told.firstDay % 7) as Weekday;
	return SUNDAY_FIRST.includes(known.maximize().region ?? "") ? 0 : 1;
}

export function readWeekday(text: string | null): Weekday | null {
	return text !== null && /^[0-6]$/.test(text) ? (Number(text) as Weekday) : null;
}

/** The languages whose words the page has. */
export function isLanguage(text: string | null): text is Language {
	return LANGUAGES.some((language) => language === text);
}
