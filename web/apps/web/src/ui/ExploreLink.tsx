/* SPDX-License-Identifier: Apache-2.0 */
/* ExploreLink.tsx -- from a number to the question behind it, in the explorer. */
import { DEFAULT_EXPLORER, type ExplorerState, type Query } from "@centavo/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { exploreSearch } from "../explore/state.ts";

interface Props {
	query: Query;
	look?: Partial<ExplorerState> | undefined;
	className?: string | undefined;
	title?: string | undefined;
	children: ReactNode;
}

export function ExploreLink({ query, look, className, title, children }: Props): ReactNode {
	return (
		<Link to="/explore" search={exploreSearch({ ...DEFAULT_EXPLORER, ...look, query })} className={className} title={title}>
			{children}
		</Link>
	);
}
