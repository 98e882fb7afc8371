# SPDX-License-Identifier: Apache-2.0
"""the pages that the program prints are the ones in docs/; `make docs` writes them"""
import subprocess


def check(tree):
    run = subprocess.run(["tools/docs", tree.binary, "check"], capture_output=True, text=True, check=False)
    for line in run.stdout.splitlines():
        path, _, problem = line.partition(": ")
        yield path, 1, "", problem
