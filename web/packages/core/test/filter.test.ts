/* SPDX-License-Identifier: Apache-2.0 */
import { describe, expect, test } from "vitest";
import {
	choiceOf,
	NO_FILTER,
	parseFilter,
	printFilter,
	printNames,
	printQuery,
	readQuery,
	searchText,
	setOnly,
	splitNames,
	toggle,
} from "../src/index.ts";

describe("filter", () => {
	test("reads the example of the API", () => {
		const filter = parseFilter('provider_name = "AWS" and tag:env in ("prod","stg") and not charge_category = "Tax"');
		expect(filter.rest).toBeNull();
		expect(filter.clauses).toEqual([
			{ name: "provider_name", exclude: false, values: ["AWS"] },
			{ name: "tag:env", exclude: false, values: ["prod", "stg"] },
			{ name: "charge_category", exclude: true, values: ["Tax"] },
		]);
	});
	test("prints what it reads", () => {
		const text = 'service_name in ("Amazon EC2","Amazon S3") and region_id != "eu-west-1" and sub_account_id is null';
		expect(printFilter(parseFilter(text))).toBe(text);
	});
	test("quotes and backslashes survive", () => {
		const filter = toggle(NO_FILTER, "service_name", 'a "b" \\ c', false);
		expect(parseFilter(printFilter(filter))).toEqual(filter);
	});
	test("a tag key with a blank is quoted", () => {
		expect(printFilter(toggle(NO_FILTER, "norm_tag:cost center", "42", false))).toBe('norm_tag:"cost center" = "42"');
		expect(parseFilter('norm_tag:"cost center" != "42"').clauses[0]).toEqual({ name: "norm_tag:cost center", exclude: true, values: ["42"] });
		const filter = toggle(NO_FILTER, "tag:cost center", "42", true);
		expect(printFilter(filter)).toBe('tag:"cost center" != "42"');
		expect(parseFilter(printFilter(filter))).toEqual(filter);
	});
	test("what it does not understand passes through whole", () => {
		const text = 'service_name = "a" or region_id = "b"';
		expect(parseFilter(text)).toEqual({ clauses: [], rest: text });
		expect(printFilter(toggle(parseFilter(text), "provider_name", "AWS", false))).toBe(`(${text}) and provider_name = "AWS"`);
	});
	test("a second click takes the choice back, another moves it", () => {
		const once = toggle(NO_FILTER, "service_name", "S3", false);
		expect(choiceOf(once, "service_name", "S3")).toBe("include");
		expect(toggle(once, "service_name", "S3", false)).toEqual(NO_FILTER);
		expect(choiceOf(toggle(once, "service_name", "S3", true), "service_name", "S3")).toBe("exclude");
	});
	test("reads every way to write a value", () => {
		expect(parseFilter("region_id = eu-west-1 and not service_name in ('it''s')").rest).not.toBeNull();
		expect(parseFilter("region_id = eu-west-1 and service_name = 'it\\'s'").clauses.map((c) => c.values)).toEqual([["eu-west-1"], ["it's"]]);
	});
	test("one service alone replaces the others", () => {
		const filter = setOnly(toggle(NO_FILTER, "service_name", "S3", false), "service_name", "EC2");
		expect(printFilter(filter)).toBe('service_name = "EC2"');
	});
});

describe("query", () => {
	const roundTrip = (text: string) => searchText(printQuery(readQuery(new URLSearchParams(text))));
	test("says nothing that goes without saying", () => {
		expect(roundTrip("")).toBe("");
		expect(roundTrip("metric=effective_cost&compare=previous")).toBe("");
	});
	test("keeps the words of the API", () => {
		expect(roundTrip("start=2026-10-01&end=2026-10-31&metric=billed_cost&compare=none&granularity=week")).toBe(
			"start=2026-10-01&end=2026-10-31&metric=billed_cost&compare=none&granularity=week",
		);
		const converted = "currency=EUR&rate_set=ecb_daily&rate_policy=fixed%3A2026-01-01";
		expect(roundTrip(converted)).toBe(converted);
		expect(roundTrip("rate_set=ecb_daily&billing_currency=USD")).toBe("billing_currency=USD");
		expect(roundTrip("group_by=norm_tag:env")).toBe("group_by=norm_tag%3Aenv");
		expect(roundTrip("window=2026-05&group_by=tag:env")).toBe("window=2026-05&group_by=tag%3Aenv");
		expect(roundTrip("group_by=")).toBe("group_by=");
	});
	test("several groups, and keys with commas and quotes in them", () => {
		const groups = ["provider_name", 'tag:cost center, "old"', "norm_tag:env"];
		const text = printNames(groups);
		expect(text).toBe('provider_name,tag:"cost center, \\"old\\"",norm_tag:env');
		expect(splitNames(text)).toEqual(groups);
		expect(readQuery(new URLSearchParams({ group_by: text })).groups).toEqual(groups);
	});
	test("an empty short form is what has no value", () => {
		expect(printFilter(readQuery(new URLSearchParams("region_id=")).filter)).toBe("region_id is null");
	});
	test("short forms become conditions", () => {
		const query = readQuery(new URLSearchParams("service_name=Amazon%20S3&service_name=AWS%20Lambda"));
		expect(printFilter(query.filter)).toBe('service_name in ("Amazon S3","AWS Lambda")');
	});
	test("nonsense falls back instead of failing", () => {
		const query = readQuery(new URLSearchParams("start=2026-02-31&end=x&metric=joy&window=soon"));
		expect([query.start, query.window, query.metric]).toEqual([null, null, "effective_cost"]);
	});
});
