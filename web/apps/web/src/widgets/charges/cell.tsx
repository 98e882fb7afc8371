/* SPDX-License-Identifier: Apache-2.0 */
/* cell.tsx -- one value of a charge: as text where a row is scanned, with all its digits where it is read. */
import type { Charge } from "@centavo/core";
import type { ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import styles from "./charges.module.css";
import { isEmpty, kindOf, pairsOf, timeText } from "./shape.ts";

interface Props {
	charge: Charge;
	name: string;
	/** money to the last digit */
	exact?: boolean;
}

/* what is counted is nothing without its unit */
const UNITS: Record<string, string> = {
	consumed_quantity: "consumed_unit",
	pricing_quantity: "pricing_unit",
	commitment_discount_quantity: "commitment_discount_unit",
};

function Pairs({ value }: { value: object }): ReactNode {
	const pairs = pairsOf(value);
	if (!pairs) return <code>{JSON.stringify(value)}</code>;
	return (
		<span className={styles.pairs}>
			{pairs.map(([key, text]) => (
				<span key={key}>
					<b>{key}</b> {text}
				</span>
			))}
		</span>
	);
}

export function Cell({ charge, name, exact }: Props): ReactNode {
	const { t, format } = useI18n();
	const value = charge[name];
	if (isEmpty(value)) return <span className={styles.none}>–</span>;
	if (typeof value === "object" && value !== null) return <Pairs value={value} />;
	if (typeof value === "boolean") return value ? t("value_yes") : t("value_no");
	const text = String(value);
	const kind = kindOf(name);
	if (kind === "money") return exact ? format.exact(text, charge.billing_currency) : format.money(text, charge.billing_currency);
	if (kind === "time") return timeText(format, text);
	if (kind !== "number") return text;
	const unit = UNITS[name] === undefined ? null : charge[UNITS[name]];
	return typeof unit === "string" && !exact ? `${format.decimal(text)} ${unit}` : format.decimal(text);
}
