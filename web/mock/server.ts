/* SPDX-License-Identifier: Apache-2.0 */
/* server.ts -- a stand-in for `centavo serve` while the page is being built and for the tests of its parts: the same
 * routes and shapes, made-up numbers, nothing stored. Serves the built page with the same headers, nonce included. */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { addDays, monthStart, printDay, type Day } from "../packages/core/src/dates.ts";
import { fromUnits } from "../packages/core/src/money.ts";
import { answerCosts, answerDimension, Refused } from "./costs.ts";
import { makeWorld, type Charge } from "./world.ts";

export interface MockOptions {
	/** demo: one currency; currencies: two; empty: no bill yet; broken: /costs answers 503 */
	scenario: "demo" | "currencies" | "empty" | "broken";
	today: Day;
	dist: string | null;
}

interface Run {
	run_id: string;
	name: string;
	size: number;
	asked: number;
}

interface Mock {
	options: MockOptions;
	charges: Charge[];
	lastDay: Day;
	deliveries: Record<string, unknown>[];
	runs: Map<string, Run>;
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

function makeDeliveries(mock: Mock): Record<string, unknown>[] {
	const list: Record<string, unknown>[] = [];
	const months = [...new Set(mock.charges.map((charge) => monthStart(charge.day)))].sort();
	for (const provider of ["AWS", "Google Cloud"]) {
		for (const month of months) {
			const mine = mock.charges.filter((c) => monthStart(c.day) === month && c.columns["provider_name"] === provider);
			const sums = new Map<string, bigint>();
			for (const c of mine) sums.set(c.columns["billing_currency"]!, (sums.get(c.columns["billing_currency"]!) ?? 0n) + c.cost);
			const totals = Object.fromEntries([...sums].map(([currency, sum]) => [currency, fromUnits(sum)]));
			list.push({
				delivery_id: list.length + 1,
				source: provider === "AWS" ? "aws.cur2:110987654320" : "focus.gcp:01AB2C-3D4E5F",
				format: provider === "AWS" ? "aws.cur2" : "focus.gcp",
				state: "active",
				billing_periods: [month.slice(0, 7)],
				charge_count: mine.length * 37,
				rejected_count: 0,
				control_total: totals,
				stored_total: totals,
				message: null,
				received_at: `${addDays(month, 33)}T04:12:09Z`,
			});
		}
	}
	return list.reverse();
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

const STEPS = ["landing", "recognising", "mapping", "checking", "rolling_up", "activating", "done"];

/* Each question about a run moves it one step on. A name with `bad` ends rejected, `held` held, `again` a duplicate. */
function runAnswer(mock: Mock, run: Run): object {
	const state = STEPS[Math.min(run.asked, STEPS.length - 1)]!;
	run.asked += 1;
	const bad = run.name.includes("bad");
	const outcome = run.name.includes("held") ? "held" : run.name.includes("again") ? "duplicate" : "active";
	const total = { USD: "1234.567891234500" };
	const delivery = {
		delivery_id: 900,
		source: "aws.cur2:110987654320",
		format: "aws.cur2",
		state: outcome,
		billing_periods: [mock.lastDay.slice(0, 7)],
		charge_count: 48211,
		rejected_count: outcome === "held" ? 3 : 0,
		control_total: total,
		stored_total: outcome === "held" ? { USD: "1230.000000000000" } : total,
		message:
			outcome === "held"
				? "stored total differs from the file's by 4.567891234500 USD: 3 rows were rejected; see reject.csv"
				: outcome === "duplicate"
					? "the same bytes arrived before; nothing changed"
					: null,
	};
	return {
		run_id: run.run_id,
		state: bad && state === "mapping" ? "failed" : state,
		bytes_done: run.size,
		bytes_total: run.size,
		row_count: run.asked > 3 ? 48211 : 0,
		deliveries: state === "done" ? [delivery] : [],
		error: bad
			? { title: "not a bill", status: 422, code: "data", detail: `${run.name}: no known format has these columns: a, b, c` }
			: null,
	};
}

async function receive(mock: Mock, request: IncomingMessage, response: ServerResponse, search: URLSearchParams): Promise<void> {
	let size = 0;
	for await (const chunk of request) size += (chunk as Buffer).length;
	const run_id = String(mock.runs.size + 1);
	mock.runs.set(run_id, { run_id, name: search.get("name") ?? "", size, asked: 0 });
	sendJson(response, 202, { run_id }, { Location: `/api/v1/runs/${run_id}` });
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
	if (extname(path)) return problem(response, 404, "missing", `${path}: no such file`);
	const nonce = randomBytes(16).toString("base64");
	const html = readFileSync(join(dist, "index.html"), "utf8").replaceAll("__CSP_NONCE__", nonce);
	response.writeHead(200, {
		"Content-Type": MEDIA[".html"]!,
		"Cache-Control": "no-store",
		"Content-Security-Policy": CSP.replace("NONCE", nonce),
	});
	response.end(html);
}

async function answer(mock: Mock, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const url = new URL(request.url ?? "/", "http://mock");
	const path = decodeURIComponent(url.pathname);
	const search = url.searchParams;
	const { today, scenario } = mock.options;
	if (path === "/status") return sendJson(response, 200, status(mock));
	if (path === "/api/v1/costs") {
		if (scenario === "broken") return problem(response, 503, "upstream", "the engine is busy: try again in a few seconds");
		return sendJson(response, 200, answerCosts(mock.charges, search, today, mock.version, mock.lastDay));
	}
	if (path === "/api/v1/tags") return sendJson(response, 200, { items: [{ key: "env", charge_count: 5100 }, { key: "team", charge_count: 5034 }] });
	const dimension = /^\/api\/v1\/dimensions\/(.+)$/.exec(path);
	if (dimension) return sendJson(response, 200, answerDimension(mock.charges, dimension[1]!, search, today));
	if (path === "/api/v1/deliveries" && request.method === "POST") return receive(mock, request, response, search);
	if (path === "/api/v1/deliveries") return sendJson(response, 200, { items: mock.deliveries, page: { limit: 50, next_cursor: null } });
	const one = /^\/api\/v1\/deliveries\/(\d+)$/.exec(path);
	const delivery = one && mock.deliveries.find((item) => String(item["delivery_id"]) === one[1]);
	if (delivery)
		return sendJson(response, 200, {
			...delivery,
			checks: [
				{ rule: "INV-01", outcome: "passed", message: null },
				{ rule: "INV-17", outcome: "passed", message: null },
			],
			files: [{ name: "bill-00001.csv.gz", sha256: "9f86d081884c7d659a2feaa0c55ad015", size: 4813321 }],
		});
	const run = /^\/api\/v1\/runs\/(.+)$/.exec(path);
	const known = run && mock.runs.get(run[1]!);
	if (known) return sendJson(response, 200, runAnswer(mock, known));
	if (path.startsWith("/api/")) return problem(response, 404, "missing", `${path}: no such route`);
	serveFile(mock, path, response);
}

export function createMock(part: Partial<MockOptions> = {}): Server {
	const options: MockOptions = { scenario: "demo", today: printDay(new Date()), dist: null, ...part };
	const lastDay = addDays(options.today, -2);
	const charges =
		options.scenario === "empty" ? [] : makeWorld(addDays(options.today, -420), addDays(options.today, -1), options.scenario === "currencies");
	const mock: Mock = { options, charges, lastDay, deliveries: [], runs: new Map(), version: 1 };
	mock.deliveries = makeDeliveries(mock);
	return createServer((request, response) => {
		answer(mock, request, response).catch((error: unknown) => {
			if (error instanceof Refused) problem(response, error.status, "usage", error.message, error.parameter);
			else problem(response, 500, "bug", String(error));
		});
	});
}
