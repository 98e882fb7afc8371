# SPDX-License-Identifier: Apache-2.0
"""every relative link and picture in a Markdown file leads somewhere"""
import os
import re


def check(tree):
    for path in [p for p in tree.tracked() if p.endswith(".md")]:
        for number, line in enumerate(tree.read(path).splitlines(), 1):
            for target in re.findall(r"\]\(([^)\s]+)\)", line):
                file = target.split("#")[0]
                if file and "://" not in file and not os.path.exists(os.path.join(os.path.dirname(path), file)):
                    yield path, number, file, f"the link to {file} leads nowhere"
