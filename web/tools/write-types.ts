/* SPDX-License-Identifier: Apache-2.0 */
/* write-types.ts -- the shapes of the API as TypeScript, from the OpenAPI document on standard input: an interface for
 * each of its schemas, in their order, and Body, what the body of a request may have. As much of JSON Schema as the server's
 * document uses; anything else is an error, so that no shape is written down wrongly.
 *
 * A name beside those that a schema lists (the metric, group columns) becomes an index signature. TypeScript wants that to
 * cover the listed ones too, so it is the union of all of them; what stands under a listed name keeps its own type. */
import { readFileSync } from "node:fs";

interface Schema {
	$ref?: string;
	type?: string | string[];
	enum?: (string | null)[];
	description?: string;
	items?: Schema;
	properties?: Record<string, Schema>;
	additionalProperties?: boolean | Schema;
	required?: string[];
	anyOf?: Schema[];
}

interface Operation {
	requestBody?: { content: Record<string, { schema: Schema }> };
}

interface Document {
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, Schema> };
}

const KNOWN = new Set(["$ref", "type", "enum", "description", "items", "properties", "additionalProperties", "required", "anyOf", "format", "pattern"]);
const SIMPLE: Record<string, string> = { string: "string", integer: "number", number: "number", boolean: "boolean", null: "null" };

/** The alternatives that a value may be. */
function alternatives(schema: Schema): string[] {
	for (const word of Object.keys(schema)) if (!KNOWN.has(word)) throw new Error(`${word} is not understood: ${JSON.stringify(schema)}`);
	if (schema.$ref) return [schema.$ref.split("/").at(-1)!];
	if (schema.anyOf) return schema.anyOf.flatMap(alternatives);
	if (schema.enum) return schema.enum.map((word) => JSON.stringify(word));
	if (!schema.type) return ["unknown"];
	return [schema.type].flat().map((type) => {
		if (type === "array") return list(schema.items);
		if (type === "object") return map(schema.additionalProperties);
		const simple = SIMPLE[type];
		if (!simple) throw new Error(`type ${type} is not understood: ${JSON.stringify(schema)}`);
		return simple;
	});
}

const union = (types: string[]) => (types.includes("unknown") ? "unknown" : [...new Set(types)].join(" | "));

function list(items: Schema | undefined): string {
	const item = items ? union(alternatives(items)) : "unknown";
	return item.includes("|") ? `(${item})[]` : `${item}[]`;
}

function map(values: boolean | Schema | undefined): string {
	return `Record<string, ${typeof values === "object" ? union(alternatives(values)) : "unknown"}>`;
}

const comment = (text: string | undefined) => (text ? [`\t/** ${text.replaceAll("*/", "* /")} */`] : []);
const name = (text: string) => (/^\w+$/.test(text) ? text : JSON.stringify(text));

/** The lines between the braces. */
function members(schema: Schema): string[] {
	const lines: string[] = [];
	const all: string[] = [];
	for (const [key, member] of Object.entries(schema.properties ?? {})) {
		const optional = !schema.required?.includes(key);
		const types = alternatives(member);
		all.push(...types, ...(optional ? ["undefined"] : []));
		lines.push(...comment(member.description), `\t${name(key)}${optional ? "?" : ""}: ${union(types)};`);
	}
	const others = schema.additionalProperties;
	if (typeof others === "object") lines.push(...comment(others.description), `\t[name: string]: ${union([...alternatives(others), ...all])};`);
	return lines;
}

const document = JSON.parse(readFileSync(0, "utf8")) as Document;
const out = [
	"/* SPDX-License-Identifier: Apache-2.0 */",
	"/* api.gen.ts -- what the API answers and takes. Written by tools/write-types.ts from the server's own OpenAPI document:",
	" * `make docs` renews it, `make lint` says when it is stale. The files beside it give these shapes to the page. */",
];
for (const [key, schema] of Object.entries(document.components.schemas))
	if (schema.type === "object" && schema.properties) out.push("", `export interface ${key} {`, ...members(schema), "}");
	else out.push("", `export type ${key} = ${union(alternatives(schema))};`);

out.push("", "/** Members of JSON bodies, by method and path. */", "export interface Body {");
for (const [path, operations] of Object.entries(document.paths))
	for (const [method, { requestBody }] of Object.entries(operations)) {
		const body = requestBody?.content["application/json"]?.schema;
		if (!body?.properties) continue;
		out.push(`\t"${method.toUpperCase()} ${path}": {`, ...members(body).map((line) => `\t${line}`), "\t};");
	}
out.push("}", "");
process.stdout.write(out.join("\n"));
