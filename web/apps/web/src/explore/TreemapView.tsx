/* SPDX-License-Identifier: Apache-2.0 */
/* TreemapView.tsx -- the groups of the whole period as areas; with two groupings or more, tiles stand together by the first. */
import { Treemap } from "@centavo/charts/treemap";
import { money, type CostItem, type ExplorerState } from "@centavo/core";
import { useMemo, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { Change, moveOf } from "../ui/Change.tsx";
import { act } from "./acts.ts";
import styles from "./explore.module.css";
import type { SeriesAnswer } from "./fetch.ts";
import { useWords } from "./look.ts";
import { amountOf, partValues, shapeTiles, type Measure } from "./shape.ts";
import { unitOf } from "./TimeView.tsx";

interface Props {
	answer: SeriesAnswer;
	current: ExplorerState;
	measure: Measure;
	height: number;
	onChange?: ((next: ExplorerState) => void) | undefined;
}

function TipOf({ item, label, unit, metric }: { item: CostItem; label: string; unit: string; metric: string }): ReactNode {
	const { t, format } = useI18n();
	const move = moveOf(item);
	return (
		<>
			<div className={styles.tipHead}>
				<span>{label}</span>
				<strong>{format.money(amountOf(item, metric), unit)}</strong>
			</div>
			<div className={styles.tipBehind}>
				<span>{typeof item["share"] === "string" && t("explore_share_of", { share: format.percent(Number(item["share"])) })}</span>
				<span>{move && <Change move={move} />}</span>
			</div>
		</>
	);
}

export default function TreemapView({ answer, current, measure, height, onChange }: Props): ReactNode {
	const { t, format } = useI18n();
	const { groups, metric } = answer.state.query;
	const unit = unitOf(measure);
	const tiles = useMemo(() => shapeTiles(answer.whole, groups, measure), [answer.whole, groups, measure]);
	const words = useWords(groups, tiles.keys);
	const trees = useMemo(
		() =>
			tiles.groups.map((group) => ({
				key: group.key,
				label: group.key === "" ? "" : words.label(group.leaves[0]!.key).split(" · ")[0]!,
				text: "",
				leaves: group.leaves.map(({ key, item }) => ({
					key,
					label: groups.length > 1 && partValues(key) ? words.label(key).split(" · ").slice(1).join(" · ") : words.label(key),
					text: format.money(amountOf(item, metric), unit),
					value: money.toNumber(amountOf(item, metric)),
				})),
			})),
		[tiles, words, groups, metric, unit, format],
	);
	const choose = (key: string, shiftKey: boolean, altKey: boolean) => {
		const values = partValues(key);
		if (values && groups.join() === current.query.groups.join()) onChange?.(act(current, values, { shiftKey, altKey }));
	};
	return (
		<Treemap
			groups={trees}
			color={(leaf) => words.color(leaf)}
			label={t("explore_treemap")}
			belowLabel={t("explore_below_zero")}
			height={height}
			tooltip={(leaf) => {
				const item = tiles.items.get(leaf);
				return item && <TipOf item={item} label={words.label(leaf)} unit={unit} metric={metric} />;
			}}
			{...(onChange ? { onPart: choose } : {})}
		/>
	);
}
