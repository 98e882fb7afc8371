/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- a state of the explorer as a saved view and back; what a broken one is without what is gone. */
import {
	joinExplorer,
	parseFilter,
	printFilter,
	printNames,
	removeName,
	searchText,
	splitExplorer,
	splitNames,
	type ExplorerState,
	type SavedView,
	type ViewDraft,
	type Visibility,
} from "@centavo/core";
import { plain } from "../../ui/plain.ts";

export const PAGE = "/explore";

export interface Named {
	name: string;
	description: string;
	visibility: Visibility;
}

/* A saved view has more than its words, and the API takes nothing that it does not know. */
function wordsOf({ name, description, visibility }: Named): Named {
	return { name, description, visibility };
}

export function draftOf(state: ExplorerState, named: Named): ViewDraft {
	return { ...wordsOf(named), page: PAGE, ...splitExplorer(state) };
}

/** The same view under another name. */
export function renamed(view: SavedView, named: Named): ViewDraft {
	return { ...wordsOf(named), page: view.page, query: view.query, look: view.look };
}

export function stateOf(view: Pick<SavedView, "query" | "look">): ExplorerState {
	return joinExplorer(view.query, view.look);
}

function textOf(state: ExplorerState): string {
	const { query, look } = splitExplorer(state);
	const words = [...new URLSearchParams(query), ...Object.entries(look)].map(([name, value]) => `${name}=${value}`);
	return words.sort().join("&");
}

/** Whether saving would change anything. */
export function isChanged(view: SavedView, state: ExplorerState): boolean {
	return textOf(stateOf(view)) !== textOf(state);
}

function withoutName(words: URLSearchParams, gone: string): void {
	for (const list of ["group_by", "columns", "fields", "drill"]) {
		const text = words.get(list);
		if (text === null) continue;
		const left = splitNames(text).filter((name) => name !== gone);
		words.set(list, printNames(left));
	}
	const filter = parseFilter(words.get("filter"));
	/* an expression that the page cannot take apart is let go as a whole when it speaks of what is gone */
	const rest = filter.rest !== null && filter.rest.includes(gone.replace(/^(norm_)?tag:/, "")) ? null : filter.rest;
	const text = printFilter({ ...removeName(filter, gone), rest });
	if (text) words.set("filter", text);
	else words.delete("filter");
	if (words.get("sort")?.replace(/^-/, "") === gone) words.delete("sort");
	words.delete(gone);
}

/** What can still be shown of it. */
export function withoutProblems(view: SavedView): ExplorerState {
	const words = new URLSearchParams(view.query);
	for (const [name, value] of Object.entries(view.look)) words.set(name, value);
	for (const problem of view.problems) {
		if (problem.name !== null) withoutName(words, problem.name);
		else if (problem.parameter !== null) words.delete(problem.parameter);
	}
	return joinExplorer(searchText(words), {});
}

export type Which = "all" | "mine" | "shared";

export function found<T extends Named & { is_mine: boolean }>(list: T[], q: string, which: Which): T[] {
	const sought = plain(q.trim());
	return list
		.filter((one) => which === "all" || (which === "mine" ? one.is_mine : one.visibility === "shared"))
		.filter((one) => plain(`${one.name} ${one.description}`).includes(sought));
}
