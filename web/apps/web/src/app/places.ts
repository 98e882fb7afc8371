/* SPDX-License-Identifier: Apache-2.0 */
/* places.ts -- where one can go: the table that the sidebar draws and that names the pages. */
import type { MessageKey } from "@centavo/core";
import type { IconName } from "../ui/Icon.tsx";

export interface Place {
	to: string;
	icon: IconName;
	label: MessageKey;
	/** a page of its own, outside of this application */
	external?: boolean;
}

export interface PlaceGroup {
	label: MessageKey;
	places: Place[];
}

export const PLACES: PlaceGroup[] = [
	{
		label: "nav_costs",
		places: [
			{ to: "/", icon: "gauge", label: "nav_overview" },
			{ to: "/explore", icon: "compass", label: "nav_explore" },
			{ to: "/boards", icon: "boards", label: "nav_boards" },
			{ to: "/views", icon: "star", label: "nav_views" },
		],
	},
	{
		label: "nav_things",
		places: [
			{ to: "/accounts", icon: "account", label: "things_accounts" },
			{ to: "/services", icon: "layers", label: "things_services" },
			{ to: "/resources", icon: "cube", label: "things_resources" },
			{ to: "/tags", icon: "tag", label: "dim_tags" },
		],
	},
	{
		label: "nav_proof",
		places: [
			{ to: "/deliveries", icon: "file", label: "nav_deliveries" },
			{ to: "/sources", icon: "plug", label: "sources_title" },
			{ to: "/months", icon: "calendar", label: "nav_months" },
		],
	},
	{
		label: "nav_system",
		places: [
			{ to: "/settings", icon: "gear", label: "nav_settings" },
			{ to: "/docs", icon: "code", label: "nav_api", external: true },
		],
	},
];

/** The place that an address belongs to: the one with the longest beginning in common. */
export function placeOf(path: string): Place {
	const all = PLACES.flatMap((group) => group.places);
	const holds = (place: Place) => path === place.to || path.startsWith(place.to === "/" ? "//" : `${place.to}/`);
	return all.find(holds) ?? all[0]!;
}

const COSTS = /^\/(?:$|explore$|(?:accounts|services|resources|tags)(?:\/|$))/;

/** A page of costs, whose address says in which currency: the one of settings where it says nothing. */
export function holdsCosts(path: string): boolean {
	return COSTS.test(path);
}
