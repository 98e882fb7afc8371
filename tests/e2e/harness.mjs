/* SPDX-License-Identifier: Apache-2.0 */
/* harness.mjs -- a server on a free port in a fresh home, a browser, pages that remember what went wrong in them, and what many
 * tests look for on them. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

const web = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = web("playwright-core");
const axeSource = await readFile(web.resolve("axe-core/axe.min.js"), "utf8");

/* The first has no windows to care for, which is two fifths of the work of the other. */
const BROWSERS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
/* Only what goes wrong takes as long, on the slowest machine. */
const PATIENCE_MS = 120_000;

/** Until `ask` gives something truthy; the last failure says why not. */
export async function until(ask, what, ms = PATIENCE_MS) {
	const deadline = Date.now() + ms;
	let last;
	while (Date.now() < deadline) {
		try {
			const value = await ask();
			if (value) return value;
		} catch (error) {
			last = error;
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`${what}: not within ${ms} ms${last ? ` (${last.message})` : ""}`);
}

export async function startServer() {
	const home = await mkdtemp(join(tmpdir(), "centavo-e2e-"));
	const child = spawn(process.env.CENTAVO_BIN, ["serve", "--home", home, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"] });
	let said = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
	const ended = new Promise((resolve) => child.once("exit", resolve));
	let url;
	try {
		url = await until(() => {
			assert.equal(child.exitCode, null, "the server has ended");
			return said.match(/centavo serves (http:\S+)/)?.[1];
		}, "the server says where it is");
	} catch (error) {
		child.kill("SIGKILL");
		throw new Error(`${error.message}\n${said}`);
	}
	return {
		url,
		home,
		async stop() {
			child.kill("SIGTERM");
			const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
			await ended;
			clearTimeout(timer);
			await rm(home, { recursive: true, force: true });
		},
	};
}

export function startBrowser() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? BROWSERS.find(existsSync),
		args: [
			"--headless",
			"--no-sandbox",
			"--disable-gpu",
			"--disable-quic",
			"--no-first-run",
			"--disable-background-networking",
			"--disable-component-update",
			"--disable-sync",
		],
	});
}

/** What goes wrong in a page from now on, since it was last asked: policy, console, refused requests, thrown errors. What the page
 * asks is in onTheWay until it is answered. */
