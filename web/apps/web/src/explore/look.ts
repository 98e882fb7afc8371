/* SPDX-License-Identifier: Apache-2.0 */
/* look.ts -- colours and words of the parts of a chart, and of the rows of the table. */
import { createColors, OTHER_COLOR } from "@centavo/core";
import { useMemo } from "react";
import { useLook } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { OTHER } from "../widgets/daily/shape.ts";
import { partValues } from "./shape.ts";

export interface Words {
	color(key: string): string;
	label(key: string): string;
	/** of one value of the group at this place */
	value(place: number, value: string | null): string;
}

export const WHOLE_COLOR = "var(--series-0)";

/* Identifiers that bills give a name to. */
const NAMED = /^(sub_account|billing_account|region|resource|commitment_discount)_id$/;

/** Asks for the colours of the last grouping ahead of its answer, and says when they are there. */
export function useLookKnown(groups: string[]): boolean {
	return useLook(groups.at(-1) ?? "").known;
}

/* No two parts share a value of the last group: a service keeps its colour below its category then. */
function areApart(keys: string[]): boolean {
	return new Set(keys.map((key) => partValues(key)?.at(-1))).size === keys.length;
}

/** keys: parts in the order of their cost, which colours those of several groups that share values. */
export function useWords(groups: string[], keys: string[]): Words {
	const { t } = useI18n();
	const asked = (place: number) => {
		const name = groups[place] ?? "";
		return place === groups.length - 1 || NAMED.test(name) ? name : "";
	};
	const first = useLook(asked(0));
	const second = useLook(asked(1));
	const third = useLook(asked(2));
	const fourth = useLook(asked(3));
	return useMemo(() => {
		const looks = [first, second, third, fourth];
		const parts = keys.filter((key) => key !== OTHER);
		const own = groups.length === 1 || areApart(parts) ? looks[groups.length - 1] : undefined;
		const mixed = createColors(parts);
		const value = (place: number, one: string | null) => (one === null ? t("no_value") : (looks[place]?.label(one) ?? one));
		return {
			value,
			color: (key) => {
				const values = partValues(key);
				if (!values) return key === OTHER ? OTHER_COLOR : WHOLE_COLOR;
				return own ? own.color(values.at(-1)!) : mixed(key);
			},
			label: (key) => {
				if (key === OTHER) return t("others");
				const values = partValues(key);
				return values ? values.map((one, place) => value(place, one)).join(" · ") : t("col_total");
			},
		};
	}, [first, second, third, fourth, groups.length, keys, t]);
}
