/* SPDX-License-Identifier: Apache-2.0 */
/* Sidebar.tsx -- the way to every place: beside the page, as icons alone when it is folded, as a drawer where there is no
 * room. What is folded stays so in this browser. */
import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { IconButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useI18n } from "./i18n.tsx";
import { PLACES, placeOf, type Place } from "./places.ts";
import { recall, remember } from "./remembered.ts";
import styles from "./Sidebar.module.css";

const KEY = "centavo-sidebar";

export function Brand(): ReactNode {
	return (
		<Link to="/" className={styles.brand} aria-label="centavo">
			<svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
				<circle cx="16" cy="16" r="15" className={styles.coin} />
				<path d="M21.6 11.3a7.3 7.3 0 1 0 0 9.4" className={styles.letter} />
				<path d="M16 5.4v3.2M16 23.4v3.2" className={styles.stroke} />
			</svg>
			<span>centavo</span>
		</Link>
	);
}

function PlaceLink({ place, current }: { place: Place; current: boolean }): ReactNode {
	const { t } = useI18n();
	const inside = (
		<>
			<Icon name={place.icon} size={18} />
			<span>{t(place.label)}</span>
		</>
	);
	if (place.external)
		return (
			<a href={place.to} title={t(place.label)}>
				{inside}
			</a>
		);
	return (
		<Link to={place.to} title={t(place.label)} activeProps={{}} aria-current={current ? "page" : undefined}>
			{inside}
		</Link>
	);
}

function Places(): ReactNode {
	const { t } = useI18n();
	const here = placeOf(useLocation().pathname);
	return (
		<nav className={styles.places} aria-label={t("navigation")}>
			{PLACES.map((group) => (
				<div key={group.label} role="group" aria-label={t(group.label)}>
					<p aria-hidden="true">{t(group.label)}</p>
					<ul>
						{group.places.map((place) => (
							<li key={place.to}>
								<PlaceLink place={place} current={place === here} />
							</li>
						))}
					</ul>
				</div>
			))}
		</nav>
	);
}

export function Sidebar(): ReactNode {
	const { t } = useI18n();
	const [folded, setFolded] = useState(() => recall(KEY) === "folded");
	const fold = () => {
		remember(KEY, folded ? "open" : "folded");
		setFolded(!folded);
	};
	return (
		<aside className={styles.sidebar} data-folded={folded || undefined}>
			<Brand />
			<Places />
			<button type="button" className={styles.fold} aria-expanded={!folded} title={folded ? t("nav_unfold") : t("nav_fold")} onClick={fold}>
				<Icon name={folded ? "right" : "left"} size={16} />
				<span>{folded ? t("nav_unfold") : t("nav_fold")}</span>
			</button>
		</aside>
	);
}

/** The same for small screens: a native dialog, which keeps the focus and closes with Escape. */
export function Drawer(): ReactNode {
	const { t } = useI18n();
	const dialog = useRef<HTMLDialogElement>(null);
	const path = useLocation().pathname;
	useEffect(() => dialog.current?.close(), [path]);
	return (
		<>
			<IconButton icon="menu" label={t("navigation")} className={styles.open ?? ""} onClick={() => dialog.current?.showModal()} />
			<dialog
				ref={dialog}
				className={styles.drawer}
				aria-label={t("navigation")}
				onClick={(event) => event.target === dialog.current && dialog.current.close()}
			>
				<div className={styles.drawn}>
					<div className={styles.top}>
						<Brand />
						<IconButton icon="close" label={t("close")} onClick={() => dialog.current?.close()} />
					</div>
					<Places />
				</div>
			</dialog>
		</>
	);
}
