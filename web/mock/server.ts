/* SPDX-License-Identifier: Apache-2.0 */
/* server.ts -- a stand-in for `centavo serve` while the page is being built and for the tests of its parts: the same
 * routes and shapes, made-up numbers, nothing stored. Serves the built page with the same headers, nonce included. */
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { addDays, monthStart, printDay, type Day } from "../packages/core/src/dates.ts";
import { fromUnits } from "../packages/core/src/money.ts";
import { readFocus } from "./bill.ts";
import { answerCosts, answerDimension, Refused } from "./costs.ts";
import { makeWorld, type Charge } from "./world.ts";

export interface MockOptions {
	/** demo: one currency; currencies: two; empty: no bill yet; broken: /costs answers 503 */
	scenario: "demo" | "currencies" | "empty" | "broken";
	today: Day;
	dist: string | null;
}

interface Run {
	run_id: number;
	name: string;
	size: number;
	asked: number;
	delivery: Record<string, unknown> | null;
}

interface Mock {
	options: MockOptions;
	charges: Charge[];
	lastDay: Day;
	deliveries: Record<string, unknown>[];
	runs: Map<number, Run>;
	hashes: Set<string>;
	version: number;
}

const CSP =
	"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-NONCE'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

const MEDIA: Record<string, string> = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".svg": "image/svg+xml",
};

function sendJson(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
	const type = status < 400 ? "application/json" : "application/problem+json";
	response.writeHead(status, { "Content-Type": type, "Cache-Control": "private, no-cache", ...headers });
	response.end(JSON.stringify(body));
}

function problem(response: ServerResponse, status: number, code: string, detail: string, parameter?: string): void {
	sendJson(response, status, {
		type: `https://centavo.example/problems/${code}`,
		title: code.replaceAll("_", " "),
		status,
		code,
		detail,
		...(parameter ? { parameter } : {}),
		instance: "urn:request:00000000",
	});
}

interface Told {
	name: string;
	source: string;
	format: string;
	state: string;
	message: string | null;
	scopes: string[];
	charges: Charge[];
	size: number;
	arrived: string;
}

function totalsOf(charges: Charge[]): Record<string, string> {
	const sums = new Map<string, bigint>();
	for (const { columns, cost } of charges) {
		const currency = columns["billing_currency"] ?? "";
		sums.set(currency, (sums.get(currency) ?? 0n) + cost);
	}
	return Object.fromEntries([...sums].map(([currency, sum]) => [currency, fromUnits(sum)]));
}

function tell(id: number, told: Told): Record<string, unknown> {
	const totals = totalsOf(told.charges);
	return {
		delivery_id: id,
		source: told.source,
		name: told.name,
		format: told.format,
		format_version: null,
		state: told.state,
		message: told.message,
		arrived_at: told.arrived,
		activated_at: told.state === "active" ? told.arrived : null,
		row_count: told.charges.length,
		charge_count: told.charges.length,
		dropped_count: 0,
		rejected_count: told.state === "held" ? 3 : 0,
		byte_count: told.size,
		first_scope: told.scopes[0] ?? null,
		last_scope: told.scopes.at(-1) ?? null,
		scopes: told.scopes.map((scope_key) => ({ scope_key, state: told.state, charge_count: told.charges.length })),
		totals: Object.entries(totals).map(([billing_currency, sum]) => ({
			billing_currency,
			control_total: sum,
			billed_cost: sum,
			effective_cost: sum,
			list_cost: sum,
			contracted_cost: sum,
			charge_count: told.charges.length,
		})),
		files: [{ file_no: 1, name: told.name, byte_count: told.size, sha256: "9f86d081884c7d659a2feaa0c55ad015" }],
		checks: ["INV-01", "INV-02", "INV-08", "INV-17"].map((rule) => ({ rule, outcome: "passed", failing_count: 0, detail: "" })),
		drops: [],
		rejects: told.state === "held" ? [{ file_no: 1, row_no: 17, column: "BilledCost", reason: '"12,3,4" is no number' }] : [],
	};
}

