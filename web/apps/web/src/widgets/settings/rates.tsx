/* SPDX-License-Identifier: Apache-2.0 */
/* rates.tsx -- exchange rates by set and pair of currencies, and one more. Files of rates come in with the command line. */
import { printDay, type MessageKey, type Rates } from "@centavo/core";
import { useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card, type Asked } from "../../ui/Card.tsx";
import dialog from "../../ui/Dialog.module.css";
import { TextField } from "../../ui/Field.tsx";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { Empty } from "../../ui/States.tsx";
import { Table } from "../../ui/Table.tsx";
import table from "../../ui/table.module.css";
import { useAddRate } from "./fetch.ts";
import { faultsOf, rateOf, type RateFault, type RateField, type TypedRate } from "./shape.ts";

export function RatesCard({ asked, rates, onAdd }: { asked: Asked; rates: Rates[]; onAdd(): void }): ReactNode {
	const { t, format } = useI18n();
	const add = (
		<Button small icon="plus" onClick={onAdd}>
			{t("rates_add")}
		</Button>
	);
	const empty = rates.length === 0 ? <Empty title={t("rates_none")} why={<RatesHelp />} /> : null;
	return (
		<Card title={t("settings_rates")} hint={t("rates_hint")} asked={asked} height={200} actions={add} empty={empty}>
			<Table
				label={t("settings_rates")}
				columns={[
					[t("rates_set"), "left"],
					[t("rates_pair"), "left"],
					[t("rates_last")],
					[t("rates_days"), "desk"],
					[t("rates_count"), "desk"],
					[t("rates_loaded"), "desk"],
				]}
			>
				{rates.map((one) => (
					<tr key={`${one.rate_set} ${one.base_currency} ${one.quote_currency}`}>
						<th scope="row" className={table.wrap}>
							{one.rate_set}
						</th>
						<td className={table.left}>
							{one.base_currency} → {one.quote_currency}
						</td>
						<td>
							{format.decimal(one.last_rate)}
							<small>{t("rates_since", { day: format.day(one.last_valid_from) })}</small>
						</td>
						<td className={table.desk}>{format.range(one.first_valid_from, one.last_valid_from)}</td>
						<td className={table.desk}>{format.count(one.rate_count)}</td>
						<td className={table.desk}>{format.instant(one.loaded_at)}</td>
					</tr>
				))}
			</Table>
		</Card>
	);
}

function RatesHelp(): ReactNode {
	const { t } = useI18n();
	return (
		<>
			{t("rates_none_why")} <code>centavo rates import eurofxref-hist.zip</code>
		</>
	);
}

const WRONG = {
	missing: "rec_missing",
	currency: "rates_wrong_currency",
	same: "rates_wrong_same",
	day: "rates_wrong_day",
	number: "rates_wrong_number",
} as const satisfies Record<RateFault, MessageKey>;

export function RateDialog({ sets, onClose }: { sets: string[]; onClose(): void }): ReactNode {
	const { t } = useI18n();
	const add = useAddRate();
	const [tried, setTried] = useState(false);
	const [typed, setTyped] = useState<TypedRate>({
		rate_set: sets[0] ?? "",
		base_currency: "",
		quote_currency: "",
		valid_from: printDay(new Date()),
		rate: "",
	});
	const faults = faultsOf(typed);
	const submit = () => {
		setTried(true);
		if (Object.keys(faults).length === 0) add.mutate(rateOf(typed), { onSuccess: onClose });
	};
	const input = (name: RateField, label: string, hint?: string, type = "text") => {
		const fault = faults[name];
		return (
			<TextField
				label={label}
				hint={hint}
				wrong={tried && fault ? t(WRONG[fault]) : null}
				type={type}
				value={typed[name]}
				inputMode={name === "rate" ? "decimal" : undefined}
				onText={(text) => setTyped({ ...typed, [name]: text })}
			/>
		);
	};
	return (
		<FormDialog
			title={t("rates_add_title")}
			what={t("rates_add_what")}
			confirm={t("save")}
			busy={add.isPending}
			error={add.error}
			onSubmit={submit}
			onClose={onClose}
		>
			{input("rate_set", t("rates_set"), t("rates_set_hint"))}
			<div className={dialog.pair}>
				{input("base_currency", t("rates_base"), t("rates_base_hint"))}
				{input("quote_currency", t("rates_quote"), t("rates_quote_hint"))}
			</div>
			<div className={dialog.pair}>
				{input("rate", t("rates_rate"))}
				{input("valid_from", t("rates_from"), t("rates_from_hint"), "date")}
			</div>
		</FormDialog>
	);
}
