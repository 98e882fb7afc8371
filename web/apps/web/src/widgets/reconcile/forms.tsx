/* SPDX-License-Identifier: Apache-2.0 */
/* forms.tsx -- what a person says about a month: what the invoice was, and which difference they take as it is. */
import type { InvoicesTaken, InvoiceTyped, ReconcileUnit } from "@centavo/core";
import { useRef, useState, type ComponentProps, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { REASON_MAX } from "../../ui/AskReason.tsx";
import { Button } from "../../ui/Button.tsx";
import dialog from "../../ui/Dialog.module.css";
import { TextField } from "../../ui/Field.tsx";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { useAccept, useAddInvoice, useImportInvoice } from "./fetch.ts";
import styles from "./reconcile.module.css";
import { readAmount } from "./shape.ts";

interface InvoiceProps {
	month: string;
	/** what is known already of the account that is asked about */
	unit: ReconcileUnit | null;
	onClose(): void;
	onTaken(taken: InvoicesTaken): void;
}

interface Typed {
	number: string;
	amount: string;
	tax: string;
	currency: string;
	issuer: string;
	account: string;
}

type InputWords = Pick<ComponentProps<"input">, "autoFocus" | "maxLength" | "inputMode">;
type Wrong = Partial<Record<keyof Typed, boolean>>;

function check(typed: Typed): Wrong {
	return {
		number: typed.number.trim() === "",
		amount: readAmount(typed.amount) === null,
		tax: typed.tax.trim() !== "" && readAmount(typed.tax) === null,
		currency: !/^[A-Za-z]{3}$/.test(typed.currency.trim()),
	};
}

/* Without numbers of their own: what is typed again, or comes as a file later, takes their place. */
function linesOf(month: string, typed: Typed): InvoiceTyped[] {
	const line = (category: string, cost: string): InvoiceTyped => ({
		invoice_id: typed.number.trim(),
		month,
		charge_category: category,
		billed_cost: cost,
		billing_currency: typed.currency.trim().toUpperCase(),
		...(typed.issuer.trim() ? { invoice_issuer_name: typed.issuer.trim() } : {}),
		...(typed.account.trim() ? { billing_account_id: typed.account.trim() } : {}),
	});
	const tax = typed.tax.trim() ? readAmount(typed.tax) : null;
	return [line("Usage", readAmount(typed.amount)!), ...(tax === null ? [] : [line("Tax", tax)])];
}

export function InvoiceDialog({ month, unit, onClose, onTaken }: InvoiceProps): ReactNode {
	const { t, format } = useI18n();
	const file = useRef<HTMLInputElement>(null);
	const add = useAddInvoice();
	const load = useImportInvoice();
	const [typed, setTyped] = useState<Typed>({
		number: unit?.invoice_id ?? "",
		amount: "",
		tax: "",
		currency: unit?.billing_currency ?? "",
		issuer: unit?.invoice_issuer_name ?? "",
		account: unit?.billing_account_id ?? "",
	});
	const [wrong, setWrong] = useState<Wrong>({});
	const submit = () => {
		load.reset();
		const found = check(typed);
		setWrong(found);
		if (!Object.values(found).some(Boolean)) add.mutate(linesOf(month, typed), { onSuccess: onTaken });
	};
	const choose = (chosen: File | undefined) => {
		add.reset();
		if (!chosen) return;
		void chosen.text().then((csv) => {
			const preset = { month, ...(typed.currency.trim() ? { billing_currency: typed.currency.trim().toUpperCase() } : {}) };
			load.mutate({ name: chosen.name, csv, preset }, { onSuccess: onTaken });
		});
		if (file.current) file.current.value = "";
	};
	const input = (name: keyof Typed, label: string, note: string | undefined, fault: string, more: InputWords = {}) => (
		<TextField
			label={label}
			hint={note}
			wrong={wrong[name] ? fault : null}
			{...more}
			value={typed[name]}
			onText={(text) => setTyped({ ...typed, [name]: text })}
		/>
	);
	return (
		<FormDialog
			title={t("rec_add_title", { month: format.wholeMonth(`${month}-01`) })}
			confirm={t("rec_save")}
			busy={add.isPending}
			error={add.error ?? load.error}
			onSubmit={submit}
			onClose={onClose}
		>
			<div className={styles.files}>
				<Button icon="upload" onClick={() => file.current?.click()} disabled={load.isPending}>
					{t("rec_csv")}
				</Button>
				<input
					ref={file}
					type="file"
					accept=".csv,text/csv"
					data-invoice
					hidden
					aria-label={t("rec_csv")}
					onChange={(event) => choose(event.target.files?.[0])}
				/>
				<small className={styles.hint}>{t("rec_csv_hint")}</small>
			</div>
			<span className={styles.or}>{t("rec_or_type")}</span>
			<div className={dialog.pair}>
				{input("number", t("rec_field_number"), undefined, t("rec_missing"), { autoFocus: true })}
				{input("currency", t("currency"), undefined, t("rec_wrong_currency"), { maxLength: 3 })}
				{input("amount", t("rec_field_amount"), t("rec_field_amount_hint"), t("rec_wrong_amount"), { inputMode: "decimal" })}
				{input("tax", t("rec_tax"), t("rec_field_tax_hint"), t("rec_wrong_amount"), { inputMode: "decimal" })}
				{input("issuer", t("rec_field_issuer"), t("rec_field_optional"), "")}
				{input("account", t("dim_billing_account_id"), t("rec_field_optional"), "")}
			</div>
		</FormDialog>
	);
}

export function AcceptDialog({ month, unit, onClose }: { month: string; unit: ReconcileUnit; onClose(): void }): ReactNode {
	const { t, format } = useI18n();
	const accept = useAccept(month);
	const [who, setWho] = useState("");
	const [reason, setReason] = useState("");
	const [tried, setTried] = useState(false);
	const submit = () => {
		setTried(true);
		if (!who.trim() || !reason.trim() || unit.delta === null) return;
		const { invoice_issuer_name, billing_account_id, invoice_id, billing_currency, delta } = unit;
		const which = { invoice_issuer_name, billing_account_id, billing_currency, delta, ...(invoice_id ? { invoice_id } : {}) };
		accept.mutate({ ...which, reason: reason.trim(), accepted_by: who.trim() }, { onSuccess: onClose });
	};
	return (
		<FormDialog
			title={t("rec_accept_title")}
			what={t("rec_accept_what", { delta: format.signed(unit.delta ?? "0", unit.billing_currency) })}
			confirm={t("rec_accept")}
			busy={accept.isPending}
			error={accept.error}
			onSubmit={submit}
			onClose={onClose}
		>
			<TextField label={t("rec_who")} wrong={tried && !who.trim() ? t("rec_missing") : null} value={who} maxLength={200} onText={setWho} />
			<TextField
				lines
				label={t("reason")}
				hint={t("reason_hint")}
				wrong={tried && !reason.trim() ? t("reason_missing") : null}
				value={reason}
				maxLength={REASON_MAX}
				onText={setReason}
			/>
		</FormDialog>
	);
}
