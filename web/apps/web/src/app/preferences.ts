/* SPDX-License-Identifier: Apache-2.0 */
/* preferences.ts -- how its person wants to read the page, kept in this browser: language, region, first day of the week,
 * and the currency to begin with. The last one is put into the address, so that a copied link carries what is shown. */
import { isLanguage, pickLanguage, readWeekday, type Language, type Weekday } from "@centavo/core";
import { forget, recall, remember } from "./remembered.ts";

const LANGUAGE = "centavo-language";
const REGION = "centavo-region";
const WEEK = "centavo-week";
const CURRENCY = "centavo-currency";

function keep(key: string, value: string | null): void {
	if (value === null) forget(key);
	else remember(key, value);
}

/** null: as the browser says. */
export interface Preferences {
	language: Language | null;
	region: string | null;
	week: Weekday | null;
}

export function readPreferences(): Preferences {
	const language = recall(LANGUAGE);
	const region = recall(REGION);
	return {
		language: isLanguage(language) ? language : null,
		region: region !== null && /^[A-Z]{2}$/.test(region) ? region : null,
		week: readWeekday(recall(WEEK)),
	};
}

export function keepPreferences(preferences: Preferences): void {
	keep(LANGUAGE, preferences.language);
	keep(REGION, preferences.region);
	keep(WEEK, preferences.week === null ? null : String(preferences.week));
}

export function languageOf(preferences: Preferences): Language {
	return preferences.language ?? pickLanguage(navigator.languages);
}

/** What everything is converted to where the address says nothing; null: as billed. */
export function preferredCurrency(): string | null {
	const kept = recall(CURRENCY);
	return kept !== null && /^[A-Z]{3}$/.test(kept) ? kept : null;
}

export function preferCurrency(currency: string | null): void {
	keep(CURRENCY, currency);
}
