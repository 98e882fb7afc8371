/* SPDX-License-Identifier: Apache-2.0 */
/* Board.tsx -- saved views side by side. The address may give all of them one period and one comparison; editing happens
 * on a draft that is saved as a whole, and somebody else's change in between is told. */
import { ApiError, COMPARES, conflictOf, readQuery, WINDOWS, type Board as BoardData, type Compare } from "@centavo/core";
import { Link, useBlocker, useParams } from "@tanstack/react-router";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useDataVersion, useStatus } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { windowName } from "../app/names.ts";
import { useWords } from "../app/state.ts";
import { PeriodPicker } from "../filters/PeriodPicker.tsx";
import { Button } from "../ui/Button.tsx";
import { Bones, ErrorBox } from "../ui/Card.tsx";
import { Choose } from "../ui/Choose.tsx";
import { copyText } from "../ui/copy.ts";
import dialog from "../ui/Dialog.module.css";
import { TextField } from "../ui/Field.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Empty } from "../ui/States.tsx";
import { AddView } from "../widgets/boards/AddView.tsx";
import board from "../widgets/boards/boards.module.css";
import { useBoard, useSetBoard } from "../widgets/boards/fetch.ts";
import {
	draftOfEditing,
	editingOf,
	isEdited,
	moved,
	withChange,
	withoutTile,
	withView,
	type Editing,
	type Override,
} from "../widgets/boards/shape.ts";
import { nameOfTile, TileCard } from "../widgets/boards/Tile.tsx";
import { NAME_MAX, TEXT_MAX, VisibilityField } from "../widgets/views/forms.tsx";
import { Seen } from "../widgets/views/list.tsx";
import styles from "./pages.module.css";

/** What the address says for all tiles. */
function useOverride(): { override: Override; set(part: Record<string, string | null>): void; words: URLSearchParams } {
	const { words, setWords } = useWords();
	const query = readQuery(words);
	const { window, start, end } = query;
	const compare = words.has("compare") ? query.compare : null;
	return { override: { period: window || start ? { window, start, end } : null, compare }, set: setWords, words };
}

const COMPARE_KEYS = { previous: "compare_previous", year_ago: "compare_year_ago", none: "compare_none" } as const;

function Period(): ReactNode {
	const { t, format } = useI18n();
	const { override, set } = useOverride();
	const last = useStatus().data?.last_charge_date ?? null;
	const { period, compare } = override;
	const named = period?.start && period.end ? format.range(period.start, period.end) : windowName(t, format, period?.window ?? "30d");
	return (
		<div className={board.row} role="group" aria-label={t("board_period")}>
			<Choose
				label={t("period")}
				value={period ? "chosen" : ""}
				options={[
					{ value: "", label: t("board_own"), hint: t("board_own_why") },
					...(period ? [{ value: "chosen", label: named }] : []),
					...WINDOWS.map((one) => ({ value: one, label: windowName(t, format, one) })),
				]}
				onChange={(value) => value !== "chosen" && set({ window: value || null, start: null, end: null })}
			/>
			{period && (
				<PeriodPicker
					query={{ ...readQuery(new URLSearchParams()), ...period }}
					period={period.start && period.end ? { start: period.start, end: period.end } : null}
					last={last}
					onChange={(part) => set({ window: part.start ? null : (part.window ?? "30d"), start: part.start ?? null, end: part.end ?? null })}
				/>
			)}
			<Choose
				label={t("compare")}
				value={compare ?? ""}
				options={[
					{ value: "", label: t("board_own"), hint: t("board_own_why") },
					...COMPARES.map((one) => ({ value: one as string, label: t(COMPARE_KEYS[one]) })),
				]}
				onChange={(value) => set({ compare: (value as Compare) || null })}
			/>
			{(period || compare) && (
				<Button look="plain" small onClick={() => set({ window: null, start: null, end: null, compare: null })}>
					{t("board_own_again")}
				</Button>
			)}
		</div>
	);
}

interface EditorProps {
	data: BoardData;
	onDone(): void;
}

