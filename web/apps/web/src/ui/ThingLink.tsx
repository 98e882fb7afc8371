/* SPDX-License-Identifier: Apache-2.0 */
/* ThingLink.tsx -- a value that leads to its page where it has one, as text where it has none. */
import type { Query } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { carried, thingLink } from "../app/links.ts";

interface Props {
	/** the dimension */
	name: string;
	value: string | null;
	/** its period, metric and currency go along */
	query?: Query | undefined;
	className?: string | undefined;
	children: ReactNode;
}

export function ThingLink({ name, value, query, className, children }: Props): ReactNode {
	const to = thingLink(name, value);
	if (to === null) return <>{children}</>;
	return (
		<Link to={to} search={query ? carried(query) : {}} className={className}>
			{children}
		</Link>
	);
}
