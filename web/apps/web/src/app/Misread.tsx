/* SPDX-License-Identifier: Apache-2.0 */
/* Misread.tsx -- says above a page of costs which words of its address mean nothing, and takes them out. */
import { misread } from "@centavo/core";
import { useLocation } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useI18n } from "./i18n.tsx";
import styles from "./Misread.module.css";
import { holdsCosts } from "./places.ts";
import { useWords } from "./state.ts";

export function Misread(): ReactNode {
	const { t, format } = useI18n();
	const { words, setWords } = useWords();
	const path = useLocation().pathname;
	const found = useMemo(() => (holdsCosts(path) ? misread(words) : []), [path, words]);
	if (found.length === 0) return null;
	const said = format.list(found.map((one) => `${one.name}=${one.value}`));
	return (
		<div className={styles.misread} role="alert">
			<Icon name="warn" size={18} />
			<p>{t("misread", { words: said })}</p>
			<Button small onClick={() => setWords(Object.fromEntries(found.map((one) => [one.name, null])))}>
				{t("misread_leave")}
			</Button>
		</div>
	);
}
