/* SPDX-License-Identifier: Apache-2.0 */
/* Sources.tsx -- the feeds that bills come from, how those of the same money compare, and one feed with what it has brought. */
import { METRICS, monthsBetween, type Source as Feed } from "@centavo/core";
import { Link, useParams } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { useDataVersion, useStatus } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { valueOf } from "../app/links.ts";
import { useWords } from "../app/state.ts";
import { Button } from "../ui/Button.tsx";
import { Bones, ErrorBox } from "../ui/Card.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Facts } from "../ui/Facts.tsx";
import { Empty } from "../ui/States.tsx";
import { DeliveriesCard, RoleBadge } from "../widgets/deliveries/draw.tsx";
import { useDeliveries } from "../widgets/deliveries/fetch.ts";
import { ComparisonCard, CoverCard, SourcesCard } from "../widgets/sources/draw.tsx";
import { useBrought, useComparison, useSources } from "../widgets/sources/fetch.ts";
import { concerns, shapeCover } from "../widgets/sources/shape.ts";
import { SourceDialog } from "../widgets/sources/SourceDialog.tsx";
import sheet from "../widgets/sources/sources.module.css";
import styles from "./pages.module.css";

/** Month and metric are words of the address; without them the last month that bills say something about. */
function Comparison({ source }: { source: string | null }): ReactNode {
	const { words, setWords } = useWords();
	const status = useStatus().data;
	const { first_charge_date: first, last_charge_date: last } = status ?? {};
	const months = first && last ? monthsBetween(first, last).reverse() : [];
	const month = months.find((one) => one === words.get("month")) ?? months[0] ?? null;
	const metric = METRICS.find((one) => one === words.get("metric")) ?? "billed_cost";
	const asked = useComparison(month, metric);
	const items = (asked.data?.items ?? []).filter((item) => source === null || concerns(item, source));
	if (month === null) return null;
	return (
		<ComparisonCard
			asked={asked}
			items={items}
			month={month}
			months={months}
			metric={metric}
			onMonth={(value) => setWords({ month: value === months[0] ? null : value })}
			onMetric={(value) => setWords({ metric: value === "billed_cost" ? null : value })}
		/>
	);
}

export function Sources(): ReactNode {
	const { t } = useI18n();
	const [setting, setSetting] = useState<Feed | null>(null);
	useDataVersion();
	const asked = useSources();
	return (
		<div className={styles.page}>
			<div className={styles.title}>
				<h1>{t("sources_title")}</h1>
			</div>
			<SourcesCard asked={asked} sources={asked.data ?? []} onSet={setSetting} />
			{(asked.data?.length ?? 0) > 1 && <Comparison source={null} />}
			{setting && <SourceDialog source={setting} onClose={() => setSetting(null)} />}
		</div>
	);
}

function FeedFacts({ feed }: { feed: Feed }): ReactNode {
	const { t, format } = useI18n();
	const facts: [string, ReactNode][] = [
		[t("dim_provider_name"), feed.provider_name],
		[t("col_format"), feed.format],
		[t("dim_billing_account_id"), feed.billing_account_id],
		[t("priority"), format.count(feed.priority)],
		[t("col_active_bills"), format.count(feed.active_delivery_count)],
		[t("col_days"), feed.first_charge_date && feed.last_charge_date && format.range(feed.first_charge_date, feed.last_charge_date)],
		[t("source_since"), format.instant(feed.created_at)],
		[t("col_activated"), feed.last_activated_at && format.instant(feed.last_activated_at)],
	];
	return <Facts className={sheet.facts} facts={facts} />;
}

function Brought({ name }: { name: string }): ReactNode {
	const { t } = useI18n();
	const brought = useBrought(name);
	const years = useMemo(() => shapeCover(brought.data?.items ?? []), [brought.data]);
	const list = useDeliveries(null, name);
	const deliveries = list.data?.pages.flatMap((page) => page.items) ?? [];
	return (
		<>
			<CoverCard asked={brought} years={years} more={brought.data?.page.next_cursor != null} />
			<DeliveriesCard
				asked={list}
				deliveries={deliveries}
				more={list.hasNextPage ? () => void list.fetchNextPage() : null}
				empty={list.isSuccess && deliveries.length === 0 ? <Empty title={t("no_such_deliveries")} why={t("source_idle")} /> : null}
				actions={null}
			/>
			<Comparison source={name} />
		</>
	);
}

export function Source(): ReactNode {
	const { t } = useI18n();
	const { name: segment = "~" } = useParams({ strict: false }) as { name?: string };
	const name = valueOf(segment) ?? "";
	const [setting, setSetting] = useState(false);
	useDataVersion();
	const asked = useSources();
	const feed = asked.data?.find((one) => one.name === name);
	return (
		<div className={styles.page} key={name}>
			<p className={styles.crumb}>
				<Link to="/sources">{t("sources_title")}</Link> / {name}
			</p>
			<div className={styles.title}>
				<h1>{name}</h1>
				<CopyButton text={name} label={t("things_copy")} />
				{feed && <RoleBadge role={feed.role} />}
				{feed && (
					<Button className={sheet.act} onClick={() => setSetting(true)} aria-label={t("source_set", { name })}>
						{t("change")}
					</Button>
				)}
			</div>
			{asked.isPending && <Bones height={300} />}
			{asked.isError && <ErrorBox error={asked.error} retry={() => void asked.refetch()} />}
			{asked.isSuccess && !feed && (
				<div className={styles.nothing}>
					<Empty title={t("no_such_source", { name })} why={t("no_such_source_why")}>
						<Link to="/sources">{t("sources_all")}</Link>
					</Empty>
				</div>
			)}
			{feed && <FeedFacts feed={feed} />}
			{feed && <Brought key={name} name={name} />}
			{feed && setting && <SourceDialog source={feed} onClose={() => setSetting(false)} />}
		</div>
	);
}
