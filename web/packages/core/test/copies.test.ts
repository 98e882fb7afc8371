/* SPDX-License-Identifier: Apache-2.0 */
import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { apiUrl, curlCommand, shellCommand, shellQuote } from "../src/index.ts";

/* What a real shell makes of it, a word a line. */
function words(command: string): string[] {
	return execFileSync("sh", ["-c", `printf '%s\\0' ${command}`], { encoding: "utf8" }).split("\0").slice(0, -1);
}

const NASTY = `it's "so" $HOME \`id\` \\ ; rm -rf / & * ? ~ ! # \n é — 日本`;

describe("a shell", () => {
	test("reads back exactly what was quoted", () => {
		for (const text of [NASTY, "plain", "", " ", "-delta", "a=b", "'", "''", "$(x)", "tag:\"cost center\""])
			expect(words(text === "" ? "''" : shellQuote(text))).toEqual([text]);
	});
	test("leaves plain words as they are", () => {
		expect(shellQuote("2026-10-01")).toBe("2026-10-01");
		expect(shellQuote("service_name,tag:env")).toBe("service_name,tag:env");
	});
});

describe("the command line", () => {
	const params = new URLSearchParams({
		window: "30d",
		group_by: 'service_name,tag:"cost center"',
		filter: `service_name = "${NASTY.replace(/(["\\])/g, "\\$1")}"`,
		sort: "-delta,service_name",
		billing_currency: "USD",
		as_of: "2026-10-31T12:00:00Z",
	});
	test("gets every word as one argument", () => {
		const [program, command, ...rest] = words(shellCommand("costs", params));
		expect([program, command]).toEqual(["centavo", "costs"]);
		expect(rest).toEqual([
			"--window",
			"30d",
			"--group-by",
			'service_name,tag:"cost center"',
			"--filter",
			params.get("filter"),
			"--sort=-delta,service_name",
			"--as-of",
			"2026-10-31T12:00:00Z",
			"billing_currency=USD",
		]);
	});
	test("an empty word is an empty argument", () => {
		expect(words(shellCommand("costs", new URLSearchParams({ group_by: "" })))).toEqual(["centavo", "costs", "--group-by", ""]);
	});
});

describe("a call of the API", () => {
	test("is one argument, whatever is asked", () => {
		const params = new URLSearchParams({ filter: `a = "it's"`, group_by: "tag:a b" });
		const [program, url] = words(curlCommand("http://127.0.0.1:8080", "/api/v1/costs", params));
		expect(program).toBe("curl");
		expect(url).toBe("http://127.0.0.1:8080/api/v1/costs?filter=a%20%3D%20%22it%27s%22&group_by=tag%3Aa%20b");
		expect(new URL(url!).searchParams.get("filter")).toBe(`a = "it's"`);
	});
	test("without words has no question mark", () => {
		expect(apiUrl("http://h", "/api/v1/costs", new URLSearchParams())).toBe("http://h/api/v1/costs");
	});
});
