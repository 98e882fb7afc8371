/* SPDX-License-Identifier: Apache-2.0 */
/* AddToBoard.tsx -- puts a saved view at the end of a board, one that is there or a new one. */
import { conflictOf, type SavedView } from "@centavo/core";
import { useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { Bones, ErrorBox } from "../../ui/Card.tsx";
import { TextField } from "../../ui/Field.tsx";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { NAME_MAX } from "../views/forms.tsx";
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
	const make = () => {
		setTried(true);
		if (name.trim() === "") return;
		const draft = withTile({ name: name.trim(), description: "", visibility: view.visibility, items: [] }, view);
		addBoard.mutate(draft, { onSuccess: (board) => onAdded(board.name) });
	};
	const busy = addTile.isPending || addBoard.isPending;
	return (
		<FormDialog
			title={t("view_add_to_board")}
			what={t("view_add_what", { name: view.name })}
			confirm={t("board_make_with")}
			busy={busy}
			error={conflictOf(addTile.error) ? new Error(t("conflict_again")) : (addTile.error ?? addBoard.error)}
			onSubmit={make}
			onClose={onClose}
		>
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
			<TextField
				label={t("board_new_name")}
				wrong={tried && name.trim() === "" ? t("rec_missing") : null}
				value={name}
				maxLength={NAME_MAX}
				onText={setName}
			/>
		</FormDialog>
	);
}
