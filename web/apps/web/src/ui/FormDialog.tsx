/* SPDX-License-Identifier: Apache-2.0 */
/* FormDialog.tsx -- a question with something to fill in: what it is about, the fields, what the server has against it,
 * and the ways out. */
import type { FormEvent, ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { errorText } from "../app/names.ts";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import styles from "./Dialog.module.css";

/** What a refusal says, where it was caused. */
export function Refusal({ error }: { error: unknown }): ReactNode {
	const { t } = useI18n();
	if (!error) return null;
	return (
		<p className={styles.wrong} role="alert">
			{errorText(t, error)}
		</p>
	);
}

interface Props {
	title: string;
	what?: ReactNode;
	confirm: string;
	busy: boolean;
	error: unknown;
	/** another way out, between the two that there always are */
	way?: ReactNode;
	onSubmit(): void;
	onClose(): void;
	children?: ReactNode;
}

export function FormDialog(props: Props): ReactNode {
	const { t } = useI18n();
	const submit = (event: FormEvent) => {
		event.preventDefault();
		props.onSubmit();
	};
	return (
		<Dialog title={props.title} onClose={props.onClose}>
			<form className={styles.form} onSubmit={submit} noValidate>
				{props.what && <p>{props.what}</p>}
				{props.children}
				<Refusal error={props.error} />
				<div className={styles.buttons}>
					<Button onClick={props.onClose}>{t("cancel")}</Button>
					{props.way}
					<Button type="submit" look="primary" disabled={props.busy}>
						{props.confirm}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
