# SPDX-License-Identifier: Apache-2.0
"""functions of at most 80 lines, files of at most 1000; columns: 120 in scripts, 140 in SQL"""
import re

FUNCTION_MAX, FILE_MAX = 80, 1000


def functions(text):
    """(name, first line, line count) of every function: a `{` alone in column 0 after a line that ends in `)`."""
    start, name, before = None, "", ""
    for number, line in enumerate(text.splitlines(), 1):
        if line == "{" and before.rstrip().endswith(")"):
            start = number
        elif line == "}" and start:
            yield name, start, number - start + 1
            start = None
        elif not start and re.match(r"[A-Za-z].*\w\s*\(", line):
            name = re.search(r"(\w+)\s*\(", line)[1]
        before = line


def check(tree):
    for path in tree.files("src", ".c", ".h") + tree.files("tests", ".c", ".h"):
        lines = tree.read(path).count("\n")
        if lines > FILE_MAX:
            yield path, 1, "", f"{lines} lines, at most {FILE_MAX}"
        for name, start, count in functions(tree.code(path)):
            if count > FUNCTION_MAX:
                yield path, start, name, f"{name} has {count} lines, at most {FUNCTION_MAX}"
    for path in tree.files("sql", ".sql") + tree.files("tools", ".py", "") + tree.files("bench", ".py", ""):
        for number, line in enumerate(tree.read(path).splitlines(), 1):
            most = 140 if path.endswith(".sql") else 120
            if len(line) > most and not path.endswith("/pins"):
                yield path, number, "", f"{len(line)} columns, at most {most}"
