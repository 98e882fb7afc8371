/* SPDX-License-Identifier: Apache-2.0 */
/* Button.tsx -- the page's buttons: quiet by default, primary once per screen. */
import type { ComponentProps, ReactNode } from "react";
import styles from "./Button.module.css";
import { Icon, type IconName } from "./Icon.tsx";

export interface ButtonProps extends ComponentProps<"button"> {
	look?: "primary" | "quiet" | "plain";
	icon?: IconName;
	small?: boolean;
}

export function Button({ look = "quiet", icon, small, className, children, ...rest }: ButtonProps): ReactNode {
	const names = [styles.button, styles[look], small && styles.small, className].filter(Boolean).join(" ");
	return (
		<button type="button" className={names} {...rest}>
			{icon && <Icon name={icon} size={small ? 14 : 16} />}
			{children}
		</button>
	);
}

export interface IconButtonProps extends ComponentProps<"button"> {
	icon: IconName;
	label: string;
}

export function IconButton({ icon, label, className, ...rest }: IconButtonProps): ReactNode {
	return (
		<button
			type="button"
			aria-label={label}
			title={label}
			className={[styles.icon, className].filter(Boolean).join(" ")}
			{...rest}
		>
			<Icon name={icon} size={18} />
		</button>
	);
}

export interface SegmentsProps<T extends string> {
	label: string;
	value: T;
	options: { value: T; label: ReactNode; title?: string }[];
	onChange(value: T): void;
}

/** A few exclusive choices side by side: toggle buttons in a named group. */
export function Segments<T extends string>({ label, value, options, onChange }: SegmentsProps<T>): ReactNode {
	return (
		<div className={styles.segments} role="group" aria-label={label}>
			{options.map((option) => (
				<button
					key={option.value}
					type="button"
					title={option.title}
					aria-label={option.title}
					aria-pressed={option.value === value}
					onClick={() => onChange(option.value)}
				>
					{option.label}
				</button>
			))}
		</div>
	);
}
