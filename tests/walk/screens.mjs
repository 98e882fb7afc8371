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
	const [deliveries, tags, sources, boards, views] = await Promise.all(
		["deliveries?limit=100", "tags?limit=1", "sources", "boards", "saved_views"].map((path) => ask(`/api/v1/${path}`)),
	);
	const valueOf = async (name) => (await ask(`/api/v1/dimensions/${name}?window=all&limit=1`)).items[0].value;
	const tag = tags.items[0].key;
	const [service, account, resource, value] = await Promise.all(
		["service_name", "sub_account_id", "resource_id", `tag:${tag}`].map(valueOf),
	);
	const status = await ask("/status");
	const of = (state) => deliveries.items.find((one) => one.state === state)?.delivery_id;
	return {
		month: status.last_charge_date.slice(0, 7),
		day: status.last_charge_date,
		active: of("active"),
		held: of("held"),
		service: encodeURIComponent(service),
		account: encodeURIComponent(account),
		resource: encodeURIComponent(resource),
		tag: encodeURIComponent(tag),
		value: encodeURIComponent(value),
		source: encodeURIComponent(sources.items[0].name),
		board: boards.items.find((one) => one.name === "The whole house").board_id,
		view: views.items[0].view_id,
		broken: views.items.find((one) => one.problems.length > 0).view_id,
	};
}

/** name: of the picture; path: of the address, from the facts; english: the server's own words are shown, which are English;
 * refused: the server is right to refuse what it asks; nowhere: there is no such page. */
export const SCREENS = [
	{ name: "overview", path: () => "/" },
	{ name: "overview-year", path: () => "/?window=365d&granularity=month" },
	{ name: "overview-as-of", path: (facts) => `/?as_of=${facts.day}` },
	{ name: "overview-empty", path: () => "/?window=2001-01" },
	{ name: "explore", path: () => "/explore" },
	{ name: "explore-lines", path: () => "/explore?chart=lines&group_by=service_name&compare=previous" },
	{ name: "explore-area", path: () => "/explore?chart=area&window=90d&group_by=service_category,sub_account_id" },
	{ name: "explore-table", path: () => "/explore?chart=table&group_by=service_name,region_id&sort=-delta" },
	{ name: "explore-treemap", path: () => "/explore?chart=treemap&group_by=service_category,service_name" },
	{ name: "explore-calendar", path: () => "/explore?chart=calendar&window=90d&group_by=" },
	{ name: "explore-pivot", path: () => "/explore?chart=pivot&window=90d&group_by=service_category,service_name&columns=sub_account_id&granularity=month" },
	{ name: "explore-quantity", path: () => "/explore?metric=consumed_quantity&group_by=service_name" },
	{ name: "explore-filtered", path: () => '/explore?filter=service_category = "Compute" and (region_id like "n%25" or tag:env = "dev")&charges=true' },
	{ name: "explore-unknown", path: () => "/explore?group_by=tag:gone,no_such_column", refused: true },
	{ name: "explore-misread", path: () => "/explore?window=banana&as_of=soon" },
	{ name: "boards", path: () => "/boards" },
	{ name: "board", path: (facts) => `/boards/${facts.board}` },
	{ name: "board-gone", path: () => "/boards/aaaaaaaaaaaaaaaa", refused: true },
	{ name: "views", path: () => "/views" },
	{ name: "view", path: (facts) => `/views/${facts.view}` },
	{ name: "view-broken", path: (facts) => `/views/${facts.broken}` },
	{ name: "accounts", path: () => "/accounts" },
	{ name: "account", path: (facts) => `/accounts/${facts.account}` },
	{ name: "account-unknown", path: () => "/accounts/nobody" },
	{ name: "services", path: () => "/services" },
	{ name: "service", path: (facts) => `/services/${facts.service}` },
	{ name: "resources", path: () => "/resources" },
	{ name: "resource", path: (facts) => `/resources/${facts.resource}` },
	{ name: "tags", path: () => "/tags" },
	{ name: "tag", path: (facts) => `/tags/${facts.tag}` },
	{ name: "tag-value", path: (facts) => `/tags/${facts.tag}/${facts.value}` },
	{ name: "sources", path: () => "/sources" },
	{ name: "source", path: (facts) => `/sources/${facts.source}` },
	...["reading", "sources", "tags", "rates", "categories", "about"].map((section) => ({
		name: `settings-${section}`,
		path: () => `/settings/${section}`,
	})),
	{ name: "deliveries", path: () => "/deliveries" },
	{ name: "delivery", path: (facts) => `/deliveries/${facts.active}` },
	{ name: "delivery-held", path: (facts) => `/deliveries/${facts.held}` },
	{ name: "month-reconciliation", path: (facts) => `/months/${facts.month}/reconciliation` },
	{ name: "month-quality", path: (facts) => `/months/${facts.month}/quality` },
	{ name: "month-history", path: (facts) => `/months/${facts.month}/history` },
	{ name: "api", path: () => "/docs", english: true },
	{ name: "nowhere", path: () => "/no/such/page", nowhere: true },
];
