# SPDX-License-Identifier: Apache-2.0
"""Whether answers are as the OpenAPI document says. The page's types are made from it, so what it says must be so."""
import functools
import json
import re
import sys

import tap

KINDS = {str: "string", bool: "boolean", int: "integer", float: "number", list: "array", dict: "object", type(None): "null"}


SEEN = set()  # names of the shapes that came in answers


def check_shape(document, schema, value, path="$", seen=None):
    """Whether a value is of an OpenAPI schema; as much of JSON Schema as ours use. `seen` collects the names of its shapes."""
    if "$ref" in schema:
        name = schema["$ref"].split("/")[-1]
        if seen is not None:
            seen.add(name)
        return check_shape(document, document["components"]["schemas"][name], value, path, seen)
    if "anyOf" in schema:
        if value is not None:
            check_shape(document, schema["anyOf"][0], value, path, seen)
        return None
    if "type" not in schema:
        return None
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    kind = KINDS[type(value)]
    assert kind in kinds or (kind == "integer" and "number" in kinds), f"{path} is {kind}, not {kinds}"
    if "enum" in schema:
        assert value in schema["enum"], f"{path}: {value!r} is none of {schema['enum']}"
    if kind == "string" and "pattern" in schema:
        assert re.search(schema["pattern"], value), f"{path}: {value!r}"
    if kind == "array":
        for i, item in enumerate(value):
            check_shape(document, schema["items"], item, f"{path}[{i}]", seen)
    if kind == "object":
        missing = set(schema.get("required", [])) - set(value)
        assert not missing, f"{path} lacks {missing}"
        for name, member in value.items():
            known = schema.get("properties", {}).get(name) or schema.get("additionalProperties", False)
            assert known is not False, f"{path}.{name} is not in the schema"
            check_shape(document, known, member, f"{path}.{name}", seen)
    return None


@functools.cache
def openapi():
    """The document, and a pattern for each of its paths."""
    document = json.loads(tap.centavo("help", "--page", "openapi"))
    paths = [(re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path))), path) for path in document["paths"]]
    return document, paths


def check_answer(method, path, answer):
    """Whether a JSON answer of a route that the document names, good or a refusal, is what it says."""
    if not re.match(r"application/(problem\+)?json", answer["Content-Type"] or "") or method == "HEAD":
        return
    if answer["Content-Encoding"] or not answer.body:
        return
    document, paths = openapi()
    for pattern, template in paths:
        operation = pattern.fullmatch(path.split("?")[0]) and document["paths"][template].get(method.lower())
        if not operation:
            continue
        response = operation["responses"].get(str(answer.status))
        if not response:  # what any route may say: 405, 415, 421 ...
            assert answer.status >= 400, f"{method} {template} does not say that it answers {answer.status}"
            check_shape(document, {"$ref": "#/components/schemas/Problem"}, answer.json(), f"{method} {template}: $", SEEN)
            return
        (kind,) = [kind for kind in response["content"] if kind == answer["Content-Type"].split(";")[0]]
        check_shape(document, response["content"][kind]["schema"], answer.json(), f"{method} {template}: $", SEEN)
        return


def test_every_shape_of_the_document_came_in_an_answer():
    if len(sys.argv) > 1:
        raise tap.Skip("it looks at what all the tests before it were answered")
    never = set(openapi()[0]["components"]["schemas"]) - SEEN
    assert not never, f"no test is answered with {sorted(never)}"
