/* SPDX-License-Identifier: Apache-2.0 */
/* pictures.mjs URL [FOLDER] -- the pictures of README.md and docs/screens.md, from a server with the demonstration bills
 * (`DEMO_SERVE=no make demo`, then `centavo serve --home demo/home`). FOLDER is docs/img without it. */
import { join } from "node:path";
import { settled, startBrowser, watch } from "../e2e/harness.mjs";

const [url, folder = "docs/img"] = process.argv.slice(2);
const YEAR = "window=365d";

async function firstOf(path, member) {
	const answer = await fetch(url + path);
	if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
	return (await answer.json()).items[0]?.[member];
}

/* A board to show, once; asking again finds it. */
async function board() {
	const known = await firstOf("/api/v1/boards", "board_id");
	if (known) return known;
	const post = async (path, body) => {
		const headers = { "Content-Type": "application/json" };
		const answer = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return answer.json();
	};
	const view = async (name, query, chart) =>
		(await post("/api/v1/saved_views", { name, page: "/explore", query, look: { chart }, visibility: "shared" })).view_id;
	const items = [
		{ view_id: await view("A year by category", `${YEAR}&granularity=month&group_by=service_category`, "bars"), width: 2, height: "medium" },
		{ view_id: await view("Where it goes", `${YEAR}&group_by=service_category,service_name`, "treemap"), width: 2, height: "medium" },
		{ view_id: await view("Accounts", `${YEAR}&group_by=sub_account_name&compare=previous`, "table"), width: 2, height: "medium" },
		{ view_id: await view("Every day", `${YEAR}&group_by=`, "calendar"), width: 2, height: "medium" },
	];
	return (await post("/api/v1/boards", { name: "Team overview", visibility: "shared", items })).board_id;
}

const service = encodeURIComponent(await firstOf("/api/v1/dimensions/service_name?window=all&limit=1", "value"));
const account = encodeURIComponent(await firstOf("/api/v1/dimensions/sub_account_id?window=all&limit=1", "value"));
const delivery = await firstOf("/api/v1/deliveries?state=active&limit=1", "delivery_id");
const month = (await (await fetch(`${url}/status`)).json()).last_charge_date.slice(0, 7);

const PICTURES = [
	{ name: "overview", path: "/?window=30d&compare=year_ago", height: 1290 },
	{ name: "overview-dark", path: `/?${YEAR}&granularity=month&compare=none`, dark: true, height: 1290 },
	{ name: "explorer", path: `/explore?${YEAR}&granularity=month&group_by=service_name&compare=year_ago` },
	{ name: "explorer-treemap", path: `/explore?${YEAR}&group_by=service_category,service_name&chart=treemap` },
	{ name: "explorer-calendar", path: `/explore?${YEAR}&group_by=&chart=calendar`, dark: true },
	{ name: "explorer-pivot", path: `/explore?window=90d&group_by=service_category,service_name&columns=provider_name&granularity=month&chart=pivot` },
	{ name: "board", path: `/boards/${await board()}`, height: 1100 },
	{ name: "service", path: `/services/${service}`, height: 1200 },
	{ name: "account", path: `/accounts/${account}`, height: 1200, dark: true },
	{ name: "bills", path: "/deliveries" },
	{ name: "bill", path: `/deliveries/${delivery}`, height: 1100 },
	{ name: "month", path: `/months/${month}/quality` },
	{ name: "settings", path: "/settings/about" },
	{ name: "phone", path: "/?window=30d", width: 390, height: 844 },
];

const browser = await startBrowser();
for (const picture of PICTURES) {
	const { width = 1440, height = 900 } = picture;
	const page = await browser.newPage({ viewport: { width, height }, locale: "en-US", colorScheme: picture.dark ? "dark" : "light" });
	await watch(page);
	await page.goto(url + picture.path);
	await page.locator("h1").first().waitFor();
	await settled(page);
	await page.screenshot({ path: join(folder, `${picture.name}.png`) });
	await page.close();
}
await browser.close();
