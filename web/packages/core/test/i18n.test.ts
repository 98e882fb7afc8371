/* SPDX-License-Identifier: Apache-2.0 */
import { expect, test } from "vitest";
import { createColors, createTranslate, loadMessages, pickLanguage, slotsOf, SLOT_COUNT, LANGUAGES } from "../src/index.ts";

test("plurals and values follow the language", async () => {
	const fr = createTranslate("fr", await loadMessages("fr"));
	const en = createTranslate("en", await loadMessages("en"));
	expect(en("rejected_rows", { count: 1 })).toBe("1 row rejected");
	expect(en("rejected_rows", { count: 2400 })).toBe("2,400 rows rejected");
	expect(fr("rejected_rows", { count: 0 })).toBe("0 ligne rejetée");
	expect(fr("kpi_from", { cost: "3 €" })).toBe("depuis 3 €");
});

test("the first language that we speak wins", () => {
	expect(pickLanguage(["de-DE", "pt-PT", "en"])).toBe("pt-BR");
	expect(pickLanguage(["ja"])).toBe("en");
	expect(LANGUAGES).toHaveLength(3);
});

test("the dearest values never share a colour and keep it when ranks change", () => {
	const values = ["EC2", "RDS", "S3", "Lambda", "CloudFront", "DynamoDB", "EKS", "MSK", "BigQuery", "GCS", "Vertex", "GCE"];
	const slots = slotsOf([...values, ...values.map((value) => `${value} 2`)].slice(0, SLOT_COUNT));
	expect(new Set(slots.values()).size).toBe(SLOT_COUNT);
	const color = createColors(values.slice(0, 3));
	expect(createColors(["Other thing", ...values.slice(0, 3)])("EC2")).toBe(color("EC2"));
});
