/* SPDX-License-Identifier: Apache-2.0 */
/* views.ts -- saved views and boards of them. Field names are the API's own. */
import type { Problem } from "./system.ts";

export type Visibility = "private" | "shared";

/** What of a saved query no longer exists, or is no longer understood. */
export interface ViewProblem {
	code: "column" | "tag" | "word";
	parameter: string | null;
	name: string | null;
	detail: string;
}

/** What a person gives of a view. */
export interface ViewDraft {
	name: string;
	description: string;
	page: string;
	/** words of the API, as in a URL */
	query: string;
	/** the page's own words */
	look: Record<string, string>;
	visibility: Visibility;
}

export interface SavedView extends ViewDraft {
	view_id: string;
	is_mine: boolean;
	version: number;
	created_at: string;
	updated_at: string;
	problems: ViewProblem[];
}

export const TILE_WIDTHS = [1, 2, 3, 4] as const;
export type TileWidth = (typeof TILE_WIDTHS)[number];
export const TILE_HEIGHTS = ["small", "medium", "tall"] as const;
export type TileHeight = (typeof TILE_HEIGHTS)[number];

export interface TileDraft {
	view_id: string;
	/** null: the view's name */
	title: string | null;
	/** of four columns */
	width: TileWidth;
	height: TileHeight;
}

export interface BoardItem extends TileDraft {
	/** null when it was deleted or is not shared with this browser */
	view: SavedView | null;
	problem: string | null;
	problem_code: "missing" | "private" | null;
}

export interface BoardDraft {
	name: string;
	description: string;
	visibility: Visibility;
	items: TileDraft[];
}

export interface BoardSummary {
	board_id: string;
	name: string;
	description: string;
	visibility: Visibility;
	is_mine: boolean;
	version: number;
	created_at: string;
	updated_at: string;
	item_count: number;
}

export interface Board extends BoardSummary {
	items: BoardItem[];
}

/** Somebody else was quicker: what there is now. */
export interface Conflict<T> extends Problem {
	version: number;
	current: T;
}
