/* SPDX-License-Identifier: Apache-2.0 */
/* OpenView.tsx -- a link to a saved view: the explorer in the state that was saved; of a broken one first what is gone. */
import { ApiError, isViewAlone, type SavedView } from "@centavo/core";
import { Link, useLocation, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { exploreSearch } from "../explore/state.ts";
import { Button } from "../ui/Button.tsx";
import { Bones, ErrorBox } from "../ui/Card.tsx";
import { Empty } from "../ui/States.tsx";
import { Broken } from "../widgets/views/Broken.tsx";
import { useView } from "../widgets/views/fetch.ts";
import { stateOf, withoutProblems } from "../widgets/views/shape.ts";
import { Explorer } from "./Explorer.tsx";
import styles from "./pages.module.css";

function Opened({ view }: { view: SavedView }): ReactNode {
	const { t } = useI18n();
	const navigate = useNavigate();
	const fine = view.problems.length === 0;
	useEffect(() => {
		if (fine) void navigate({ to: "/explore", search: exploreSearch({ ...stateOf(view), view: view.view_id }), replace: true });
	}, [fine, navigate, view]);
	if (fine) return <Bones height={380} />;
	const less = { ...withoutProblems(view), view: view.view_id };
	return (
		<>
			<div className={styles.title}>
				<h1>{view.name}</h1>
			</div>
			{view.description && <p>{view.description}</p>}
			<Broken view={view}>
				<Button look="primary" onClick={() => void navigate({ to: "/explore", search: exploreSearch(less) })}>
					{t("view_open_without")}
				</Button>
				<Link to="/views">{t("views_all")}</Link>
			</Broken>
		</>
	);
}

/** What stands in the page while the view is asked for, and when there is none. */
export function ViewById({ id }: { id: string }): ReactNode {
	const { t } = useI18n();
	const asked = useView(id);
	const gone = asked.error instanceof ApiError && asked.error.status === 404;
	return (
		<div className={styles.page} aria-busy={asked.isPending}>
			{!asked.data && <h1 className="sr-only">{t("nav_views")}</h1>}
			{asked.isPending && <Bones height={380} />}
			{gone && (
				<div className={styles.nothing}>
					<Empty title={t("view_gone")} why={t("view_gone_why")}>
						<Link to="/views">{t("views_all")}</Link>
					</Empty>
				</div>
			)}
			{asked.isError && !gone && <ErrorBox error={asked.error} retry={() => void asked.refetch()} />}
			{asked.data && !asked.isError && <Opened view={asked.data} />}
		</div>
	);
}

export function OpenView(): ReactNode {
	const { id } = useParams({ strict: false });
	return <ViewById id={id ?? ""} />;
}

/** /explore?view=… and no other word is a link to the view too. */
export function ExploreOrOpen(): ReactNode {
	const words = new URLSearchParams(useLocation().searchStr);
	return isViewAlone(words) ? <ViewById id={words.get("view") ?? ""} /> : <Explorer />;
}
