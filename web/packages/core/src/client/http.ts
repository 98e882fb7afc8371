/* SPDX-License-Identifier: Apache-2.0 */
/* http.ts -- asking and being refused: the one place that sends requests. */
import type { Problem } from "../types/index.ts";

/** An answer that is no success, or no answer at all (status 0). */
export class ApiError extends Error {
	readonly problem: Problem;
	readonly status: number;

	constructor(problem: Problem, status: number) {
		super(problem.detail ?? problem.title);
		this.name = "ApiError";
		this.problem = problem;
		this.status = status;
	}

	/** Worth another try without changing the question. */
	get retryable(): boolean {
		return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
	}
}

export function problemOf(text: string, status: number): Problem {
	try {
		const body = JSON.parse(text) as Problem;
		if (typeof body.title === "string" || typeof body.detail === "string") return body;
	} catch {
		/* a proxy's HTML page says no more than its status */
	}
	return { title: `HTTP ${status}`, status };
}

async function askJson<T>(url: string, asked: RequestInit, signal?: AbortSignal): Promise<T> {
	let response: Response;
	try {
		const headers = { Accept: "application/json", ...asked.headers };
		response = await fetch(url, { ...asked, headers, signal: signal ?? null });
	} catch (cause) {
		if (signal?.aborted) throw cause;
		throw new ApiError({ title: "unreachable", code: "unreachable" }, 0);
	}
	const text = await response.text();
	if (!response.ok) throw new ApiError(problemOf(text, response.status), response.status);
	return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** Headers beside those of every request. */
export type Headers = Record<string, string>;

export function getJson<T>(url: string, signal?: AbortSignal, headers: Headers = {}): Promise<T> {
	return askJson(url, { headers }, signal);
}

function sendJson<T>(method: string, url: string, body: object, headers: Headers): Promise<T> {
	return askJson(url, { method, headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) });
}

export function postJson<T>(url: string, body: object, headers: Headers = {}): Promise<T> {
	return sendJson("POST", url, body, headers);
}

export function putJson<T>(url: string, body: object, headers: Headers = {}): Promise<T> {
	return sendJson("PUT", url, body, headers);
}

export function deleteJson(url: string, headers: Headers = {}): Promise<void> {
	return askJson(url, { method: "DELETE", headers });
}
