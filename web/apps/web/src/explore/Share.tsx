/* SPDX-License-Identifier: Apache-2.0 */
/* Share.tsx -- what is shown, taken elsewhere: as a link, a call of the API, a command; as CSV and Parquet. */
import { apiUrl, COSTS_PATH, curlCommand, explorerPath, PIVOT_PATH, shellCommand, type ExplorerState, type Step } from "@centavo/core";
import { Menu } from "@mantine/core";
import { useEffect, useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { Button } from "../ui/Button.tsx";
import card from "../ui/Card.module.css";
import { copyText } from "../ui/copy.ts";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { copiedParams, fileParams } from "./fetch.ts";
import styles from "./question.module.css";

interface Props {
	state: ExplorerState;
	step: Step;
}

const SAID_MS = 4000;

type Said = { text: string; copied: boolean } | null;

function Taking({ icon, label, children }: { icon: IconName; label: string; children: ReactNode }): ReactNode {
	return (
		<Menu position="bottom-end" withinPortal>
			<Menu.Target>
				<Button small icon={icon}>
					{label}
				</Button>
			</Menu.Target>
			<Menu.Dropdown className={card.menu}>{children}</Menu.Dropdown>
		</Menu>
	);
}

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
	const params = copiedParams(state, step);
	const as = (format: string) => apiUrl("", path, new URLSearchParams([...fileParams(state, step), ["format", format]]));
	const copies: { icon: IconName; label: string; text: string; done: string }[] = [
		{ icon: "link", label: t("explore_copy_link"), text: `${origin}${explorerPath(state)}`, done: t("explore_link_copied") },
		{ icon: "code", label: t("explore_copy_call"), text: curlCommand(origin, path, params), done: t("explore_call_copied") },
		{
			icon: "copy",
			label: t("explore_copy_command"),
			text: shellCommand(pivot ? "pivot" : "costs", params),
			done: t("explore_command_copied"),
		},
	];
	const copy = async (text: string, done: string) => {
		const copied = await copyText(text);
		setSaid({ text: copied ? done : text, copied });
	};
	return (
		<span className={styles.share}>
			<Taking icon="link" label={t("explore_share")}>
				{copies.map((one) => (
					<Menu.Item key={one.icon} leftSection={<Icon name={one.icon} />} onClick={() => void copy(one.text, one.done)}>
						{one.label}
					</Menu.Item>
				))}
				<Menu.Item component="a" href={apiUrl("", path, params)} target="_blank" rel="noreferrer" leftSection={<Icon name="right" />}>
					{t("open_api")}
				</Menu.Item>
			</Taking>
			<Taking icon="download" label={t("explore_export")}>
				<Menu.Item component="a" href={as("csv")} download>
					{t("download_csv")}
				</Menu.Item>
				<Menu.Item component="a" href={as("parquet")} download>
					{t("download_parquet")}
				</Menu.Item>
			</Taking>
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
