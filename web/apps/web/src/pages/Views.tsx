/* SPDX-License-Identifier: Apache-2.0 */
/* Views.tsx -- saved views: found, opened, renamed, put on a board, deleted. */
import type { SavedView } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { useWords } from "../app/state.ts";
import button from "../ui/Button.module.css";
import { Bones, ErrorBox } from "../ui/Card.tsx";
import { copyText } from "../ui/copy.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Empty } from "../ui/States.tsx";
import { AddToBoard } from "../widgets/boards/AddToBoard.tsx";
import { useRemoveView, useSetView, useViews } from "../widgets/views/fetch.ts";
import { NamedDialog } from "../widgets/views/forms.tsx";
import { FindBar, ViewItem, type ViewActs } from "../widgets/views/list.tsx";
import { found, renamed, type Which } from "../widgets/views/shape.ts";
import list from "../widgets/views/views.module.css";
import styles from "./pages.module.css";

type Asking = { what: "rename" | "remove" | "add"; view: SavedView } | null;

export function whichOf(text: string | null): Which {
	return text === "mine" || text === "shared" ? text : "all";
}

function Dialogs({ asking, onSaid, onClose }: { asking: Asking; onSaid(text: string): void; onClose(): void }): ReactNode {
	const { t } = useI18n();
	const set = useSetView();
	const remove = useRemoveView();
	const close = () => {
		set.reset();
		remove.reset();
		onClose();
	};
	if (!asking) return null;
	const { view } = asking;
	if (asking.what === "add")
		return (
			<AddToBoard
				view={view}
				onAdded={(board) => {
					onSaid(t("view_added", { name: view.name, board }));
					close();
				}}
				onClose={close}
			/>
		);
	if (asking.what === "rename")
		return (
			<NamedDialog
				title={t("view_rename")}
				named={view}
				confirm={t("save")}
				busy={set.isPending}
				error={set.error}
				onSave={(named) => set.mutate({ id: view.view_id, draft: renamed(view, named), version: view.version }, { onSuccess: close })}
				onClose={close}
			/>
		);
	return (
		<FormDialog
			title={t("view_delete_title", { name: view.name })}
			what={t("view_delete_what")}
			confirm={t("delete")}
			busy={remove.isPending}
			error={remove.error}
			onSubmit={() =>
				remove.mutate(view.view_id, {
					onSuccess: () => {
						onSaid(t("deleted", { name: view.name }));
						close();
					},
				})
			}
			onClose={close}
		/>
	);
}

export function Views(): ReactNode {
	const { t } = useI18n();
	const asked = useViews();
	const { words, setWords } = useWords();
	const [asking, setAsking] = useState<Asking>(null);
	const [said, setSaid] = useState("");
	const q = words.get("q") ?? "";
	const which = whichOf(words.get("which"));
	const views = asked.data ?? [];
	const shown = found(views, q, which);
	const acts: ViewActs = {
		onRename: (view) => setAsking({ what: "rename", view }),
		onRemove: (view) => setAsking({ what: "remove", view }),
		onAdd: (view) => setAsking({ what: "add", view }),
		onCopy: (view) =>
			void copyText(`${location.origin}/views/${encodeURIComponent(view.view_id)}`).then((done) =>
				setSaid(t(done ? "link_copied" : "link_not_copied")),
			),
	};
	return (
		<div className={styles.page}>
			<div className={styles.title}>
				<h1>{t("nav_views")}</h1>
				<p>{t("views_what")}</p>
			</div>
			<FindBar
				q={q}
				which={which}
				label={t("view_find")}
				onQ={(text) => setWords({ q: text || null })}
				onWhich={(one) => setWords({ which: one === "all" ? null : one })}
			/>
			<p role="status" className={said ? list.said : "sr-only"}>
				{said}
			</p>
			{asked.isError && <ErrorBox error={asked.error} retry={() => void asked.refetch()} />}
			{asked.isPending && (
				<div aria-busy="true">
					<Bones height={320} />
				</div>
			)}
			{asked.isSuccess && shown.length === 0 && (
				<div className={styles.nothing}>
					{views.length === 0 ? (
						<Empty title={t("views_none")} why={t("views_none_why")}>
							<Link to="/explore" className={`${button.button} ${button.primary}`}>
								{t("views_none_next")}
							</Link>
						</Empty>
					) : (
						<Empty title={t("views_none_found")} why={t("views_none_found_why")} />
					)}
				</div>
			)}
			<ul className={list.list}>
				{shown.map((view) => (
					<ViewItem key={view.view_id} view={view} acts={acts} />
				))}
			</ul>
			<Dialogs asking={asking} onSaid={setSaid} onClose={() => setAsking(null)} />
		</div>
	);
}
