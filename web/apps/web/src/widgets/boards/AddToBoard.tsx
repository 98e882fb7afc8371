/* SPDX-License-Identifier: Apache-2.0 */
/* AddToBoard.tsx -- puts a saved view at the end of a board, one that is there or a new one. */
import { conflictOf, type SavedView } from "@centavo/core";
import { useState, type FormEvent, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { Refusal } from "../../ui/AskReason.tsx";
import { Button } from "../../ui/Button.tsx";
import { Bones, ErrorBox } from "../../ui/Card.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import dialog from "../../ui/Dialog.module.css";
import { Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import list from "../views/views.module.css";
import { useAddBoard, useAddTile, useBoards } from "./fetch.ts";
import { withTile } from "./shape.ts";

interface Props {
	view: SavedView;
	onAdded(board: string): void;
	onClose(): void;
}

export function AddToBoard({ view, onAdded, onClose }: Props): ReactNode {
	const { t } = useI18n();
	const boards = useBoards();
	const addTile = useAddTile();
	const addBoard = useAddBoard();
	const [name, setName] = useState("");
	const [tried, setTried] = useState(false);
	const make = (event: FormEvent) => {
		event.preventDefault();
		setTried(true);
		if (name.trim() === "") return;
		const draft = withTile({ name: name.trim(), description: "", visibility: view.visibility, items: [] }, view);
		addBoard.mutate(draft, { onSuccess: (board) => onAdded(board.name) });
	};
	const busy = addTile.isPending || addBoard.isPending;
	return (
		<Dialog title={t("view_add_to_board")} onClose={onClose}>
			<form className={dialog.form} onSubmit={make} noValidate>
				<p>{t("view_add_what", { name: view.name })}</p>
				{boards.isPending && <Bones height={90} />}
				{boards.isError && <ErrorBox error={boards.error} retry={() => void boards.refetch()} />}
				{(boards.data?.length ?? 0) > 0 && (
					<ul className={list.chooser} aria-label={t("nav_boards")}>
						{boards.data!.map((board) => (
							<li key={board.board_id}>
								<button
									type="button"
									disabled={busy}
									onClick={() => addTile.mutate({ id: board.board_id, view }, { onSuccess: () => onAdded(board.name) })}
								>
									<Icon name="boards" />
									<span>{board.name}</span>
									<small>{t("board_views", { count: board.item_count })}</small>
								</button>
							</li>
						))}
					</ul>
				)}
				<Field label={t("board_new_name")} wrong={tried && name.trim() === "" ? t("rec_missing") : null}>
					{(id, described) => (
						<input id={id} {...described} value={name} maxLength={120} autoComplete="off" onChange={(event) => setName(event.target.value)} />
					)}
				</Field>
				<Refusal error={conflictOf(addTile.error) ? new Error(t("conflict_again")) : (addTile.error ?? addBoard.error)} />
				<div className={dialog.buttons}>
					<Button onClick={onClose}>{t("cancel")}</Button>
					<Button type="submit" look="primary" disabled={busy}>
						{t("board_make_with")}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