function makeDeliveries(mock: Mock): Record<string, unknown>[] {
	const list: Record<string, unknown>[] = [];
	const months = [...new Set(mock.charges.map((charge) => monthStart(charge.day)))].sort();
	for (const month of months)
		for (const provider of ["AWS", "Google Cloud"]) {
			const aws = provider === "AWS";
			const told: Told = {
				name: `${month.slice(0, 7)}-${aws ? "cur" : "focus"}.csv.gz`,
				source: aws ? "aws.cur2:110987654320" : "focus.gcp:01AB2C-3D4E5F",
				format: aws ? "aws.cur2" : "focus.gcp",
				state: "active",
				message: null,
				scopes: [month.slice(0, 7)],
				charges: mock.charges.filter((c) => monthStart(c.day) === month && c.columns["provider_name"] === provider),
				size: 4_813_321,
				arrived: `${addDays(month, 33)}T04:12:09Z`,
			};
			list.push(tell(list.length + 1, told));
		}
	return list.reverse();
}

function tagKeys(charges: Charge[]): object[] {
	const counts = new Map<string, number>();
	for (const charge of charges) for (const key of Object.keys(charge.tags)) counts.set(key, (counts.get(key) ?? 0) + 1);
	return [...counts].map(([key, charge_count]) => ({ key, charge_count }));
}

function status(mock: Mock): object {
	const days = mock.charges.map((charge) => charge.day).sort();
	return {
		name: "centavo",
		version: "0.1.0",
		data_version: String(mock.version),
		currencies: [...new Set(mock.charges.map((charge) => charge.columns["billing_currency"]))].sort().reverse(),
		first_charge_date: days[0] ?? null,
		last_charge_date: days.at(-1) ?? null,
		providers: [...new Set(mock.charges.map((charge) => charge.columns["provider_name"]))],
		delivery_counts: { active: mock.deliveries.length },
		engine: "embedded",
	};
}

const STEPS = ["landing", "mapping", "checking", "rolling_up", "activating", "done"];

/* Each question about a run moves it one step on. */
function runAnswer(run: Run): object {
	const state = STEPS[Math.min(run.asked, STEPS.length - 1)]!;
	run.asked += 1;
	const failed = run.delivery === null && state === "mapping";
	return {
		run_id: run.run_id,
		state: failed ? "failed" : state,
		bytes_done: run.size,
		bytes_total: run.size,
		row_count: run.asked > 3 ? (run.delivery?.["charge_count"] ?? 0) : 0,
		deliveries: state === "done" && run.delivery ? [run.delivery] : [],
		error: failed ? { title: "not a bill", status: 422, code: "data", detail: `${run.name}: no known format has these columns` } : null,
	};
}

/* A name with `held` ends held, so that the page's words for it can be seen. */
function deliver(mock: Mock, name: string, body: Buffer): Record<string, unknown> | null {
	const charges = readFocus(body.toString("utf8"));
	if (!charges) return null;
	const hash = createHash("sha256").update(body).digest("hex");
	const known = mock.hashes.has(hash);
	const state = known ? "duplicate" : name.includes("held") ? "held" : "active";
	const total = totalsOf(charges);
	const told = tell(mock.deliveries.length + 1, {
		name,
		source: `focus:${charges[0]?.columns["billing_account_id"] ?? ""}`,
		format: "focus",
		state,
		message: state === "duplicate" ? "the same bytes are delivery 1" : state === "held" ? "INV-04: 3 charges end before they start" : null,
		scopes: [...new Set(charges.map((charge) => charge.day.slice(0, 7)))].sort(),
		charges,
		size: body.length,
		arrived: new Date().toISOString(),
	});
	const periods = [...new Set(charges.map((charge) => charge.day.slice(0, 7)))];
	const result = { ...told, billing_periods: periods, control_total: total, stored_total: total };
	if (state === "duplicate") return result;
	mock.hashes.add(hash);
	mock.deliveries.unshift(told);
	if (state === "active") {
		mock.charges.push(...charges);
		mock.version += 1;
	}
	return result;
}

async function receive(mock: Mock, request: IncomingMessage, response: ServerResponse, search: URLSearchParams): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const body = Buffer.concat(chunks);
	const name = search.get("name") ?? "";
	const run_id = mock.runs.size + 1;
	mock.runs.set(run_id, { run_id, name, size: body.length, asked: 0, delivery: deliver(mock, name, body) });
	sendJson(response, 202, { run_id }, { Location: `/api/v1/runs/${run_id}` });
}

/* Cells as they are: enough for a link that people open. */
function csvOf(answer: { items?: Record<string, unknown>[] }): string {
	const columns = Object.keys(answer.items?.[0] ?? {});
	return [columns, ...(answer.items ?? []).map((item) => columns.map((column) => item[column]))].map((row) => row.join(",")).join("\r\n");
}

