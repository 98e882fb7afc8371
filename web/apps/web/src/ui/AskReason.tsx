/* SPDX-License-Identifier: Apache-2.0 */
/* AskReason.tsx -- a decision that is kept for good: what it will do, and why it is made, before it is made. */
import { useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { TextField } from "./Field.tsx";
import { FormDialog } from "./FormDialog.tsx";

export const REASON_MAX = 2000;

interface Props {
	title: string;
	what: ReactNode;
	confirm: string;
	busy: boolean;
	error: unknown;
	onConfirm(reason: string): void;
	onClose(): void;
}

export function AskReason({ onConfirm, ...rest }: Props): ReactNode {
	const { t } = useI18n();
	const [reason, setReason] = useState("");
	const [missing, setMissing] = useState(false);
	const submit = () => {
		setMissing(reason.trim() === "");
		if (reason.trim() !== "") onConfirm(reason.trim());
	};
	return (
		<FormDialog {...rest} onSubmit={submit}>
			<TextField
				lines
				label={t("reason")}
				hint={t("reason_hint")}
				wrong={missing ? t("reason_missing") : null}
				value={reason}
				maxLength={REASON_MAX}
				onText={setReason}
			/>
		</FormDialog>
	);
}
