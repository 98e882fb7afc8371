/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- a board as it is being changed, and what a period of its own makes of the states on it. */
import type {
	Board,
	BoardDraft,
	BoardItem,
	Compare,
	ExplorerState,
	Query,
	SavedView,
	TileDraft,
	TileHeight,
} from "@centavo/core";

/** What stands on a board, in pixels: what is drawn in a tile. */
export const HEIGHTS: Record<TileHeight, number> = { small: 190, medium: 320, tall: 560 };

/** A tile while it is edited, with a key that outlives moving it: one view may stand on a board twice. */
export interface Tile extends BoardItem {
	key: string;
}

export interface Editing extends Omit<BoardDraft, "items"> {
	tiles: Tile[];
}

export function editingOf(board: Board): Editing {
	const { name, description, visibility } = board;
	return { name, description, visibility, tiles: board.items.map((item, i) => ({ ...item, key: String(i) })) };
}

const tileOf = ({ view_id, title, width, height }: TileDraft): TileDraft => ({ view_id, title, width, height });

export function draftOfBoard(board: Pick<Board, "name" | "description" | "visibility" | "items">): BoardDraft {
	const { name, description, visibility } = board;
	return { name, description, visibility, items: board.items.map(tileOf) };
}

export function draftOfEditing({ name, description, visibility, tiles }: Editing): BoardDraft {
	const items = tiles.map((tile) => ({ ...tileOf(tile), title: tile.title?.trim() || null }));
	return { name: name.trim(), description: description.trim(), visibility, items };
}

export function withTile(draft: BoardDraft, view: Pick<SavedView, "view_id">): BoardDraft {
	return { ...draft, items: [...draft.items, { view_id: view.view_id, title: null, width: 2, height: "medium" }] };
}

export function withView(editing: Editing, view: SavedView): Editing {
	const key = String(Math.max(-1, ...editing.tiles.map((tile) => Number(tile.key))) + 1);
	const tile: Tile = { key, view_id: view.view_id, title: null, width: 2, height: "medium", view, problem: null, problem_code: null };
	return { ...editing, tiles: [...editing.tiles, tile] };
}

export function withChange(editing: Editing, key: string, part: Partial<TileDraft>): Editing {
	return { ...editing, tiles: editing.tiles.map((tile) => (tile.key === key ? { ...tile, ...part } : tile)) };
}

export function withoutTile(editing: Editing, key: string): Editing {
	return { ...editing, tiles: editing.tiles.filter((tile) => tile.key !== key) };
}

/** To a place of the list; what is between moves up or down. */
export function moved(editing: Editing, key: string, to: number): Editing {
	const from = editing.tiles.findIndex((tile) => tile.key === key);
	if (from < 0) return editing;
	const tiles = [...editing.tiles];
	const [tile] = tiles.splice(from, 1);
	tiles.splice(Math.max(0, Math.min(to, tiles.length)), 0, tile!);
	return { ...editing, tiles };
}

export function isEdited(board: Board, editing: Editing): boolean {
	return JSON.stringify(draftOfBoard(board)) !== JSON.stringify(draftOfEditing(editing));
}

/** What the address says for all tiles; null where each keeps its own. */
export interface Override {
	period: Pick<Query, "window" | "start" | "end"> | null;
	compare: Compare | null;
}

export function overridden(state: ExplorerState, { period, compare }: Override): ExplorerState {
	return { ...state, query: { ...state.query, ...period, ...(compare === null ? {} : { compare }) } };
}
