/* SPDX-License-Identifier: Apache-2.0 */
/* Delivery.tsx -- everything about one bill, and what to do with it when it waits for a person. */
import { ApiError, METRICS, type DeliveryDetail } from "@centavo/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useDataVersion } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { fileName, messageOf } from "../app/names.ts";
import { useWords } from "../app/state.ts";
import { AskReason } from "../ui/AskReason.tsx";
import { Button } from "../ui/Button.tsx";
import { Bones, ErrorBox, type Asked } from "../ui/Card.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Empty } from "../ui/States.tsx";
import { AgainDialog } from "../widgets/delivery/again.tsx";
import { Periods, RoleBadge, StateBadge } from "../widgets/deliveries/draw.tsx";
import { DecisionsCard, FindingsCard, OriginCard, ProofCard, RejectsCard, ScopesCard } from "../widgets/delivery/draw.tsx";
import { useDecide, useDelivery, useRejects, type Decided } from "../widgets/delivery/fetch.ts";
import { decisionsFor, hasCharges, isShadow, shapeFindings } from "../widgets/delivery/shape.ts";
import { DiffCard } from "../widgets/diff/draw.tsx";
import { useDiff } from "../widgets/diff/fetch.ts";
import styles from "./pages.module.css";

const route = getRouteApi("/deliveries/$id");

/** Why it waits, and the ways out. */
function Standing({ delivery }: { delivery: DeliveryDetail }): ReactNode {
	const { t } = useI18n();
	const [asking, setAsking] = useState<Decided["decision"] | "again" | null>(null);
	const decision = useDecide(delivery.delivery_id);
	const may = decisionsFor(delivery);
	const guards = delivery.state === "held" ? shapeFindings(delivery.checks).guards : [];
	const shadow = isShadow(delivery);
	const tone = shadow ? "calm" : ({ active: "good", held: "look", rejected: "bad" }[delivery.state as string] ?? "calm");
	const icon = tone === "good" ? "check" : tone === "calm" ? "flat" : "warn";
	const whys: Partial<Record<string, string>> = {
		active: shadow ? t("standing_shadow") : t("standing_active"),
		superseded: t("standing_superseded"),
		duplicate: t("standing_duplicate"),
		held: may.accept ? t("standing_held") : t("standing_broken"),
	};
	const open = (kind: Decided["decision"]) => {
		decision.reset();
		setAsking(kind);
	};
	return (
		<div className={styles.callout} data-tone={tone}>
			<Icon name={icon} size={18} />
			<div className={styles.why}>
				<p>{whys[delivery.state] ?? messageOf(delivery)}</p>
				{guards.length > 0 && (
					<ul>
						{guards.map((guard) => (
							<li key={`${guard.rule} ${guard.detail}`}>
								<b>{guard.rule}</b> {guard.detail}
							</li>
						))}
					</ul>
				)}
				{guards.length === 0 && delivery.state === "held" && delivery.message && <p>{messageOf(delivery)}</p>}
			</div>
			{may.reject && (
				<Button small onClick={() => open("reject")}>
					{t("reject")}
				</Button>
			)}
			{may.accept && (
				<Button small look="primary" onClick={() => open("accept")}>
					{t("accept")}
				</Button>
			)}
			{may.again && (
				<Button small look={may.accept ? "quiet" : "primary"} onClick={() => setAsking("again")}>
					{t("again")}
				</Button>
			)}
			{asking === "again" && <AgainDialog id={delivery.delivery_id} onClose={() => setAsking(null)} />}
			{asking && asking !== "again" && (
				<AskReason
					title={asking === "accept" ? t("accept_title") : t("reject_title")}
					what={asking === "accept" ? t("accept_what") : t("reject_what")}
					confirm={asking === "accept" ? t("accept") : t("reject")}
					busy={decision.isPending}
					error={decision.error}
					onConfirm={(reason) => decision.mutate({ decision: asking, reason }, { onSuccess: () => setAsking(null) })}
					onClose={() => setAsking(null)}
				/>
			)}
		</div>
	);
}

function Difference({ delivery }: { delivery: DeliveryDetail }): ReactNode {
	const { words, setWords } = useWords();
	const metric = METRICS.find((one) => one === words.get("metric")) ?? "billed_cost";
	const asked = useDiff(String(delivery.delivery_id), metric, hasCharges(delivery));
	if (!hasCharges(delivery)) return null;
	return (
		<DiffCard
			asked={asked}
			diff={asked.data?.pages[0]}
			items={asked.data?.pages.flatMap((page) => page.items) ?? []}
			metric={metric}
			more={asked.hasNextPage ? () => void asked.fetchNextPage() : null}
			onMetric={(value) => setWords({ metric: value === "billed_cost" ? null : value })}
		/>
	);
}

function Rejects({ delivery }: { delivery: DeliveryDetail }): ReactNode {
	const asked = useRejects(String(delivery.delivery_id), delivery.rejected_count > 0);
	if (delivery.rejected_count === 0) return null;
	return (
		<RejectsCard
			asked={asked}
			delivery={delivery}
			rejects={asked.data?.pages.flatMap((page) => page.items) ?? []}
			more={asked.hasNextPage ? () => void asked.fetchNextPage() : null}
		/>
	);
}

function Whole({ delivery, asked }: { delivery: DeliveryDetail; asked: Asked }): ReactNode {
	return (
		<>
			<Standing key={delivery.delivery_id} delivery={delivery} />
			<div className={styles.grid}>
				<div className={styles.stack}>
					<ProofCard asked={asked} delivery={delivery} />
					<Difference delivery={delivery} />
					<ScopesCard asked={asked} delivery={delivery} />
					<FindingsCard asked={asked} delivery={delivery} />
					<Rejects delivery={delivery} />
				</div>
				<div className={styles.narrow}>
					<DecisionsCard asked={asked} delivery={delivery} />
					<OriginCard asked={asked} delivery={delivery} />
				</div>
			</div>
		</>
	);
}

export function Delivery(): ReactNode {
	const { t } = useI18n();
	const { id } = route.useParams();
	useDataVersion();
	const asked = useDelivery(id);
	const keys = (asked.data?.scopes ?? []).map((scope) => scope.scope_key).sort();
	const missing = asked.error instanceof ApiError && asked.error.status === 404;
	return (
		<div className={styles.page}>
			<p className={styles.crumb}>
				<Link to="/deliveries">{t("nav_deliveries")}</Link> / {t("bill_number", { number: id })}
			</p>
			<div className={styles.title}>
				<h1 title={asked.data?.name}>{asked.data ? fileName(asked.data.name) : t("bill_number", { number: id })}</h1>
				{asked.data && <StateBadge state={asked.data.state} />}
				{asked.data && isShadow(asked.data) && <RoleBadge role="shadow" />}
				{keys.length > 0 && (
					<p>
						<Periods first={keys[0]!} last={keys.at(-1)!} />
					</p>
				)}
			</div>
			{asked.isPending && <Bones height={300} />}
			{missing && (
				<div className={styles.nothing}>
					<Empty title={t("no_such_bill")} why={t("no_such_bill_why")}>
						<Link to="/deliveries">{t("freshness_all")}</Link>
					</Empty>
				</div>
			)}
			{asked.isError && !missing && <ErrorBox error={asked.error} retry={() => void asked.refetch()} />}
			{asked.data && !asked.isError && <Whole delivery={asked.data} asked={asked} />}
		</div>
	);
}
