/* SPDX-License-Identifier: Apache-2.0 */
/* Dialog.tsx -- a question that must be answered first. The browser's own dialog keeps the focus and closes on Escape. */
import { useEffect, useId, useRef, type ReactNode } from "react";
import styles from "./Dialog.module.css";

interface Props {
	title: string;
	/** for much to read */
	wide?: boolean;
	onClose(): void;
	children: ReactNode;
}

export function Dialog({ title, wide, onClose, children }: Props): ReactNode {
	const box = useRef<HTMLDialogElement>(null);
	const id = useId();
	useEffect(() => {
		const opened = box.current;
		if (opened && !opened.open) opened.showModal();
	}, []);
	return (
		<dialog ref={box} className={styles.dialog} data-wide={wide || undefined} aria-labelledby={id} onClose={onClose}>
			<h2 id={id}>{title}</h2>
			{children}
		</dialog>
	);
}
