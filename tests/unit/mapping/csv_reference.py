# SPDX-License-Identifier: Apache-2.0
# csv_reference.py FILE...: what Python's csv module reads from each FILE, written to FILE.rows as csv_python_test.c does.
import csv
import sys

for path in sys.argv[1:]:
    with open(path, newline="", encoding="utf-8") as text:
        # Blank lines have no number; rows whose cells are all empty have one and are left out.
        records = [record for record in csv.reader(text, strict=False) if record]
    width = len(records[0])
    with open(path + ".rows", "w", newline="", encoding="utf-8") as out:
        for number, record in enumerate(records[1:], 1):
            if any(cell.strip(' "\t') for cell in record):
                assert len(record) == width, (path, number, record)
                out.write("|".join([str(number)] + [cell or "~" for cell in record]) + "\n")
