/* SPDX-License-Identifier: Apache-2.0 */
/* Tile.tsx -- one saved view on a board: drawn by the explorer, or in its place why it cannot be. While the board is edited
 * it can be dragged, and everything that dragging does has a button. */
import { TILE_HEIGHTS, TILE_WIDTHS, type MessageKey, type TileDraft, type TileHeight, type TileWidth } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import { Fragment, useState, type DragEvent, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { windowName } from "../../app/names.ts";
import { exploreSearch } from "../../explore/state.ts";
import { ExplorerView } from "../../explore/View.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import card from "../../ui/Card.module.css";
import { Choose } from "../../ui/Choose.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Empty } from "../../ui/States.tsx";
import { Broken } from "../views/Broken.tsx";
import { stateOf, withoutProblems } from "../views/shape.ts";
import styles from "./boards.module.css";
import { HEIGHTS, overridden, type Override, type Tile } from "./shape.ts";

const MIME = "application/x-centavo-tile";

/** While the board is edited. */
export interface TileActs {
	index: number;
	count: number;
	onMove(to: number): void;
	onDrop(key: string, to: number): void;
	onChange(part: Partial<TileDraft>): void;
	onRemove(): void;
}

interface Props {
	tile: Tile;
	override: Override;
	acts: TileActs | null;
}

export function nameOfTile(tile: Tile, gone: string): string {
	return tile.title?.trim() || (tile.view?.name ?? gone);
}

const HEIGHT_KEYS = { small: "tile_small", medium: "tile_medium", tall: "tile_tall" } as const satisfies Record<TileHeight, MessageKey>;

function Tools({ tile, name, acts }: { tile: Tile; name: string; acts: TileActs }): ReactNode {
	const { t } = useI18n();
	return (
		<div className={styles.tools} role="group" aria-label={t("tile_tools", { name })}>
			<label className={styles.retitle}>
				<span className="sr-only">{t("tile_title")}</span>
				<input
					value={tile.title ?? ""}
					maxLength={120}
					placeholder={tile.view?.name ?? t("tile_title")}
					onChange={(event) => acts.onChange({ title: event.target.value })}
				/>
			</label>
			<IconButton
				icon="left"
				data-move="earlier"
				label={t("tile_earlier", { name })}
				disabled={acts.index === 0}
				onClick={() => acts.onMove(acts.index - 1)}
			/>
			<IconButton
				icon="right"
				data-move="later"
				label={t("tile_later", { name })}
				disabled={acts.index === acts.count - 1}
				onClick={() => acts.onMove(acts.index + 1)}
			/>
			<Choose
				label={t("tile_width")}
				value={String(tile.width)}
				options={TILE_WIDTHS.map((width) => ({ value: String(width), label: t("tile_of_four", { width }) }))}
				onChange={(width) => acts.onChange({ width: Number(width) as TileWidth })}
			/>
			<Choose
				label={t("tile_height")}
				value={tile.height}
				options={TILE_HEIGHTS.map((height) => ({ value: height, label: t(HEIGHT_KEYS[height]) }))}
				onChange={(height) => acts.onChange({ height: height as TileHeight })}
			/>
			<IconButton icon="trash" label={t("tile_remove", { name })} onClick={acts.onRemove} />
		</div>
	);
}

/* What is in the tile: the view, or why it is not. */
function Inside({ tile, name, override, editing }: { tile: Tile; name: string; override: Override; editing: boolean }): ReactNode {
	const { t } = useI18n();
	const [less, setLess] = useState(false);
	const height = HEIGHTS[tile.height];
	const { view } = tile;
	if (!view)
		return (
			<div className={styles.gone} style={{ minHeight: height }}>
				<Empty title={t("tile_gone")} why={t(editing ? "tile_gone_edit" : "tile_gone_why")} />
			</div>
		);
	if (view.problems.length > 0 && !less)
		return (
			<div className={styles.gone} style={{ minHeight: height }}>
				<Broken view={view}>
					<Button small onClick={() => setLess(true)}>
						{t("tile_without")}
					</Button>
				</Broken>
			</div>
		);
	const state = overridden(less ? withoutProblems(view) : stateOf(view), override);
	const drawn = <ExplorerView state={state} height={height} />;
	if (state.chart !== "table") return drawn;
	/* a table may have any number of rows: on a board it scrolls in its place */
	return (
		<div className={styles.scroll} style={{ height }} tabIndex={0} role="group" aria-label={name}>
			{drawn}
		</div>
	);
}

export function TileCard({ tile, override, acts }: Props): ReactNode {
	const { t, format } = useI18n();
	const [over, setOver] = useState(false);
	const name = nameOfTile(tile, t("tile_gone"));
	const state = tile.view ? overridden(stateOf(tile.view), override) : null;
	const query = state?.query;
	const when = query && (query.start && query.end ? format.range(query.start, query.end) : windowName(t, format, query.window ?? "30d"));
	const isTile = (event: DragEvent) => acts !== null && event.dataTransfer.types.includes(MIME);
	const dragging = acts
		? {
				onDragOver: (event: DragEvent) => {
					if (!isTile(event)) return;
					event.preventDefault();
					setOver(true);
				},
				onDragLeave: () => setOver(false),
				onDrop: (event: DragEvent) => {
					setOver(false);
					if (!isTile(event)) return;
					event.preventDefault();
					acts.onDrop(event.dataTransfer.getData(MIME), acts.index);
				},
			}
		: {};
	const start = (event: DragEvent) => {
		event.dataTransfer.setData(MIME, tile.key);
		event.dataTransfer.effectAllowed = "move";
	};
	return (
		<section
			className={`${card.card} ${styles.tile}`}
			data-width={tile.width}
			data-tile={tile.key}
			data-over={over || undefined}
			aria-label={name}
			{...dragging}
		>
			<header className={styles.head}>
				{acts && (
					<span className={styles.handle} draggable onDragStart={start} title={t("tile_drag")}>
						<Icon name="drag" size={16} />
					</span>
				)}
				<h2>
					{state && tile.view && !acts ? (
						<Link to="/explore" search={exploreSearch({ ...state, view: tile.view.view_id })}>
							{name}
						</Link>
					) : (
						name
					)}
				</h2>
				{when && <p className={styles.when}>{when}</p>}
				{tile.problem_code === "private" && (
					<span title={t("tile_private_why")}>
						<Badge tone="look">{t("view_private")}</Badge>
					</span>
				)}
			</header>
			{acts && <Tools tile={tile} name={name} acts={acts} />}
			<Fragment key={tile.height}>
				<Inside tile={tile} name={name} override={override} editing={acts !== null} />
			</Fragment>
		</section>
	);
}