function serveFile(mock: Mock, path: string, response: ServerResponse): void {
	const { dist } = mock.options;
	const file = dist && join(dist, normalize(path));
	if (!dist) return problem(response, 404, "missing", `${path}: no page was built`);
	if (file && path.startsWith("/assets/") && existsSync(file)) {
		const type = MEDIA[extname(file)] ?? "application/octet-stream";
		response.writeHead(200, { "Content-Type": type, "Cache-Control": "public, max-age=31536000, immutable" });
		response.end(readFileSync(file));
		return;
	}
	const nonce = randomBytes(16).toString("base64");
	const html = readFileSync(join(dist, path === "/docs" ? "docs/index.html" : "index.html"), "utf8").replaceAll("__CSP_NONCE__", nonce);
	response.writeHead(200, {
		"Content-Type": MEDIA[".html"]!,
		"Cache-Control": "no-store",
		"Content-Security-Policy": CSP.replace("NONCE", nonce),
	});
	response.end(html);
}

function openApi(): object {
	const answer = { type: "object", properties: { items: { type: "array", items: { type: "object" }, description: "One row a group and step." } } };
	const parameters = [
		{ name: "window", in: "query", description: "A period by its name.", schema: { type: "string", default: "30d" }, example: "30d" },
		{ name: "granularity", in: "query", description: "Length of a step.", schema: { type: "string", enum: ["total", "day"] } },
	];
	const responses = { "200": { description: "Costs.", content: { "application/json": { schema: answer }, "text/csv": {} } } };
	return {
		openapi: "3.1.0",
		info: { title: "centavo", version: "0.1.0", description: "Provider bills as FOCUS charges." },
		paths: { "/api/v1/costs": { get: { summary: "Cost grouped by any FOCUS column or tag.", tags: ["Costs"], parameters, responses } } },
	};
}

async function answer(mock: Mock, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const url = new URL(request.url ?? "/", "http://mock");
	const path = decodeURIComponent(url.pathname);
	const search = url.searchParams;
	const { today, scenario } = mock.options;
	if (path === "/openapi.json") return sendJson(response, 200, openApi());
	if (path === "/status") return sendJson(response, 200, status(mock));
	if (path === "/api/v1/costs") {
		if (scenario === "broken") return problem(response, 503, "upstream", "the engine is busy: try again in a few seconds");
		const csv = search.get("format") === "csv";
		search.delete("format");
		const answer = answerCosts(mock.charges, search, addDays(today, -1), mock.version, mock.lastDay);
		if (!csv) return sendJson(response, 200, answer);
		response.writeHead(200, { "Content-Type": "text/csv; charset=utf-8" });
		response.end(csvOf(answer));
		return;
	}
	if (path === "/api/v1/tags") return sendJson(response, 200, { items: tagKeys(mock.charges) });
	const dimension = /^\/api\/v1\/dimensions\/(.+)$/.exec(path);
	if (dimension) return sendJson(response, 200, answerDimension(mock.charges, dimension[1]!, search, today));
	if (path === "/api/v1/deliveries" && request.method === "POST") return receive(mock, request, response, search);
	if (path === "/api/v1/deliveries") return sendJson(response, 200, { items: mock.deliveries, page: { limit: 50, next_cursor: null } });
	const one = /^\/api\/v1\/deliveries\/(\d+)$/.exec(path);
	const delivery = one && mock.deliveries.find((item) => String(item["delivery_id"]) === one[1]);
	if (delivery) return sendJson(response, 200, delivery);
	const run = /^\/api\/v1\/runs\/(.+)$/.exec(path);
	const known = run && mock.runs.get(Number(run[1]));
	if (known) return sendJson(response, 200, runAnswer(known));
	if (path.startsWith("/api/")) return problem(response, 404, "missing", `${path}: no such route`);
	serveFile(mock, path, response);
}

export function createMock(part: Partial<MockOptions> = {}): Server {
	const options: MockOptions = { scenario: "demo", today: printDay(new Date()), dist: null, ...part };
	const lastDay = addDays(options.today, -2);
	const charges =
		options.scenario === "empty" ? [] : makeWorld(addDays(options.today, -420), addDays(options.today, -1), options.scenario === "currencies");
	const mock: Mock = { options, charges, lastDay, deliveries: [], runs: new Map(), hashes: new Set(), version: 1 };
	mock.deliveries = makeDeliveries(mock);
	return createServer((request, response) => {
		answer(mock, request, response).catch((error: unknown) => {
			if (error instanceof Refused) problem(response, error.status, "usage", error.message, error.parameter);
			else problem(response, 500, "bug", String(error));
		});
	});
}
