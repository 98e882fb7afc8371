/* SPDX-License-Identifier: Apache-2.0 */
/* Contain.tsx -- what breaks while it is drawn breaks alone: a widget in its card, a page in the frame, each with a way on.
 * A part that the server no longer has, after an upgrade, comes back by loading the page anew. */
import { Link, useRouter } from "@tanstack/react-router";
import { Component, type ReactNode } from "react";
import { useI18n } from "../app/i18n.tsx";
import { PartGone } from "../app/lazyPage.ts";
import { Button } from "./Button.tsx";
import styles from "./Contain.module.css";
import { Icon } from "./Icon.tsx";

const reload = () => window.location.reload();

function Broken({ error, again }: { error: unknown; again: () => void }): ReactNode {
	const { t } = useI18n();
	const gone = error instanceof PartGone;
	return (
		<div className={styles.broken} role="alert">
			<span className={styles.icon}>
				<Icon name="warn" size={20} />
			</span>
			<div>
				<strong>{gone ? t("part_gone") : t("broken")}</strong>
				<p>{gone ? t("part_gone_why") : t("broken_why")}</p>
				{!gone && <code>{String(error)}</code>}
			</div>
			<Button small onClick={gone ? reload : again}>
				{gone ? t("reload") : t("retry")}
			</Button>
		</div>
	);
}

interface Props {
	/** another one is another attempt */
	attempt?: unknown;
	children: ReactNode;
}

interface State {
	error: unknown;
	failed: boolean;
	attempt: unknown;
}

/** A widget, without the rest of its page. */
export class Contain extends Component<Props, State> {
	override state: State = { error: null, failed: false, attempt: this.props.attempt };

	static getDerivedStateFromError(error: unknown): Partial<State> {
		return { error, failed: true };
	}

	static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
		return props.attempt === state.attempt ? null : { failed: false, error: null, attempt: props.attempt };
	}

	override render(): ReactNode {
		if (!this.state.failed) return this.props.children;
		return <Broken error={this.state.error} again={() => this.setState({ failed: false, error: null })} />;
	}
}

/** A page, within the frame that leads elsewhere. */
export function BrokenPage({ error, reset }: { error: unknown; reset: () => void }): ReactNode {
	const { t } = useI18n();
	const router = useRouter();
	const gone = error instanceof PartGone;
	const again = () => {
		reset();
		void router.invalidate();
	};
	return (
		<div className={styles.page} role="alert">
			<h1>{gone ? t("part_gone") : t("broken_page")}</h1>
			<p>{gone ? t("part_gone_why") : t("broken_why")}</p>
			{!gone && <code>{String(error)}</code>}
			<div className={styles.next}>
				{gone && (
					<Button look="primary" onClick={reload}>
						{t("reload")}
					</Button>
				)}
				<Button look={gone ? "quiet" : "primary"} onClick={again}>
					{t("retry")}
				</Button>
				<Link to="/">{t("nav_overview")}</Link>
			</div>
		</div>
	);
}
