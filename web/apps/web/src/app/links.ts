/* SPDX-License-Identifier: Apache-2.0 */
/* links.ts -- which values have a page of their own, and where it is.
 *
 * A value is one segment of the address, whatever stands in it: slashes, quotes, other scripts. A path cannot say "no value",
 * and `.` and `..` mean something else in it; `~` stands for no value, and before a text that could be misread:
 *
 *     Amazon S3 -> /services/Amazon%20S3     null -> /services/~     .. -> /services/~..     ~x -> /services/~~x
 */
import { NO_FILTER, type Query } from "@centavo/core";
import { searchOf, type SearchWords } from "./state.ts";

const PLACES: Record<string, string> = {
	sub_account_id: "/accounts",
	service_name: "/services",
	resource_id: "/resources",
};

export function segmentOf(value: string | null): string {
	if (value === null || value === "") return "~";
	const misread = value.startsWith("~") || value === "." || value === "..";
	return encodeURIComponent(misread ? `~${value}` : value);
}

/** The value of a segment that the router has decoded. */
export function valueOf(segment: string): string | null {
	if (segment === "~") return null;
	return segment.startsWith("~") ? segment.slice(1) : segment;
}

/** The page of a value; null: values of this dimension have none. */
export function thingLink(name: string, value: string | null): string | null {
	const tag = /^tag:(.+)$/s.exec(name);
	if (tag) return `/tags/${segmentOf(tag[1]!)}/${segmentOf(value)}`;
	return name in PLACES ? `${PLACES[name]}/${segmentOf(value)}` : null;
}

export function tagKeyLink(key: string): string {
	return `/tags/${segmentOf(key)}`;
}

/** What a question takes along to the page of a thing: when and how to read it, not what it was about. */
export function carried(query: Query): SearchWords {
	return searchOf({ ...query, filter: NO_FILTER, cloud: null, granularity: null, groups: ["service_name"] });
}

export function sourceLink(name: string): string {
	return `/sources/${segmentOf(name)}`;
}
