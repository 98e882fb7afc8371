/* SPDX-License-Identifier: Apache-2.0 */
/* Card.tsx -- the frame of a widget: its title, and in its place a skeleton, an error with retry, or the reason why it
 * is empty. A failing widget never takes the others down. */
import { Menu, Skeleton } from "@mantine/core";
import { ApiError, type Links } from "@centavo/core";
import { useId, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { errorText } from "../app/names.ts";
import { Button, IconButton } from "./Button.tsx";
import styles from "./Card.module.css";
import { Contain } from "./Contain.tsx";
import { Icon } from "./Icon.tsx";

export interface Asked {
	isPending: boolean;
	isFetching: boolean;
	isError: boolean;
	error: unknown;
	refetch(): unknown;
}

interface CardProps {
	title: ReactNode;
	hint?: ReactNode;
	actions?: ReactNode;
	links?: Links | undefined;
	asked: Asked;
	height: number;
	bones?: ReactNode;
	empty?: ReactNode;
	className?: string | undefined;
	children: ReactNode;
}

export function ErrorBox({ error, retry }: { error: unknown; retry: () => void }): ReactNode {
	const { t } = useI18n();
	const unreachable = error instanceof ApiError && error.status === 0;
	return (
		<div className={styles.error} role="alert">
			<span className={styles.errorIcon}>
				<Icon name="warn" size={20} />
			</span>
			<div>
				<strong>{unreachable ? t("error_unreachable") : t("error_title")}</strong>
				<p>{errorText(t, error)}</p>
				{error instanceof ApiError && error.problem.instance && <code>{error.problem.instance}</code>}
			</div>
			<Button small onClick={retry}>
				{t("retry")}
			</Button>
		</div>
	);
}

export function Bones({ height }: { height: number }): ReactNode {
	const rows = Math.max(1, Math.floor(height / 40));
	return (
		<div className={styles.bones} style={{ height }} aria-hidden="true" aria-busy="true">
			{Array.from({ length: rows }, (_, i) => (
				<Skeleton key={i} height={14} width={`${92 - ((i * 23) % 47)}%`} radius={6} />
			))}
		</div>
	);
}

const HEIGHTS = [62, 58, 66, 71, 40, 38, 64, 67, 69, 60, 73, 44, 41, 68, 72, 70, 75, 78, 47, 45, 71, 69];

/** The skeleton of a bar chart. */
export function BarBones({ height }: { height: number }): ReactNode {
	return (
		<div className={styles.barBones} style={{ height }} aria-hidden="true">
			{HEIGHTS.map((share, i) => (
				<Skeleton key={i} height={`${share}%`} radius={3} />
			))}
		</div>
	);
}

export function LinksMenu({ links }: { links: Links }): ReactNode {
	const { t } = useI18n();
	return (
		<Menu position="bottom-end" withinPortal>
			<Menu.Target>
				<IconButton icon="more" label={t("more")} />
			</Menu.Target>
			<Menu.Dropdown className={styles.menu}>
				{links.csv && (
					<Menu.Item component="a" href={links.csv} download>
						{t("download_csv")}
					</Menu.Item>
				)}
				{links.parquet && (
					<Menu.Item component="a" href={links.parquet} download>
						{t("download_parquet")}
					</Menu.Item>
				)}
				{links.self && (
					<Menu.Item component="a" href={links.self} target="_blank" rel="noreferrer">
						{t("open_api")}
					</Menu.Item>
				)}
			</Menu.Dropdown>
		</Menu>
	);
}

export function Card(props: CardProps): ReactNode {
	const { asked } = props;
	const id = useId();
	const { t } = useI18n();
	let body = props.children;
	if (asked.isError) body = <ErrorBox error={asked.error} retry={() => void asked.refetch()} />;
	else if (asked.isPending) body = props.bones ?? <Bones height={props.height} />;
	else if (props.empty) body = <div className={styles.empty}>{props.empty}</div>;
	return (
		<section
			className={[styles.card, props.className].filter(Boolean).join(" ")}
			aria-labelledby={id}
			aria-busy={asked.isFetching || asked.isPending}
		>
			<header className={styles.head}>
				<div className={styles.titles}>
					<h2 id={id}>{props.title}</h2>
					{props.hint && <p className={styles.hint}>{props.hint}</p>}
				</div>
				<div className={styles.actions}>
					{props.actions}
					{props.links && <LinksMenu links={props.links} />}
				</div>
			</header>
			{asked.isPending && <span className="sr-only">{t("loading")}</span>}
			<div className={styles.body} data-stale={(asked.isFetching && !asked.isPending) || undefined}>
				<Contain attempt={asked.isFetching}>{body}</Contain>
			</div>
		</section>
	);
}
