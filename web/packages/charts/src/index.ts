/* SPDX-License-Identifier: Apache-2.0 */
/* SVG charts without a design system: CSS variables bring the colours (charts.css lists them), the caller the words. */
export * from "./Curve.tsx";
export * from "./DeltaBar.tsx";
export * from "./Sparkline.tsx";
export * from "./StackedBars.tsx";
export * from "./stack.ts";
export * from "./Steps.tsx";
export { useWidth } from "./size.ts";
