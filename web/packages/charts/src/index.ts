/* SPDX-License-Identifier: Apache-2.0 */
/* SVG charts without a design system: CSS variables bring the colours (charts.css lists them), the caller the words. */
export { areaLayout, areaPartAt, type AreaLayout, type Layer } from "./area.ts";
export * from "./axes.ts";
export * from "./Curve.tsx";
export * from "./DeltaBar.tsx";
export { type Hover, type PartHandler } from "./hands.ts";
export { linePartAt, linesLayout, TOTAL, type LinesLayout, type Stroke } from "./lines.ts";
export * from "./Lines.tsx";
export * from "./Sparkline.tsx";
export * from "./stack.ts";
export { StackedArea, type StackedAreaProps } from "./StackedArea.tsx";
export { StackedBars, type StackedBarsProps } from "./StackedBars.tsx";
export * from "./Steps.tsx";
export { type ChartBucket, type TimeProps } from "./TimeChart.tsx";
export * from "./TimeSeries.tsx";
export { useWidth } from "./size.ts";
