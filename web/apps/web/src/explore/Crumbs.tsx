/* SPDX-License-Identifier: Apache-2.0 */
/* Crumbs.tsx -- what has been looked into, step by step; each step leads back to where it was taken. */
import { drillBack, drillSteps, type ExplorerState } from "@centavo/core";
import { Fragment, type ReactNode } from "react";
import { useLook } from "../app/ask.ts";
import { useI18n } from "../app/i18n.tsx";
import { dimensionName } from "../app/names.ts";
import { Icon } from "../ui/Icon.tsx";
import styles from "./question.module.css";

interface Props {
	state: ExplorerState;
	onChange(next: ExplorerState): void;
}

export function Crumbs({ state, onChange }: Props): ReactNode {
	const { t } = useI18n();
	const accounts = useLook(state.drill.includes("sub_account_id") ? "sub_account_id" : "");
	const steps = drillSteps(state);
	if (steps.length === 0) return null;
	const label = (name: string, value: string | null) =>
		value === null ? t("no_value") : name === "sub_account_id" ? accounts.label(value) : value;
	return (
		<nav className={styles.crumbs} aria-label={t("explore_path")}>
			<ol>
				<li>
					<button type="button" onClick={() => onChange(drillBack(state, 0))}>
						{t("explore_everything")}
					</button>
				</li>
				{steps.map(({ name, value }, i) => (
					<Fragment key={name}>
						<li aria-hidden="true">
							<Icon name="right" size={13} />
						</li>
						<li>
							{i < steps.length - 1 ? (
								<button type="button" title={dimensionName(t, name)} onClick={() => onChange(drillBack(state, i + 1))}>
									{label(name, value)}
								</button>
							) : (
								<span title={dimensionName(t, name)} aria-current="step">
									{label(name, value)}
								</span>
							)}
						</li>
					</Fragment>
				))}
			</ol>
		</nav>
	);
}
