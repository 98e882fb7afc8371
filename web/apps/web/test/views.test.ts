/* SPDX-License-Identifier: Apache-2.0 */
import { printExplorer, readExplorer, type Board, type SavedView, type TagKey } from "@centavo/core";
import { describe, expect, test } from "vitest";
import { editingOf, draftOfEditing, isEdited, moved, overridden, withChange, withoutTile, withView } from "../src/widgets/boards/shape.ts";
import { teamOf } from "../src/widgets/boards/templates.ts";
import { draftOf, found, isChanged, renamed, stateOf, withoutProblems } from "../src/widgets/views/shape.ts";

const read = (text: string) => readExplorer(new URLSearchParams(text));
const named = { name: "Storage", description: "", visibility: "shared" as const };

function view(query: string, more: Partial<SavedView> = {}): SavedView {
	return {
		...draftOf(read(query), named),
		view_id: "v1",
		is_mine: true,
		version: 1,
		created_at: "2026-11-01T00:00:00Z",
		updated_at: "2026-11-01T00:00:00Z",
		problems: [],
		...more,
	};
}

describe("a saved view", () => {
	test("is the state that was saved, and differs as soon as anything seen does", () => {
		const saved = view('window=90d&group_by=tag:"cost center"&chart=area&filter=service_name = "S3"');
		expect(stateOf(saved)).toEqual(read('window=90d&group_by=tag:"cost center"&chart=area&filter=service_name = "S3"'));
		expect(isChanged(saved, stateOf(saved))).toBe(false);
		expect(isChanged(saved, { ...stateOf(saved), view: "v1" })).toBe(false);
		expect(isChanged(saved, { ...stateOf(saved), chart: "bars" })).toBe(true);
		expect(isChanged(saved, read('window=30d&group_by=tag:"cost center"&chart=area&filter=service_name = "S3"'))).toBe(true);
	});
	test("is sent with the words that the API knows and no others", () => {
		expect(Object.keys(draftOf(read(""), view("")))).toEqual(["name", "description", "visibility", "page", "query", "look"]);
		expect(Object.keys(renamed(view(""), view("", { name: "Other" })))).toEqual(["name", "description", "visibility", "page", "query", "look"]);
	});
	test("says its question in full, since defaults of the page may change", () => {
		const { query } = view("");
		expect(new URLSearchParams(query).get("window")).toBe("30d");
		expect(new URLSearchParams(query).get("group_by")).toBe("service_name");
	});
	test("without what is gone keeps the rest", () => {
		const problems = [
			{ code: "tag" as const, parameter: "group_by", name: "tag:team", detail: "" },
			{ code: "word" as const, parameter: "granularity", name: null, detail: "" },
		];
		const words = 'group_by=tag:team,service_name&columns=tag:team&filter=tag:team = "a" and region_id = "eu"&granularity=week&chart=pivot';
		const state = withoutProblems(view(words, { problems }));
		expect(state.query.groups).toEqual(["service_name"]);
		expect(state.columns).toEqual([]);
		expect(state.query.granularity).toBe(null);
		expect(printExplorer(state).get("filter")).toBe('region_id = "eu"');
	});
	test("lets an expression go that speaks of what is gone, and no other", () => {
		const problems = [{ code: "tag" as const, parameter: "filter", name: "tag:team", detail: "" }];
		expect(withoutProblems(view('filter=(tag:team = "a" or region_id = "eu")', { problems })).query.filter.rest).toBe(null);
		expect(withoutProblems(view('filter=(service_name = "a" or region_id = "eu")', { problems })).query.filter.rest).not.toBe(null);
	});
	test("is found by name and description, without accents", () => {
		const list = [view("", { name: "Região" }), view("", { name: "Other", description: "por regiao", is_mine: false, visibility: "shared" })];
		expect(found(list, "regiao", "all")).toHaveLength(2);
		expect(found(list, "regiao", "mine").map((one) => one.name)).toEqual(["Região"]);
		expect(found(list, "nothing", "all")).toEqual([]);
	});
});

const item = (id: string) => ({ view_id: id, title: null, width: 2 as const, height: "medium" as const, view: null, problem: null, problem_code: null });
const board = {
	board_id: "b1",
	name: "Monday",
	description: "",
	visibility: "shared",
	items: [item("a"), item("b"), item("a")],
} as unknown as Board;

describe("a board that is edited", () => {
	const ids = (editing: ReturnType<typeof editingOf>) => editing.tiles.map((tile) => tile.key).join("");
	test("moves its tiles, of which two may be of one view", () => {
		const editing = editingOf(board);
		expect(ids(moved(editing, "0", 2))).toBe("120");
		expect(ids(moved(editing, "2", 0))).toBe("201");
		expect(ids(moved(editing, "2", 9))).toBe("012");
		expect(ids(moved(editing, "none", 0))).toBe("012");
	});
	test("knows whether anything is to be saved", () => {
		const editing = editingOf(board);
		expect(isEdited(board, editing)).toBe(false);
		expect(isEdited(board, withChange(editing, "1", { width: 4 }))).toBe(true);
		expect(isEdited(board, withChange(editing, "1", { title: "  " }))).toBe(false);
		expect(isEdited(board, withoutTile(editing, "2"))).toBe(true);
		expect(isEdited(board, { ...editing, name: "Tuesday" })).toBe(true);
	});
	test("gives a new tile a key of its own", () => {
		const editing = withView(withoutTile(editingOf(board), "0"), view(""));
		expect(ids(editing)).toBe("123");
		expect(draftOfEditing(editing).items.at(-1)).toEqual({ view_id: "v1", title: null, width: 2, height: "medium" });
	});
	test("asks every tile for the period of the address, and leaves what it does not say", () => {
		const state = read("window=90d&compare=none");
		expect(overridden(state, { period: null, compare: null })).toEqual(state);
		const all = overridden(state, { period: { window: "7d", start: null, end: null }, compare: "year_ago" });
		expect([all.query.window, all.query.compare]).toEqual(["7d", "year_ago"]);
		const dated = overridden(state, { period: { window: null, start: "2026-10-01", end: "2026-10-31" }, compare: null });
		expect([dated.query.window, dated.query.start, dated.query.compare]).toEqual([null, "2026-10-01", "none"]);
	});
});

test("whose a charge is says the tag that is called so, else the commonest, else the account", () => {
	const tag = (key: string, charge_count: number) => ({ key, charge_count }) as TagKey;
	expect(teamOf([tag("env", 90), tag("Team", 10)])).toBe("tag:Team");
	expect(teamOf([tag("env", 90), tag("stage", 100)])).toBe("tag:stage");
	expect(teamOf([])).toBe("sub_account_name");
});
