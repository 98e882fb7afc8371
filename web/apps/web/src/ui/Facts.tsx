/* SPDX-License-Identifier: Apache-2.0 */
/* Facts.tsx -- what is known of one thing, name by name; what is not known is left out. */
import type { ReactNode } from "react";

interface Props {
	className: string | undefined;
	facts: [name: string, value: ReactNode][];
}

export function Facts({ className, facts }: Props): ReactNode {
	return (
		<dl className={className}>
			{facts
				.filter(([, value]) => value)
				.map(([name, value]) => (
					<div key={name}>
						<dt>{name}</dt>
						<dd>{value}</dd>
					</div>
				))}
		</dl>
	);
}
