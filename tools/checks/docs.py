# SPDX-License-Identifier: Apache-2.0
"""what the program prints is what stands in docs/ and in the types of the page; `make docs` writes it"""
import subprocess


def check(tree):
    run = subprocess.run(["tools/docs", tree.binary, "check"], capture_output=True, text=True, check=False)
    for line in run.stdout.splitlines():
        path, _, problem = line.partition(": ")
        yield path, 1, "", problem
