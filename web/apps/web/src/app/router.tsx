/* SPDX-License-Identifier: Apache-2.0 */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { Overview } from "../pages/Overview.tsx";
import { NotFound } from "../ui/States.tsx";
import { Shell } from "./Shell.tsx";
import { parseSearch, stringifySearch, type SearchWords } from "./state.ts";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const words = (search: Record<string, unknown>): SearchWords => search as SearchWords;

const Month = lazyRouteComponent(() => import("../pages/Month.tsx"), "Month");

const Tags = lazyRouteComponent(() => import("../pages/Tags.tsx"), "Tags");

const routeTree = root.addChildren([
	createRoute({ getParentRoute: () => root, path: "/", component: Overview, validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/months", component: Month, validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/months/$month", component: Month, validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/months/$month/$view", component: Month, validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/tags", component: Tags, validateSearch: words }),
	createRoute({
		getParentRoute: () => root,
		path: "/deliveries/$id",
		component: lazyRouteComponent(() => import("../pages/Delivery.tsx"), "Delivery"),
		validateSearch: words,
	}),
	createRoute({
		getParentRoute: () => root,
		path: "/deliveries",
		component: lazyRouteComponent(() => import("../pages/Deliveries.tsx"), "Deliveries"),
		validateSearch: words,
	}),
]);

export const router = createRouter({ routeTree, parseSearch, stringifySearch, scrollRestoration: false });

declare module "@tanstack/react-router" {
	interface Register {
		router: typeof router;
	}
}
