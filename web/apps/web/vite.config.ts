/* SPDX-License-Identifier: Apache-2.0 */
import react from "@vitejs/plugin-react";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
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

/* The server sends what is already compressed; pages are left out, because each response writes a nonce into them. */
function compressedAssets(): Plugin {
	return {
		name: "compressed-assets",
		writeBundle(options, bundle) {
			for (const file of Object.values(bundle)) {
				if (!/\.(js|css|svg)$/.test(file.fileName)) continue;
				const bytes = Buffer.from(file.type === "chunk" ? file.code : file.source);
				const smaller = { gz: gzipSync(bytes, { level: 9 }), br: brotliCompressSync(bytes) };
				for (const [suffix, packed] of Object.entries(smaller))
					if (packed.length < bytes.length) writeFileSync(`${options.dir}/${file.fileName}.${suffix}`, packed);
			}
		},
	};
}

/* What answers while one works on the page: `make demo`, or another server. */
const SERVER = process.env.CENTAVO_URL ?? "http://127.0.0.1:8080";

/* What every page needs comes in two files instead of thirty: a browser asks six at a time, and one file packs better than many. */
const FIRST_VISIT = [
	{ name: "library", tags: ["$initial" as const], test: /node_modules/ },
	{ name: "page", tags: ["$initial" as const], test: /\/(packages|src\/(?!docs|main))/ },
];

export default defineConfig({
	root: import.meta.dirname,
	plugins: [react(), bootScript(), compressedAssets()],
	server: { proxy: { "/api": SERVER, "/status": SERVER, "/openapi.json": SERVER } },
	build: {
		target: "es2023",
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		reportCompressedSize: false,
		rolldownOptions: {
			input: { index: `${import.meta.dirname}/index.html`, docs: `${import.meta.dirname}/docs/index.html` },
			output: { codeSplitting: { groups: FIRST_VISIT } },
		},
	},
});