export async function watch(page) {
	const complaints = [];
	page.on("console", (message) => {
		if (message.type() === "error") complaints.push(`console: ${message.text()}`);
	});
	page.on("response", (response) => {
		if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
	});
	page.on("pageerror", (error) => complaints.push(`page: ${error.message}`));
	page.onTheWay = new Set();
	page.on("request", (request) => {
		if (request.isNavigationRequest()) page.onTheWay.clear(); // nobody hears any more of what the page before asked
		page.onTheWay.add(request);
	});
	for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => page.onTheWay.delete(request));
	await page.exposeFunction("reportViolation", (text) => complaints.push(`policy: ${text}`));
	await page.addInitScript(() => {
		document.addEventListener("securitypolicyviolation", (event) =>
			window.reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`),
		);
	});
	return async () => complaints.splice(0);
}

/** A page in a context of its own, prepared before it is opened; finish() fails when it broke its policy or complained. */
export async function openPage(browser, url, options = {}) {
	const { allow = [], heading = null, clock = false, prepare = () => {}, ...context } = options;
	const made = await browser.newContext({ locale: "en-US", viewport: { width: 1360, height: 900 }, ...context });
	made.setDefaultTimeout(PATIENCE_MS);
	const page = await made.newPage();
	const complaints = await watch(page);
	if (clock) await page.clock.install();
	await prepare(page);
	await page.goto(url);
	await (heading ? page.getByText(heading) : page.locator("h1").first()).waitFor();
	page.finish = async () => {
		const told = await complaints();
		await made.close();
		assert.deepEqual(told.filter((text) => !allow.some((known) => text.includes(known))), [], "policy and console");
	};
	return page;
}

/** For the tests of one file: a server in a fresh home, which `fill` brings bills to, and a browser; both end with the file.
 * open(path, options) opens a page, with neither that of `path` with `defaults`. */
export function world(fill = () => {}, path = "/", defaults = {}) {
	const server = {};
	let browser;
	before(async () => {
		Object.assign(server, await startServer());
		browser = await startBrowser();
		await fill(server);
	});
	after(async () => {
		await browser?.close();
		await server.stop?.();
	});
	return {
		server,
		ask: (method, to, body) => ask(server, method, to, body),
		open: (to = path, options = {}) => openPage(browser, server.url + to, { ...defaults, ...options }),
		async newContext(options) {
			const made = await browser.newContext(options);
			made.setDefaultTimeout(PATIENCE_MS);
			return made;
		},
	};
}

/** What the address of a page says. */
export const words = (page) => new URL(page.url()).searchParams;

/** The sum at the top of a page. */
export const total = (page) => page.locator('[data-kpi="total"] strong');

/** A part of a page by its heading. */
export const card = (page, name) =>
	page.getByRole("main").locator("section").filter({ has: page.getByRole("heading", { name, exact: true }) });

/** From now on the server is too busy for what the pattern matches, and says so with this. */
export const refuse = (page, pattern, detail = "try again in a second") =>
	page.route(pattern, (route) =>
		route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify({ title: "busy", status: 503, detail }) }),
	);

/** How many pixels of a page are beyond the right edge of the window. */
export const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Wait until the page has drawn what was clicked and has all answers: it is idle, nothing in it waits, nothing is on its way. */
export async function settled(page) {
	const isIdle = () =>
		new Promise((resolve) => {
			const look = () => resolve(document.querySelector('[aria-busy="true"]') === null);
			requestIdleCallback(look, { timeout: 1000 });
		});
	await until(async () => (await page.evaluate(isIdle)) && page.onTheWay.size === 0, "the page has all answers");
}

/* axe is put in by the debugger, as a person's extension would be: the page's policy stays as it is. */
export async function axeFaults(page) {
	await page.evaluate(axeSource);
	/* what still fades in has not the contrast that it will have */
	await page.evaluate(() => {
		const ending = document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime !== Infinity);
		return Promise.allSettled(ending.map((one) => one.finished));
	});
	const { violations } = await page.evaluate(() =>
		window.axe.run(document, {
			runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
			resultTypes: ["violations"], // of what is in order nothing is written down
			preload: false, // only for films, of which there are none
		}),
	);
	return violations.map(
		(one) => `${one.id}: ${one.nodes.map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`).join("; ")}`,
	);
}

/** Tests of pages, all that `list` gives, for readers [theme, width]: axe finds nothing, and nothing is beyond the window. */
export function shutsNobodyOut(what, open, list, readers) {
	for (const [colorScheme, width] of readers)
		test(`nobody is shut out of ${what}, ${colorScheme}, ${width} wide`, async () => {
			const [first, ...others] = await list();
			const page = await open(first, { colorScheme, viewport: { width, height: 844 }, reducedMotion: "reduce" });
			const look = async (path) => {
				await page.locator("h1").first().waitFor();
				await settled(page);
				assert.deepEqual(await axeFaults(page), [], path);
				assert.equal(await overflow(page), 0, path);
			};
			await look(first);
			for (const path of others) {
				await page.goto(new URL(path, page.url()).href);
				await look(path);
			}
			await page.finish();
		});
}

/** Press, move in steps, release, as a hand does; both have to be in sight. */
export async function drag(page, from, to) {
	const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
	const [start, end] = [middle(await from.boundingBox()), middle(await to.boundingBox())];
	await page.mouse.move(...start);
	await page.mouse.down();
	await page.mouse.move(start[0] + 9, start[1] + 9, { steps: 3 });
	await page.mouse.move(...end, { steps: 6 });
	await page.mouse.up();
}

/** Put a file into the page as the file dialog does. */
export async function upload(page, name, text) {
	await page.locator("input[data-upload]").first().setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
}

/** What the API answers; it must not refuse. */
export async function ask(server, method, path, body) {
	const headers = body ? { "Content-Type": "application/json" } : {};
	const answer = await fetch(`${server.url}/api/v1/${path}`, { method, headers, body: body && JSON.stringify(body) });
	assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`);
	return answer.status === 204 ? null : answer.json();
}

/** Send a file to the API and wait until its run is over. */
export async function deliver(server, name, body, more = {}) {
	const sent = await fetch(`${server.url}/api/v1/deliveries?${new URLSearchParams({ name, ...more })}`, { method: "POST", body });
	assert.equal(sent.status, 202, await sent.clone().text());
	const { run_id } = await sent.json();
	const run = await until(async () => {
		const answer = await (await fetch(`${server.url}/api/v1/runs/${run_id}`)).json();
		return (answer.state === "done" || answer.state === "failed") && answer;
	}, `the run of ${name}`);
	assert.equal(run.state, "done", JSON.stringify(run));
	return run.deliveries;
}
