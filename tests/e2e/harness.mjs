/* SPDX-License-Identifier: Apache-2.0 */
/* harness.mjs -- a server on a free port in a fresh home, a browser, and pages that remember what went wrong in them. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const web = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = web("playwright-core");
const axeSource = await readFile(web.resolve("axe-core/axe.min.js"), "utf8");

const START_MS = 20_000;
const STOP_MS = 10_000;

function freePort() {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.on("error", reject);
		probe.listen(0, "127.0.0.1", () => {
			const { port } = probe.address();
			probe.close(() => resolve(port));
		});
	});
}

/** Until `ask` gives something truthy; the last failure says why not. */
export async function until(ask, what, ms = START_MS) {
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
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const child = spawn(process.env.CENTAVO_BIN, ["serve", "--home", home, "--listen", `127.0.0.1:${port}`], {
		stdio: ["ignore", "pipe", "pipe"],
	});
	let said = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
	const ended = new Promise((resolve) => child.once("exit", resolve));
	try {
		await until(async () => {
			assert.equal(child.exitCode, null, "the server has ended");
			return (await fetch(`${url}/status`)).ok;
		}, "the server answers");
	} catch (error) {
		child.kill("SIGKILL");
		throw new Error(`${error.message}\n${said}`);
	}
	return {
		url,
		home,
		async stop() {
			child.kill("SIGTERM");
			const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
			await ended;
			clearTimeout(timer);
			await rm(home, { recursive: true, force: true });
		},
	};
}

export function startBrowser() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
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

/** What goes wrong in a page from now on, since it was last asked: policy, console, refused requests, thrown errors. */
export async function watch(page) {
	const complaints = [];
	page.on("console", (message) => {
		if (message.type() === "error") complaints.push(`console: ${message.text()}`);
	});
	page.on("response", (response) => {
		if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
	});
	page.on("pageerror", (error) => complaints.push(`page: ${error.message}`));
	await page.exposeFunction("reportViolation", (text) => complaints.push(`policy: ${text}`));
	await page.addInitScript(() => {
		document.addEventListener("securitypolicyviolation", (event) =>
			window.reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`),
		);
	});
	return async () => complaints.splice(0);
}

/** A page in a context of its own; finish() fails when the page broke its policy or complained. */
export async function openPage(browser, url, options = {}) {
	const { allow = [], heading = null, clock = false, ...context } = options;
	const made = await browser.newContext({ locale: "en-US", viewport: { width: 1360, height: 900 }, ...context });
	const page = await made.newPage();
	const complaints = await watch(page);
	if (clock) await page.clock.install();
	await page.goto(url);
	await (heading ? page.getByText(heading) : page.locator("h1").first()).waitFor();
	page.finish = async () => {
		const told = await complaints();
		await made.close();
		assert.deepEqual(told.filter((text) => !allow.some((known) => text.includes(known))), [], "policy and console");
	};
	return page;
}

/** Wait until nothing is being asked. */
export async function settled(page) {
	await until(
		() => page.evaluate(() => document.querySelectorAll('[aria-busy="true"]').length === 0),
		"the page has all answers",
	);
}

/* axe is put in by the debugger, as a person's extension would be: the page's policy stays as it is. */
export async function axeFaults(page) {
	await page.evaluate(axeSource);
	const { violations } = await page.evaluate(() =>
		window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
	);
	return violations.map(
		(one) => `${one.id}: ${one.nodes.map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`).join("; ")}`,
	);
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
