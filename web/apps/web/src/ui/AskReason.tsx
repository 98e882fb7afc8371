/* SPDX-License-Identifier: Apache-2.0 */
/* AskReason.tsx -- a decision that is kept for good: what it will do, and why it is made, before it is made. */
import { ApiError } from "@centavo/core";
import { useId, useState, type FormEvent, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import styles from "./Dialog.module.css";

interface Props {
	title: string;
	what: ReactNode;
	confirm: string;
	busy: boolean;
	error: unknown;
	onConfirm(reason: string): void;
	onClose(): void;
}

/** What a refusal says, for the dialog that caused it. */
export function Refusal({ error }: { error: unknown }): ReactNode {
	const { t } = useI18n();
	if (!error) return null;
	const unreachable = error instanceof ApiError && error.status === 0;
	const text = error instanceof ApiError ? (error.problem.detail ?? error.problem.title) : String(error);
	return (
		<p className={styles.wrong} role="alert">
			{unreachable ? t("error_unreachable_next") : text}
		</p>
	);
}

export function AskReason(props: Props): ReactNode {
	const { t } = useI18n();
	const [reason, setReason] = useState("");
	const [missing, setMissing] = useState(false);
	const id = useId();
	const submit = (event: FormEvent) => {
		event.preventDefault();
		setMissing(reason.trim() === "");
		if (reason.trim() !== "") props.onConfirm(reason.trim());
	};
	return (
		<Dialog title={props.title} onClose={props.onClose}>
			<form className={styles.form} onSubmit={submit} noValidate>
				<p>{props.what}</p>
				<label className={styles.field} htmlFor={id}>
					{t("reason")}
					<textarea
						id={id}
						value={reason}
						maxLength={2000}
						aria-invalid={missing}
						aria-describedby={`${id}-hint`}
						onChange={(event) => setReason(event.target.value)}
					/>
				</label>
				<small id={`${id}-hint`} className={missing ? styles.wrong : styles.hint}>
					{missing ? t("reason_missing") : t("reason_hint")}
				</small>
				<Refusal error={props.error} />
				<div className={styles.buttons}>
					<Button onClick={props.onClose}>{t("cancel")}</Button>
					<Button type="submit" look="primary" disabled={props.busy}>
						{props.confirm}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
