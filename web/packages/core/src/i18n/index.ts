/* SPDX-License-Identifier: Apache-2.0 */
/* i18n -- messages by key in three languages, with values and plurals:
 *
 *     "{count, plural, one {# charge} other {# charges}} of {total}"
 *
 * English is the type of the others, so a missing message does not compile. Other languages load when they are chosen.
 */
import { en } from "./en/index.ts";

export const LANGUAGES = ["en", "pt-BR", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];
export type MessageKey = keyof typeof en;
export type Messages = Record<MessageKey, string>;
export type Values = Record<string, string | number>;
export type Translate = (key: MessageKey, values?: Values) => string;

export async function loadMessages(language: Language): Promise<Messages> {
	if (language === "pt-BR") return (await import("./pt-BR/index.ts")).ptBR;
	if (language === "fr") return (await import("./fr/index.ts")).fr;
	return en;
}

export function pickLanguage(wanted: readonly string[]): Language {
	for (const tag of wanted) {
		const base = tag.toLowerCase().split("-")[0];
		const found = LANGUAGES.find((language) => language.toLowerCase().split("-")[0] === base);
		if (found) return found;
	}
	return "en";
}

const PLURAL = /\{(\w+), plural, ((?:\w+ \{[^{}]*\}\s*)+)\}/g;

/** locale: the language as numbers are written in a region, such as en-GB */
export function createTranslate(language: Language, messages: Messages, locale: string = language): Translate {
	const rules = new Intl.PluralRules(language);
	const numbers = new Intl.NumberFormat(locale);
	const show = (value: string | number | undefined) =>
		typeof value === "number" ? numbers.format(value) : (value ?? "");
	return (key, values = {}) =>
		messages[key]
			.replace(PLURAL, (_, name: string, branches: string) => {
				const count = Number(values[name]);
				const forms = new Map([...branches.matchAll(/(\w+) \{([^{}]*)\}/g)].map((m) => [m[1]!, m[2]!]));
				return (forms.get(rules.select(count)) ?? forms.get("other") ?? "").replaceAll("#", show(count));
			})
			.replace(/\{(\w+)\}/g, (_, name: string) => show(values[name]));
}
