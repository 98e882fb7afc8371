/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- dropping a bill anywhere on the page, and a tray that follows it until its checks have spoken. */
import { DEFAULT_QUERY, type DeliveryResult, type RunState, type Translate } from "@centavo/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { searchOf } from "../app/state.ts";
import { errorText, messageOf, stateName } from "../app/names.ts";
import { Button, IconButton, type ButtonProps } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useUploads } from "./fetch.tsx";
import { outcomeOf, progressOf, proofsOf, VERDICT_KEYS, type Upload } from "./shape.ts";
import styles from "./upload.module.css";

export function UploadButton({ children, ...rest }: ButtonProps): ReactNode {
	const input = useRef<HTMLInputElement>(null);
	const { send } = useUploads();
	const { t } = useI18n();
	return (
		<>
			<Button icon="upload" {...rest} onClick={() => input.current?.click()}>
				{children ?? t("upload")}
			</Button>
			<input
				ref={input}
				type="file"
				multiple
				hidden
				data-upload
				onChange={(event) => {
					send(event.currentTarget.files ?? []);
					event.currentTarget.value = "";
				}}
			/>
		</>
	);
}

/** Covers the page while files are dragged over it. */
export function DropZone(): ReactNode {
	const { send } = useUploads();
	const { t } = useI18n();
	const [over, setOver] = useState(false);
	useEffect(() => {
		let depth = 0;
		const carries = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
		const enter = (event: DragEvent) => {
			if (!carries(event)) return;
			depth += 1;
			setOver(true);
		};
		const leave = (event: DragEvent) => {
			if (!carries(event)) return;
			depth = Math.max(0, depth - 1);
			if (depth === 0) setOver(false);
		};
		const allow = (event: DragEvent) => carries(event) && event.preventDefault();
		const drop = (event: DragEvent) => {
			if (!carries(event)) return;
			event.preventDefault();
			depth = 0;
			setOver(false);
			send(event.dataTransfer?.files ?? []);
		};
		const events = { dragenter: enter, dragleave: leave, dragover: allow, drop };
		for (const [name, listen] of Object.entries(events)) window.addEventListener(name, listen as EventListener);
		return () => {
			for (const [name, listen] of Object.entries(events)) window.removeEventListener(name, listen as EventListener);
		};
	}, [send]);
	if (!over) return null;
	return (
		<div className={styles.over}>
			<div>
				<Icon name="upload" size={40} />
				<strong>{t("drop_here")}</strong>
				<span>{t("drop_formats")}</span>
			</div>
		</div>
	);
}

function stepName(t: Translate, state: RunState | undefined): string {
	switch (state) {
		case "mapping":
			return t("run_mapping");
		case "checking":
			return t("run_checking");
		case "rolling_up":
			return t("run_rolling_up");
		case "activating":
			return t("run_activating");
		default:
			return t("run_landing");
	}
}

function Progress({ upload }: { upload: Upload }): ReactNode {
	const { t, format } = useI18n();
	const share = progressOf(upload);
	const rows = upload.run?.row_count ?? 0;
	let text = t("upload_waiting");
	if (upload.phase === "sending")
		text = t("upload_sending", { sent: format.bytes(upload.sent), size: format.bytes(upload.size) });
	if (upload.phase === "working")
		text = [stepName(t, upload.run?.state), rows > 0 && t("rows", { count: rows })].filter(Boolean).join(" · ");
	return (
		<>
			<div
				className={styles.progress}
				role="progressbar"
				aria-label={upload.name}
				aria-valuemin={0}
				aria-valuemax={100}
				aria-valuenow={Math.round(share * 100)}
			>
				<span style={{ width: `${share * 100}%` }} />
			</div>
			<p className={styles.step}>{text}</p>
		</>
	);
}

