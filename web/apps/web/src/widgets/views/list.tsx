/* SPDX-License-Identifier: Apache-2.0 */
/* list.tsx -- saved views as cards: opened by their name, everything else in a menu. Boards look the same. */
import type { ChartKind, SavedView } from "@centavo/core";
import { Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { dimensionName, metricName, windowName } from "../../app/names.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Segments, IconButton } from "../../ui/Button.tsx";
import card from "../../ui/Card.module.css";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { stateOf, type Named, type Which } from "./shape.ts";
import styles from "./views.module.css";

const KINDS: Record<ChartKind, IconName> = {
	bars: "bars",
	lines: "gauge",
	area: "layers",
	table: "table",
	treemap: "boards",
	calendar: "calendar",
	pivot: "table",
};

interface FindProps {
	q: string;
	which: Which;
	label: string;
	onQ(q: string): void;
	onWhich(which: Which): void;
	children?: ReactNode;
}

export function FindBar({ q, which, label, onQ, onWhich, children }: FindProps): ReactNode {
	const { t } = useI18n();
	return (
		<div className={styles.bar} role="search">
			<SearchField label={label} value={q} onChange={onQ} />
			<Segments<Which>
				label={t("view_which")}
				value={which}
				options={[
					{ value: "all", label: t("view_which_all") },
					{ value: "mine", label: t("view_which_mine") },
					{ value: "shared", label: t("view_which_shared") },
				]}
				onChange={onWhich}
			/>
			{children}
		</div>
	);
}

/** Whose it is and who sees it. */
export function Seen({ one }: { one: Named & { is_mine: boolean } }): ReactNode {
	const { t } = useI18n();
	return (
		<>
			<span title={t(one.visibility === "shared" ? "view_shared_hint" : "view_private_hint")}>
				<Badge tone={one.visibility === "shared" ? "good" : "calm"}>{t(one.visibility === "shared" ? "view_shared" : "view_private")}</Badge>
			</span>
			{one.is_mine && one.visibility === "shared" && <Badge tone="calm">{t("view_mine")}</Badge>}
		</>
	);
}

/** The question of a view in a few words. */
export function useQuestionText(): (view: SavedView) => string {
	const { t, format } = useI18n();
	return (view) => {
		const { query, columns } = stateOf(view);
		const when = query.start && query.end ? format.range(query.start, query.end) : windowName(t, format, query.window ?? "30d");
		const by = [...query.groups, ...columns].map((name) => dimensionName(t, name)).join(", ");
		return [metricName(t, query.metric), by, when].filter(Boolean).join(" · ");
	};
}

interface ItemProps {
	icon: IconName;
	title: ReactNode;
	about: string;
	question: string;
	foot: ReactNode;
	menu?: ReactNode;
}

/** What can be opened, as a card: what it is, what for, what it asks; more of it in a menu. */
export function Item({ icon, title, about, question, foot, menu }: ItemProps): ReactNode {
	return (
		<li className={styles.item}>
			<div className={styles.head}>
				<span className={styles.kind}>
					<Icon name={icon} size={17} />
				</span>
				<h2>{title}</h2>
				{menu && <span className={styles.menu}>{menu}</span>}
			</div>
			{about && <p className={styles.about}>{about}</p>}
			<p className={styles.question}>{question}</p>
			<div className={styles.foot}>{foot}</div>
		</li>
	);
}

/** What can be done with one that is called so. */
export function ItemMenu({ name, acts }: { name: string; acts: [label: string, act: () => void][] }): ReactNode {
	const { t } = useI18n();
	return (
		<Menu position="bottom-end" withinPortal>
			<Menu.Target>
				<IconButton icon="more" label={t("view_more", { name })} />
			</Menu.Target>
			<Menu.Dropdown className={card.menu}>
				{acts.map(([label, act]) => (
					<Menu.Item key={label} onClick={act}>
						{label}
					</Menu.Item>
				))}
			</Menu.Dropdown>
		</Menu>
	);
}

export interface ViewActs {
	onRename(view: SavedView): void;
	onRemove(view: SavedView): void;
	onAdd(view: SavedView): void;
	onCopy(view: SavedView): void;
}

export function ViewItem({ view, acts }: { view: SavedView; acts: ViewActs }): ReactNode {
	const { t, format } = useI18n();
	const question = useQuestionText();
	const menu: [string, () => void][] = [
		[t("view_add_to_board"), () => acts.onAdd(view)],
		[t("copy_link"), () => acts.onCopy(view)],
		[t("view_rename"), () => acts.onRename(view)],
		[t("delete"), () => acts.onRemove(view)],
	];
	return (
		<Item
			icon={KINDS[stateOf(view).chart]}
			title={
				<Link to="/views/$id" params={{ id: view.view_id }}>
					{view.name}
				</Link>
			}
			about={view.description}
			question={question(view)}
			menu={<ItemMenu name={view.name} acts={menu} />}
			foot={
				<>
					<Seen one={view} />
					{view.problems.length > 0 && (
						<Badge tone="look" icon="warn">
							{t("view_problem")}
						</Badge>
					)}
					<time dateTime={view.updated_at}>{format.day(view.updated_at.slice(0, 10))}</time>
				</>
			}
		/>
	);
}
