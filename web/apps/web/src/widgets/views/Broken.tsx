/* SPDX-License-Identifier: Apache-2.0 */
/* Broken.tsx -- a saved view whose columns or tags are gone: which ones, and what can be opened without them. */
import type { MessageKey, SavedView, ViewProblem } from "@centavo/core";
import type { ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { dimensionName } from "../../app/names.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./views.module.css";

const WHERE = {
	group_by: "problem_in_groups",
	columns: "problem_in_columns",
	filter: "problem_in_filter",
	sort: "problem_in_sort",
} as const satisfies Record<string, MessageKey>;

function isKnown(parameter: string | null): parameter is keyof typeof WHERE {
	return parameter !== null && parameter in WHERE;
}

export function useProblemText(): (problem: ViewProblem) => string {
	const { t } = useI18n();
	return ({ code, name, parameter, detail }) => {
		if (name === null) return parameter === null ? detail : t("problem_word", { parameter, detail });
		const what = t(code === "tag" ? "problem_tag" : "problem_column", { name: dimensionName(t, name) });
		return isKnown(parameter) ? `${what} ${t(WHERE[parameter])}` : what;
	};
}

export function Broken({ view, children }: { view: SavedView; children: ReactNode }): ReactNode {
	const { t } = useI18n();
	const text = useProblemText();
	return (
		<section className={styles.broken} aria-label={t("view_broken", { name: view.name })}>
			<Icon name="warn" size={20} />
			<div>
				<strong>{t("view_broken", { name: view.name })}</strong>
				<ul>
					{view.problems.map((problem, i) => (
						<li key={i}>{text(problem)}</li>
					))}
				</ul>
				<div className={styles.next}>{children}</div>
			</div>
		</section>
	);
}
