/* SPDX-License-Identifier: Apache-2.0 */
/* templates.ts -- boards to begin with, made of views that are saved like any other and can be changed like any other. */
import { printName, readExplorer, type TagKey, type TileHeight, type TileWidth, type Translate, type ViewDraft } from "@centavo/core";
import { draftOf } from "../views/shape.ts";

export interface TemplateTile {
	view: ViewDraft;
	width: TileWidth;
	height: TileHeight;
}

export interface Template {
	id: "month" | "team";
	name: string;
	description: string;
	tiles: TemplateTile[];
}

type Words = Record<string, string>;

function tile(name: string, width: TileWidth, height: TileHeight, words: Words): TemplateTile {
	const state = readExplorer(new URLSearchParams(words));
	return { view: draftOf(state, { name, description: "", visibility: "shared" }), width, height };
}

/** What closing a month needs: how much, where it went, what moved, and what is no usage. */
export function monthClose(t: Translate): Template {
	const month = { window: "last_month" };
	const moves = { ...month, group_by: "service_name", chart: "table", sort: "-delta", fields: "effective_cost,delta,delta_ratio" };
	const kinds = { ...month, group_by: "charge_category", chart: "table", fields: "effective_cost" };
	const accounts = { ...month, group_by: "sub_account_name", columns: "charge_category", chart: "pivot" };
	const invoice = { ...accounts, metric: "billed_cost", group_by: "provider_name,service_category" };
	return {
		id: "month",
		name: t("template_month"),
		description: t("template_month_what"),
		tiles: [
			tile(t("template_month_days"), 3, "medium", { ...month, group_by: "service_category", granularity: "day", chart: "bars" }),
			tile(t("template_month_kinds"), 1, "medium", kinds),
			tile(t("template_month_moves"), 2, "medium", moves),
			tile(t("template_month_accounts"), 2, "medium", accounts),
			tile(t("template_month_invoice"), 4, "medium", invoice),
		],
	};
}

const TEAMS = ["team", "squad", "owner", "cost_center", "costcenter", "cost-center", "department", "product", "app"];

/** What says whose a charge is: the tag that is called so, else the commonest one, else the account. */
export function teamOf(tags: TagKey[]): string {
	const byName = TEAMS.flatMap((name) => tags.find((tag) => tag.key.toLowerCase() === name) ?? [])[0];
	const commonest = [...tags].sort((a, b) => b.charge_count - a.charge_count)[0];
	const tag = byName ?? commonest;
	return tag ? `tag:${tag.key}` : "sub_account_name";
}

/** What a meeting of teams needs: who costs what, in what direction, for what, and what nobody owns. */
export function teamOverview(t: Translate, tags: TagKey[]): Template {
	const by = printName(teamOf(tags));
	const moves = { window: "90d", group_by: by, chart: "table", sort: "-delta", fields: "effective_cost,delta,delta_ratio" };
	const unowned = { window: "90d", group_by: "service_name", filter: `${by} is null`, chart: "table", fields: "effective_cost,share" };
	return {
		id: "team",
		name: t("template_team"),
		description: t("template_team_what"),
		tiles: [
			tile(t("template_team_time"), 4, "medium", { window: "365d", group_by: by, granularity: "month", chart: "area" }),
			tile(t("template_team_services"), 2, "tall", { window: "90d", group_by: by, columns: "service_category", chart: "pivot" }),
			tile(t("template_team_map"), 2, "tall", { window: "90d", group_by: `${by},service_name`, chart: "treemap" }),
			tile(t("template_team_moves"), 2, "medium", moves),
			tile(t("template_team_unowned"), 2, "medium", unowned),
		],
	};
}
