/* SPDX-License-Identifier: Apache-2.0 */
/* forms.tsx -- what a view or a board is called, and who sees it. */
import type { Visibility } from "@centavo/core";
import { useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { Segments } from "../../ui/Button.tsx";
import dialog from "../../ui/Dialog.module.css";
import { TextField } from "../../ui/Field.tsx";
import { FormDialog } from "../../ui/FormDialog.tsx";
import type { Named } from "./shape.ts";

export const NAME_MAX = 120;
export const TEXT_MAX = 2000;

interface NamedProps {
	title: string;
	what?: ReactNode;
	named: Named;
	confirm: string;
	busy: boolean;
	error: unknown;
	onSave(named: Named): void;
	onClose(): void;
}

export function VisibilityField({ value, onChange }: { value: Visibility; onChange(value: Visibility): void }): ReactNode {
	const { t } = useI18n();
	return (
		<div className={dialog.field}>
			<span>{t("view_who")}</span>
			<span>
				<Segments<Visibility>
					label={t("view_who")}
					value={value}
					options={[
						{ value: "shared", label: t("view_shared") },
						{ value: "private", label: t("view_private") },
					]}
					onChange={onChange}
				/>
			</span>
			<small>{t(value === "shared" ? "view_shared_hint" : "view_private_hint")}</small>
		</div>
	);
}

export function NamedDialog({ named: before, onSave, ...rest }: NamedProps): ReactNode {
	const { t } = useI18n();
	const [named, setNamed] = useState(before);
	const [tried, setTried] = useState(false);
	const submit = () => {
		setTried(true);
		const name = named.name.trim();
		if (name !== "") onSave({ ...named, name, description: named.description.trim() });
	};
	return (
		<FormDialog {...rest} onSubmit={submit}>
			<TextField
				label={t("view_name")}
				wrong={tried && named.name.trim() === "" ? t("rec_missing") : null}
				value={named.name}
				maxLength={NAME_MAX}
				onText={(name) => setNamed({ ...named, name })}
			/>
			<TextField
				lines
				label={t("view_description")}
				hint={t("view_description_hint")}
				value={named.description}
				maxLength={TEXT_MAX}
				onText={(description) => setNamed({ ...named, description })}
			/>
			<VisibilityField value={named.visibility} onChange={(visibility) => setNamed({ ...named, visibility })} />
		</FormDialog>
	);
}
