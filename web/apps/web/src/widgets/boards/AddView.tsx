/* SPDX-License-Identifier: Apache-2.0 */
/* AddView.tsx -- which saved view comes onto the board that is being edited. */
import type { SavedView } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Bones, ErrorBox } from "../../ui/Card.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import dialog from "../../ui/Dialog.module.css";
import { Icon } from "../../ui/Icon.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { useViews } from "../views/fetch.ts";
import { useQuestionText } from "../views/list.tsx";
import { found } from "../views/shape.ts";
import list from "../views/views.module.css";

interface Props {
	onAdd(view: SavedView): void;
	onClose(): void;
}

export function AddView({ onAdd, onClose }: Props): ReactNode {
	const { t } = useI18n();
	const [q, setQ] = useState("");
	const asked = useViews();
	const question = useQuestionText();
	const shown = found(asked.data ?? [], q, "all");
	return (
		<Dialog title={t("board_add_view")} onClose={onClose}>
			<div className={dialog.form}>
				<SearchField label={t("view_find")} value={q} onChange={setQ} />
				{asked.isPending && <Bones height={160} />}
				{asked.isError && <ErrorBox error={asked.error} retry={() => void asked.refetch()} />}
				{asked.isSuccess && shown.length === 0 && (
					<p>
						{t(asked.data.length === 0 ? "views_none_why" : "views_none_found")} <Link to="/explore">{t("views_none_next")}</Link>
					</p>
				)}
				<ul className={list.chooser} aria-label={t("nav_views")}>
					{shown.map((view) => (
						<li key={view.view_id}>
							<button type="button" onClick={() => onAdd(view)}>
								<Icon name="plus" />
								<span>
									{view.name}
									<small>{question(view)}</small>
								</span>
							</button>
						</li>
					))}
				</ul>
				<div className={dialog.buttons}>
					<Button onClick={onClose}>{t("cancel")}</Button>
				</div>
			</div>
		</Dialog>
	);
}
