/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- a rate as it is typed, and what is wrong with it before it is sent. */
import { isDay, type NewRate } from "@centavo/core";

export type RateField = "rate_set" | "base_currency" | "quote_currency" | "valid_from" | "rate";
export type TypedRate = Record<RateField, string>;
export type RateFault = "missing" | "currency" | "same" | "day" | "number";

/** 1.0825 and 1,0825 are the same rate; 16,500 could be two, so it is none. */
export function readRate(text: string): string | null {
	if (/^[1-9]\d{0,2},\d{3}$/.test(text.trim())) return null;
	const plain = text.trim().replace(",", ".");
	return /^\d+(\.\d+)?$/.test(plain) && /[1-9]/.test(plain) ? plain : null;
}

export function faultsOf(typed: TypedRate): Partial<Record<RateField, RateFault>> {
	const faults: Partial<Record<RateField, RateFault>> = {};
	const base = typed.base_currency.trim().toUpperCase();
	const quote = typed.quote_currency.trim().toUpperCase();
	if (typed.rate_set.trim() === "") faults.rate_set = "missing";
	if (!/^[A-Z]{3}$/.test(base)) faults.base_currency = "currency";
	if (!/^[A-Z]{3}$/.test(quote)) faults.quote_currency = "currency";
	else if (quote === base) faults.quote_currency = "same";
	if (!isDay(typed.valid_from)) faults.valid_from = "day";
	if (readRate(typed.rate) === null) faults.rate = "number";
	return faults;
}

export function rateOf(typed: TypedRate): NewRate {
	return {
		rate_set: typed.rate_set.trim(),
		base_currency: typed.base_currency.trim().toUpperCase(),
		quote_currency: typed.quote_currency.trim().toUpperCase(),
		valid_from: typed.valid_from,
		rate: readRate(typed.rate) ?? typed.rate,
	};
}
