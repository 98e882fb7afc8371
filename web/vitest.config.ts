/* SPDX-License-Identifier: Apache-2.0 */
import { defineConfig } from "vitest/config";

export default defineConfig({
	test: { include: ["packages/*/test/*.test.ts?(x)", "apps/*/test/*.test.ts?(x)"], environment: "node", testTimeout: 20_000 },
});
