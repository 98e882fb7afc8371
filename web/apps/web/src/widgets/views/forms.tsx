/* SPDX-License-Identifier: Apache-2.0 */
/* forms.tsx -- what a view or a board is called and who sees it; whether it is to be deleted; what to do when somebody else
 * was quicker. */
import type { Visibility } from "@centavo/core";
import { useState, type FormEvent, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { Refusal } from "../../ui/AskReason.tsx";
import { Button, Segments } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import dialog from "../../ui/Dialog.module.css";
import { Field } from "../../ui/Field.tsx";
import type { Named } from "./shape.ts";

const NAME_MAX = 120;
const TEXT_MAX = 2000;

interface NamedProps {
	title: string;
	what?: string;
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

export function NamedDialog(props: NamedProps): ReactNode {
	const { t } = useI18n();
	const [named, setNamed] = useState(props.named);
	const [tried, setTried] = useState(false);
	const submit = (event: FormEvent) => {
		event.preventDefault();
		setTried(true);
		const name = named.name.trim();
		if (name !== "") props.onSave({ ...named, name, description: named.description.trim() });
	};
	return (
		<Dialog title={props.title} onClose={props.onClose}>
			<form className={dialog.form} onSubmit={submit} noValidate>
				{props.what && <p>{props.what}</p>}
				<Field label={t("view_name")} wrong={tried && named.name.trim() === "" ? t("rec_missing") : null}>
					{(id, described) => (
						<input
							id={id}
							{...described}
							value={named.name}
							maxLength={NAME_MAX}
							autoComplete="off"
							onChange={(event) => setNamed({ ...named, name: event.target.value })}
						/>
					)}
				</Field>
				<Field label={t("view_description")} hint={t("view_description_hint")}>
					{(id, described) => (
						<textarea
							id={id}
							{...described}
							value={named.description}
							maxLength={TEXT_MAX}
							onChange={(event) => setNamed({ ...named, description: event.target.value })}
						/>
					)}
				</Field>
				<VisibilityField value={named.visibility} onChange={(visibility) => setNamed({ ...named, visibility })} />
				<Refusal error={props.error} />
				<div className={dialog.buttons}>
					<Button onClick={props.onClose}>{t("cancel")}</Button>
					<Button type="submit" look="primary" disabled={props.busy}>
						{props.confirm}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}

interface AskProps {
	title: string;
	what: ReactNode;
	confirm: string;
	busy: boolean;
	error: unknown;
	onConfirm(): void;
	onClose(): void;
	/** another way out, beside the first */
	children?: ReactNode;
}

/** A question before something is lost. */
export function AskDialog(props: AskProps): ReactNode {
	const { t } = useI18n();
	return (
		<Dialog title={props.title} onClose={props.onClose}>
			<div className={dialog.form}>
				<p>{props.what}</p>
				<Refusal error={props.error} />
				<div className={dialog.buttons}>
					<Button onClick={props.onClose}>{t("cancel")}</Button>
					{props.children}
					<Button look="primary" disabled={props.busy} onClick={props.onConfirm}>
						{props.confirm}
					</Button>
				</div>
			</div>
		</Dialog>
	);
}
