/* SPDX-License-Identifier: Apache-2.0 */
/* views.ts -- saved views and boards of them. */
import type * as api from "./api.gen.ts";
import type { Problem } from "./system.ts";

export type { BoardList, BoardSummary, SavedView, SavedViewList } from "./api.gen.ts";

export type Visibility = api.SavedView["visibility"];

/** What of a saved query no longer exists, or is no longer understood. */
export type ViewProblem = api.SavedViewProblem;

/** What a person gives of a view. */
export type ViewDraft = Pick<api.SavedView, keyof api.Body["POST /api/v1/saved_views"]>;

export const TILE_WIDTHS = [1, 2, 3, 4] as const;
export type TileWidth = (typeof TILE_WIDTHS)[number];
export const TILE_HEIGHTS = ["small", "medium", "tall"] as const satisfies readonly TileHeight[];
export type TileHeight = api.BoardItem["height"];

export interface BoardItem extends api.BoardItem {
	/** of four columns */
	width: TileWidth;
}

export type TileDraft = Pick<BoardItem, "view_id" | "title" | "width" | "height">;

export interface Board extends api.Board {
	items: BoardItem[];
}

export interface BoardDraft extends Pick<api.Board, Exclude<keyof api.Body["POST /api/v1/boards"], "items">> {
	items: TileDraft[];
}

/** Somebody else was quicker: what there is now. */
export interface Conflict<T> extends Problem {
	version: api.SavedViewConflict["version"] & api.BoardConflict["version"];
	current: T;
}
