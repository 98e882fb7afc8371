/* SPDX-License-Identifier: Apache-2.0 */
/* format.c -- see format.h. The rows follow the providers' own column lists; `docs/formats.md` says
 * more about each. */
#include "mapping/format.h"

#include "base/attr.h"
#include "sql_files.h"

#include <string.h>

#define COST_AND_USAGE "cost_and_usage"
#define LATER "; this version does not read it yet"

const struct format formats[] = {
    {
        .key = "focus.0.5",
        .title = "FOCUS 0.5",
        .dataset = COST_AND_USAGE,
        .must = { "chargetype" },
        .any = { "amortizedcost", "invoiceissuer" },
        .not = { "effectivecost", "meterid" },
        .refusal = "this is FOCUS 0.5, a draft without effective cost and charge categories; "
                   "export version 1.0 or later",
    },
    {
        .key = "focus.contract_commitment",
        .title = "FOCUS contract commitments",
        .dataset = "contract_commitment",
        .must = { "contractcommitmentid", "contractcommitmentcategory" },
        .not = { "billedcost" },
        .refusal =
            "this is the FOCUS dataset of contract commitments, which holds no charges" LATER,
    },
    {
        .key = "focus.billing_period",
        .title = "FOCUS billing periods",
        .dataset = "billing_period",
        .must = { "billingperiodstatus", "billingperiodstart" },
        .not = { "billedcost" },
        .refusal = "this is the FOCUS dataset of billing periods, which holds no charges" LATER,
    },
    {
        .key = "focus.invoice_detail",
        .title = "FOCUS invoice details",
        .dataset = "invoice_detail",
        .must = { "invoicedetailid", "invoiceissuestatus" },
        .refusal = "this is the FOCUS dataset of invoice details, which repeats the money of the "
                   "charges" LATER,
    },
    {
        .key = "focus.centavo",
        .title = "FOCUS cost and usage, written by centavo",
        .dataset = COST_AND_USAGE,
        .must = { "billedcost", "effectivecost", "x_coverage", "x_nativecost",
                  "x_effectivecostisestimated" },
        .mapping = { &sql_mapping_focus_centavo, &sql_mapping_focus_generic,
                     &sql_mapping_focus_charge },
    },
    {
        .key = "focus.azure",
        .title = "Azure cost and usage, FOCUS",
        .dataset = COST_AND_USAGE,
        .priority = 40,
        .provider = "Microsoft",
        .must = { "billedcost", "effectivecost" },
        .any = { "x_skumeterid", "x_billingprofileid", "x_pricingblocksize" },
        .mapping = { &sql_mapping_focus_bill, &sql_mapping_focus_generic,
                     &sql_mapping_focus_charge },
    },
    {
        .key = "focus.aws",
        .title = "AWS cost and usage, FOCUS",
        .dataset = COST_AND_USAGE,
        .priority = 40,
        .provider = "AWS",
        .must = { "billedcost", "effectivecost" },
        .any = { "x_servicecode", "x_usagetype", "x_operation" },
        .mapping = { &sql_mapping_focus_bill, &sql_mapping_focus_generic,
                     &sql_mapping_focus_charge },
    },
    {
        .key = "focus.gcp",
        .title = "Google Cloud cost and usage, FOCUS",
        .dataset = COST_AND_USAGE,
        .priority = 40,
        .provider = "Google Cloud",
        .must = { "billedcost", "effectivecost" },
        .any = { "x_credits", "x_costtype", "x_project" },
        .mapping = { &sql_mapping_focus_bill, &sql_mapping_focus_generic,
                     &sql_mapping_focus_charge },
    },
    {
        .key = "focus.oci",
        .title = "Oracle Cloud cost report, FOCUS",
        .dataset = COST_AND_USAGE,
        .priority = 40,
        .provider = "Oracle",
        .must = { "billedcost", "effectivecost", "oci_referencenumber" },
        .scope = SCOPE_OBJECT,
        .mapping = { &sql_mapping_focus_oci, &sql_mapping_reference_again,
                     &sql_mapping_focus_oci_bill, &sql_mapping_focus_generic,
                     &sql_mapping_focus_charge },
    },
    {
        .key = "focus.generic",
        .title = "FOCUS cost and usage",
        .dataset = COST_AND_USAGE,
        .priority = 30,
        .must = { "billedcost", "effectivecost", "chargeperiodstart", "chargecategory" },
        .mapping = { &sql_mapping_focus_bill, &sql_mapping_focus_generic,
                     &sql_mapping_focus_charge },
    },
    {
        .key = "focus.fragment",
        .title = "part of FOCUS",
        .dataset = COST_AND_USAGE,
        .must = { "billedcost" },
        .any = { "chargecategory", "chargeperiodstart", "billingperiodstart" },
        .refusal = "this looks like FOCUS but lacks mandatory columns: BilledCost, EffectiveCost, "
                   "ChargeCategory and "
                   "ChargePeriodStart are needed at least",
    },
    {
        .key = "aws.cur2",
        .title = "AWS Cost and Usage Report 2.0",
        .dataset = COST_AND_USAGE,
        .priority = 52,
        .provider = "AWS",
        .must = { "line_item_line_item_type", "bill_payer_account_id" },
        .any = { "resource_tags", "product", "discount", "cost_category",
                 "bill_payer_account_name" },
        .not = { "identity/lineitemid" },
        .mapping = { &sql_mapping_aws_cur2, &sql_mapping_aws_facts, &sql_mapping_aws_charge },
    },
    {
        .key = "aws.cur.athena",
        .title = "AWS Cost and Usage Report (legacy, Athena)",
        .dataset = COST_AND_USAGE,
        .priority = 51,
        .provider = "AWS",
        .must = { "line_item_line_item_type", "bill_payer_account_id" },
        .not = { "resource_tags" },
        .mapping = { &sql_mapping_aws_cur_athena, &sql_mapping_aws_facts, &sql_mapping_aws_charge },
    },
    {
        .key = "aws.cur.csv",
        .title = "AWS Cost and Usage Report (legacy)",
        .dataset = COST_AND_USAGE,
        .priority = 50,
        .provider = "AWS",
        .must = { "lineitem/lineitemtype", "bill/payeraccountid" },
        .mapping = { &sql_mapping_aws_cur_csv, &sql_mapping_aws_facts, &sql_mapping_aws_charge },
    },
    {
        .key = "aws.cur.fragment",
        .title = "part of an AWS Cost and Usage Report",
        .dataset = COST_AND_USAGE,
        .any = { "lineitem/unblendedcost", "line_item_unblended_cost" },
        .refusal = "this is part of an AWS Cost and Usage Report, but it lacks the columns that "
                   "say what each row is: "
                   "lineItem/LineItemType and bill/PayerAccountId (line_item_line_item_type and "
                   "bill_payer_account_id)",
    },
    {
        .key = "aws.dbr",
        .title = "AWS detailed billing report",
        .dataset = COST_AND_USAGE,
        .must = { "recordtype", "payeraccountid", "invoiceid" },
        .any = { "unblendedcost", "cost" },
        .refusal = "this is the detailed billing report that AWS retired; export a Cost and Usage "
                   "Report 2.0 or FOCUS",
    },
    {
        .key = "azure.mca",
        .title = "Azure cost and usage details (MCA)",
        .dataset = COST_AND_USAGE,
        .priority = 52,
        .provider = "Microsoft",
        .must = { "costinbillingcurrency", "costinpricingcurrency", "billingprofileid" },
        .mapping = { &sql_mapping_azure_mca, &sql_mapping_azure_facts, &sql_mapping_azure_charge },
    },
    {
        .key = "azure.ea",
        .title = "Azure cost and usage details (EA)",
        .dataset = COST_AND_USAGE,
        .priority = 51,
        .provider = "Microsoft",
        .must = { "costinbillingcurrency", "chargetype" },
        .not = { "costinpricingcurrency" },
        .mapping = { &sql_mapping_azure_ea, &sql_mapping_azure_facts, &sql_mapping_azure_charge },
    },
    {
        .key = "azure.cost",
        .title = "Azure cost and usage details",
        .dataset = COST_AND_USAGE,
        .priority = 50,
        .provider = "Microsoft",
        .must = { "cost", "chargetype", "meterid", "billingaccountid" },
        .not = { "costinbillingcurrency" },
        .mapping = { &sql_mapping_azure_ea, &sql_mapping_azure_facts, &sql_mapping_azure_charge },
    },
    {
        .key = "azure.minimal",
        .title = "Azure cost details, reduced",
        .dataset = COST_AND_USAGE,
        .priority = 49,
        .provider = "Microsoft",
        .must = { "costinbillingcurrency" },
        .mapping = { &sql_mapping_azure_ea, &sql_mapping_azure_facts, &sql_mapping_azure_charge },
    },
    {
        .key = "azure.legacy",
        .title = "Azure usage details (before 2019)",
        .dataset = COST_AND_USAGE,
        .priority = 48,
        .provider = "Microsoft",
        .must = { "meterid" },
        .any = { "pretaxcost" },
        .not = { "chargetype" },
        .mapping = { &sql_mapping_azure_legacy, &sql_mapping_azure_facts,
                     &sql_mapping_azure_charge },
    },
    {
        .key = "azure.ea.legacy",
        .title = "Azure EA usage detail download",
        .dataset = COST_AND_USAGE,
        .provider = "Microsoft",
        .must = { "meter id", "extendedcost" },
        .mapping = { &sql_mapping_azure_legacy, &sql_mapping_azure_facts,
                     &sql_mapping_azure_charge },
    },
    {
        .key = "gcp.detailed",
        .title = "Google Cloud billing export (detailed)",
        .dataset = COST_AND_USAGE,
        .priority = 51,
        .provider = "Google Cloud",
        .must = { "usage_start_time", "cost" },
        .any = { "resource.name", "resource.global_name", "resource_name", "resource_global_name",
                 "resource", "price", "price.effective_price", "price_effective_price" },
        .mapping = { &sql_mapping_gcp_facts, &sql_mapping_gcp_charge },
    },
    {
        .key = "gcp.standard",
        .title = "Google Cloud billing export (standard)",
        .dataset = COST_AND_USAGE,
        .priority = 50,
        .must = { "usage_start_time", "cost" },
        .any = { "sku.id", "sku_id", "sku", "credits", "invoice.month", "invoice_month" },
        .provider = "Google Cloud",
        .mapping = { &sql_mapping_gcp_facts, &sql_mapping_gcp_charge },
    },
    {
        .key = "gcp.file",
        .title = "Google Cloud daily billing files (until 2023)",
        .dataset = COST_AND_USAGE,
        .priority = 49,
        .provider = "Google Cloud",
        .must = { "lineitemid", "starttime", "cost.amount" },
        .scope = SCOPE_DAY,
        .mapping = { &sql_mapping_gcp_file_export },
    },
    {
        .key = "oci.cost",
        .title = "Oracle Cloud cost report",
        .dataset = COST_AND_USAGE,
        .priority = 50,
        .must = { "lineitem/referenceno", "cost/mycost" },
        .scope = SCOPE_OBJECT,
        .mapping = { &sql_mapping_oci_line, &sql_mapping_reference_again, &sql_mapping_oci_cost },
    },
    {
        .key = "oci.contract",
        .title = "Oracle Cloud credits that were bought",
        .dataset = "contract",
        .priority = 20,
        .provider = "Oracle",
        .must = { "commitment_subscription_id", "commitment_charge", "commitment_cost" },
        .mapping = { &sql_mapping_oci_contract },
    },
    {
        .key = "oci.usage",
        .title = "Oracle Cloud usage report",
        .dataset = "usage",
        .must = { "lineitem/referenceno", "usage/consumedquantity" },
        .not = { "cost/mycost" },
        .refusal = "this is an Oracle Cloud usage report, which holds no cost and was retired in "
                   "2025; use the FOCUS report",
    },
    {
        .key = "json.aws.ce",
        .title = "AWS Cost Explorer answer",
        .dataset = "summary",
        .priority = 20,
        .shape = SHAPE_JSON,
        .must = { "\"ResultsByTime\"" },
        .refusal = "this is an answer of AWS Cost Explorer (JSON)" LATER,
    },
    {
        .key = "json.azure.query",
        .title = "Azure cost query answer",
        .dataset = "summary",
        .priority = 20,
        .shape = SHAPE_JSON,
        .provider = "Microsoft",
        .must = { "\"columns\"", "\"rows\"" },
        .json = { .rows = { "properties.rows" }, .columns = "properties.columns" },
        .mapping = { &sql_mapping_azure_query, &sql_mapping_azure_facts, &sql_mapping_azure_pages,
                     &sql_mapping_azure_charge },
    },
    {
        .key = "json.azure.usage",
        .title = "Azure usage details (JSON)",
        .dataset = "summary",
        .priority = 20,
        .shape = SHAPE_JSON,
        .provider = "Microsoft",
        .any = { "\"chargeType\"", "\"pretaxCost\"" },
        .json = { .rows = { "value.properties", "properties", "" },
                  .whole = { "tags", "value.tags", "additionalInfo" } },
        .mapping = { &sql_mapping_azure_usage, &sql_mapping_azure_facts, &sql_mapping_azure_pages,
                     &sql_mapping_azure_charge },
    },
    {
        .key = "json.oci.usage",
        .title = "Oracle Cloud usage answer",
        .dataset = "summary",
        .priority = 20,
        .shape = SHAPE_JSON,
        .any = { "\"computed-amount\"", "\"computedAmount\"" },
        .refusal = "this is an answer of the Oracle Cloud usage API (JSON)" LATER,
    },
    {
        .key = "json.bigquery",
        .title = "BigQuery answer",
        .dataset = "summary",
        .priority = 45,
        .shape = SHAPE_JSON,
        .must = { "\"schema\"", "\"fields\"", "\"rows\"" },
        .json = { .rows = { "rows" }, .columns = "schema.fields" },
    },
    {
        .key = "csv.wide",
        .title = "AWS Cost Explorer table (console download)",
        .dataset = "summary",
        .priority = 10,
        .scope = SCOPE_DAY,
        .shape = SHAPE_WIDE,
        .any = { "total costs($)", "total costs" },
        .mapping = { &sql_mapping_csv_wide, &sql_mapping_csv_charge },
    },
    {
        .key = "csv.simple",
        .title = "simple CSV (date, service, cost)",
        .dataset = "summary",
        .priority = 10,
        .scope = SCOPE_DAY,
        .shape = SHAPE_ROLES,
        .mapping = { &sql_mapping_csv_simple, &sql_mapping_csv_charge },
    },
};

const size_t format_count = ARRAY_COUNT(formats);

bool format_is_simple(const struct format *format)
{
    return format->shape == SHAPE_ROLES || format->shape == SHAPE_WIDE;
}

const struct format *format_find(const char *key)
{
    for (size_t i = 0; i < format_count; i++)
        if (strcmp(formats[i].key, key) == 0)
            return &formats[i];
    return NULL;
}
