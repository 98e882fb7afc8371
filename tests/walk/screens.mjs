/* SPDX-License-Identifier: Apache-2.0 */
/* screens.mjs -- every screen of the page, once: what the walk visits and docs/screens.md shows. A new screen is a row here;
 * the walk fails when a place of the sidebar has none. */

/** What a server holds that addresses name; `month` is its newest whole month. */
export async function factsOf(url) {
	const ask = async (path) => {
		const answer = await fetch(url + path);
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return answer.json();
	};
	const [deliveries, tags, services, accounts] = await Promise.all([
		ask("/api/v1/deliveries?limit=100"),
		ask("/api/v1/tags?limit=1"),
		ask("/api/v1/dimensions/service_name?window=all&limit=1"),
		ask("/api/v1/dimensions/sub_account_id?window=all&limit=1"),
	]);
	const status = await ask("/status");
	const of = (state) => deliveries.items.find((one) => one.state === state)?.delivery_id;
	return {
		month: status.last_charge_date.slice(0, 7),
		day: status.last_charge_date,
		active: of("active"),
		held: of("held"),
		service: encodeURIComponent(services.items[0].value),
		account: encodeURIComponent(accounts.items[0].value),
		tag: encodeURIComponent(tags.items[0].key),
	};
}

/** name: of the picture; path: of the address, from the facts; english: the server's own words are shown, which are English. */
export const SCREENS = [
	{ name: "overview", path: () => "/" },
	{ name: "overview-year", path: () => "/?window=365d&granularity=month" },
	{ name: "overview-as-of", path: (facts) => `/?as_of=${facts.day}` },
	{ name: "overview-empty", path: () => "/?window=2001-01" },
	{ name: "tags", path: () => "/tags" },
	{ name: "deliveries", path: () => "/deliveries" },
	{ name: "delivery", path: (facts) => `/deliveries/${facts.active}` },
	{ name: "delivery-held", path: (facts) => `/deliveries/${facts.held}` },
	{ name: "month-reconciliation", path: (facts) => `/months/${facts.month}/reconciliation` },
	{ name: "month-quality", path: (facts) => `/months/${facts.month}/quality` },
	{ name: "month-history", path: (facts) => `/months/${facts.month}/history` },
	{ name: "api", path: () => "/docs", english: true },
	{ name: "nowhere", path: () => "/no/such/page" },
];
