/* SPDX-License-Identifier: Apache-2.0 */
/* forms.tsx -- what a key of tags, or a value of one, is called from now on. */
import type { TagRuleChange } from "@centavo/core";
import { useState, type ReactNode } from "react";
import { useI18n } from "../../app/i18n.tsx";
import { Segments } from "../../ui/Button.tsx";
import dialog from "../../ui/Dialog.module.css";
import { TextField } from "../../ui/Field.tsx";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { useSetRule } from "./fetch.ts";

type Kind = "key" | "value";
type Name = "raw" | "norm_key" | "norm_value" | "provider";

function ruleOf(kind: Kind, typed: Record<Name, string>): TagRuleChange {
	if (kind === "value") return { norm_key: typed.norm_key, raw_value: typed.raw, norm_value: typed.norm_value };
	return { norm_key: typed.norm_key, raw_key: typed.raw, ...(typed.provider ? { provider_name: typed.provider } : {}) };
}

export function RuleDialog({ onClose }: { onClose(): void }): ReactNode {
	const { t } = useI18n();
	const set = useSetRule();
	const [kind, setKind] = useState<Kind>("key");
	const [typed, setTyped] = useState<Record<Name, string>>({ raw: "", norm_key: "", norm_value: "", provider: "" });
	const [tried, setTried] = useState(false);
	const needed: Name[] = kind === "key" ? ["raw", "norm_key"] : ["norm_key", "raw", "norm_value"];
	const submit = () => {
		setTried(true);
		const trimmed = Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, text.trim()])) as Record<Name, string>;
		if (needed.every((name) => trimmed[name] !== "")) set.mutate(ruleOf(kind, trimmed), { onSuccess: onClose });
	};
	const input = (name: Name, label: string, hint?: string) => (
		<TextField
			key={name}
			label={label}
			hint={hint}
			wrong={tried && needed.includes(name) && typed[name].trim() === "" ? t("rec_missing") : null}
			value={typed[name]}
			onText={(text) => setTyped({ ...typed, [name]: text })}
		/>
	);
	return (
		<FormDialog
			title={t("tags_add_title")}
			what={t("tags_add_what")}
			confirm={t("save")}
			busy={set.isPending}
			error={set.error}
			onSubmit={submit}
			onClose={onClose}
		>
			<Segments<Kind>
				label={t("tags_kind")}
				value={kind}
				options={[
					{ value: "key", label: t("tags_of_key") },
					{ value: "value", label: t("tags_of_value") },
				]}
				onChange={setKind}
			/>
			{kind === "key" ? (
				<div className={dialog.pair}>
					{input("raw", t("tags_raw_key"), t("tags_raw_key_hint"))}
					{input("norm_key", t("tags_norm_key"))}
					{input("provider", t("dim_provider_name"), t("tags_provider_hint"))}
				</div>
			) : (
				<div className={dialog.pair}>
					{input("norm_key", t("tags_norm_key"))}
					{input("raw", t("tags_raw_value"))}
					{input("norm_value", t("tags_norm_value"))}
				</div>
			)}
		</FormDialog>
	);
}
