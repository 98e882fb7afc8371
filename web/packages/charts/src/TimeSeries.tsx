/* SPDX-License-Identifier: Apache-2.0 */
/* TimeSeries -- the same buckets as bars, lines or areas, whichever the caller says. */
import type { ReactNode } from "react";
import { Lines } from "./Lines.tsx";
import { StackedArea } from "./StackedArea.tsx";
import { StackedBars } from "./StackedBars.tsx";
import type { TimeProps } from "./TimeChart.tsx";

export type TimeKind = "bars" | "lines" | "area";

const KINDS = { bars: StackedBars, lines: Lines, area: StackedArea };

export function TimeSeries({ kind, ...props }: TimeProps & { kind: TimeKind }): ReactNode {
	const Chart = KINDS[kind];
	return <Chart {...props} />;
}
