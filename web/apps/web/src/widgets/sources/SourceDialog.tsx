/* SPDX-License-Identifier: Apache-2.0 */
/* SourceDialog.tsx -- which of two feeds of the same money counts is a person's to say. */
import type { Role, Source } from "@centavo/core";
import { useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import dialog from "../../ui/Dialog.module.css";
import { SelectField, TextField } from "../../ui/Field.tsx";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { useSetSource } from "./fetch.ts";

const PRIORITY_MOST = 1000;

export function SourceDialog({ source, onClose }: { source: Source; onClose(): void }): ReactNode {
	const { t } = useI18n();
	const set = useSetSource();
	const [role, setRole] = useState<Role>(source.role);
	const [priority, setPriority] = useState(String(source.priority));
	const wrong = !/^\d{1,4}$/.test(priority.trim()) || Number(priority) > PRIORITY_MOST;
	const submit = () => {
		if (!wrong) set.mutate({ name: source.name, role, priority: Number(priority) }, { onSuccess: onClose });
	};
	return (
		<FormDialog
			title={source.name}
			what={t("source_what")}
			confirm={t("save")}
			busy={set.isPending || wrong}
			error={set.error}
			onSubmit={submit}
			onClose={onClose}
		>
			<div className={dialog.pair}>
				<SelectField
					label={t("role")}
					value={role}
					options={[
						["primary", t("role_primary")],
						["shadow", t("role_shadow")],
					]}
					onValue={(value) => setRole(value as Role)}
				/>
				<TextField
					label={t("priority")}
					hint={t("priority_hint")}
					wrong={wrong ? t("priority_wrong") : null}
					value={priority}
					inputMode="numeric"
					onText={setPriority}
				/>
			</div>
		</FormDialog>
	);
}
