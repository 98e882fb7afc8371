/* SPDX-License-Identifier: Apache-2.0 */
/* Table.tsx -- the frame of a table: it scrolls in its place, by keyboard too, and its head says how a column stands. And the
 * buttons below it, for what it does not show yet. */
import type { ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { Button } from "./Button.tsx";
import styles from "./table.module.css";

/** What stands above a column; text stands left, and what a phone has no room for is for desks. null: nothing does. */
export type Column = [head: string, look?: "left" | "desk" | "left desk"] | null;

interface TableProps {
	label: string;
	columns: Column[];
	className?: string | undefined;
	children: ReactNode;
}

const LOOKS = { left: styles.left, desk: styles.desk, "left desk": `${styles.left} ${styles.desk}` };

export function Table({ label, columns, className, children }: TableProps): ReactNode {
	return (
		<div className={styles.scroll} tabIndex={0} role="group" aria-label={label}>
			<table className={[styles.table, className].filter(Boolean).join(" ")}>
				<thead>
					<tr>
						{columns.map((column, i) =>
							column === null ? (
								<td key={i} />
							) : (
								<th scope="col" key={i} className={column[1] && LOOKS[column[1]]}>
									{column[0]}
								</th>
							),
						)}
					</tr>
				</thead>
				<tbody>{children}</tbody>
			</table>
		</div>
	);
}

/** The next page of a list that the server gives in pages; nothing when there is none. */
export function MoreButton({ onMore, busy = false }: { onMore: (() => void) | null; busy?: boolean }): ReactNode {
	const { t } = useI18n();
	if (!onMore) return null;
	return (
		<Button look="plain" small className={styles.more} disabled={busy} onClick={onMore}>
			{t("show_more")}
		</Button>
	);
}

interface AllProps {
	all: boolean;
	count: number;
	/** as many as are shown without a click */
	shown: number;
	/** another word for all of them */
	label?: string;
	onAll(all: boolean): void;
}

/** All of a list that is here already, or its beginning. */
export function AllButton({ all, count, shown, label, onAll }: AllProps): ReactNode {
	const { t } = useI18n();
	if (count <= shown) return null;
	return (
		<Button look="plain" small className={styles.more} aria-expanded={all} onClick={() => onAll(!all)}>
			{all ? t("show_fewer") : (label ?? t("show_all", { count }))}
		</Button>
	);
}
