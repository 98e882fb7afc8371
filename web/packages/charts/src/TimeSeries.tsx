/* SPDX-License-Identifier: Apache-2.0 */
/* TimeSeries -- the same buckets as bars, lines or areas, whichever the caller says. */
import type { ReactNode } from "react";
import { Lines } from "./Lines.tsx";
import { StackedArea } from "./StackedArea.tsx";
import { StackedBars } from "./StackedBars.tsx";
import type { TimeProps } from "./TimeChart.tsx";

export type TimeKind = "bars" | "lines" | "area";

export interface TimeSeriesProps extends TimeProps {
	kind: TimeKind;
	/** among lines one of all parts together as well; bars and areas show it by standing on each other */
	total?: boolean;
}

export function TimeSeries({ kind, total = false, ...props }: TimeSeriesProps): ReactNode {
	if (kind === "lines") return <Lines {...props} total={total} />;
	const Chart = kind === "area" ? StackedArea : StackedBars;
	return <Chart {...props} />;
}
