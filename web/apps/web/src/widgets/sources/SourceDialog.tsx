/* SPDX-License-Identifier: Apache-2.0 */
/* SourceDialog.tsx -- which of two feeds of the same money counts is a person's to say. */
import type { Role, Source } from "@centavo/core";
import { useState, type FormEvent, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { Refusal } from "../../ui/AskReason.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import dialog from "../../ui/Dialog.module.css";
import { Field } from "../../ui/Field.tsx";
import { useSetSource } from "./fetch.ts";

const PRIORITY_MOST = 1000;

export function SourceDialog({ source, onClose }: { source: Source; onClose(): void }): ReactNode {
	const { t } = useI18n();
	const set = useSetSource();
	const [role, setRole] = useState<Role>(source.role);
	const [priority, setPriority] = useState(String(source.priority));
	const wrong = !/^\d{1,4}$/.test(priority.trim()) || Number(priority) > PRIORITY_MOST;
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (!wrong) set.mutate({ name: source.name, role, priority: Number(priority) }, { onSuccess: onClose });
	};
	return (
		<Dialog title={source.name} onClose={onClose}>
			<form className={dialog.form} onSubmit={submit} noValidate>
				<p>{t("source_what")}</p>
				<div className={dialog.pair}>
					<Field label={t("role")}>
						{(id, described) => (
							<select id={id} {...described} value={role} onChange={(event) => setRole(event.target.value as Role)}>
								<option value="primary">{t("role_primary")}</option>
								<option value="shadow">{t("role_shadow")}</option>
							</select>
						)}
					</Field>
					<Field label={t("priority")} hint={t("priority_hint")} wrong={wrong ? t("priority_wrong") : null}>
						{(id, described) => (
							<input id={id} {...described} inputMode="numeric" value={priority} onChange={(event) => setPriority(event.target.value)} />
						)}
					</Field>
				</div>
				<Refusal error={set.error} />
				<div className={dialog.buttons}>
					<Button onClick={onClose}>{t("cancel")}</Button>
					<Button type="submit" look="primary" disabled={set.isPending || wrong}>
						{t("save")}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