/* The draft of a board; the tiles are drawn from it while it is edited. */
function Editor({ data, onDone }: EditorProps): ReactNode {
	const { t } = useI18n();
	const { override } = useOverride();
	const [editing, setEditing] = useState<Editing>(() => editingOf(data));
	const [adding, setAdding] = useState(false);
	const [said, setSaid] = useState("");
	const [tried, setTried] = useState(false);
	const focus = useRef<string | null>(null);
	const set = useSetBoard();
	const conflict = conflictOf<BoardData>(set.error);
	const edited = isEdited(data, editing);
	useBlocker({
		shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && edited && !set.isSuccess && !window.confirm(t("board_leave")),
		enableBeforeUnload: () => edited && !set.isSuccess,
	});
	/* the button that moved a tile moves with it and keeps the focus */
	useEffect(() => {
		if (focus.current) document.querySelector<HTMLElement>(focus.current)?.focus();
		focus.current = null;
	}, [editing]);
	const save = (version: number) => {
		setTried(true);
		if (editing.name.trim() === "") return;
		set.mutate({ id: data.board_id, draft: draftOfEditing(editing), version }, { onSuccess: onDone });
	};
	const move = (key: string, to: number, by?: string) => {
		const next = moved(editing, key, to);
		const at = next.tiles.findIndex((tile) => tile.key === key);
		if (by) {
			const free = at === 0 ? "later" : at === next.tiles.length - 1 ? "earlier" : by;
			focus.current = `[data-tile="${key}"] [data-move="${free}"]`;
		}
		setSaid(t("tile_moved", { name: nameOfTile(next.tiles[at]!, t("tile_gone")), place: at + 1, count: next.tiles.length }));
		setEditing(next);
	};
	return (
		<>
			<div className={board.edit}>
				<div className={dialog.form}>
					<TextField
						label={t("view_name")}
						wrong={tried && editing.name.trim() === "" ? t("rec_missing") : null}
						value={editing.name}
						maxLength={NAME_MAX}
						onText={(name) => setEditing({ ...editing, name })}
					/>
					<VisibilityField value={editing.visibility} onChange={(visibility) => setEditing({ ...editing, visibility })} />
				</div>
				<div className={dialog.form}>
					<TextField
						lines
						label={t("view_description")}
						value={editing.description}
						maxLength={TEXT_MAX}
						onText={(description) => setEditing({ ...editing, description })}
					/>
				</div>
				<div className={board.actions}>
					<Button onClick={onDone}>{t("cancel")}</Button>
					<Button look="primary" icon="check" disabled={set.isPending} onClick={() => save(data.version)}>
						{t("board_save")}
					</Button>
				</div>
			</div>
			{Boolean(set.error) && !conflict && <ErrorBox error={set.error} retry={() => save(data.version)} />}
			<p role="status" className="sr-only">
				{said}
			</p>
			<div className={board.grid}>
				{editing.tiles.map((tile, index) => (
					<TileCard
						key={tile.key}
						tile={tile}
						override={override}
						acts={{
							index,
							count: editing.tiles.length,
							onMove: (to) => move(tile.key, to, to < index ? "earlier" : "later"),
							onDrop: (key, to) => move(key, to),
							onChange: (part) => setEditing(withChange(editing, tile.key, part)),
							onRemove: () => setEditing(withoutTile(editing, tile.key)),
						}}
					/>
				))}
			</div>
			<div className={board.add}>
				<Button icon="plus" onClick={() => setAdding(true)}>
					{t("board_add_view")}
				</Button>
			</div>
			{adding && (
				<AddView
					onAdd={(view) => {
						setEditing(withView(editing, view));
						setSaid(t("view_added", { name: view.name, board: editing.name }));
						setAdding(false);
					}}
					onClose={() => setAdding(false)}
				/>
			)}
			{conflict && (
				<FormDialog
					title={t("conflict_title")}
					what={t("conflict_what", { name: conflict.current.name })}
					confirm={t("conflict_overwrite")}
					busy={set.isPending}
					error={null}
					way={
						<Button
							onClick={() => {
								set.reset();
								onDone();
							}}
						>
							{t("conflict_reload")}
						</Button>
					}
					onSubmit={() => save(conflict.version)}
					onClose={() => set.reset()}
				/>
			)}
		</>
	);
}

function Reader({ data, onEdit }: { data: BoardData; onEdit(): void }): ReactNode {
	const { t } = useI18n();
	const { override } = useOverride();
	if (data.items.length === 0)
		return (
			<div className={styles.nothing}>
				<Empty title={t("board_empty")} why={t("board_empty_why")}>
					<Button look="primary" icon="edit" onClick={onEdit}>
						{t("board_edit")}
					</Button>
				</Empty>
			</div>
		);
	return (
		<div className={board.grid}>
			{editingOf(data).tiles.map((tile) => (
				<TileCard key={`${tile.key} ${tile.view?.version}`} tile={tile} override={override} acts={null} />
			))}
		</div>
	);
}

function Opened({ data, refetch }: { data: BoardData; refetch(): void }): ReactNode {
	const { t } = useI18n();
	const { set, words } = useOverride();
	const [said, setSaid] = useState("");
	const editing = words.get("edit") === "true";
	const setEdit = (edit: boolean) => {
		if (!edit) refetch();
		set({ edit: edit ? "true" : null });
	};
	const share = () => void copyText(location.href).then((done) => setSaid(t(done ? "link_copied" : "link_not_copied")));
	return (
		<>
			<div className={styles.title}>
				<h1>{data.name}</h1>
				<Seen one={data} />
				{!editing && (
					<span className={board.actions}>
						<span role="status" className={board.said}>
							{said}
						</span>
						<Button small icon="link" onClick={share}>
							{t("copy_link")}
						</Button>
						<Button small icon="print" onClick={() => window.print()}>
							{t("print")}
						</Button>
						<Button small icon="edit" onClick={() => setEdit(true)}>
							{t("board_edit")}
						</Button>
					</span>
				)}
			</div>
			{data.description && !editing && <p>{data.description}</p>}
			<Period />
			{editing ? <Editor data={data} onDone={() => setEdit(false)} /> : <Reader data={data} onEdit={() => setEdit(true)} />}
		</>
	);
}

export function Board(): ReactNode {
	const { t } = useI18n();
	const { id } = useParams({ strict: false });
	const asked = useBoard(id ?? "");
	useDataVersion();
	const gone = asked.error instanceof ApiError && asked.error.status === 404;
	return (
		<div className={styles.page} aria-busy={asked.isPending}>
			{!asked.data && <h1 className="sr-only">{t("nav_boards")}</h1>}
			<p className={styles.crumb}>
				<Link to="/boards">{t("nav_boards")}</Link>
			</p>
			{asked.isPending && <Bones height={420} />}
			{gone && (
				<div className={styles.nothing}>
					<Empty title={t("board_gone")} why={t("view_gone_why")}>
						<Link to="/boards">{t("boards_all")}</Link>
					</Empty>
				</div>
			)}
			{asked.isError && !gone && <ErrorBox error={asked.error} retry={() => void asked.refetch()} />}
			{asked.data && !asked.isError && <Opened data={asked.data} refetch={() => void asked.refetch()} />}
		</div>
	);
}