function Proofs({ delivery }: { delivery: DeliveryResult }): ReactNode {
	const { t, format } = useI18n();
	const proofs = proofsOf(delivery);
	if (proofs.length === 0) return null;
	return (
		<table className={styles.proofs}>
			<thead>
				<tr>
					<th scope="col">
						<span className="sr-only">{t("currency")}</span>
					</th>
					<th scope="col">{t("control_total")}</th>
					<th scope="col">{t("stored_total")}</th>
					<th scope="col">
						<span className="sr-only">{t("proof")}</span>
					</th>
				</tr>
			</thead>
			<tbody>
				{proofs.map((proof) => (
					<tr key={proof.currency} data-holds={proof.verdict !== "differs"}>
						<th scope="row">{proof.currency}</th>
						<td>{proof.control === null ? "–" : format.exact(proof.control, proof.currency)}</td>
						<td>{proof.stored === null ? "–" : format.exact(proof.stored, proof.currency)}</td>
						<td className={styles.verdict}>
							<Icon name={proof.verdict === "differs" ? "warn" : "check"} size={14} />
							<span>{t(VERDICT_KEYS[proof.verdict])}</span>
						</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}

/** A month such as 2026-05 as a link to its costs. */
function PeriodLinks({ delivery }: { delivery: DeliveryResult }): ReactNode {
	const { t, format } = useI18n();
	const navigate = useNavigate();
	const months = [...new Set(delivery.billing_periods.map((period) => period.slice(0, 7)))].sort();
	if (delivery.state !== "active" || months.length === 0) return null;
	const last = months.at(-1)!;
	return (
		<Button small look="plain" onClick={() => void navigate({ to: "/", search: searchOf({ ...DEFAULT_QUERY, window: last }) })}>
			{t("show_month", { month: format.month(`${last}-01`) })}
		</Button>
	);
}

function Result({ delivery }: { delivery: DeliveryResult }): ReactNode {
	const { t } = useI18n();
	return (
		<div className={styles.result} data-state={delivery.state}>
			<p>
				<b>{stateName(t, delivery.state)}</b>
				{delivery.charge_count > 0 && <> · {t("charges", { count: delivery.charge_count })}</>}
				{delivery.rejected_count > 0 && (
					<>
						{" · "}
						<span className={styles.rejected}>{t("rejected_rows", { count: delivery.rejected_count })}</span>
					</>
				)}
			</p>
			{delivery.source && <p className={styles.source}>{delivery.source}</p>}
			{delivery.message && <p className={styles.message}>{messageOf(delivery)}</p>}
			{delivery.delivery_id !== null && delivery.state !== "active" && (
				<Link to="/deliveries/$id" params={{ id: String(delivery.delivery_id) }}>
					{t("bill_number", { number: delivery.delivery_id })}
				</Link>
			)}
			<Proofs delivery={delivery} />
			<PeriodLinks delivery={delivery} />
		</div>
	);
}

function Item({ upload }: { upload: Upload }): ReactNode {
	const { t } = useI18n();
	const { dismiss, retry } = useUploads();
	const outcome = outcomeOf(upload);
	const over = upload.phase === "finished" || upload.phase === "failed";
	const problem = upload.run?.error;
	return (
		<li className={styles.item} data-outcome={outcome ?? undefined}>
			<div className={styles.line}>
				<span className={styles.mark}>
					<Icon name={outcome === null ? "file" : outcome === "good" || outcome === "known" ? "check" : "warn"} size={17} />
				</span>
				<strong title={upload.name}>{upload.name}</strong>
				<IconButton icon="close" label={over ? t("dismiss") : t("cancel")} onClick={() => dismiss(upload.id)} />
			</div>
			{!over && <Progress upload={upload} />}
			{upload.phase === "failed" && (
				<div className={styles.result} data-state="rejected">
					<p className={styles.message}>{errorText(t, upload.error)}</p>
					<Button small onClick={() => retry(upload.id)}>
						{t("retry")}
					</Button>
				</div>
			)}
			{upload.phase === "finished" && problem && (
				<div className={styles.result} data-state="rejected">
					<p className={styles.message}>{problem.detail ?? problem.title}</p>
				</div>
			)}
			{upload.phase === "finished" &&
				upload.run?.deliveries.map((delivery, i) => <Result key={delivery.delivery_id ?? i} delivery={delivery} />)}
		</li>
	);
}

export function UploadTray(): ReactNode {
	const { t } = useI18n();
	const { uploads } = useUploads();
	return (
		<section className={styles.tray} aria-label={t("uploads")} aria-live="polite" data-open={uploads.length > 0 || undefined}>
			{uploads.length > 0 && (
				<ul>
					{[...uploads].reverse().map((upload) => (
						<Item key={upload.id} upload={upload} />
					))}
				</ul>
			)}
		</section>
	);
}
