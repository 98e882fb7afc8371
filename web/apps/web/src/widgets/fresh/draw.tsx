/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- feed by feed, how far its bills reach and whether it stays behind; each leads to its bills. */
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Card, type Asked } from "../../ui/Card.tsx";
import { AllButton } from "../../ui/Table.tsx";
import styles from "./fresh.module.css";
import type { Feed } from "./shape.ts";

const SHOWN = 7;

function FeedRow({ feed }: { feed: Feed }): ReactNode {
	const { t, format } = useI18n();
	return (
		<li data-late={feed.behind > 0 || undefined}>
			<span className={styles.who}>
				<Link to="/deliveries" search={{ source: feed.name }}>
					{feed.provider ?? feed.name}
				</Link>
				{feed.provider && <small>{feed.name}</small>}
			</span>
			<span className={styles.state}>
				{feed.behind > 0 && (
					<Badge tone="look" icon="clock">
						{t("fresh_behind", { count: feed.behind })}
					</Badge>
				)}
				{feed.shadow && <Badge tone="calm">{t("role_shadow")}</Badge>}
			</span>
			<span className={styles.last}>
				{feed.last ? format.day(feed.last) : "–"}
				<small>{feed.age !== null && t("fresh_age", { count: feed.age })}</small>
			</span>
		</li>
	);
}

export function FreshCard({ asked, feeds }: { asked: Asked; feeds: Feed[] }): ReactNode {
	const { t } = useI18n();
	const [all, setAll] = useState(false);
	const shown = all ? feeds : feeds.slice(0, SHOWN);
	return (
		<Card
			title={t("fresh_title")}
			hint={t("fresh_hint")}
			asked={asked}
			height={250}
			actions={
				<Link to="/sources" className={styles.more}>
					{t("fresh_sources")}
				</Link>
			}
		>
			<ul className={styles.list}>
				{shown.map((feed) => (
					<FeedRow key={feed.name} feed={feed} />
				))}
			</ul>
			<AllButton all={all} count={feeds.length} shown={SHOWN} onAll={setAll} />
		</Card>
	);
}
