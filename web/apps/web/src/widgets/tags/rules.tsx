/* SPDX-License-Identifier: Apache-2.0 */
/* rules.tsx -- the rules on what keys and values are called: added, ended, and what the server has against it. */
import { useState, type ReactNode } from "react";
import { Refusal } from "../../ui/FormDialog.tsx";
import { RulesCard } from "./draw.tsx";
import { useRules, useSetRule } from "./fetch.ts";
import { RuleDialog } from "./forms.tsx";

export function Rules(): ReactNode {
	const [adding, setAdding] = useState(false);
	const rules = useRules();
	const set = useSetRule();
	return (
		<>
			<RulesCard
				asked={rules}
				rules={rules.data ?? []}
				busy={set.isPending}
				onAdd={() => setAdding(true)}
				onEnd={(rule) =>
					set.mutate({
						norm_key: rule.norm_key,
						remove: true,
						...(rule.raw_key === null ? { raw_value: rule.raw_value! } : { raw_key: rule.raw_key }),
						...(rule.provider_name === null ? {} : { provider_name: rule.provider_name }),
					})
				}
			/>
			<Refusal error={set.error} />
			{adding && <RuleDialog onClose={() => setAdding(false)} />}
		</>
	);
}
