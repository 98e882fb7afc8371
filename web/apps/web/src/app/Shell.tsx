/* SPDX-License-Identifier: Apache-2.0 */
/* Shell.tsx -- what every page has: places beside it, freshness, upload, language, light and dark above it. */
import { LANGUAGES, type Language } from "@centavo/core";
import { Menu, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { Outlet } from "@tanstack/react-router";
import { useRef, type ReactNode } from "react";
import { DropZone, UploadButton, UploadTray } from "../upload/draw.tsx";
import { IconButton } from "../ui/Button.tsx";
import card from "../ui/Card.module.css";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { useArrival } from "./arrival.ts";
import { Freshness } from "./Freshness.tsx";
import { useI18n } from "./i18n.tsx";
import { Misread } from "./Misread.tsx";
import styles from "./Shell.module.css";
import { Brand, Drawer, Sidebar } from "./Sidebar.tsx";

const LANGUAGE_NAMES: Record<Language, string> = { en: "English", "pt-BR": "Português", fr: "Français" };

function LanguageMenu(): ReactNode {
	const { t, language, prefer } = useI18n();
	return (
		<Menu position="bottom-end" withinPortal>
			<Menu.Target>
				<IconButton icon="globe" label={t("language")} />
			</Menu.Target>
			<Menu.Dropdown className={card.menu}>
				{LANGUAGES.map((one) => (
					<Menu.Item
						key={one}
						lang={one}
						className={styles.item}
						aria-current={one === language || undefined}
						onClick={() => prefer({ language: one })}
					>
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
	const main = useRef<HTMLElement>(null);
	useArrival(main);
	return (
		<div className={styles.frame}>
			<a className="skip" href="#main">
				{t("skip")}
			</a>
			<Sidebar />
			<div className={styles.content}>
				<header className={styles.header}>
					<div className={styles.inner}>
						<Drawer />
						<span className={styles.brand}>
							<Brand />
						</span>
						<span className={styles.space} />
						<Freshness />
						<UploadButton small look="primary" className={styles.upload} aria-label={t("upload")}>
							<span>{t("upload")}</span>
						</UploadButton>
						<LanguageMenu />
						<SchemeMenu />
					</div>
				</header>
				<main id="main" ref={main} tabIndex={-1}>
					<Misread />
					<Outlet />
				</main>
			</div>
			<DropZone />
			<UploadTray />
		</div>
	);
}
