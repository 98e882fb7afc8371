/* SPDX-License-Identifier: Apache-2.0 */
/* Choose.tsx -- one of a short list, in a menu. */
import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import card from "./Card.module.css";
import styles from "./Choose.module.css";
import { Icon } from "./Icon.tsx";

interface Props {
	label: string;
	value: string;
	options: { value: string; label: string; hint?: string }[];
	onChange(value: string): void;
}

export function Choose({ label, value, options, onChange }: Props): ReactNode {
	const current = options.find((option) => option.value === value)?.label ?? value;
	return (
		<Menu position="bottom-start" withinPortal>
			<Menu.Target>
				<button type="button" className={styles.target}>
					<span>{label}</span> <b>{current}</b>
					<Icon name="chevron" size={13} />
				</button>
			</Menu.Target>
			<Menu.Dropdown className={card.menu}>
				{options.map((option) => (
					<Menu.Item
						key={option.value}
						className={styles.item}
						aria-current={option.value === value || undefined}
						onClick={() => onChange(option.value)}
					>
						<span>{option.label}</span>
						{option.hint && <small>{option.hint}</small>}
					</Menu.Item>
				))}
			</Menu.Dropdown>
		</Menu>
	);
}
