# SPDX-License-Identifier: Apache-2.0
"""the executable links no GPL or AGPL library"""
import re
import subprocess

# glibc and gcc's run time are LGPL or carry the run time exception; libduckdb.so is MIT and comes from tools/pins.
ALLOWED_PACKAGES = {"libc6", "libgcc-s1", "libstdc++6"}
GPL_ONLY = re.compile(r"^License:\s*A?GPL", re.MULTILINE)
CHOICE = re.compile(r"^License:.*\b(LGPL|MPL|BSD|MIT|Expat|Apache|ISC|zlib|public-domain)",
                    re.MULTILINE | re.IGNORECASE)


def library_packages(binary):
    linked = subprocess.run(["ldd", binary], capture_output=True, text=True, check=True).stdout
    for path in re.findall(r"=> (/\S+)", linked):
        for name in (path, path.removeprefix("/usr"), "/usr" + path):
            owner = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True, check=False).stdout
            if owner:
                yield path, owner.split(":")[0]
                break
        else:
            yield path, None


def check(tree):
    for path, package in library_packages(tree.binary):
        if package in ALLOWED_PACKAGES or (package is None and path.endswith("libduckdb.so")):
            continue
        if package is None:
            yield path, 1, "", "belongs to no package, so nobody knows its licence"
            continue
        with open(f"/usr/share/doc/{package}/copyright", encoding="utf-8", errors="replace") as file:
            text = file.read()
        if re.search(r"Affero", text) and "AGPL" in text or GPL_ONLY.search(text) and not CHOICE.search(text):
            yield path, 1, package, f"{package} seems to be under the GPL: see its copyright file"
