/* SPDX-License-Identifier: Apache-2.0 */
/* money.ts -- exact decimals as text.
 *
 * The API sends money as decimal text with 12 digits after the point. It stays text: adding and comparing
 * happen on whole numbers of 1e-12 (bigint), and Intl formats the text itself, so no cent ever passes through a double.
 * toNumber() exists for geometry alone: the height of a bar may be a double, what is written beside it may not.
 */

/** Decimal text such as "1234.567800000000". */
export type Money = string;

const SCALE = 12;
const ONE = 10n ** BigInt(SCALE);
const SHAPE = /^([+-]?)(\d+)(?:\.(\d*))?$/;

export const ZERO: Money = "0.000000000000";

/** Whole units of 1e-12; digits beyond the 12th are not expected and are cut. */
export function units(money: Money): bigint {
	const match = SHAPE.exec(money);
	if (!match) throw new RangeError(`not a decimal: ${money}`);
	const fraction = (match[3] ?? "").slice(0, SCALE).padEnd(SCALE, "0");
	const value = BigInt(match[2]! + fraction);
	return match[1] === "-" ? -value : value;
}

export function fromUnits(value: bigint): Money {
	const sign = value < 0n ? "-" : "";
	const digits = (value < 0n ? -value : value).toString().padStart(SCALE + 1, "0");
	return `${sign}${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`;
}

export function add(...list: Money[]): Money {
	return fromUnits(list.reduce((sum, money) => sum + units(money), 0n));
}

export function subtract(a: Money, b: Money): Money {
	return fromUnits(units(a) - units(b));
}

export function compare(a: Money, b: Money): number {
	const difference = units(a) - units(b);
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isZero(money: Money): boolean {
	return units(money) === 0n;
}

export function absolute(money: Money): Money {
	return money.startsWith("-") ? money.slice(1) : money;
}

/** part / whole as a plain number, null when there is no whole. */
export function ratio(part: Money, whole: Money): number | null {
	const below = units(whole);
	if (below === 0n) return null;
	return Number((units(part) * ONE) / below) / Number(ONE);
}

/** For geometry only. */
export function toNumber(money: Money): number {
	return Number(money);
}
