/* SPDX-License-Identifier: Apache-2.0 */
/* DrillButton.tsx -- look inside a row: by what usually comes next, or by any other dimension. */
import { nextDimensions, type ExplorerState } from "@centavo/core";
import { useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { Icon } from "../ui/Icon.tsx";
import { drill } from "./acts.ts";
import { Finder } from "./Finder.tsx";
import { FinderPopover } from "./Groups.tsx";
import styles from "./table.module.css";

interface Props {
	name: string;
	values: (string | null)[];
	state: ExplorerState;
	onChange(next: ExplorerState): void;
}

export function DrillButton({ name, values, state, onChange }: Props): ReactNode {
	const { t } = useI18n();
	/* a popover for each of many rows would be slow: there is one where it was asked for */
	const [open, setOpen] = useState<boolean | null>(null);
	const label = t("explore_drill", { value: name });
	const button = (
		<button
			type="button"
			className={styles.tool}
			aria-label={label}
			title={label}
			aria-expanded={open === true}
			onClick={() => setOpen(!open)}
		>
			<Icon name="layers" size={14} />
		</button>
	);
	if (open === null) return button;
	const finder = (
		<Finder
			label={t("explore_drill_by", { value: name })}
			suggested={nextDimensions(state.query)}
			taken={state.query.groups}
			as_of={state.query.as_of}
			onPick={(next) => onChange(drill(state, values, next))}
		/>
	);
	return (
		<FinderPopover open={open} onOpen={setOpen} label={label} finder={finder}>
			{button}
		</FinderPopover>
	);
}
