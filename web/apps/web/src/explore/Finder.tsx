/* SPDX-License-Identifier: Apache-2.0 */
/* Finder.tsx -- one of all dimensions and tag keys: type to find, arrows and Enter, or a click. */
import { useId, useMemo, useState, type KeyboardEvent, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { dimensionName } from "../app/names.ts";
import filters from "../filters/filters.module.css";
import { Bones, ErrorBox } from "../ui/Card.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useNames } from "./fetch.ts";
import { moveIn, offer, type Offered } from "./offer.ts";
import styles from "./question.module.css";

interface Props {
	label: string;
	/** what stands first */
	suggested: string[];
	/** what cannot be chosen again */
	taken: string[];
	as_of: string | null;
	onPick(name: string): void;
}

function Options(props: { list: Offered[]; id: string; at: number; onPoint(index: number): void; onPick(name: string): void }): ReactNode {
	const { t } = useI18n();
	const titles = { suggested: t("explore_suggested"), dimension: t("explore_dimensions"), tag: t("dim_tags") };
	return (
		<div className={styles.options} role="listbox" id={props.id} aria-label={t("explore_dimensions")}>
			{(["suggested", "dimension", "tag"] as const).map((kind) => {
				const mine = props.list.flatMap((one, index) => (one.kind === kind ? [{ one, index }] : []));
				if (mine.length === 0) return null;
				return (
					<div key={kind} role="group" aria-label={titles[kind]}>
						<span className={styles.section} aria-hidden="true">
							{titles[kind]}
						</span>
						{mine.map(({ one, index }) => (
							<div
								key={one.name}
								id={`${props.id}-${index}`}
								role="option"
								aria-selected={index === props.at}
								className={styles.option}
								onPointerMove={() => props.onPoint(index)}
								onClick={() => props.onPick(one.name)}
							>
								<span>{one.label}</span>
								<small>{one.count === null ? one.name : t("charges", { count: one.count })}</small>
							</div>
						))}
					</div>
				);
			})}
		</div>
	);
}

export function Finder({ label, suggested, taken, as_of, onPick }: Props): ReactNode {
	const { t } = useI18n();
	const id = useId();
	const [q, setQ] = useState("");
	const [at, setAt] = useState(0);
	const names = useNames(as_of);
	const list = useMemo(
		() => (names.data ? offer(names.data, suggested, taken, q, (name) => dimensionName(t, name)) : []),
		[names.data, suggested, taken, q, t],
	);
	const point = (index: number) => {
		setAt(index);
		document.getElementById(`${id}-${index}`)?.scrollIntoView({ block: "nearest" });
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const next = moveIn(event.key, at, list.length);
		if (next !== null) {
			event.preventDefault();
			point(next);
		} else if (event.key === "Enter" && list[at]) {
			event.preventDefault();
			onPick(list[at].name);
		}
	};
	return (
		<>
			<div className={filters.search}>
				<Icon name="search" size={15} />
				<input
					data-autofocus
					role="combobox"
					aria-expanded="true"
					aria-controls={id}
					aria-activedescendant={list[at] ? `${id}-${at}` : undefined}
					aria-label={label}
					placeholder={label}
					value={q}
					onChange={(event) => {
						setQ(event.currentTarget.value);
						setAt(0);
					}}
					onKeyDown={onKeyDown}
				/>
			</div>
			{names.isError && <ErrorBox error={names.error} retry={() => void names.refetch()} />}
			{names.isPending && <Bones height={200} />}
			{names.isSuccess && list.length === 0 && <p className={filters.nothing}>{t("explore_no_dimension")}</p>}
			<Options list={list} id={id} at={at} onPoint={setAt} onPick={onPick} />
		</>
	);
}
