/* SPDX-License-Identifier: Apache-2.0 */
/* Field.tsx -- one thing to fill in: its name, a hint, or what is wrong with it in the hint's place. */
import { useId, type ComponentProps, type ReactNode } from "react";
import styles from "./Dialog.module.css";

interface Named {
	label: string;
	hint?: string | undefined;
	wrong?: string | null;
}

interface FieldProps extends Named {
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

interface TextProps extends Named, Pick<ComponentProps<"input">, "type" | "inputMode" | "maxLength" | "autoFocus"> {
	value: string;
	/** more than a line */
	lines?: boolean;
	onText(text: string): void;
}

export function TextField({ label, hint, wrong = null, lines, onText, ...rest }: TextProps): ReactNode {
	return (
		<Field label={label} hint={hint} wrong={wrong}>
			{(id, described) =>
				lines ? (
					<textarea id={id} {...described} value={rest.value} maxLength={rest.maxLength} onChange={(event) => onText(event.target.value)} />
				) : (
					<input id={id} {...described} autoComplete="off" {...rest} onChange={(event) => onText(event.target.value)} />
				)
			}
		</Field>
	);
}

interface SelectProps extends Named {
	value: string;
	options: [value: string, label: string][];
	onValue(value: string): void;
}

export function SelectField({ label, hint, value, options, onValue }: SelectProps): ReactNode {
	return (
		<Field label={label} hint={hint}>
			{(id, described) => (
				<select id={id} {...described} value={value} onChange={(event) => onValue(event.target.value)}>
					{options.map(([one, name]) => (
						<option key={one} value={one}>
							{name}
						</option>
					))}
				</select>
			)}
		</Field>
	);
}
