/* SPDX-License-Identifier: Apache-2.0 */
/* Treemap -- shares as areas, in groups. Tiles are buttons: one stop of the Tab key, arrows lead to what lies beside.
 * Names stand where they fit; the whole of them is in the button's own name and in the tooltip. */
import { useMemo, useState, type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import type { Box } from "./axes.ts";
import type { PartHandler } from "./hands.ts";
import { useWidth } from "./size.ts";
import { tileBeside, treemapLayout, type Tile, type TreeGroup } from "./squarify.ts";
import { Tip } from "./Tip.tsx";

export * from "./squarify.ts";

export interface TreemapProps {
	/** one group alone is drawn without its name */
	groups: TreeGroup[];
	color: (leaf: string, group: string) => string;
	label: string;
	/** title of the list of what is negative and therefore has no area */
	belowLabel: string;
	height?: number;
	/** leaf or group to bring forward */
	highlight?: string | null;
	tooltip?: (leaf: string, group: string) => ReactNode;
	onPart?: (leaf: string, shiftKey: boolean, altKey: boolean, group: string) => void;
	onGroup?: PartHandler;
}

const HEAD = 22;
const HEAD_ROOM: [width: number, height: number] = [64, 58];
const LABEL_ROOM: [width: number, height: number] = [52, 24];
const TEXT_HEIGHT = 42;
const LARGE_ROOM: [width: number, height: number] = [150, 110];
/* What a character of the value takes, and what stands beside it. */
const CHARACTER = 7;
const CHARACTER_LARGE = 10;
const PADDING = 18;
const TIP_ROOM = 96;

type Fit = "none" | "label" | "text" | "large";

/** What of a tile's words fits into it. A name may be cut short, a number never: US$ 1… could be anything. */
export function fitOf(width: number, height: number, text: string): Fit {
	const fits = (room: [number, number]) => width >= room[0] && height >= room[1];
	if (fits(LARGE_ROOM) && width >= text.length * CHARACTER_LARGE + PADDING) return "large";
	if (!fits(LABEL_ROOM)) return "none";
	return height >= TEXT_HEIGHT && width >= text.length * CHARACTER + PADDING ? "text" : "label";
}

/* Across in parts of the whole, so that paper of another width has the same picture. */
function share(x: number, width: number): string {
	return `${(x / width) * 100}%`;
}

function placeOf(box: Box, width: number) {
	return { left: share(box.x, width), top: box.y, width: share(box.width, width), height: box.height };
}

function hasHead(tile: Tile, groups: number): boolean {
	return groups > 1 && tile.isFirst && tile.width >= HEAD_ROOM[0] && tile.height >= HEAD_ROOM[1];
}

function Words({ tile, head }: { tile: Tile; head: boolean }) {
	const fit = fitOf(tile.width, tile.height - (head ? HEAD : 0), tile.leaf.text);
	if (fit === "none") return null;
	return (
		<span className="cc-tile-words" data-fit={fit} data-head={head || undefined}>
			<span>{tile.leaf.label}</span> {fit !== "label" && <b>{tile.leaf.text}</b>}
		</span>
	);
}

function Below({ chart, below }: { chart: TreemapProps; below: Pick<Tile, "group" | "leaf">[] }) {
	if (below.length === 0) return null;
	return (
		<div className="cc-below">
			<span>{chart.belowLabel}</span>
			<ul>
				{below.map(({ group, leaf }) => (
					<li key={`${group.key}\n${leaf.key}`}>
						{chart.onPart ? (
							<button type="button" onClick={(event) => chart.onPart?.(leaf.key, event.shiftKey, event.altKey, group.key)}>
								{leaf.label} <b>{leaf.text}</b>
							</button>
						) : (
							<span>
								{leaf.label} <b>{leaf.text}</b>
							</span>
						)}
					</li>
				))}
			</ul>
		</div>
	);
}

export function Treemap(props: TreemapProps): ReactNode {
	const { groups, height = 360, highlight = null, onGroup } = props;
	const [ref, width] = useWidth<HTMLDivElement>();
	const [focus, setFocus] = useState(0);
	const [hover, setHover] = useState<number | null>(null);
	const layout = useMemo(() => treemapLayout(groups, width, height), [groups, width, height]);
	const { tiles } = layout;
	const focused = Math.min(focus, tiles.length - 1);
	const pointed = hover === null ? undefined : tiles[hover];

	const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
		if (event.key === "Escape") setHover(null);
		if (event.altKey || event.ctrlKey || event.metaKey) return;
		const next = event.key === "Home" ? 0 : event.key === "End" ? tiles.length - 1 : tileBeside(tiles, focused, event.key);
		if (next === focused) return;
		event.preventDefault();
		event.currentTarget.querySelectorAll<HTMLElement>(".cc-tile")[next]?.focus();
	};
	const button = (tile: Tile, i: number) => {
		const head = hasHead(tile, layout.groups.length);
		const dim = highlight !== null && highlight !== tile.leaf.key && highlight !== tile.group.key;
		return (
			<button
				key={`${tile.group.key}\n${tile.leaf.key}`}
				type="button"
				className="cc-tile"
				style={{ ...placeOf(tile, width), "--cc-color": props.color(tile.leaf.key, tile.group.key) } as CSSProperties}
				data-dim={dim || undefined}
				tabIndex={i === focused ? 0 : -1}
				aria-label={`${layout.groups.length > 1 ? `${tile.group.label}, ` : ""}${tile.leaf.label} ${tile.leaf.text}`}
				aria-disabled={props.onPart ? undefined : true}
				onClick={(event: MouseEvent) => props.onPart?.(tile.leaf.key, event.shiftKey, event.altKey, tile.group.key)}
				onFocus={(event) => {
					setFocus(i);
					if (event.currentTarget.matches(":focus-visible")) setHover(i);
				}}
				onBlur={() => setHover(null)}
				onPointerEnter={() => setHover(i)}
				onPointerLeave={() => setHover(null)}
			>
				<Words tile={tile} head={head} />
			</button>
		);
	};
	const name = (tile: Tile) => {
		const style = { left: share(tile.x, width), top: tile.y, maxWidth: share(tile.width, width) };
		if (!onGroup)
			return (
				<span key={tile.group.key} className="cc-tile-group" style={style} aria-hidden="true">
					{tile.group.label}
				</span>
			);
		return (
			<button
				key={tile.group.key}
				type="button"
				className="cc-tile-group"
				style={style}
				aria-label={`${tile.group.label} ${tile.group.text}`}
				onClick={(event) => onGroup(tile.group.key, event.shiftKey, event.altKey)}
			>
				{tile.group.label}
			</button>
		);
	};
	return (
		<div className="cc-chart">
			<div ref={ref} className="cc-tree" role="group" aria-label={props.label} style={{ height }} onKeyDown={onKeyDown}>
				{width > 0 && tiles.map(button)}
				{width > 0 && layout.groups.map((box) => <i key={box.group.key} className="cc-tree-edge" style={placeOf(box, width)} />)}
				{width > 0 && tiles.filter((tile) => hasHead(tile, layout.groups.length)).map(name)}
			</div>
			{pointed && props.tooltip && (
				<Tip
					at={pointed.x + pointed.width / 2}
					away={Math.min(pointed.width / 2, 160) + 8}
					width={width}
					top={Math.max(0, Math.min(pointed.y + 8, height - TIP_ROOM))}
				>
					{props.tooltip(pointed.leaf.key, pointed.group.key)}
				</Tip>
			)}
			<Below chart={props} below={layout.below} />
		</div>
	);
}
