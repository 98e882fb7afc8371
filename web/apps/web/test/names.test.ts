/* SPDX-License-Identifier: Apache-2.0 */
import { createFormatters, createTranslate, LANGUAGES, loadMessages } from "@centavo/core";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dimensionName, windowName } from "../src/app/names.ts";
import { GROUPS } from "../src/widgets/charges/shape.ts";

/* the table of columns that the server is made from */
const table = readFileSync(new URL("../../../../src/focus/column.c", import.meta.url), "utf8");
const shown = [...table.matchAll(/\.sql_name = "(\w+)",\s+\.focus_name/g)].map((match) => match[1]!);

describe("columns of a charge", () => {
	it("have a name that people know, in every language", async () => {
		expect(shown.length).toBeGreaterThan(60);
		for (const language of LANGUAGES) {
			const t = createTranslate(language, await loadMessages(language));
			const nameless = shown.filter((name) => dimensionName(t, name) === name);
			expect(nameless, language).toEqual([]);
		}
	});

	it("can be chosen for the table of charges", () => {
		const offered = new Set(GROUPS.flatMap((group) => group.names));
		/* repairs are for who maintains a mapping; they stand in the charge itself */
		expect(shown.filter((name) => !offered.has(name))).toEqual(["x_source_adjustments"]);
	});
});

describe("periods by name", () => {
	it("are words of people, months among them", async () => {
		const t = createTranslate("en", await loadMessages("en"));
		const format = createFormatters("en");
		expect(windowName(t, format, "2026-09")).toBe("Sep 2026");
		expect(windowName(t, format, "2026")).toBe("2026");
		expect(windowName(t, format, "7d")).toBe("Last 7 days");
	});
});
