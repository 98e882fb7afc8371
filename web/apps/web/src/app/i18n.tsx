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

interface I18n {
	language: Language;
	setLanguage(language: Language): void;
	t: Translate;
	format: Formatters;
}

const Context = createContext<I18n | null>(null);
const KEY = "centavo-language";

function remembered(): Language {
	try {
		const found = LANGUAGES.find((language) => language === localStorage.getItem(KEY));
		if (found) return found;
	} catch {
		/* storage may be forbidden */
	}
	return pickLanguage(navigator.languages);
}

function remember(language: Language): void {
	try {
		localStorage.setItem(KEY, language);
	} catch {
		/* the choice lasts as long as the page then */
	}
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
				remember(language);
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
