/* SPDX-License-Identifier: Apache-2.0 */
/* Shell.tsx -- what every page has: brand, places, freshness, upload, language, light and dark. */
import { LANGUAGES, type Language } from "@centavo/core";
import { Menu, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, type ReactNode } from "react";
import { DropZone, UploadButton, UploadTray } from "../upload/draw.tsx";
import { IconButton } from "../ui/Button.tsx";
import card from "../ui/Card.module.css";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { Freshness } from "./Freshness.tsx";
import { useI18n } from "./i18n.tsx";
import styles from "./Shell.module.css";

const LANGUAGE_NAMES: Record<Language, string> = { en: "English", "pt-BR": "Português", fr: "Français" };

function Brand(): ReactNode {
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

function LanguageMenu(): ReactNode {
	const { t, language, setLanguage } = useI18n();
	return (
		<Menu position="bottom-end" withinPortal>
			<Menu.Target>
				<IconButton icon="globe" label={t("language")} />
			</Menu.Target>
			<Menu.Dropdown className={card.menu}>
				{LANGUAGES.map((one) => (
					<Menu.Item key={one} lang={one} className={styles.item} aria-current={one === language || undefined} onClick={() => setLanguage(one)}>
						{LANGUAGE_NAMES[one]}
					</Menu.Item>
				))}
			</Menu.Dropdown>
		</Menu>
	);
}

function SchemeMenu(): ReactNode {
	const { t } = useI18n();
	const { colorScheme, setColorScheme } = useMantineColorScheme();
	const names: Record<MantineColorScheme, string> = { light: t("scheme_light"), dark: t("scheme_dark"), auto: t("scheme_auto") };
	const icons: Record<MantineColorScheme, IconName> = { light: "sun", dark: "moon", auto: "auto" };
	return (
		<Menu position="bottom-end" withinPortal>
			<Menu.Target>
				<IconButton icon={icons[colorScheme]} label={t("scheme")} />
			</Menu.Target>
			<Menu.Dropdown className={card.menu}>
				{(["auto", "light", "dark"] as const).map((one) => (
					<Menu.Item
						key={one}
						className={styles.item}
						leftSection={<Icon name={icons[one]} />}
						aria-current={one === colorScheme || undefined}
						onClick={() => setColorScheme(one)}
					>
						{names[one]}
					</Menu.Item>
				))}
			</Menu.Dropdown>
		</Menu>
	);
}

export function Shell(): ReactNode {
	const { t } = useI18n();
	const path = useLocation().pathname;
	const places = { "/deliveries": t("nav_deliveries"), "/months": t("nav_months"), "/tags": t("dim_tags") };
	const place = Object.entries(places).find(([start]) => path.startsWith(start))?.[1] ?? t("nav_overview");
	useEffect(() => {
		document.title = `${place} · centavo`;
	}, [place]);
	return (
		<>
			<a className="skip" href="#main">
				{t("skip")}
			</a>
			<header className={styles.header}>
				<div className={styles.inner}>
					<Brand />
					<nav className={styles.nav} aria-label={t("navigation")}>
						<Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
							{t("nav_overview")}
						</Link>
						<Link to="/months" activeOptions={{ includeSearch: false }}>
							{t("nav_months")}
						</Link>
						<Link to="/deliveries" activeOptions={{ includeSearch: false }}>
							{t("nav_deliveries")}
						</Link>
						<Link to="/tags" activeOptions={{ includeSearch: false }}>
							{t("dim_tags")}
						</Link>
						<a href="/docs" className={styles.wide}>
							API
						</a>
					</nav>
					<span className={styles.space} />
					<Freshness />
					<UploadButton small look="primary" className={styles.upload} aria-label={t("upload")}>
						<span>{t("upload")}</span>
					</UploadButton>
					<LanguageMenu />
					<SchemeMenu />
				</div>
			</header>
			<main id="main" tabIndex={-1}>
				<Outlet />
			</main>
			<DropZone />
			<UploadTray />
		</>
	);
}
