# SPDX-License-Identifier: Apache-2.0
"""Run the functions of a module whose names start with test_ and print TAP; a test's name is a sentence.

A test that raises Skip is skipped with its reason. The program under test is CENTAVO_BIN, the source tree CENTAVO_ROOT.
"""
import datetime
import os
import subprocess
import sys
import tempfile
import traceback

import engine

ROOT = os.environ.get("CENTAVO_ROOT") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CENTAVO = os.environ.get("CENTAVO_BIN") or os.path.join(ROOT, "build/centavo")
sys.dont_write_bytecode = True


class Skip(Exception):
    """The machine lacks what this test needs."""


def run(tests):
    tests = {name.removeprefix("test_"): test for name, test in tests.items() if name.startswith("test_")}
    wanted = sys.argv[1:] or list(tests)
    print(f"1..{len(wanted)}")
    for number, name in enumerate(wanted, 1):
        try:
            tests[name]()
            print(f"ok {number} - {name}", flush=True)
        except Skip as reason:
            print(f"ok {number} - {name} # SKIP {reason}", flush=True)
        except Exception:
            print(f"not ok {number} - {name}")
            print("".join("# " + line + "\n" for line in traceback.format_exc().splitlines()), flush=True)


def centavo(*arguments, status=0, environment=None, cwd=None):
    """What the program prints; it must exit with this status."""
    done = subprocess.run([CENTAVO, *map(str, arguments)], capture_output=True, text=True, check=False, cwd=cwd,
                          env={**os.environ, **engine.environment_of(arguments), **(environment or {})})
    assert done.returncode == status, \
        f"{arguments}: exit {done.returncode}, not {status}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def folder():
    """A fresh directory that goes away with the `with`."""
    return tempfile.TemporaryDirectory(prefix="centavo-test-")


def moment():
    """Now, as the program writes it: to the microsecond, so that it lies between what was done and what is done next."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def demo_bills(target, *options):
    """{"aws": [bill of a month...], "frostline": [...]} of the made-up company, from tools/demo-bills."""
    subprocess.run([os.path.join(ROOT, "tools/demo-bills"), target, *map(str, options)], check=True,
                   stderr=subprocess.DEVNULL)
    return {kind: sorted(os.path.join(target, kind, name) for name in os.listdir(os.path.join(target, kind)))
            for kind in ("aws", "frostline")}
