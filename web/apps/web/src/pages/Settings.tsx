/* SPDX-License-Identifier: Apache-2.0 */
/* Settings.tsx -- how the page is read, and what stands behind its numbers: feeds, names of tags, rates, kinds of services,
 * the installation itself. */
import { printDay, type MessageKey } from "@centavo/core";
import { Link, useParams } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { useDataVersion } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { useWords } from "../app/state.ts";
import { NotFound } from "../ui/States.tsx";
import { FreshCard } from "../widgets/fresh/draw.tsx";
import { shapeFeeds } from "../widgets/fresh/shape.ts";
import { InstalledCard, LimitsCard, SizesCard } from "../widgets/settings/about.tsx";
import { CategoriesCard } from "../widgets/settings/categories.tsx";
import { useAbout, useRates, useServiceCategories } from "../widgets/settings/fetch.ts";
import { RateDialog, RatesCard } from "../widgets/settings/rates.tsx";
import { ReadingCard } from "../widgets/settings/reading.tsx";
import { useSources } from "../widgets/sources/fetch.ts";
import { CollisionsCard } from "../widgets/tags/draw.tsx";
import { useCollisions } from "../widgets/tags/fetch.ts";
import { Rules } from "../widgets/tags/rules.tsx";
import styles from "./pages.module.css";

function Feeds(): ReactNode {
	const asked = useSources();
	const feeds = useMemo(() => shapeFeeds(asked.data ?? [], printDay(new Date())), [asked.data]);
	return (
		<div className={styles.wide}>
			<FreshCard asked={asked} feeds={feeds} />
		</div>
	);
}

function TagMaps(): ReactNode {
	const collisions = useCollisions();
	return (
		<>
			<div className={styles.stack}>
				<Rules />
			</div>
			<div className={styles.narrow}>
				<CollisionsCard asked={collisions} collisions={collisions.data ?? []} />
			</div>
		</>
	);
}

function ExchangeRates(): ReactNode {
	const [adding, setAdding] = useState(false);
	const rates = useRates();
	const sets = [...new Set((rates.data ?? []).map((one) => one.rate_set))];
	return (
		<div className={styles.full}>
			<RatesCard asked={rates} rates={rates.data ?? []} onAdd={() => setAdding(true)} />
			{adding && <RateDialog sets={sets} onClose={() => setAdding(false)} />}
		</div>
	);
}

function Categories(): ReactNode {
	const { words, setWords } = useWords();
	const q = words.get("q") ?? "";
	const provider = words.get("provider_name");
	const asked = useServiceCategories(q, provider);
	const all = useServiceCategories("", null);
	const providers = useMemo(() => [...new Set((all.data ?? []).map((one) => one.provider_name))], [all.data]);
	return (
		<div className={styles.full}>
			<CategoriesCard
				asked={asked}
				categories={asked.data ?? []}
				providers={providers}
				q={q}
				provider={provider}
				onFind={(text) => setWords({ q: text || null })}
				onProvider={(name) => setWords({ provider_name: name })}
			/>
		</div>
	);
}

function AboutIt(): ReactNode {
	const asked = useAbout();
	return (
		<>
			<div className={styles.half}>
				<InstalledCard asked={asked} about={asked.data} />
			</div>
			<div className={styles.half}>
				<SizesCard asked={asked} about={asked.data} />
			</div>
			<div className={styles.full}>
				<LimitsCard asked={asked} about={asked.data} />
			</div>
		</>
	);
}

function Read(): ReactNode {
	return (
		<div className={styles.full}>
			<ReadingCard />
		</div>
	);
}

const SECTIONS: { id: string; label: MessageKey; draw: () => ReactNode }[] = [
	{ id: "reading", label: "settings_reading", draw: Read },
	{ id: "sources", label: "settings_sources", draw: Feeds },
	{ id: "tags", label: "settings_tags", draw: TagMaps },
	{ id: "rates", label: "settings_rates", draw: ExchangeRates },
	{ id: "categories", label: "categories_title", draw: Categories },
	{ id: "about", label: "settings_about", draw: AboutIt },
];

export function Settings(): ReactNode {
	const { t } = useI18n();
	const { section } = useParams({ strict: false });
	useDataVersion();
	const chosen = SECTIONS.find((one) => one.id === (section ?? "reading"));
	if (!chosen) return <NotFound />;
	const Section = chosen.draw;
	return (
		<div className={styles.page}>
			<div className={styles.title}>
				<h1>{t("nav_settings")}</h1>
			</div>
			<nav className={styles.tabs} aria-label={t("settings_sections")}>
				{SECTIONS.map((one) => (
					<Link
						key={one.id}
						to="/settings/$section"
						params={{ section: one.id }}
						activeProps={{}}
						aria-current={one === chosen ? "page" : undefined}
					>
						{t(one.label)}
					</Link>
				))}
			</nav>
			<div className={styles.grid}>
				<Section />
			</div>
		</div>
	);
}
