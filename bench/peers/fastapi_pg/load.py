#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""load.py FACTS.csv: create the table of app.py and its indexes, COPY the facts in, analyze."""
import sys

import sqlalchemy as sa

from app import engine, metadata


def main():
    metadata.create_all(engine)
    connection = engine.raw_connection()
    with connection.cursor() as cursor, open(sys.argv[1], encoding="utf-8") as facts:
        cursor.copy_expert("COPY fact_cost_daily FROM STDIN (FORMAT csv)", facts)
    connection.commit()
    connection.close()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as database:
        for columns in ("cost_date", "cloud, cost_date", "service_key, cost_date", "scope_key, cost_date",
                        "cost_date, service_key, amount"):
            database.execute(sa.text(f"CREATE INDEX ON fact_cost_daily ({columns})"))
        database.execute(sa.text("VACUUM ANALYZE fact_cost_daily"))


if __name__ == "__main__":
    main()
