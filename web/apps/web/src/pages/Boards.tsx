/* SPDX-License-Identifier: Apache-2.0 */
/* Boards.tsx -- boards: found, opened, made, deleted; where there is none, two to begin with. */
import type { BoardSummary } from "@centavo/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { useWords } from "../app/state.ts";
import { useTags } from "../filters/fetch.ts";
import { Button } from "../ui/Button.tsx";
import { Bones, ErrorBox } from "../ui/Card.tsx";
import { FormDialog, Refusal } from "../ui/FormDialog.tsx";
import { Empty } from "../ui/States.tsx";
import { useAddBoard, useBoards, useMakeBoard, useRemoveBoard } from "../widgets/boards/fetch.ts";
import { monthClose, teamOverview, type Template } from "../widgets/boards/templates.ts";
import { NamedDialog } from "../widgets/views/forms.tsx";
import { FindBar, Item, ItemMenu, Seen } from "../widgets/views/list.tsx";
import { found } from "../widgets/views/shape.ts";
import list from "../widgets/views/views.module.css";
import styles from "./pages.module.css";
import { whichOf } from "./Views.tsx";

function BoardCard({ board, onRemove }: { board: BoardSummary; onRemove(): void }): ReactNode {
	const { t, format } = useI18n();
	return (
		<Item
			icon="boards"
			title={
				<Link to="/boards/$id" params={{ id: board.board_id }}>
					{board.name}
				</Link>
			}
			about={board.description}
			question={t("board_views", { count: board.item_count })}
			menu={<ItemMenu name={board.name} acts={[[t("delete"), onRemove]]} />}
			foot={
				<>
					<Seen one={board} />
					<time dateTime={board.updated_at}>{format.day(board.updated_at.slice(0, 10))}</time>
				</>
			}
		/>
	);
}

/** Two boards that can be had at once. */
function Templates({ first }: { first: boolean }): ReactNode {
	const { t } = useI18n();
	const tags = useTags(null);
	const make = useMakeBoard();
	const navigate = useNavigate();
	const offered = tags.isPending ? [] : [monthClose(t), teamOverview(t, tags.data ?? [])];
	const choose = (template: Template) =>
		make.mutate(template, { onSuccess: (board) => void navigate({ to: "/boards/$id", params: { id: board.board_id } }) });
	return (
		<section className={first ? styles.nothing : undefined} aria-busy={tags.isPending}>
			{first && <Empty title={t("boards_none")} why={t("boards_none_why")} />}
			{!first && <h2 className={list.section}>{t("templates")}</h2>}
			<ul className={list.templates}>
				{offered.map((template) => (
					<Item
						key={template.id}
						icon={template.id === "month" ? "calendar" : "account"}
						title={template.name}
						about={template.description}
						question={t("board_views", { count: template.tiles.length })}
						foot={
							<Button
								look={first ? "primary" : "quiet"}
								small
								icon="plus"
								disabled={make.isPending}
								aria-label={t("template_make_of", { name: template.name })}
								onClick={() => choose(template)}
							>
								{t("template_make")}
							</Button>
						}
					/>
				))}
			</ul>
			<Refusal error={make.error} />
		</section>
	);
}

function NewBoard({ onClose }: { onClose(): void }): ReactNode {
	const { t } = useI18n();
	const add = useAddBoard();
	const navigate = useNavigate();
	return (
		<NamedDialog
			title={t("board_new")}
			what={t("board_new_what")}
			named={{ name: "", description: "", visibility: "shared" }}
			confirm={t("board_make")}
			busy={add.isPending}
			error={add.error}
			onSave={(named) =>
				add.mutate(
					{ ...named, items: [] },
					{
						onSuccess: (board) => void navigate({ to: "/boards/$id", params: { id: board.board_id }, search: { edit: "true" } }),
					},
				)
			}
			onClose={onClose}
		/>
	);
}

export function Boards(): ReactNode {
	const { t } = useI18n();
	const asked = useBoards();
	const remove = useRemoveBoard();
	const { words, setWords } = useWords();
	const [making, setMaking] = useState(false);
	const [removing, setRemoving] = useState<BoardSummary | null>(null);
	const q = words.get("q") ?? "";
	const which = whichOf(words.get("which"));
	const boards = asked.data ?? [];
	const shown = found(boards, q, which);
	const close = () => {
		remove.reset();
		setRemoving(null);
	};
	return (
		<div className={styles.page}>
			<div className={styles.title}>
				<h1>{t("nav_boards")}</h1>
				<p>{t("boards_what")}</p>
			</div>
			<FindBar
				q={q}
				which={which}
				label={t("board_find")}
				onQ={(text) => setWords({ q: text || null })}
				onWhich={(one) => setWords({ which: one === "all" ? null : one })}
			>
				<Button look="primary" icon="plus" className={list.last} onClick={() => setMaking(true)}>
					{t("board_new")}
				</Button>
			</FindBar>
			{asked.isError && <ErrorBox error={asked.error} retry={() => void asked.refetch()} />}
			{asked.isPending && (
				<div aria-busy="true">
					<Bones height={320} />
				</div>
			)}
			{asked.isSuccess && boards.length > 0 && shown.length === 0 && (
				<div className={styles.nothing}>
					<Empty title={t("boards_none_found")} why={t("views_none_found_why")} />
				</div>
			)}
			<ul className={list.list}>
				{shown.map((board) => (
					<BoardCard key={board.board_id} board={board} onRemove={() => setRemoving(board)} />
				))}
			</ul>
			{asked.isSuccess && <Templates first={boards.length === 0} />}
			{making && <NewBoard onClose={() => setMaking(false)} />}
			{removing && (
				<FormDialog
					title={t("board_delete_title", { name: removing.name })}
					what={t("board_delete_what")}
					confirm={t("delete")}
					busy={remove.isPending}
					error={remove.error}
					onSubmit={() => remove.mutate(removing.board_id, { onSuccess: close })}
					onClose={close}
				/>
			)}
		</div>
	);
}
