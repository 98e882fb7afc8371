/* SPDX-License-Identifier: Apache-2.0 */
/* draw.tsx -- the reference of the API: what there is, what it takes, and a place to try it. */
import { getOpenApi, tryPath, type OpenApi, type Tried } from "@centavo/core";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./docs.module.css";
import { shapeFields, shapeGroups, typeOf, type Group, type Operation } from "./shape.ts";

const SHOWN_MAX = 20_000;

function pretty(tried: Tried): string {
	if (!tried.type.includes("json")) return tried.text.slice(0, SHOWN_MAX);
	try {
		return JSON.stringify(JSON.parse(tried.text), null, 2).slice(0, SHOWN_MAX);
	} catch {
		return tried.text.slice(0, SHOWN_MAX);
	}
}

function Try({ example }: { example: string }): ReactNode {
	const { t } = useI18n();
	const [path, setPath] = useState(example);
	const [tried, setTried] = useState<Tried | null>(null);
	const [failed, setFailed] = useState(false);
	const send = () =>
		tryPath(path).then(
			(answer) => {
				setFailed(false);
				setTried(answer);
			},
			() => setFailed(true),
		);
	return (
		<div className={styles.try}>
			<div className={styles.line}>
				<span className={styles.method}>GET</span>
				<input
					value={path}
					aria-label={t("docs_address")}
					spellCheck={false}
					onChange={(event) => setPath(event.currentTarget.value)}
					onKeyDown={(event) => event.key === "Enter" && void send()}
				/>
				<Button small look="primary" onClick={() => void send()}>
					{t("docs_try")}
				</Button>
			</div>
			{failed && <p role="alert">{t("error_unreachable")}</p>}
			{tried && !failed && (
				<div aria-live="polite">
					<p className={styles.status} data-good={tried.status < 400}>
						{tried.status} · {tried.ms} ms
					</p>
					<pre tabIndex={0}>{pretty(tried)}</pre>
				</div>
			)}
		</div>
	);
}

function Rows(props: { title: string; rows: { name: string; type: string; help: string; depth?: number; needed?: boolean }[] }): ReactNode {
	const { t } = useI18n();
	if (props.rows.length === 0) return null;
	return (
		<details open={props.rows.some((row) => row.depth === undefined)}>
			<summary>{props.title}</summary>
			<div className={styles.scroll} tabIndex={0} role="group" aria-label={props.title}>
				<table>
					<tbody>
						{props.rows.map((row, i) => (
							<tr key={`${i} ${row.name}`}>
								<th scope="row" style={{ paddingLeft: (row.depth ?? 0) * 16 }}>
									<code>{row.name}</code>
									{row.needed && <em> {t("docs_required")}</em>}
								</th>
								<td>
									<span className={styles.type}>{row.type}</span>
									{row.help && <p>{row.help}</p>}
								</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
		</details>
	);
}

function OperationCard({ one, document }: { one: Operation; document: OpenApi }): ReactNode {
	const { t } = useI18n();
	const parameters = one.parameters.map((parameter) => ({
		name: parameter.name,
		type: typeOf(document, parameter.schema),
		help: parameter.description ?? "",
		needed: parameter.required ?? false,
	}));
	return (
		<section className={styles.operation} id={one.id} aria-label={`${one.method} ${one.path}`}>
			<h3>
				<span className={styles.method} data-method={one.method}>
					{one.method.toUpperCase()}
				</span>
				<code>{one.path}</code>
			</h3>
			<p>{one.operation.summary ?? one.operation.description}</p>
			{one.media.length > 0 && <p className={styles.media}>{one.media.join(" · ")}</p>}
			<Rows title={t("docs_parameters")} rows={parameters} />
			{one.answer && <Rows title={t("docs_answer")} rows={shapeFields(document, one.answer)} />}
			{one.example !== null && <Try example={one.example} />}
		</section>
	);
}

function Contents({ groups }: { groups: Group[] }): ReactNode {
	const { t } = useI18n();
	return (
		<nav className={styles.contents} aria-label={t("docs_contents")}>
			{groups.map((group) => (
				<div key={group.name}>
					<h2>{group.name}</h2>
					<ul>
						{group.operations.map((one) => (
							<li key={one.id}>
								<a href={`#${one.id}`}>
									<span data-method={one.method}>{one.method}</span> {one.path.replace(/^\/api\/v\d+/, "")}
								</a>
							</li>
						))}
					</ul>
				</div>
			))}
		</nav>
	);
}

export function Reference(): ReactNode {
	const { t } = useI18n();
	const [document, setDocument] = useState<OpenApi | null>(null);
	const [failed, setFailed] = useState(false);
	const [asked, setAsked] = useState(0);
	useEffect(() => {
		const stop = new AbortController();
		setFailed(false);
		getOpenApi(stop.signal).then(setDocument, () => !stop.signal.aborted && setFailed(true));
		return () => stop.abort();
	}, [asked]);
	const groups = useMemo(() => (document ? shapeGroups(document) : []), [document]);
	return (
		<>
			<header className={styles.header}>
				<a href="/">centavo</a>
				<h1>{t("docs_title")}</h1>
				<span />
				<a href="/openapi.json">openapi.json</a>
			</header>
			{failed && (
				<p role="alert" className={styles.failed}>
					{t("error_unreachable")} <Button small onClick={() => setAsked(asked + 1)}>{t("retry")}</Button>
				</p>
			)}
			{document && (
				<div className={styles.columns}>
					<Contents groups={groups} />
					<main>
						<p className={styles.about}>
							{document.info.description} {t("docs_about")}
						</p>
						{groups.map((group) => (
							<div key={group.name}>
								<h2>{group.name}</h2>
								{group.operations.map((one) => (
									<OperationCard key={one.id} one={one} document={document} />
								))}
							</div>
						))}
					</main>
				</div>
			)}
		</>
	);
}
