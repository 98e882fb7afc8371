/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- boards: all that this browser may see, one with its views, and changing them. */
import {
	addBoard,
	addView,
	getBoard,
	getBoards,
	removeBoard,
	removeView,
	setBoard,
	type Board,
	type BoardDraft,
	type BoardSummary,
	type SavedView,
} from "@centavo/core";
import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import { owner } from "../../app/owner.ts";
import { draftOfBoard, withTile } from "./shape.ts";
import type { Template } from "./templates.ts";

const KEY = ["bills", "boards"];

export function useBoards(): UseQueryResult<BoardSummary[]> {
	return useQuery({ queryKey: [...KEY, "list"], queryFn: ({ signal }) => getBoards(owner(), signal), staleTime: 0 });
}

export function useBoard(id: string): UseQueryResult<Board> {
	return useQuery({ queryKey: [...KEY, "one", id], queryFn: ({ signal }) => getBoard(id, owner(), signal), staleTime: 0 });
}

function useChanged(): (board?: Board) => void {
	const client = useQueryClient();
	return (board) => {
		if (board) client.setQueryData([...KEY, "one", board.board_id], board);
		void client.invalidateQueries({ queryKey: KEY });
	};
}

export function useAddBoard(): UseMutationResult<Board, unknown, BoardDraft> {
	const changed = useChanged();
	return useMutation({ mutationFn: (draft) => addBoard(draft, owner()), onSuccess: changed });
}

export interface BoardChange {
	id: string;
	draft: BoardDraft;
	version: number;
}

export function useSetBoard(): UseMutationResult<Board, unknown, BoardChange> {
	const changed = useChanged();
	return useMutation({ mutationFn: ({ id, draft, version }) => setBoard(id, draft, version, owner()), onSuccess: changed });
}

export function useRemoveBoard(): UseMutationResult<void, unknown, string> {
	const changed = useChanged();
	return useMutation({ mutationFn: (id) => removeBoard(id, owner()), onSuccess: () => changed() });
}

/** A view at the end of a board, as the board is at this moment. */
export function useAddTile(): UseMutationResult<Board, unknown, { id: string; view: SavedView }> {
	const changed = useChanged();
	return useMutation({
		mutationFn: async ({ id, view }) => {
			const board = await getBoard(id, owner());
			return setBoard(id, withTile(draftOfBoard(board), view), board.version, owner());
		},
		onSuccess: changed,
	});
}

/* A board of views that are made for it; what is made before something fails is taken away again. */
async function makeBoard(template: Template): Promise<Board> {
	const made: SavedView[] = [];
	try {
		for (const tile of template.tiles) made.push(await addView(tile.view, owner()));
		const items = template.tiles.map(({ width, height }, i) => ({ view_id: made[i]!.view_id, title: null, width, height }));
		return await addBoard({ name: template.name, description: template.description, visibility: "shared", items }, owner());
	} catch (error) {
		await Promise.allSettled(made.map((view) => removeView(view.view_id, owner())));
		throw error;
	}
}

export function useMakeBoard(): UseMutationResult<Board, unknown, Template> {
	const client = useQueryClient();
	return useMutation({ mutationFn: makeBoard, onSuccess: () => client.invalidateQueries({ queryKey: ["bills"] }) });
}
