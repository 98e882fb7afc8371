/* SPDX-License-Identifier: Apache-2.0 */
/* DrillButton.tsx -- look inside a row. */
import { nextDimensions, type ExplorerState } from "@centavo/core";
import type { ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { dimensionName } from "../app/names.ts";
import { Icon } from "../ui/Icon.tsx";
import { drill } from "./acts.ts";
import styles from "./table.module.css";

interface Props {
	name: string;
	values: (string | null)[];
	state: ExplorerState;
	onChange(next: ExplorerState): void;
}

export function DrillButton({ name, values, state, onChange }: Props): ReactNode {
	const { t } = useI18n();
	const [next] = nextDimensions(state.query);
	if (next === undefined) return null;
	const label = t("explore_drill", { value: name, dimension: dimensionName(t, next) });
	return (
		<button type="button" className={styles.tool} aria-label={label} title={label} onClick={() => onChange(drill(state, values))}>
			<Icon name="layers" size={14} />
		</button>
	);
}
