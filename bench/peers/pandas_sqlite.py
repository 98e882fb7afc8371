#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""pandas_sqlite.py BILL.csv OUT.db: a CUR 2.0 file into SQLite the way a Streamlit cost dashboard does it.

read_csv, dates and numbers made proper, to_sql. Only the columns that centavo keeps too are read, which is a help:
reading all 125 takes pandas longer. No check, no total, no Parquet, and amounts are floats.
"""
import sqlite3
import sys

import pandas

KEPT = """bill_billing_entity bill_billing_period_end_date bill_billing_period_start_date bill_invoice_id
bill_invoicing_entity bill_payer_account_id bill_payer_account_name cost_category identity_line_item_id
line_item_availability_zone line_item_currency_code line_item_legal_entity line_item_line_item_description
line_item_line_item_type line_item_net_unblended_cost line_item_operation line_item_product_code
line_item_resource_id line_item_unblended_cost line_item_unblended_rate line_item_usage_account_id
line_item_usage_account_name line_item_usage_amount line_item_usage_end_date line_item_usage_start_date
line_item_usage_type pricing_currency pricing_public_on_demand_cost pricing_public_on_demand_rate
pricing_rate_code pricing_term pricing_unit product product_instance_type product_product_family
product_region_code product_sku reservation_effective_cost reservation_net_effective_cost
reservation_reservation_a_r_n resource_tags savings_plan_savings_plan_a_r_n
savings_plan_savings_plan_effective_cost savings_plan_net_savings_plan_effective_cost
savings_plan_total_commitment_to_date savings_plan_used_commitment""".split()
TIMES = [name for name in KEPT if name.endswith("_date")]
IDS = {name: str for name in ("bill_payer_account_id", "line_item_usage_account_id", "bill_invoice_id")}


def main():
    bill, target = sys.argv[1:]
    frame = pandas.read_csv(bill, usecols=lambda name: name in KEPT, dtype=IDS, low_memory=False)
    for name in TIMES:
        frame[name] = pandas.to_datetime(frame[name]).dt.strftime("%Y-%m-%d %H:%M:%S")
    gross = frame["line_item_unblended_cost"]
    frame["cost"] = frame.get("line_item_net_unblended_cost", gross).fillna(gross).fillna(0.0)
    with sqlite3.connect(target) as database:
        database.execute("PRAGMA journal_mode = WAL")
        frame.to_sql("costs_normalized", database, if_exists="append", index=False, chunksize=10000)
        database.execute("CREATE INDEX by_day ON costs_normalized (line_item_usage_start_date)")
        database.execute("CREATE INDEX by_service ON costs_normalized (line_item_product_code)")
    print(len(frame))


if __name__ == "__main__":
    main()
