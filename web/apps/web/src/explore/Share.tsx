/* SPDX-License-Identifier: Apache-2.0 */
/* Share.tsx -- what is shown, taken elsewhere: as a link, a call of the API, a command; as CSV and Parquet. */
import { apiUrl, COSTS_PATH, curlCommand, explorerPath, PIVOT_PATH, shellCommand, type ExplorerState, type Step } from "@centavo/core";
import { Menu } from "@mantine/core";
import { useEffect, useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { Button } from "../ui/Button.tsx";
import card from "../ui/Card.module.css";
import { Icon } from "../ui/Icon.tsx";
import { EXPORT_ROWS, sharedParams } from "./fetch.ts";
import styles from "./question.module.css";

interface Props {
	state: ExplorerState;
	step: Step;
}

const SAID_MS = 4000;

/* Not every browser allows it, nor every address: without encryption only loopback has a clipboard. */
async function copyText(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return false;
	}
}

type Said = { text: string; copied: boolean } | null;

export function Share({ state, step }: Props): ReactNode {
	const { t } = useI18n();
	const [said, setSaid] = useState<Said>(null);
	useEffect(() => {
		if (!said?.copied) return undefined;
		const timer = setTimeout(() => setSaid(null), SAID_MS);
		return () => clearTimeout(timer);
	}, [said]);
	const { origin } = window.location;
	const pivot = state.chart === "pivot";
	const path = pivot ? PIVOT_PATH : COSTS_PATH;
	const params = sharedParams(state, step);
	const as = (format: string) => {
		const whole = new URLSearchParams(params);
		whole.set("format", format);
		return apiUrl("", path, whole);
	};
	const copy = async (text: string, done: string) => {
		const copied = await copyText(text);
		setSaid({ text: copied ? done : text, copied });
	};
	return (
		<span className={styles.share}>
			<Menu position="bottom-end" withinPortal>
				<Menu.Target>
					<Button small icon="link">
						{t("explore_share")}
					</Button>
				</Menu.Target>
				<Menu.Dropdown className={card.menu}>
					<Menu.Item
						leftSection={<Icon name="link" />}
						onClick={() => void copy(`${origin}${explorerPath(state)}`, t("explore_link_copied"))}
					>
						{t("explore_copy_link")}
					</Menu.Item>
					<Menu.Item
						leftSection={<Icon name="code" />}
						onClick={() => void copy(curlCommand(origin, path, params), t("explore_call_copied"))}
					>
						{t("explore_copy_call")}
					</Menu.Item>
					<Menu.Item
						leftSection={<Icon name="copy" />}
						onClick={() => void copy(shellCommand(pivot ? "pivot" : "costs", params), t("explore_command_copied"))}
					>
						{t("explore_copy_command")}
					</Menu.Item>
					<Menu.Item component="a" href={apiUrl("", path, params)} target="_blank" rel="noreferrer" leftSection={<Icon name="right" />}>
						{t("open_api")}
					</Menu.Item>
				</Menu.Dropdown>
			</Menu>
			<Menu position="bottom-end" withinPortal>
				<Menu.Target>
					<Button small icon="download">
						{t("explore_export")}
					</Button>
				</Menu.Target>
				<Menu.Dropdown className={card.menu}>
					<Menu.Item component="a" href={as("csv")} download>
						{t("download_csv")}
					</Menu.Item>
					<Menu.Item component="a" href={as("parquet")} download>
						{t("download_parquet")}
					</Menu.Item>
					{params.has("limit") && <p className={styles.menuNote}>{t("explore_export_most", { count: EXPORT_ROWS })}</p>}
				</Menu.Dropdown>
			</Menu>
			<span role="status" className={styles.said} data-on={said?.copied || undefined}>
				{said?.copied && (
					<>
						<Icon name="check" size={14} /> {said.text}
					</>
				)}
			</span>
			{said && !said.copied && (
				<div className={styles.byHand} role="alert">
					{t("explore_copy_by_hand")}
					<div>
						<input
							readOnly
							aria-label={t("explore_copy_by_hand")}
							value={said.text}
							onFocus={(event) => event.currentTarget.select()}
							onKeyDown={(event) => event.key === "Escape" && setSaid(null)}
						/>
						<Button small onClick={() => setSaid(null)}>
							{t("close")}
						</Button>
					</div>
				</div>
			)}
		</span>
	);
}
