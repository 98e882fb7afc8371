# SPDX-License-Identifier: Apache-2.0
"""The questions of a small FinOps dashboard, answered by FastAPI, SQLAlchemy and PostgreSQL.

The same five questions as centavo's /api/v1 compatibility endpoints, over the same daily facts (one row per day,
account, service and region), with the indexes that these questions want. Written as one would write it on a good
day: connection pool, no ORM objects for aggregates, plain functions so that FastAPI uses its thread pool.
"""
import datetime
import os

import sqlalchemy as sa
from fastapi import Depends, FastAPI, HTTPException

engine = sa.create_engine(os.environ["PEER_DATABASE"], pool_size=16, max_overflow=0)
metadata = sa.MetaData()
fact = sa.Table(
    "fact_cost_daily", metadata,
    sa.Column("cost_date", sa.Date, nullable=False),
    sa.Column("cloud", sa.Text, nullable=False),
    sa.Column("scope_key", sa.Text, nullable=False),
    sa.Column("scope_name", sa.Text),
    sa.Column("service_key", sa.Text, nullable=False),
    sa.Column("region_key", sa.Text),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("amount", sa.Numeric(18, 6), nullable=False),
)
app = FastAPI()
total = sa.func.sum(fact.c.amount)


class Question:
    """The parameters that every question has."""

    def __init__(self, start: datetime.date, end: datetime.date, cloud: str = "all", scope_key: str = None,
                 service_key: str = None):
        if end < start:
            raise HTTPException(400, "end is before start")
        self.start, self.end, self.cloud, self.scope_key, self.service_key = start, end, cloud, scope_key, service_key

    def where(self, start=None, end=None):
        clauses = [fact.c.cost_date.between(start or self.start, end or self.end)]
        for column, value in ((fact.c.scope_key, self.scope_key), (fact.c.service_key, self.service_key),
                              (fact.c.cloud, None if self.cloud == "all" else self.cloud)):
            if value:
                clauses.append(column == value)
        return sa.and_(*clauses)


def rows(statement):
    with engine.connect() as connection:
        return connection.execute(statement).all()


def top(question, key, name, limit):
    statement = (sa.select(key, sa.func.max(name), total).where(question.where())
                 .group_by(key).order_by(total.desc()).limit(limit))
    return [{"key": row[0], "name": row[1], "total": float(row[2])} for row in rows(statement)]


@app.get("/api/v1/health")
def health():
    return {"status": "ok"}


@app.get("/api/v1/summary")
def summary(question: Question = Depends()):
    length = question.end - question.start + datetime.timedelta(1)
    current = float(rows(sa.select(total).where(question.where()))[0][0] or 0)
    previous = float(rows(sa.select(total).where(
        question.where(question.start - length, question.start - datetime.timedelta(1))))[0][0] or 0)
    return {
        "total_current": current, "total_previous": previous,
        "delta": {"absolute": current - previous, "percent": (current / previous - 1) * 100 if previous else None},
        "top_services": top(question, fact.c.service_key, fact.c.service_key, 5),
        "top_scopes": top(question, fact.c.scope_key, fact.c.scope_name, 5),
    }


@app.get("/api/v1/timeseries")
def timeseries(question: Question = Depends()):
    statement = (sa.select(fact.c.cost_date, total).where(question.where())
                 .group_by(fact.c.cost_date).order_by(fact.c.cost_date))
    return {"granularity": "daily", "points": [{"date": row[0], "total": float(row[1])} for row in rows(statement)]}


@app.get("/api/v1/top-services")
def top_services(question: Question = Depends(), limit: int = 10):
    return top(question, fact.c.service_key, fact.c.service_key, limit)
