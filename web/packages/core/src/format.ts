/* SPDX-License-Identifier: Apache-2.0 */
/* format.ts -- money, shares, counts and days for a person's eyes, in their language. */
import { parseDay, type Day, type Granularity } from "./dates.ts";
import { absolute, type Money } from "./money.ts";

export interface Formatters {
	/** $1,234.57 */
	money(money: Money, currency: string): string;
	/** all digits that are not zeros at the end: for proofs, not for charts */
	exact(money: Money, currency: string): string;
	/** $1.2K */
	compact(money: Money, currency: string): string;
	/** +$12.00, −$3.10 */
	signed(money: Money, currency: string): string;
	/** 12.3%; the argument is a ratio */
	percent(ratio: number): string;
	signedPercent(ratio: number): string;
	count(value: number): string;
	/** decimal text with all its digits */
	decimal(value: string): string;
	bytes(value: number): string;
	day(day: Day): string;
	shortDay(day: Day): string;
	weekday(day: Day): string;
	month(day: Day): string;
	/** Oct */
	monthName(day: Day): string;
	/** October 2026 */
	wholeMonth(day: Day): string;
	range(start: Day, end: Day): string;
	bucket(day: Day, granularity: Granularity): string;
	instant(iso: string): string;
	/** 3:49 PM */
	time(iso: string): string;
	list(items: string[]): string;
}

/* Text such as SEM-MOEDA is no currency to Intl; write it after the number then. */
function isCurrency(code: string): boolean {
	return /^[A-Z]{3}$/.test(code);
}

function memo<T>(make: (key: string) => T): (key: string) => T {
	const made = new Map<string, T>();
	return (key) => {
		const had = made.get(key);
		if (had !== undefined) return had;
		const value = make(key);
		made.set(key, value);
		return value;
	};
}

/* Intl formats decimal text exactly; the cast only tells the compiler that the text is a number. */
function literal(money: Money): Intl.StringNumericLiteral {
	return money as Intl.StringNumericLiteral;
}

function moneyFormats(language: string) {
	const make = (options: Intl.NumberFormatOptions) =>
		memo((currency) =>
			isCurrency(currency)
				? new Intl.NumberFormat(language, { style: "currency", currency, currencyDisplay: "narrowSymbol", ...options })
				: new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2, ...options }),
		);
	const formats = {
		money: make({}),
		signed: make({ signDisplay: "exceptZero" }),
		exact: make({ maximumFractionDigits: 12 }),
		small: make({ maximumSignificantDigits: 2 }),
		compact: make({ notation: "compact", minimumFractionDigits: 0, maximumFractionDigits: 1 }),
	};
	const suffix = (currency: string) => (isCurrency(currency) ? "" : ` ${currency}`);
	/* Below a cent, two digits say more than 0.00. */
	const tiny = (money: Money) => money !== "" && absolute(money) < "0.005" && /[1-9]/.test(money);
	const print = (kind: keyof typeof formats) => (money: Money, currency: string) => {
		const used = kind === "money" && tiny(money) ? "small" : kind;
		return formats[used](currency).format(literal(money)) + suffix(currency);
	};
	return { money: print("money"), signed: print("signed"), exact: print("exact"), compact: print("compact") };
}

function dayFormats(language: string) {
	const make = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options });
	const long = make({ day: "numeric", month: "short", year: "numeric" });
	const short = make({ day: "numeric", month: "short" });
	const weekday = make({ weekday: "long", day: "numeric", month: "short", year: "numeric" });
	const month = make({ month: "short", year: "numeric" });
	const monthName = make({ month: "short" });
	const wholeMonth = make({ month: "long", year: "numeric" });
	const instant = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
	const time = new Intl.DateTimeFormat(language, { timeStyle: "short" });
	const day = (value: Day) => long.format(parseDay(value));
	const bucket = (value: Day, granularity: Granularity) => {
		if (granularity === "day") return weekday.format(parseDay(value));
		if (granularity === "month") return month.format(parseDay(value));
		if (granularity === "quarter") return `Q${Math.floor(parseDay(value).getUTCMonth() / 3) + 1} ${value.slice(0, 4)}`;
		if (granularity === "year") return value.slice(0, 4);
		return day(value);
	};
	return {
		day,
		bucket,
		shortDay: (value: Day) => short.format(parseDay(value)),
		weekday: (value: Day) => weekday.format(parseDay(value)),
		month: (value: Day) => month.format(parseDay(value)),
		monthName: (value: Day) => monthName.format(parseDay(value)),
		wholeMonth: (value: Day) => wholeMonth.format(parseDay(value)),
		range: (start: Day, end: Day) => long.formatRange(parseDay(start), parseDay(end)),
		instant: (iso: string) => instant.format(new Date(iso)),
		time: (iso: string) => time.format(new Date(iso)),
	};
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

function bytesFormat(language: string) {
	const make = memo((unit) => {
		const unitDisplay = unit === "byte" ? "long" : "short";
		return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 });
	});
	return (value: number) => {
		const power = value < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(value) / 3));
		return make(UNITS[power]!).format(value / 1000 ** power);
	};
}

export function createFormatters(language: string): Formatters {
	const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
	const signedPercent = new Intl.NumberFormat(language, {
		style: "percent",
		maximumFractionDigits: 1,
		signDisplay: "exceptZero",
	});
	const count = new Intl.NumberFormat(language);
	const decimal = new Intl.NumberFormat(language, { maximumFractionDigits: 15 });
	const list = new Intl.ListFormat(language, { type: "conjunction" });
	return {
		...moneyFormats(language),
		...dayFormats(language),
		bytes: bytesFormat(language),
		percent: (ratio) => percent.format(ratio),
		signedPercent: (ratio) => signedPercent.format(ratio),
		count: (value) => count.format(value),
		decimal: (value) => decimal.format(literal(value)),
		list: (items) => list.format(items),
	};
}

