# SPDX-License-Identifier: Apache-2.0
"""one SPDX line per source file, spelt right; nothing left to do; no tabs or blanks at line ends; scripts parse"""
import ast
import re
import subprocess

SPDX = "SPDX-License-Identifier: Apache-2.0"
LEFT_OVER = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")


def script_problem(path, text):
    if text.startswith("#!/usr/bin/env python3") or path.endswith(".py"):
        try:
            ast.parse(text)
        except SyntaxError as error:
            return f"line {error.lineno}: {error.msg}"
    elif text.startswith("#!/bin/sh"):
        run = subprocess.run(["sh", "-n", path], capture_output=True, text=True, check=False)
        return run.stderr.strip() or None
    return None


def check(tree):
    for path in tree.tracked():
        text = tree.read(path)
        source = path.endswith((".c", ".h", ".py")) or text.startswith("#!")
        if source and path != "tools/checks/text.py":
            head = "\n".join(text.splitlines()[:3])
            if SPDX not in head or text.count("SPDX-License-Identifier") != 1:
                yield path, 1, "", f"needs exactly one line `{SPDX}` at its top"
        if not path.startswith(("tests/", "docs/licenses")) or source:
            for number, line in enumerate(text.splitlines(), 1):
                if LEFT_OVER.search(line):
                    yield path, number, "", "something is left to do"
                if source and line != line.rstrip():
                    yield path, number, "", "blanks at the end of the line"
        problem = script_problem(path, text)
        if problem:
            yield path, 1, "", problem
