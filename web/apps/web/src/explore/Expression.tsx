/* SPDX-License-Identifier: Apache-2.0 */
/* Expression.tsx -- the conditions as the text that they are, to be written by hand. What the server finds wrong stands
 * below it, at the character that it names. */
import { parseFilter, printFilter, type Filter } from "@centavo/core";
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { Button } from "../ui/Button.tsx";
import type { Fault } from "../filters/conditions.ts";
import styles from "./question.module.css";

interface Props {
	filter: Filter;
	fault: Fault | null;
	onFilter(filter: Filter): void;
}

export function Expression({ filter, fault, onFilter }: Props): ReactNode {
	const { t } = useI18n();
	const id = useId();
	const said = printFilter(filter);
	const [text, setText] = useState(said);
	const field = useRef<HTMLInputElement>(null);
	/* the chips changed it */
	useEffect(() => setText(said), [said]);
	const at = fault?.at ?? null;
	useEffect(() => {
		const input = field.current;
		if (at !== null && input && document.activeElement === input) input.setSelectionRange(at - 1, input.value.length);
	}, [at, said]);
	const commit = (event: FormEvent) => {
		event.preventDefault();
		const next = parseFilter(text);
		if (printFilter(next) === said) setText(said);
		else onFilter(next);
	};
	const shown = fault !== null && text === said;
	return (
		<form className={styles.expression} onSubmit={commit}>
			<label htmlFor={id}>{t("expression")}</label>
			<div>
				<input
					ref={field}
					id={id}
					className={styles.field}
					spellCheck={false}
					autoComplete="off"
					autoCapitalize="off"
					value={text}
					placeholder={t("explore_expression_example")}
					aria-invalid={shown}
					aria-describedby={`${id}-note`}
					onChange={(event) => setText(event.currentTarget.value)}
					onKeyDown={(event) => event.key === "Escape" && setText(said)}
				/>
				<p id={`${id}-note`} className={styles.note} role={shown ? "alert" : undefined} data-wrong={shown || undefined}>
					{shown && fault.at !== null && (
						<code>
							{text.slice(0, fault.at - 1)}
							<mark>{text.slice(fault.at - 1) || "␣"}</mark>
						</code>
					)}
					{shown ? fault.detail : t("explore_expression_hint")}
				</p>
			</div>
			<Button type="submit" small disabled={text === said}>
				{t("explore_apply")}
			</Button>
		</form>
	);
}
