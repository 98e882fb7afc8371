/* SPDX-License-Identifier: Apache-2.0 */
/* i18n.tsx -- the language of the page: chosen, else the browser's. */
import {
	createFormatters,
	createTranslate,
	loadMessages,
	pickLanguage,
	LANGUAGES,
	type Formatters,
	type Language,
	type Messages,
	type Translate,
} from "@centavo/core";
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { recall, remember } from "./remembered.ts";

interface I18n {
	language: Language;
	setLanguage(language: Language): void;
	t: Translate;
	format: Formatters;
}

const Context = createContext<I18n | null>(null);
const KEY = "centavo-language";

function remembered(): Language {
	const kept = recall(KEY);
	return LANGUAGES.find((language) => language === kept) ?? pickLanguage(navigator.languages);
}

export function I18nProvider({ children }: { children: ReactNode }): ReactNode {
	const [wanted, setWanted] = useState<Language>(remembered);
	const [loaded, setLoaded] = useState<{ language: Language; messages: Messages } | null>(null);
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
		return {
			language: loaded.language,
			setLanguage: (language) => {
				remember(KEY, language);
				setWanted(language);
			},
			t: createTranslate(loaded.language, loaded.messages),
			format: createFormatters(loaded.language),
		};
	}, [loaded]);
	return value && <Context value={value}>{children}</Context>;
}

export function useI18n(): I18n {
	const value = useContext(Context);
	if (!value) throw new Error("useI18n outside of I18nProvider");
	return value;
}
