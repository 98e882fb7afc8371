/* SPDX-License-Identifier: Apache-2.0 */
/* system.ts -- the server itself, its problems, its description. Field names are the API's own. */
import type { Day } from "../dates.ts";

export interface Status {
	name: string;
	version: string;
	data_version: string | number;
	currencies: string[];
	first_charge_date: Day | null;
	last_charge_date: Day | null;
	providers: string[];
	delivery_counts: Record<string, number>;
	engine: string;
}

/** RFC 9457. */
export interface Problem {
	type?: string;
	title: string;
	status?: number;
	code?: string;
	detail?: string;
	parameter?: string;
	instance?: string;
}

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
