/* SPDX-License-Identifier: Apache-2.0 */
import { expect, test } from "vitest";
import { createFormatters, createTranslate, firstWeekday, LANGUAGES, loadMessages, localeOf, readQuery, printQuery, REGIONS } from "../src/index.ts";

test("a chosen region wins over the browser's, and the browser's over the language alone", () => {
	expect(localeOf("en", "DE", ["en-GB"])).toBe("en-DE");
	expect(localeOf("en", null, ["fr-FR", "en-GB", "en-US"])).toBe("en-GB");
	expect(localeOf("fr", null, ["en-GB"])).toBe("fr-FR");
	expect(localeOf("pt-BR", null, ["pt-PT"])).toBe("pt-PT");
	expect(localeOf("pt-BR", null, [])).toBe("pt-BR");
	expect(localeOf("en", "nowhere", ["en-not-a-locale-"])).toBe("en-US");
});

test("every region that is offered writes in its own way", () => {
	for (const language of LANGUAGES)
		for (const region of REGIONS[language]) {
			const locale = localeOf(language, region, []);
			expect(Intl.NumberFormat.supportedLocalesOf(locale), locale).toEqual([locale]);
		}
	expect(createFormatters("en-AT").count(1234567)).toBe("1.234.567");
	expect(createFormatters("en-GB").day("2026-11-21")).toBe("21 Nov 2026");
	expect(createFormatters("pt-PT").count(1234567)).toMatch(/^1\s234\s567$/);
});

test("counts within sentences are written like all numbers", async () => {
	const t = createTranslate("en", await loadMessages("en"), "en-AT");
	expect(t("charges", { count: 12345 })).toBe("12.345 charges");
});

test("weeks begin where the region says", () => {
	expect(firstWeekday("en-US")).toBe(0);
	expect(firstWeekday("en-GB")).toBe(1);
	expect(firstWeekday("pt-BR")).toBe(0);
	expect(firstWeekday("fr-FR")).toBe(1);
});

test("as billed can be said outright, and nothing else is said of it", () => {
	const query = readQuery(new URLSearchParams("currency=none"));
	expect(query.convert).toBeNull();
	expect(printQuery(query).toString()).toBe("currency=none");
	expect(printQuery({ ...query, as_billed: false }).toString()).toBe("");
	expect(printQuery({ ...query, convert: "EUR" }).toString()).toBe("currency=EUR");
});
