# SPDX-License-Identifier: Apache-2.0
"""every limit of base/limits.h is a row of base/limit_table.c, which /api/v1/about shows, and the other way round"""
import re

LIST, TABLE = "src/base/limits.h", "src/base/limit_table.c"


def check(tree):
    listed = re.findall(r"^#define LIMIT_(\w+)", tree.read(LIST), re.MULTILINE)
    rows = re.findall(r"^    ROW\(LIMIT_(\w+), \"(\w+)\"", tree.read(TABLE), re.MULTILINE)
    shown = [macro for macro, _ in rows]
    for macro in listed:
        if macro not in shown:
            yield LIST, 1, macro, f"LIMIT_{macro} has no row in {TABLE}"
    for macro, name in rows:
        if macro not in listed:
            yield TABLE, 1, macro, f"LIMIT_{macro} is not in {LIST}"
        if name != macro.lower() or shown.count(macro) > 1:
            yield TABLE, 1, macro, f"LIMIT_{macro} is called {name}, or is there twice"
