/* SPDX-License-Identifier: Apache-2.0 */
/* Badge.tsx -- one word about how something stands; the colour repeats what the word says. */
import type { ReactNode } from "react";
import styles from "./Badge.module.css";
import { Icon, type IconName } from "./Icon.tsx";

export type Tone = "good" | "look" | "bad" | "calm";

interface Props {
	tone: Tone;
	icon?: IconName;
	children: ReactNode;
}

export function Badge({ tone, icon, children }: Props): ReactNode {
	return (
		<span className={styles.badge} data-tone={tone}>
			{icon && <Icon name={icon} size={13} />}
			{children}
		</span>
	);
}
