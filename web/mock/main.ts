/* SPDX-License-Identifier: Apache-2.0 */
/* main.ts -- node mock/main.ts [--port N] [--scenario demo|currencies|empty|broken] [--dist DIR] */
import { parseArgs } from "node:util";
import { createMock, type MockOptions } from "./server.ts";

const { values } = parseArgs({
	options: {
		port: { type: "string", default: "8081" },
		scenario: { type: "string", default: "demo" },
		dist: { type: "string" },
	},
});
const server = createMock({ scenario: values.scenario as MockOptions["scenario"], dist: values.dist ?? null });
server.listen(Number(values.port), "127.0.0.1", () => {
	console.log(`mock on http://127.0.0.1:${values.port}`);
});
