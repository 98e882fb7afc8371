/* SPDX-License-Identifier: Apache-2.0 */
/* kinds.ts -- the kinds of things that have pages: one row says all that the list and the page of a kind need to know. */
import type { MessageKey } from "@centavo/core";
import type { IconName } from "../../ui/Icon.tsx";

export interface Kind {
	/** address of its list */
	place: string;
	/** the column whose values these are */
	dimension: string;
	/** a column with what people call it, searched too */
	named: string | null;
	icon: IconName;
	many: MessageKey;
	find: MessageKey;
	/** what it belongs to, in the head of its page */
	parents: string[];
	/** what its cost is broken down by, the most telling first; the first two are open */
	breakdowns: string[];
	/** what moves are told by */
	movers: string;
	/** charges of it may carry tags of its own */
	tagged?: boolean;
}

export const KINDS = {
	accounts: {
		place: "/accounts",
		dimension: "sub_account_id",
		named: "sub_account_name",
		icon: "account",
		many: "things_accounts",
		find: "things_find_account",
		parents: ["provider_name", "billing_account_id", "sub_account_type"],
		breakdowns: ["service_name", "region_id", "service_category", "resource_id", "charge_category", "charge_description"],
		movers: "service_name",
	},
	services: {
		place: "/services",
		dimension: "service_name",
		named: null,
		icon: "layers",
		many: "things_services",
		find: "things_find_service",
		parents: ["provider_name", "service_category", "publisher_name"],
		breakdowns: ["sub_account_id", "region_id", "resource_id", "charge_description", "service_subcategory", "charge_category"],
		movers: "sub_account_id",
	},
	resources: {
		place: "/resources",
		dimension: "resource_id",
		named: "resource_name",
		icon: "cube",
		many: "things_resources",
		find: "things_find_resource",
		parents: ["provider_name", "sub_account_id", "service_name", "region_id", "resource_type"],
		breakdowns: ["service_name", "charge_description", "sku_meter", "charge_category", "pricing_category"],
		movers: "charge_description",
		tagged: true,
	},
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof KINDS;

/** Values of a key of tags are things, too. */
export function tagKind(key: string): Kind {
	return {
		place: "/tags",
		dimension: `tag:${key}`,
		named: null,
		icon: "tag",
		many: "dim_tag",
		find: "things_find_value",
		parents: ["provider_name"],
		breakdowns: ["service_name", "sub_account_id", "region_id", "resource_id", "service_category", "charge_category"],
		movers: "service_name",
	};
}
