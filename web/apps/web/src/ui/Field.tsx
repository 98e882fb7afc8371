/* SPDX-License-Identifier: Apache-2.0 */
/* Field.tsx -- one thing to fill in: its name, a hint, or what is wrong with it in the hint's place. */
import { useId, type ReactNode } from "react";
import styles from "./Dialog.module.css";

interface FieldProps {
	label: string;
	hint?: string;
	wrong?: string | null;
	children: (id: string, described: { "aria-invalid": boolean; "aria-describedby"?: string }) => ReactNode;
}

export function Field({ label, hint, wrong, children }: FieldProps): ReactNode {
	const id = useId();
	const note = wrong ?? hint;
	return (
		<div className={styles.field}>
			<label htmlFor={id}>{label}</label>
			{children(id, { "aria-invalid": Boolean(wrong), ...(note ? { "aria-describedby": `${id}-note` } : {}) })}
			{note && (
				<small id={`${id}-note`} className={wrong ? styles.wrong : undefined}>
					{note}
				</small>
			)}
		</div>
	);
}
