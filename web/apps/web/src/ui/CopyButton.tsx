/* SPDX-License-Identifier: Apache-2.0 */
/* CopyButton.tsx -- a text into the clipboard, and word that it is there. */
import { useEffect, useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { copyText } from "./copy.ts";
import styles from "./CopyButton.module.css";
import { Icon } from "./Icon.tsx";

const SHOWN_MS = 2000;

export function CopyButton({ text, label }: { text: string; label: string }): ReactNode {
	const { t } = useI18n();
	const [said, setSaid] = useState<"done" | "failed" | null>(null);
	useEffect(() => {
		const timer = said && setTimeout(() => setSaid(null), SHOWN_MS);
		return () => {
			if (timer) clearTimeout(timer);
		};
	}, [said]);
	const copy = () => void copyText(text).then((done) => setSaid(done ? "done" : "failed"));
	return (
		<span className={styles.copy}>
			<button type="button" aria-label={label} title={label} onClick={copy}>
				<Icon name={said === "done" ? "check" : "copy"} size={15} />
			</button>
			<span role="status">{said === "done" ? t("copied") : said === "failed" ? t("copy_failed") : ""}</span>
		</span>
	);
}
