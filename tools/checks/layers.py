# SPDX-License-Identifier: Apache-2.0
"""a folder includes only the folders it may know, and foreign libraries stay behind their door"""
import re


def rules(text):
    """tools/layers as ({folder: allowed folders}, [(folder, [prefix of a foreign name])])."""
    allowed, doors = {}, []
    for line in text.splitlines():
        name, _, rest = line.partition("#")[0].strip().partition(":")
        if name.startswith("only "):
            doors.append((name.split()[1], rest.split()))
        elif name:
            allowed[name] = {name, *rest.split()}
    return allowed, doors


def check(tree):
    allowed, doors = rules(tree.read("tools/layers"))
    for path in tree.files("src", ".c", ".h"):
        folder = path.split("/")[1]
        if folder not in allowed:
            yield path, 1, "", f"tools/layers does not know {folder}"
            continue
        for number, line in enumerate(tree.code(path).splitlines(), 1):
            include = re.match(r'\s*#\s*include "([^/"]+)/', line)
            if include and include[1] not in allowed[folder]:
                yield path, number, include[1], f"{folder} may not include {include[1]}/"
            for door, prefixes in doors:
                for prefix in prefixes:
                    if folder != door and re.search(rf"\b{prefix}\w*\s*\(", line):
                        yield path, number, prefix, f"{prefix}* belongs behind src/{door}/"
