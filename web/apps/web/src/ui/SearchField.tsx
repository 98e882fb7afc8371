/* SPDX-License-Identifier: Apache-2.0 */
/* SearchField.tsx -- text that a list is narrowed by; what is typed counts a moment later, or at once with Enter. */
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./SearchField.module.css";

interface Props {
	label: string;
	value: string;
	onChange(value: string): void;
}

const PAUSE_MS = 250;

export function SearchField({ label, value, onChange }: Props): ReactNode {
	const { t } = useI18n();
	const [typed, setTyped] = useState(value);
	const [paused] = useDebouncedValue(typed.trim(), PAUSE_MS);
	const told = useRef(value);
	const tell = useRef(onChange);
	tell.current = onChange;
	const say = (text: string) => {
		if (told.current === text) return;
		told.current = text;
		tell.current(text);
	};
	useEffect(() => say(paused), [paused]);
	/* Back, or a link, has changed it from outside */
	useEffect(() => {
		if (told.current === value) return;
		told.current = value;
		setTyped(value);
	}, [value]);
	return (
		<span className={styles.find}>
			<Icon name="search" size={15} />
			<input
				type="search"
				value={typed}
				placeholder={label}
				aria-label={label}
				onChange={(event) => setTyped(event.currentTarget.value)}
				onKeyDown={(event) => event.key === "Enter" && say(typed.trim())}
			/>
			{typed !== "" && (
				<button type="button" aria-label={t("things_clear")} title={t("things_clear")} onClick={() => setTyped("")}>
					<Icon name="close" size={14} />
				</button>
			)}
		</span>
	);
}
