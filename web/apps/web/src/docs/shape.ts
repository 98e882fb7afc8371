/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- an OpenAPI document as the reference shows it: operations by group, parameters and fields as rows. */
import type { OpenApi, OpenApiOperation, OpenApiParameter, OpenApiSchema } from "@centavo/core";

export interface Operation {
	id: string;
	method: string;
	path: string;
	operation: OpenApiOperation;
	parameters: OpenApiParameter[];
	/** a first address to try; null when it would change something */
	example: string | null;
	/** schema of the good answer */
	answer: OpenApiSchema | null;
	media: string[];
}

export interface Group {
	name: string;
	operations: Operation[];
}

const METHODS = ["get", "post", "put", "patch", "delete"];

function exampleOf(parameter: OpenApiParameter): string {
	const example = parameter.example ?? parameter.schema?.example ?? parameter.schema?.default ?? parameter.schema?.enum?.[0];
	return example === undefined ? "" : String(example);
}

/** Path parameters filled in; of the others those that are required. */
export function examplePath(path: string, parameters: OpenApiParameter[]): string {
	const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
		const parameter = parameters.find((one) => one.name === name);
		return encodeURIComponent((parameter && exampleOf(parameter)) || "1");
	});
	const search = parameters
		.filter((one) => one.in === "query" && one.required)
		.map((one) => `${one.name}=${encodeURIComponent(exampleOf(one))}`);
	return search.length > 0 ? `${filled}?${search.join("&")}` : filled;
}

function answerOf(operation: OpenApiOperation): { answer: OpenApiSchema | null; media: string[] } {
	const good = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith("2"))?.[1];
	const media = Object.keys(good?.content ?? {});
	return { answer: good?.content?.["application/json"]?.schema ?? null, media };
}

export function shapeGroups(document: OpenApi): Group[] {
	const groups = new Map<string, Operation[]>();
	for (const [path, methods] of Object.entries(document.paths))
		for (const [method, operation] of Object.entries(methods)) {
			if (!METHODS.includes(method)) continue;
			const name = operation.tags?.[0] ?? "";
			const parameters = (operation.parameters ?? []).filter((one) => one.name !== undefined);
			const id = `${method}${path}`.replace(/[^a-z0-9]+/gi, "-");
			const example = method === "get" ? examplePath(path, parameters) : null;
			const list = groups.get(name) ?? [];
			list.push({ id, method, path, operation, parameters, example, ...answerOf(operation) });
			groups.set(name, list);
		}
	return [...groups].map(([name, operations]) => ({ name, operations }));
}

export function resolve(document: OpenApi, schema: OpenApiSchema): OpenApiSchema {
	const name = /^#\/components\/schemas\/(.+)$/.exec(schema.$ref ?? "")?.[1];
	return (name && document.components?.schemas?.[name]) || schema;
}

export function typeOf(document: OpenApi, schema: OpenApiSchema | undefined): string {
	if (!schema) return "";
	const known = resolve(document, schema);
	const choices = known.oneOf ?? known.anyOf;
	if (choices) return choices.map((one) => typeOf(document, one)).join(" | ");
	if (known.enum) return known.enum.map(String).join(" | ");
	const type = [known.type ?? "object"].flat().join(" | ");
	if (type.startsWith("array")) return `[${typeOf(document, known.items)}]`;
	return known.format ? `${type} (${known.format})` : type;
}

export interface Field {
	name: string;
	type: string;
	help: string;
	depth: number;
}

const DEPTH_MAX = 3;

/** The fields of an answer, those of inner objects indented below them. */
export function shapeFields(document: OpenApi, schema: OpenApiSchema, depth = 0): Field[] {
	const known = resolve(document, schema);
	const parts = known.allOf ? known.allOf.flatMap((one) => shapeFields(document, one, depth)) : [];
	const own = Object.entries(known.properties ?? {}).flatMap(([name, property]): Field[] => {
		const inside = resolve(document, property);
		const element = inside.items ? resolve(document, inside.items) : inside;
		const field = { name, type: typeOf(document, property), help: property.description ?? inside.description ?? "", depth };
		return [field, ...(depth < DEPTH_MAX ? shapeFields(document, element, depth + 1) : [])];
	});
	return [...parts, ...own];
}
