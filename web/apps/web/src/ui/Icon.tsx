/* SPDX-License-Identifier: Apache-2.0 */
/* Icon.tsx -- the page's own line icons: 20 px grid, 1.6 px stroke. */
import type { ReactNode } from "react";

const PATHS = {
	up: "M10 16V4M5 9l5-5 5 5",
	down: "M10 4v12M5 11l5 5 5-5",
	flat: "M4 10h12",
	upload: "M10 13V3.5M6 7l4-4 4 4M3.5 13v2.5a1.5 1.5 0 0 0 1.5 1.5h10a1.5 1.5 0 0 0 1.5-1.5V13",
	sun:
		"M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM10 2v1.5" +
		"M10 16.5V18M18 10h-1.5M3.5 10H2M15.7 4.3l-1.1 1.1M5.4 14.6l-1.1 1.1M15.7 15.7l-1.1-1.1M5.4 5.4 4.3 4.3",
	moon: "M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7Z",
	auto: "M3 4.5h14v9H3zM7.5 17h5M10 13.5V17",
	globe: "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15ZM2.8 10h14.4M10 2.5c2 2 3 4.5 3 7.5s-1 5.5-3 7.5c-2-2-3-4.5-3-7.5s1-5.5 3-7.5Z",
	chevron: "m5.5 8 4.5 4.5L14.5 8",
	left: "M12.5 5.5 8 10l4.5 4.5",
	right: "M7.5 5.5 12 10l-4.5 4.5",
	close: "m5.5 5.5 9 9M14.5 5.5l-9 9",
	check: "m4 10.5 4 4 8-9",
	block: "M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4ZM5 5l10 10",
	calendar: "M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3M13 3v3",
	search: "M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM13 13l4 4",
	more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
	table: "M3 4.5h14v11H3zM3 8.2h14M3 11.9h14M8 4.5v11",
	bars: "M4.5 16.5V10M8.2 16.5V5.5M11.9 16.5v-5M15.6 16.5v-9",
	lines: "M3 14.5 7.5 9l3.5 3 6-7M3 17.5h14",
	area: "M3 16.5V12l4.5-5 4 3.5L17 5v11.5Z",
	pivot: "M3 3.5h14v13H3zM3 7.5h14M7.5 3.5v13M11 11.5h3M11 14h2",
	treemap: "M3 3.5h14v13H3zM10.5 3.5v13M10.5 10H17M13.8 10v6.5",
	warn: "M10 3 2.5 16.5h15ZM10 8v4M10 14.3h.01",
	clock: "M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4ZM10 6v4.2l2.8 1.8",
	file: "M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15",
	plus: "M10 4v12M4 10h12",
	menu: "M3 5.5h14M3 10h14M3 14.5h14",
	gauge: "M3 14.5a7.5 7.5 0 1 1 14 0M10 12l3.2-4.2M10 13.2h.01",
	compass: "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15ZM13.2 6.8l-1.8 4.6-4.6 1.8 1.8-4.6Z",
	boards: "M3 3.5h6v7H3zM11 3.5h6v4h-6zM11 9.5h6v7h-6zM3 12.5h6v4H3z",
	star: "m10 2.8 2.2 4.6 5 .7-3.6 3.6.9 5-4.5-2.4-4.5 2.4.9-5L2.8 8.1l5-.7Z",
	account: "M10 3a3.4 3.4 0 1 1 0 6.8A3.4 3.4 0 0 1 10 3ZM3.5 17a6.5 6.5 0 0 1 13 0",
	layers: "m10 3 7.5 4L10 11 2.5 7ZM2.5 10.5l7.5 4 7.5-4M2.5 14l7.5 4 7.5-4",
	cube: "M10 2.5 16.8 6v8L10 17.5 3.2 14V6ZM3.2 6l6.8 3.6L16.8 6M10 9.6v7.9",
	tag: "M3 3.5h6.5l7.5 7.5-6 6L3.5 9.5zM6.5 7h.01",
	plug: "M7 2.5v4M13 2.5v4M5 6.5h10v3a5 5 0 0 1-10 0ZM10 14.5v3",
	gear:
		"M10 7.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6ZM10 2v2.2M10 15.8V18M2 10h2.2M15.8 10H18" +
		"M4.3 4.3l1.6 1.6M14.1 14.1l1.6 1.6M15.7 4.3l-1.6 1.6M5.9 14.1l-1.6 1.6",
	code: "m7 5.5-4.5 4.5L7 14.5M13 5.5l4.5 4.5-4.5 4.5",
	copy: "M7 7h9.5v9.5H7zM4 13H3.5V3.5H13V4",
	download: "M10 3v9.5M6 9l4 4 4-4M3.5 13v2.5a1.5 1.5 0 0 0 1.5 1.5h10a1.5 1.5 0 0 0 1.5-1.5V13",
	filter: "M3 4h14l-5.4 6.5V16l-3.2 1.5v-7Z",
	drag: "M7.5 5h.01M12.5 5h.01M7.5 10h.01M12.5 10h.01M7.5 15h.01M12.5 15h.01",
	edit: "M12.5 4 16 7.5 7.5 16H4v-3.5Z",
	trash: "M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5 6.3 17h7.4l.8-11.5",
	print: "M6 7V3h8v4M6 14H3.5V7.5h13V14H14M6 11.5h8V17H6z",
	link: "M8.5 11.5a3 3 0 0 0 4.3 0l2.7-2.7a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-2.7 2.7a3 3 0 0 0 4.3 4.3l1-1",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }): ReactNode {
	return (
		<svg
			width={size}
			height={size}
			viewBox="0 0 20 20"
			fill="none"
			stroke="currentColor"
			strokeWidth={name === "more" || name === "drag" ? 2.6 : 1.6}
			strokeLinecap="round"
			strokeLinejoin="round"
			aria-hidden="true"
		>
			<path d={PATHS[name]} />
		</svg>
	);
}
