/* SPDX-License-Identifier: Apache-2.0 */
import react from "@vitejs/plugin-react";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";

/* boot.js must run before the first paint: a plain blocking script of its own, hashed like every other asset. */
function bootScript(): Plugin {
	const code = readFileSync(new URL("src/theme/boot.js", import.meta.url), "utf8");
	const name = `assets/boot-${createHash("sha256").update(code).digest("hex").slice(0, 8)}.js`;
	return {
		name: "boot-script",
		generateBundle() {
			this.emitFile({ type: "asset", fileName: name, source: code });
		},
		transformIndexHtml(_, context) {
			const attrs = context.server ? { src: "/src/theme/boot.js" } : { src: `/${name}` };
			return [{ tag: "script", attrs, injectTo: "head-prepend" }];
		},
	};
}

export default defineConfig({
	root: import.meta.dirname,
	plugins: [react(), bootScript()],
	server: { proxy: { "/api": "http://127.0.0.1:8081", "/status": "http://127.0.0.1:8081" } },
	build: {
		target: "es2023",
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		reportCompressedSize: false,
	},
});
