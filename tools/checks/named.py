# SPDX-License-Identifier: Apache-2.0
"""every route, command, configuration key, format, rollup and check is named by some test"""
import os
import re


def names(tree):
    """(kind, name, pattern that a test must contain)"""
    for command in re.findall(r"^## centavo (\w+)", tree.centavo("help", "--page", "cli"), re.MULTILINE):
        yield "command", command, rf"\b{re.escape(command)}\b"
    for key in re.findall(r"^\| `(\w+)`", tree.centavo("help", "--page", "config"), re.MULTILINE):
        yield "configuration key", key, rf"\b{re.escape(key)}\b|--{key.replace('_', '-')}\b|CENTAVO_{key.upper()}\b"
    for path in tree.files("src/api", ".c"):
        for route in re.findall(r"\.path = \"(/[^\"]*)\"", tree.read(path)):
            yield "route", route, re.escape(route.split("{")[0]) if route != "/" else "/"
    for key in re.findall(r"\.key = \"([^\"]+)\"", tree.read("src/mapping/format.c")):
        yield "format", key, rf"{re.escape(key)}\b|\b{re.escape(key.replace('.', '_'))}"
    for kind in ("check", "rollup"):
        for path in tree.files("sql/" + kind, ".sql"):
            name = os.path.basename(path).removesuffix(".sql")
            if kind == "check" and not name.startswith("inv_"):
                continue        # parts of a rule, not a rule
            spellings = (rf"\b{name}\b", re.escape(name.replace("_", ".")), name.upper().replace("_", "-"))
            yield kind, name, "|".join(spellings)


def check(tree):
    tests = "\n".join(tree.read(path) + path for path in tree.tracked()
                      if path.startswith("tests/") and not path.endswith((".gz", ".zip", ".parquet")))
    for kind, name, pattern in names(tree):
        if not re.search(pattern, tests):
            yield "tests", 1, name, f"{kind} {name} is named by no test"
