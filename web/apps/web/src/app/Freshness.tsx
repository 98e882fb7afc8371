/* SPDX-License-Identifier: Apache-2.0 */
/* Freshness.tsx -- how far the bills reach, in the header of every page; opened, what stands behind the numbers. */
import { Popover } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { Icon } from "../ui/Icon.tsx";
import { useStatus } from "./ask.ts";
import styles from "./Freshness.module.css";
import { useI18n } from "./i18n.tsx";

export function Freshness(): ReactNode {
	const { t, format } = useI18n();
	const [opened, setOpened] = useState(false);
	const status = useStatus().data;
	if (!status?.last_charge_date) return null;
	const first = status.first_charge_date ?? status.last_charge_date;
	const active = status.delivery_counts["active"] ?? 0;
	const held = status.delivery_counts["held"] ?? 0;
	return (
		<>
			<Popover opened={opened} onChange={setOpened} position="bottom-end" width={340} withinPortal trapFocus returnFocus>
				<Popover.Target>
					<button type="button" className={styles.fresh} onClick={() => setOpened(!opened)}>
						<Icon name="clock" size={14} />
						<span>{t("freshness", { day: format.shortDay(status.last_charge_date) })}</span>
					</button>
				</Popover.Target>
				<Popover.Dropdown className={styles.drop} aria-label={t("freshness_title")}>
					<h2>{t("freshness_title")}</h2>
					<dl>
						<dt>{t("freshness_covers")}</dt>
						<dd>{format.range(first, status.last_charge_date)}</dd>
						<dt>{t("freshness_providers")}</dt>
						<dd>{format.list(status.providers)}</dd>
						<dt>{t("freshness_bills")}</dt>
						<dd>
							<span className={styles.proved}>
								<Icon name="check" size={14} /> {t("freshness_proved", { count: active })}
							</span>
						</dd>
					</dl>
					<p>{t("freshness_hint")}</p>
					<Link to="/deliveries" onClick={() => setOpened(false)}>
						{t("freshness_all")}
					</Link>
				</Popover.Dropdown>
			</Popover>
			{held > 0 && (
				<Link to="/deliveries" search={{ state: "held" }} className={styles.held} aria-label={t("held", { count: held })}>
					<Icon name="warn" size={14} />
					<span>{t("held", { count: held })}</span>
				</Link>
			)}
		</>
	);
}
