/* SPDX-License-Identifier: Apache-2.0 */
/* again.tsx -- a rejected bill read once more, with what its file does not say. */
import type { AgainWords, DeliveryResult } from "@centavo/core";
import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { messageOf } from "../../app/names.ts";
import dialog from "../../ui/Dialog.module.css";
import { SelectField, TextField } from "../../ui/Field.tsx";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { useReadAgain } from "./fetch.ts";
import { againWords, isCurrency } from "./shape.ts";

export function AgainDialog({ id, onClose }: { id: number; onClose(): void }): ReactNode {
	const { t } = useI18n();
	const navigate = useNavigate();
	const again = useReadAgain(id);
	const [typed, setTyped] = useState<Required<AgainWords>>({ currency: "", date_order: "", source: "" });
	const [tried, setTried] = useState(false);
	const wrong = !isCurrency(typed.currency);
	const refusal = again.data ? new Error(messageOf(again.data)) : again.error;
	const submit = () => {
		setTried(true);
		if (wrong) return;
		const onSuccess = (read: DeliveryResult) => {
			if (read.state === "rejected") return;
			onClose();
			void navigate({ to: "/deliveries/$id", params: { id: String(read.delivery_id ?? id) } });
		};
		again.mutate(againWords(typed), { onSuccess });
	};
	const text = (name: keyof AgainWords) => ({ value: typed[name], onText: (value: string) => setTyped({ ...typed, [name]: value }) });
	return (
		<FormDialog
			title={t("again_title")}
			what={t("again_what")}
			confirm={again.isPending ? t("run_mapping") : t("again")}
			busy={again.isPending}
			error={refusal}
			onSubmit={submit}
			onClose={onClose}
		>
			<div className={dialog.pair}>
				<TextField
					label={t("currency")}
					hint={t("again_currency_hint")}
					wrong={tried && wrong ? t("again_currency_wrong") : null}
					maxLength={3}
					autoFocus
					{...text("currency")}
				/>
				<SelectField
					label={t("again_order")}
					hint={t("again_order_hint")}
					value={typed.date_order}
					options={[
						["", t("again_order_own")],
						["day-first", t("again_day_first")],
						["month-first", t("again_month_first")],
					]}
					onValue={(date_order) => setTyped({ ...typed, date_order })}
				/>
			</div>
			<TextField label={t("source")} hint={t("again_source_hint")} {...text("source")} />
		</FormDialog>
	);
}
