/* SPDX-License-Identifier: Apache-2.0 */
/* Columns.tsx -- which columns the table has beside its groups. */
import { possibleFields, shownFields, type ExplorerState, type Field, type Step } from "@centavo/core";
import { Popover } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import filters from "../filters/filters.module.css";
import { Button } from "../ui/Button.tsx";
import styles from "./question.module.css";
import { useFieldName } from "./Table.tsx";

interface Props {
	state: ExplorerState;
	step: Step;
	onLook(part: Partial<ExplorerState>): void;
}

export function Columns({ state, step, onLook }: Props): ReactNode {
	const { t } = useI18n();
	const [open, setOpen] = useState(false);
	const fieldName = useFieldName();
	const shown = shownFields(state, step);
	const toggle = (field: Field) => {
		const next = shown.includes(field) ? shown.filter((one) => one !== field) : [...shown, field];
		if (next.length > 0) onLook({ fields: possibleFields(state, step).filter((one) => next.includes(one)) });
	};
	return (
		<Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus withinPortal returnFocus>
			<Popover.Target>
				<Button small icon="table" aria-expanded={open} onClick={() => setOpen(!open)}>
					{t("explore_columns")}
				</Button>
			</Popover.Target>
			<Popover.Dropdown className={filters.moment} aria-label={t("explore_columns")}>
				<fieldset className={styles.columns}>
					<legend className="sr-only">{t("explore_columns")}</legend>
					{possibleFields(state, step).map((field) => (
						<label key={field}>
							<input
								type="checkbox"
								checked={shown.includes(field)}
								disabled={shown.length === 1 && shown[0] === field}
								onChange={() => toggle(field)}
							/>
							{fieldName(field, state.query.metric)}
						</label>
					))}
				</fieldset>
				<Button look="plain" small disabled={state.fields.length === 0} onClick={() => onLook({ fields: [] })}>
					{t("explore_usual")}
				</Button>
			</Popover.Dropdown>
		</Popover>
	);
}
