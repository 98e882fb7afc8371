# SPDX-License-Identifier: Apache-2.0
"""every .sql file is asked, says its question and parameters, and why just one engine reads it; C has no SQL"""
import os
import re

STATEMENT = re.compile(
    r'"\s*(SELECT|INSERT INTO|INSERT OR|UPDATE \w+ SET|DELETE FROM|CREATE (TABLE|VIEW|INDEX|TEMP|OR)|COPY |ATTACH |'
    r'DROP (TABLE|VIEW)|WITH \w+ AS|PRAGMA |BEGIN|COMMIT|ROLLBACK|SET \w+ ?=|ALTER )')


def head_problems(path, text):
    name = os.path.basename(path).split(".")[0]
    lines = text.splitlines()
    head = "\n".join(line for line in lines[:next((i for i, l in enumerate(lines) if not l.startswith("--")), None)])
    body = re.sub(r"--.*", "", text[len(head):])
    spelling = rf"{re.escape(name)}|{name.upper().replace('_', '-')}"
    if not re.match(rf"-- (?:{spelling}): \S", head):
        yield f"the first line must be `-- {name}: what it asks or does`"
    for parameter in sorted(set(re.findall(r"\$\d+|\{\{\w+\}\}", body))):
        known = parameter in head or any(
            int(low) <= int(parameter[1:]) <= int(high)
            for low, high in re.findall(r"\$(\d+)\s*(?:to|-|\.\.)\s*\$?(\d+)", head) if parameter[0] == "$")
        if not known:
            yield f"parameter {parameter} is not explained in the head"


def check(tree):
    for path in tree.files("sql", ".sql"):
        for problem in head_problems(path, tree.read(path)):
            yield path, 1, "", problem
    for path in tree.files("src", ".c", ".h"):
        for number, line in enumerate(tree.read(path).splitlines(), 1):
            found = STATEMENT.search(line)
            if found:
                yield path, number, found[1].strip(), "SQL belongs into sql/*.sql"
    code = "\n".join(tree.read(path) for path in tree.files("src", ".c", ".h"))
    for path in tree.files("sql", ".sql"):
        symbol = re.sub(r"\W", "_", path.removesuffix(".sql"))
        folder = path.split("/")[1]
        if not re.search(rf"\b{symbol}\b", code) and f'"{folder}/' not in code:
            yield path, 1, "", "nobody asks this"
    pages = tree.read("docs/engines.md")
    named = re.findall(r"`(\w+/\w+\*?)`", pages) + re.findall(r"`(\w+/)\*`", pages)
    for path in tree.files("sql", ".sql"):
        found = re.match(r"sql/(\w+/\w+)\.(?:duckdb|postgres)\.sql", path)
        if found and not any(found[1] == name or name[-1] in "*/" and found[1].startswith(name.rstrip("*"))
                             for name in named):
            yield path, 1, "", "docs/engines.md does not say why it is of one engine"
    for folder in ("sql/migration", "sql/schema"):
        found = [(int(m[1]), p.endswith(".postgres.sql")) for p in tree.files(folder, ".sql")
                 if (m := re.match(r"(\d{4})_", os.path.basename(p)))]
        numbers = sorted(number for number, is_postgres in found if not is_postgres)
        # the baseline of PostgreSQL is several files
        others = sorted({number for number, is_postgres in found if is_postgres})
        if numbers != list(range(1, len(numbers) + 1)):
            yield folder, 1, "", f"migrations are not numbered 0001, 0002, ...: {numbers}"
        if others and others != list(range(others[0], len(numbers) + 1)):
            yield folder, 1, "", f"migrations of PostgreSQL have other numbers: {others}"
