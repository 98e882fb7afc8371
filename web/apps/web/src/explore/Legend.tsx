/* SPDX-License-Identifier: Apache-2.0 */
/* Legend.tsx -- the parts of a chart in one line: click filters, with Shift excludes, with Alt looks inside. */
import type { ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import styles from "./explore.module.css";
import type { Words } from "./look.ts";
import { partValues } from "./shape.ts";

interface Props {
	keys: string[];
	words: Words;
	onHover(key: string | null): void;
	onChoose?: ((key: string, shiftKey: boolean, altKey: boolean) => void) | undefined;
}

export function Legend({ keys, words, onHover, onChoose }: Props): ReactNode {
	const { t } = useI18n();
	return (
		<ul className={styles.legend} aria-label={onChoose ? t("legend") : t("explore_legend")} tabIndex={onChoose ? undefined : 0}>
			{keys.map((key) => {
				const label = words.label(key);
				const inside = (
					<>
						<i style={{ background: words.color(key) }} />
						<span>{label}</span>
					</>
				);
				return (
					<li key={key} onMouseEnter={() => onHover(key)} onMouseLeave={() => onHover(null)} title={label}>
						{onChoose && partValues(key) ? (
							<button
								type="button"
								aria-label={t("filter_by", { value: label })}
								onClick={(event) => onChoose(key, event.shiftKey, event.altKey)}
								onFocus={() => onHover(key)}
								onBlur={() => onHover(null)}
							>
								{inside}
							</button>
						) : (
							<span className={styles.plain}>{inside}</span>
						)}
					</li>
				);
			})}
		</ul>
	);
}
