# SPDX-License-Identifier: Apache-2.0
"""the page type-checks and lints, its messages and classes are there and used, its first load is within its budget"""
import os
import subprocess


def check(_tree):
    if not os.path.exists("web/node_modules"):
        yield "web", 1, "", "web/node_modules is not there; run make"
        return
    path = os.path.abspath(".tools/bin") + ":" + os.environ["PATH"]
    run = subprocess.run(["npm", "run", "--silent", "lint"], cwd="web", capture_output=True, text=True, check=False,
                         env={**os.environ, "PATH": path})
    if run.returncode:
        for line in (run.stdout + run.stderr).strip().splitlines()[:20]:
            yield "web", 1, "", line
