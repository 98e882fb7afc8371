/* SPDX-License-Identifier: Apache-2.0 */
import "../theme/tokens.css";
import "../theme/base.css";
import "./docs.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nProvider } from "../app/i18n.tsx";
import { Reference } from "./draw.tsx";

createRoot(document.getElementById("root")!).render(
	<StrictMode>
		<I18nProvider>
			<Reference />
		</I18nProvider>
	</StrictMode>,
);
