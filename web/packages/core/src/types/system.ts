/* SPDX-License-Identifier: Apache-2.0 */
/* system.ts -- the server itself, its problems, its description. */
import type * as api from "./api.gen.ts";

export type { Status } from "./api.gen.ts";

/** RFC 9457. What stands between the page and the server may say less of one. */
export type Problem = Partial<api.Problem> & Pick<api.Problem, "title">;

/** The part of an OpenAPI 3.1 document that the reference shows. */
export interface OpenApi {
	info: { title: string; version: string; description?: string };
	paths: Record<string, Record<string, OpenApiOperation>>;
	components?: { schemas?: Record<string, OpenApiSchema> };
}

export interface OpenApiOperation {
	operationId?: string;
	summary?: string;
	description?: string;
	tags?: string[];
	parameters?: OpenApiParameter[];
	requestBody?: { description?: string; content?: Record<string, { schema?: OpenApiSchema }> };
	responses?: Record<string, { description?: string; content?: Record<string, { schema?: OpenApiSchema }> }>;
}

export interface OpenApiParameter {
	name: string;
	in: string;
	required?: boolean;
	description?: string;
	schema?: OpenApiSchema;
	example?: unknown;
}

export interface OpenApiSchema {
	$ref?: string;
	type?: string | string[];
	format?: string;
	description?: string;
	enum?: unknown[];
	default?: unknown;
	example?: unknown;
	items?: OpenApiSchema;
	properties?: Record<string, OpenApiSchema>;
	required?: string[];
	additionalProperties?: boolean | OpenApiSchema;
	oneOf?: OpenApiSchema[];
	anyOf?: OpenApiSchema[];
	allOf?: OpenApiSchema[];
}
