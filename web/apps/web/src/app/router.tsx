/* SPDX-License-Identifier: Apache-2.0 */
import { createRootRoute, createRoute, createRouter, redirect } from "@tanstack/react-router";
import { Overview } from "../pages/Overview.tsx";
import { BrokenPage } from "../ui/Contain.tsx";
import { NotFound } from "../ui/States.tsx";
import { lazyRouteComponent } from "./lazyPage.ts";
import { holdsCosts } from "./places.ts";
import { Shell } from "./Shell.tsx";
import { parseSearch, stringifySearch, wordsToBegin, type SearchWords } from "./state.ts";

const root = createRootRoute({
	component: Shell,
	notFoundComponent: NotFound,
	beforeLoad: ({ location }) => {
		const search = holdsCosts(location.pathname) ? wordsToBegin(location.searchStr) : null;
		if (search) throw redirect({ to: location.pathname, search, replace: true });
	},
});
const words = (search: Record<string, unknown>): SearchWords => search as SearchWords;

const Month = lazyRouteComponent(() => import("../pages/Month.tsx"), "Month");

const Tags = lazyRouteComponent(() => import("../pages/Tags.tsx"), "Tags");

const things = (name: "Accounts" | "Services" | "Resources" | "TagKey") => lazyRouteComponent(() => import("../pages/Things.tsx"), name);
const thing = (name: "Account" | "Service" | "Resource" | "TagValue") => lazyRouteComponent(() => import("../pages/Thing.tsx"), name);
const sources = (name: "Sources" | "Source") => lazyRouteComponent(() => import("../pages/Sources.tsx"), name);

const Settings = lazyRouteComponent(() => import("../pages/Settings.tsx"), "Settings");

const routeTree = root.addChildren([
	createRoute({ getParentRoute: () => root, path: "/", component: Overview, validateSearch: words }),
	createRoute({
		getParentRoute: () => root,
		path: "/explore",
		component: lazyRouteComponent(() => import("../pages/OpenView.tsx"), "ExploreOrOpen"),
		validateSearch: words,
	}),
	createRoute({
		getParentRoute: () => root,
		path: "/boards",
		component: lazyRouteComponent(() => import("../pages/Boards.tsx"), "Boards"),
		validateSearch: words,
	}),
	createRoute({
		getParentRoute: () => root,
		path: "/boards/$id",
		component: lazyRouteComponent(() => import("../pages/Board.tsx"), "Board"),
		validateSearch: words,
	}),
	createRoute({
		getParentRoute: () => root,
		path: "/views",
		component: lazyRouteComponent(() => import("../pages/Views.tsx"), "Views"),
		validateSearch: words,
	}),
	createRoute({
		getParentRoute: () => root,
		path: "/views/$id",
		component: lazyRouteComponent(() => import("../pages/OpenView.tsx"), "OpenView"),
		validateSearch: words,
	}),
	createRoute({ getParentRoute: () => root, path: "/settings", component: Settings, validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/settings/$section", component: Settings, validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/months", component: Month, validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/months/$month", component: Month, validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/months/$month/$view", component: Month, validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/accounts", component: things("Accounts"), validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/accounts/$id", component: thing("Account"), validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/services", component: things("Services"), validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/services/$name", component: thing("Service"), validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/resources", component: things("Resources"), validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/resources/$id", component: thing("Resource"), validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/tags", component: Tags, validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/tags/$key", component: things("TagKey"), validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/tags/$key/$value", component: thing("TagValue"), validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/sources", component: sources("Sources"), validateSearch: words }),
	createRoute({ getParentRoute: () => root, path: "/sources/$name", component: sources("Source"), validateSearch: words }),
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

export const router = createRouter({
	routeTree,
	parseSearch,
	stringifySearch,
	scrollRestoration: true,
	defaultErrorComponent: BrokenPage,
});

declare module "@tanstack/react-router" {
	interface Register {
		router: typeof router;
	}
}
