# SPDX-License-Identifier: Apache-2.0
"""clang-format has nothing to say; `make format` makes it so"""
import re
import subprocess


def check(tree):
    paths = tree.files("src", ".c", ".h") + tree.files("tests", ".c", ".h") + tree.files("bench", ".c", ".h")
    run = subprocess.run(["clang-format", "--dry-run", *paths], capture_output=True, text=True, check=False)
    seen = set()
    for path, line in re.findall(r"^(\S+?):(\d+):\d+: (?:warning|error):", run.stderr, re.MULTILINE):
        if path not in seen:
            seen.add(path)
            yield path, int(line), "", "is not formatted as .clang-format says"
