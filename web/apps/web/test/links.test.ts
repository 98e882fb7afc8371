/* SPDX-License-Identifier: Apache-2.0 */
import { createMemoryHistory, createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { describe, expect, it } from "vitest";
import { segmentOf, thingLink, valueOf } from "../src/app/links.ts";

const ODD = [
	"Amazon S3",
	"arn:aws:ec2:eu-west-1:1:volume/vol-1",
	"/subscriptions/a/resourceGroups/b",
	'say "hi"',
	"100%",
	"a%2Fb",
	"..",
	".",
	"~",
	"~x",
	"Armazém São João",
	"東京",
	"a?b#c",
	"$id",
	"{-$id}",
	"a\\b",
	"a+b c",
	" lead",
	"x".repeat(1500),
];

/** What the route is told, when the address is opened and when a link leads to it. */
function matched(path: string): string | undefined {
	const root = createRootRoute();
	const route = createRoute({ getParentRoute: () => root, path: "/services/$name" });
	const router = createRouter({
		routeTree: root.addChildren([route]),
		history: createMemoryHistory({ initialEntries: [path] }),
	});
	const nameAt = (location: typeof router.latestLocation) =>
		(router.matchRoutes(location).at(-1)!.params as { name?: string }).name;
	const linked = nameAt(router.buildLocation({ to: path }));
	expect(linked).toBe(nameAt(router.latestLocation));
	/* a filter is changed by going to where one is */
	expect(nameAt(router.buildLocation({ to: router.latestLocation.pathname }))).toBe(linked);
	return linked;
}

describe("links", () => {
	it("say every value in one segment of the address and read it again", () => {
		for (const value of ODD) {
			const segment = segmentOf(value);
			expect(segment).not.toContain("/");
			expect(valueOf(matched(`/services/${segment}`)!), value).toBe(value);
		}
	});

	it("tell no value from a value", () => {
		expect(valueOf(matched(thingLink("service_name", null)!)!)).toBeNull();
		expect(thingLink("service_name", "")).toBe("/services/~");
	});

	it("lead to accounts, services, resources and values of tags, and nowhere else", () => {
		expect(thingLink("sub_account_id", "111")).toBe("/accounts/111");
		expect(thingLink("resource_id", "a/b")).toBe("/resources/a%2Fb");
		expect(thingLink("tag:cost center", "a b")).toBe("/tags/cost%20center/a%20b");
		expect(thingLink("region_id", "eu-west-1")).toBeNull();
	});
});
