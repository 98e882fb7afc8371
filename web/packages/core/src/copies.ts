/* SPDX-License-Identifier: Apache-2.0 */
/* copies.ts -- one question as what a person pastes elsewhere: a call of the API, a command of a shell.
 *
 *     curl 'http://127.0.0.1:8080/api/v1/costs?window=30d&filter=service_name%20%3D%20%22S3%22'
 *     centavo costs --window 30d --filter 'service_name = "S3"'
 */
import { searchText } from "./query.ts";

/** As one word of a POSIX shell: whatever is in it stays as it is. */
export function shellQuote(text: string): string {
	if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
	return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The address of a question, on its server. */
export function apiUrl(origin: string, path: string, params: URLSearchParams): string {
	const text = searchText(params);
	return text ? `${origin}${path}?${text}` : `${origin}${path}`;
}

export function curlCommand(origin: string, path: string, params: URLSearchParams): string {
	return `curl ${shellQuote(apiUrl(origin, path, params))}`;
}

/* Words that the command line has as options, in the order in which one says them. All others are conditions such as
 * billing_currency=USD. */
const OPTIONS = [
	"window",
	"start",
	"end",
	"granularity",
	"group_by",
	"columns",
	"show",
	"filter",
	"cloud",
	"charge_category",
	"metric",
	"currency",
	"rate_set",
	"rate_policy",
	"basis",
	"compare",
	"top",
	"others",
	"sort",
	"fields",
	"limit",
	"cursor",
	"as_of",
];

/** command: costs, charges, pivot. A value that begins with - stands behind an equals sign, or it would be read as an option. */
export function shellCommand(command: string, params: URLSearchParams): string {
	const words = ["centavo", command];
	const conditions: string[] = [];
	const place = (name: string) => OPTIONS.indexOf(name);
	for (const [name, value] of [...params].sort(([a], [b]) => place(a) - place(b))) {
		if (place(name) < 0) {
			conditions.push(shellQuote(`${name}=${value}`));
			continue;
		}
		const option = `--${name.replaceAll("_", "-")}`;
		if (value.startsWith("-")) words.push(shellQuote(`${option}=${value}`));
		else words.push(option, value === "" ? "''" : shellQuote(value));
	}
	return [...words, ...conditions].join(" ");
}
