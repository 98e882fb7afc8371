/* SPDX-License-Identifier: Apache-2.0 */
/* columns.tsx -- which columns of charges are shown; chosen ones stand in the order in which they were chosen. */
import { Popover } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { dimensionName } from "../../app/names.ts";
import filters from "../../filters/filters.module.css";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./charges.module.css";
import { GROUPS } from "./shape.ts";

interface Props {
	columns: string[];
	onColumns(columns: string[]): void;
	onReset(): void;
}

export function ColumnChooser({ columns, onColumns, onReset }: Props): ReactNode {
	const { t, format } = useI18n();
	const [opened, setOpened] = useState(false);
	const [q, setQ] = useState("");
	const sought = q.trim().toLocaleLowerCase();
	const fits = (name: string) => sought === "" || name.includes(sought) || dimensionName(t, name).toLocaleLowerCase().includes(sought);
	const groups = GROUPS.map((group) => ({ ...group, names: group.names.filter(fits) })).filter((group) => group.names.length > 0);
	const toggle = (name: string) => {
		const without = columns.filter((one) => one !== name);
		if (without.length === columns.length) onColumns([...columns, name]);
		else if (without.length > 0) onColumns(without);
	};
	return (
		<Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus withinPortal returnFocus>
			<Popover.Target>
				<Button small icon="table" aria-expanded={opened} onClick={() => setOpened(!opened)}>
					{t("charges_columns")} <span className={filters.count}>{format.count(columns.length)}</span>
				</Button>
			</Popover.Target>
			<Popover.Dropdown className={filters.drop} aria-label={t("charges_columns")}>
				<div className={filters.search}>
					<Icon name="search" size={15} />
					<input
						data-autofocus
						value={q}
						onChange={(event) => setQ(event.currentTarget.value)}
						placeholder={t("charges_find")}
						aria-label={t("charges_find")}
					/>
				</div>
				<div className={styles.choices}>
					{groups.map((group) => (
						<fieldset key={group.label}>
							<legend>{t(group.label)}</legend>
							{group.names.map((name) => (
								<label key={name}>
									<input type="checkbox" checked={columns.includes(name)} onChange={() => toggle(name)} />
									{dimensionName(t, name)}
								</label>
							))}
						</fieldset>
					))}
					{groups.length === 0 && <p className={filters.nothing}>{t("charges_no_column")}</p>}
				</div>
				<div className={styles.reset}>
					<Button look="plain" small onClick={onReset}>
						{t("charges_usual")}
					</Button>
				</div>
			</Popover.Dropdown>
		</Popover>
	);
}
