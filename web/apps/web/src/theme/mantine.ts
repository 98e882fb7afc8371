/* SPDX-License-Identifier: Apache-2.0 */
/* mantine.ts -- Mantine's names bound to our tokens; only the styles of the components that the page uses are loaded. */
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/baseline.css";
import "@mantine/core/styles/global.css";
import "@mantine/core/styles/ScrollArea.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/Menu.css";
import "@mantine/core/styles/Tooltip.css";
import "@mantine/core/styles/Skeleton.css";
import "./tokens.css";
import "./base.css";
import "@centavo/charts/charts.css";
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const pine: MantineColorsTuple = [
	"#eaf4f1",
	"#dcebe6",
	"#b5d6cc",
	"#8bc0b2",
	"#68ae9c",
	"#3f9280",
	"#1f7767",
	"#0f5c52",
	"#0b4a42",
	"#073630",
];

export const theme = createTheme({
	colors: { pine },
	primaryColor: "pine",
	primaryShade: { light: 7, dark: 4 },
	defaultRadius: "md",
	fontFamily:
		'ui-sans-serif, system-ui, -apple-system, "Segoe UI Variable Text", "Segoe UI", "Inter", "Helvetica Neue", ' +
		'"Noto Sans", "Liberation Sans", sans-serif',
	components: {
		Popover: { defaultProps: { shadow: "none", radius: 12, transitionProps: { duration: 110, transition: "pop-top-left" } } },
		Menu: { defaultProps: { shadow: "none", radius: 12, transitionProps: { duration: 110 } } },
		Tooltip: { defaultProps: { openDelay: 350, withArrow: false, radius: 8, multiline: true } },
	},
});

export const variables: CSSVariablesResolver = () => {
	const shared = {
		"--mantine-color-body": "var(--paper)",
		"--mantine-color-text": "var(--ink)",
		"--mantine-color-dimmed": "var(--ink-3)",
		"--mantine-color-default-border": "var(--line)",
		"--mantine-color-placeholder": "var(--ink-3)",
		"--mantine-primary-color-filled": "var(--accent)",
		"--mantine-primary-color-filled-hover": "var(--accent-hover)",
		"--mantine-primary-color-contrast": "var(--accent-ink)",
		"--mantine-primary-color-light": "var(--accent-soft)",
	};
	return { variables: {}, light: shared, dark: shared };
};
