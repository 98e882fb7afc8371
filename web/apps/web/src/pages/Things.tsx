/* SPDX-License-Identifier: Apache-2.0 */
/* Things.tsx -- the list of a kind: accounts, services, resources, values of a tag. Search and order are words of the address. */
import { dayCount, NO_FILTER } from "@centavo/core";
import { useMediaQuery } from "@mantine/hooks";
import { Link, useParams } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { useLook } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { dimensionName } from "../app/names.ts";
import { valueOf } from "../app/links.ts";
import { useQueryState, useWords, type QueryState } from "../app/state.ts";
import { AsOfBanner } from "../filters/AsOf.tsx";
import { FilterBar, Reading as ReadingBar } from "../filters/FilterBar.tsx";
import { Button } from "../ui/Button.tsx";
import { ErrorBox } from "../ui/Card.tsx";
import { ComparedWith } from "../ui/Change.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { Empty } from "../ui/States.tsx";
import { wholeLinks } from "../widgets/charges/shape.ts";
import { useSeen, useThings, useTrends } from "../widgets/things/fetch.ts";
import { KINDS, tagKind, type Kind } from "../widgets/things/kinds.ts";
import { ThingsCard } from "../widgets/things/list.tsx";
import { useAgainst, useReading } from "../widgets/things/reading.ts";
import { nextOrder, printOrder, readOrder, shapeRows } from "../widgets/things/shape.ts";
import { NoRate } from "./NoRate.tsx";
import styles from "./pages.module.css";
import { Welcome } from "./Welcome.tsx";

const KEPT = ["q", "sort"];
const WIDE = "(min-width: 1081px)";

function WhyEmpty({ q, state, onClear }: { q: string; state: QueryState; onClear(): void }): ReactNode {
	const { t } = useI18n();
	const { query } = state;
	const filtered = query.filter.clauses.length > 0 || query.filter.rest !== null || query.cloud !== null;
	if (q)
		return (
			<Empty title={t("things_not_found", { q })} why={t("things_not_found_why")}>
				<Button look="primary" onClick={onClear}>
					{t("things_clear")}
				</Button>
				{query.window !== "all" && (
					<Button onClick={() => state.change({ window: "all", start: null, end: null })}>{t("things_all_time")}</Button>
				)}
			</Empty>
		);
	if (filtered)
		return (
			<Empty title={t("empty_filter")} why={t("empty_filter_why")}>
				<Button look="primary" onClick={() => state.change({ filter: NO_FILTER, cloud: null })}>
					{t("clear_filters")}
				</Button>
			</Empty>
		);
	return (
		<Empty title={t("empty_period")} why={t("empty_other_why")}>
			<Button look="primary" onClick={() => state.change({ window: "all", start: null, end: null })}>
				{t("window_all")}
			</Button>
		</Empty>
	);
}

function Things({ kind, title, crumb }: { kind: Kind; title: string; crumb?: ReactNode }): ReactNode {
	const { t } = useI18n();
	const state = useQueryState(KEPT);
	const { words, setWords } = useWords();
	const q = words.get("q") ?? "";
	const order = readOrder(words.get("sort"));
	const { query } = state;
	const reading = useReading(query);
	const against = useAgainst(reading);
	const { currency, status, totals, period } = reading;
	const asked = useThings(reading, kind, q, order);
	const drawn = currency ?? "";
	const metric = asked.data?.pages[0]?.context.metric ?? query.metric;
	const pages = useMemo(
		() => (asked.data?.pages ?? []).map((page) => shapeRows(page.items, kind.dimension, metric, drawn)),
		[asked.data, kind, metric, drawn],
	);
	const values = useMemo(() => pages.map((rows) => rows.map((row) => row.value)), [pages]);
	const seen = useSeen(kind.dimension, query.as_of, values);
	const wide = useMediaQuery(WIDE) ?? false;
	const days = period ? dayCount(period.start, period.end) : 0;
	const trends = useTrends(reading, { dimension: kind.dimension, days, enabled: wide && days > 1 }, values);
	const look = useLook(kind.dimension);
	if (status.isLoadingError)
		return (
			<div className={styles.page}>
				<ErrorBox error={status.error} retry={() => void status.refetch()} />
			</div>
		);
	if (status.data && status.data.first_charge_date === null) return <Welcome status={status.data} />;
	const rows = pages.flat();
	const why = <WhyEmpty q={q} state={state} onClear={() => setWords({ q: null })} />;
	const nothing = (asked.isSuccess && rows.length === 0 && !asked.isFetching) || (totals.isSuccess && totals.data.totals.length === 0);
	return (
		<div className={styles.page}>
			{crumb}
			<div className={styles.title}>
				<h1>{title}</h1>
				<ReadingBar query={query} currency={currency} currencies={reading.currencies} onChange={state.change} />
			</div>
			{query.as_of && <AsOfBanner moment={query.as_of} onLeave={() => state.change({ as_of: null })} />}
			<FilterBar
				query={query}
				period={period}
				last={status.data?.last_charge_date ?? null}
				currency={currency}
				onChange={state.change}
				onToggle={state.toggleValue}
			>
				{null}
			</FilterBar>
			{reading.unrated ? (
				<NoRate missing={reading.unrated} known={false} state={state} />
			) : (
				<ComparedWith context={totals.data?.context}>
					<ThingsCard
						kind={kind}
						title={title}
						hint={against}
						asked={totals.isError ? totals : asked}
						rows={rows}
						total={asked.data?.pages[0]?.totals.find((total) => total.billing_currency === drawn)}
						query={query}
						metric={metric}
						currency={drawn}
						order={order}
						seen={seen}
						trends={trends}
						look={look}
						links={wholeLinks(asked.data?.pages[0]?.links)}
						search={<SearchField label={t(kind.find)} value={q} onChange={(value) => setWords({ q: value || null })} />}
						empty={nothing ? why : null}
						more={asked.hasNextPage ? () => void asked.fetchNextPage() : null}
						moreBusy={asked.isFetchingNextPage}
						onOrder={(by) => setWords({ sort: printOrder(nextOrder(order, by)) })}
					/>
				</ComparedWith>
			)}
		</div>
	);
}

export function Accounts(): ReactNode {
	const { t } = useI18n();
	return <Things key="accounts" kind={KINDS.accounts} title={t("things_accounts")} />;
}

export function Services(): ReactNode {
	const { t } = useI18n();
	return <Things key="services" kind={KINDS.services} title={t("things_services")} />;
}

export function Resources(): ReactNode {
	const { t } = useI18n();
	return <Things key="resources" kind={KINDS.resources} title={t("things_resources")} />;
}

/** Values of one key of tags. */
export function TagKey(): ReactNode {
	const { t } = useI18n();
	const { key = "" } = useParams({ strict: false }) as { key?: string };
	const name = valueOf(key) ?? "";
	const kind = useMemo(() => tagKind(name), [name]);
	return (
		<Things
			key={name}
			kind={kind}
			title={dimensionName(t, kind.dimension)}
			crumb={
				<p className={styles.crumb}>
					<Link to="/tags">{t("dim_tags")}</Link> / {name}
				</p>
			}
		/>
	);
}
