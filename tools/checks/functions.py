# SPDX-License-Identifier: Apache-2.0
"""no forbidden function, no fixed buffer for text of unknown length, no floating point near money"""
import re

RULES = (
    (r"\b(strcpy|strcat|sprintf|vsprintf|strtok|atoi|atol|atoll|atof|gets|gmtime|localtime|alloca)\s*\(",
     "is forbidden: it cannot say how long or what went wrong"),
    (r"\bchar (\w+)\[(?:128|256|512|1024|2048|4096|PATH_MAX|BUFSIZ)\]", "is too short for somebody; use arena or buf"),
    (r"\b(double|float|strtod)\b", "cannot hold money; say in tools/waivers why this is something else"),
    (r"\bassert\s*\(([^)]*\w+\s*=[^=][^)]*)\)", "has a side effect inside assert"),
)


def check(tree):
    for path in tree.files("src", ".c", ".h"):
        for number, line in enumerate(tree.code(path).splitlines(), 1):
            for pattern, message in RULES:
                found = re.search(pattern, line)
                if found:
                    yield path, number, found[1], f"{found[1]} {message}"
