/* SPDX-License-Identifier: Apache-2.0 */
/* SaveControls.tsx -- in the explorer's header: which saved view is open, whether it differs from what is seen, and saving. */
import { ApiError, conflictOf, type ExplorerState, type SavedView } from "@centavo/core";
import { Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import card from "../../ui/Card.module.css";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useAddView, useSetView, useView } from "./fetch.ts";
import { NamedDialog } from "./forms.tsx";
import { draftOf, isChanged, stateOf } from "./shape.ts";
import styles from "./views.module.css";

interface Props {
	state: ExplorerState;
	onState(state: ExplorerState): void;
}

type Asking = "new" | "conflict" | null;

function OpenView({ view, changed, saved }: { view: SavedView; changed: boolean; saved: boolean }): ReactNode {
	const { t } = useI18n();
	return (
		<span className={styles.open}>
			<Icon name="star" size={14} />
			<Link to="/views" title={view.description || view.name}>
				{view.name}
			</Link>
			<span role="status" className={styles.told}>
				{changed && (
					<>
						<i className={styles.dot} aria-hidden="true" />
						{t("view_changed")}
					</>
				)}
				{!changed && saved && t("view_saved")}
			</span>
		</span>
	);
}

export function SaveControls({ state, onState }: Props): ReactNode {
	const { t } = useI18n();
	const [asking, setAsking] = useState<Asking>(null);
	const asked = useView(state.view);
	const add = useAddView();
	const set = useSetView();
	const view = state.view === null ? null : (asked.data ?? null);
	const changed = view !== null && isChanged(view, state);
	const conflict = conflictOf<SavedView>(set.error);
	const close = () => {
		setAsking(null);
		set.reset();
	};
	const update = (known: SavedView) => {
		const draft = draftOf(state, known);
		const options = { onSuccess: () => setAsking(null), onError: () => setAsking("conflict") };
		set.mutate({ id: known.view_id, draft, version: known.version }, options);
	};
	const askNew = () => {
		add.reset();
		setAsking("new");
	};
	return (
		<span className={styles.controls}>
			{state.view !== null && asked.error instanceof ApiError && asked.error.status === 404 && (
				<span className={styles.open} role="status" title={t("view_gone_why")}>
					<Icon name="warn" size={14} />
					{t("view_unknown")}
					<Button look="plain" small onClick={() => onState({ ...state, view: null })}>
						{t("view_leave")}
					</Button>
				</span>
			)}
			{view && <OpenView view={view} changed={changed} saved={set.isSuccess} />}
			{view ? (
				<>
					<Button small icon="check" disabled={!changed || set.isPending} onClick={() => update(view)}>
						{t("view_update")}
					</Button>
					<Menu position="bottom-end" withinPortal>
						<Menu.Target>
							<Button small aria-label={t("view_more", { name: view.name })}>
								<Icon name="more" size={16} />
							</Button>
						</Menu.Target>
						<Menu.Dropdown className={card.menu}>
							<Menu.Item onClick={askNew}>{t("view_save_as")}</Menu.Item>
							<Menu.Item disabled={!changed} onClick={() => onState({ ...stateOf(view), view: state.view })}>
								{t("view_revert")}
							</Menu.Item>
							<Menu.Item onClick={() => onState({ ...state, view: null })}>{t("view_leave")}</Menu.Item>
						</Menu.Dropdown>
					</Menu>
				</>
			) : (
				<Button small icon="star" onClick={askNew}>
					{t("view_save")}
				</Button>
			)}
			{asking === "new" && (
				<NamedDialog
					title={t("view_save_title")}
					what={t("view_save_what")}
					named={{ name: view ? t("copy_of", { name: view.name }) : "", description: view?.description ?? "", visibility: "shared" }}
					confirm={t("save")}
					busy={add.isPending}
					error={add.error}
					onSave={(named) =>
						add.mutate(draftOf(state, named), {
							onSuccess: (made) => {
								close();
								onState({ ...state, view: made.view_id });
							},
						})
					}
					onClose={close}
				/>
			)}
			{asking === "conflict" && (
				<FormDialog
					title={t(conflict ? "conflict_title" : "view_not_saved")}
					what={conflict ? t("conflict_what", { name: conflict.current.name }) : ""}
					confirm={t(conflict ? "conflict_overwrite" : "retry")}
					busy={set.isPending}
					error={conflict ? null : set.error}
					onSubmit={() => {
						const known = conflict?.current ?? view;
						if (known) update(known);
					}}
					way={
						conflict && (
							<Button
								onClick={() => {
									onState({ ...stateOf(conflict.current), view: state.view });
									void asked.refetch();
									close();
								}}
							>
								{t("conflict_reload")}
							</Button>
						)
					}
					onClose={close}
				/>
			)}
		</span>
	);
}
