/* SPDX-License-Identifier: Apache-2.0 */
/* views.ts -- saved views and boards. `owner` is the secret of this browser, which says whose the private ones are. */
import { ApiError, deleteJson, getJson, postJson, putJson } from "./http.ts";
import type { Board, BoardDraft, BoardList, BoardSummary, Conflict, SavedView, SavedViewList, ViewDraft } from "../types/index.ts";

const VIEWS = "/api/v1/saved_views";
const BOARDS = "/api/v1/boards";

const one = (list: string, id: string) => `${list}/${encodeURIComponent(id)}`;
const from = (owner: string) => ({ "Centavo-Owner": owner });

export async function getViews(owner: string, signal?: AbortSignal): Promise<SavedView[]> {
	return (await getJson<SavedViewList>(VIEWS, signal, from(owner))).items;
}

export function getView(id: string, owner: string, signal?: AbortSignal): Promise<SavedView> {
	return getJson(one(VIEWS, id), signal, from(owner));
}

export function addView(draft: ViewDraft, owner: string): Promise<SavedView> {
	return postJson(VIEWS, draft, from(owner));
}

/** version: the one that the change was made to; another one there is a conflict. */
export function setView(id: string, draft: ViewDraft, version: number, owner: string): Promise<SavedView> {
	return putJson(one(VIEWS, id), { ...draft, version }, from(owner));
}

export function removeView(id: string, owner: string): Promise<void> {
	return deleteJson(one(VIEWS, id), from(owner));
}

export async function getBoards(owner: string, signal?: AbortSignal): Promise<BoardSummary[]> {
	return (await getJson<BoardList>(BOARDS, signal, from(owner))).items;
}

export function getBoard(id: string, owner: string, signal?: AbortSignal): Promise<Board> {
	return getJson(one(BOARDS, id), signal, from(owner));
}

export function addBoard(draft: BoardDraft, owner: string): Promise<Board> {
	return postJson(BOARDS, draft, from(owner));
}

export function setBoard(id: string, draft: BoardDraft, version: number, owner: string): Promise<Board> {
	return putJson(one(BOARDS, id), { ...draft, version }, from(owner));
}

export function removeBoard(id: string, owner: string): Promise<void> {
	return deleteJson(one(BOARDS, id), from(owner));
}

/** What there is now, when that is why a change was refused. */
export function conflictOf<T>(error: unknown): Conflict<T> | null {
	if (!(error instanceof ApiError) || error.status !== 409) return null;
	const problem = error.problem as Partial<Conflict<T>>;
	return problem.current === undefined ? null : (problem as Conflict<T>);
}
