/* SPDX-License-Identifier: Apache-2.0 */
import { theme, variables } from "./theme/mantine.ts";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "./app/ask.ts";
import { I18nProvider } from "./app/i18n.tsx";
import { router } from "./app/router.tsx";
import { UploadProvider } from "./upload/fetch.tsx";

/* The server writes a fresh nonce into this element; the few styles that Mantine adds at run time carry it. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
const scheme = localStorageColorSchemeManager({ key: "centavo-scheme" });
const client = createQueryClient();

createRoot(document.getElementById("root")!).render(
	<StrictMode>
		<MantineProvider
			theme={theme}
			cssVariablesResolver={variables}
			colorSchemeManager={scheme}
			defaultColorScheme="auto"
			getStyleNonce={() => nonce}
		>
			<I18nProvider>
				<QueryClientProvider client={client}>
					<UploadProvider>
						<RouterProvider router={router} />
					</UploadProvider>
				</QueryClientProvider>
			</I18nProvider>
		</MantineProvider>
	</StrictMode>,
);
