/* SPDX-License-Identifier: Apache-2.0 */
/* i18n.tsx -- the language of the page and how it writes numbers and dates: chosen, else the browser's. */
import {
	createFormatters,
	createTranslate,
	firstWeekday,
	loadMessages,
	localeOf,
	type Formatters,
	type Language,
	type Messages,
	type Translate,
	type Weekday,
} from "@centavo/core";
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { keepPreferences, languageOf, readPreferences, type Preferences } from "./preferences.ts";

interface I18n {
	language: Language;
	/** the language as it is written in a region, such as en-GB */
	locale: string;
	firstDayOfWeek: Weekday;
	preferences: Preferences;
	prefer(part: Partial<Preferences>): void;
	t: Translate;
	format: Formatters;
}

const Context = createContext<I18n | null>(null);

export function I18nProvider({ children }: { children: ReactNode }): ReactNode {
	const [preferences, setPreferences] = useState<Preferences>(readPreferences);
	const [loaded, setLoaded] = useState<{ language: Language; messages: Messages } | null>(null);
	const wanted = languageOf(preferences);
	useEffect(() => {
		let stale = false;
		void loadMessages(wanted).then((messages) => {
			if (stale) return;
			document.documentElement.lang = wanted;
			setLoaded({ language: wanted, messages });
		});
		return () => {
			stale = true;
		};
	}, [wanted]);
	const value = useMemo<I18n | null>(() => {
		if (!loaded) return null;
		const { language, messages } = loaded;
		const locale = localeOf(language, preferences.region, navigator.languages);
		return {
			language,
			locale,
			firstDayOfWeek: preferences.week ?? firstWeekday(locale),
			preferences,
			prefer: (part) => {
				/* a region belongs to its language */
				const region = part.language !== undefined && part.language !== preferences.language ? null : preferences.region;
				const next = { ...preferences, region, ...part };
				keepPreferences(next);
				setPreferences(next);
			},
			t: createTranslate(language, messages, locale),
			format: createFormatters(locale),
		};
	}, [loaded, preferences]);
	return value && <Context value={value}>{children}</Context>;
}

export function useI18n(): I18n {
	const value = useContext(Context);
	if (!value) throw new Error("useI18n outside of I18nProvider");
	return value;
}
