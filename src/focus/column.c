/* SPDX-License-Identifier: Apache-2.0 */
/* column.c -- see column.h. Names and levels follow the FOCUS specification 1.4 and, for the two
 * names that 1.4 removed, 1.3; the meaning of each column is in docs/focus.md. */
#include "focus/column.h"

#include "base/attr.h"

#include <string.h>

enum { IN_ALL = ROLLUP_OVERVIEW | ROLLUP_DAILY | ROLLUP_MONTHLY };

/* clang-format off */
const struct column columns[] = {
    { .sql_name = "billed_cost", .focus_name = "BilledCost", .kind = COLUMN_COST, .is_star = true,
      .is_not_null = true, .since = FOCUS_0_5, .rollups = IN_ALL,
      .help = "What the invoice issuer charges for this row, after all discounts." },
    { .sql_name = "effective_cost", .focus_name = "EffectiveCost", .kind = COLUMN_COST,
      .is_star = true, .is_not_null = true, .since = FOCUS_1_0_PREVIEW, .rollups = IN_ALL,
      .help = "Accrual view: purchases that cover usage are 0 and their money is on the covered usage." },
    { .sql_name = "list_cost", .focus_name = "ListCost", .kind = COLUMN_COST, .is_star = true,
      .is_not_null = true, .since = FOCUS_1_0_PREVIEW, .rollups = IN_ALL,
      .help = "Cost at the public list price." },
    { .sql_name = "contracted_cost", .focus_name = "ContractedCost", .kind = COLUMN_COST,
      .is_star = true, .is_not_null = true, .since = FOCUS_1_0, .rollups = IN_ALL,
      .help = "Cost at the negotiated price, before commitment discounts." },
    { .sql_name = "list_unit_price", .focus_name = "ListUnitPrice", .kind = COLUMN_PRICE,
      .since = FOCUS_1_0_PREVIEW, .help = "Public price of one pricing unit." },
    { .sql_name = "contracted_unit_price", .focus_name = "ContractedUnitPrice",
      .kind = COLUMN_PRICE, .since = FOCUS_1_0, .help = "Negotiated price of one pricing unit." },
    { .sql_name = "billing_currency", .focus_name = "BillingCurrency", .kind = COLUMN_TEXT,
      .is_star = true, .is_not_null = true, .is_dimension = true, .since = FOCUS_0_5,
      .rollups = IN_ALL,
      .help = "ISO 4217 code of the invoice; all costs and unit prices are in it." },
    { .sql_name = "pricing_currency", .focus_name = "PricingCurrency", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_1_2,
      .help = "Currency of the price list, or the name of a credit or token." },
    { .sql_name = "pricing_currency_list_unit_price", .focus_name = "PricingCurrencyListUnitPrice",
      .kind = COLUMN_PRICE, .since = FOCUS_1_2, .help = "List price in the pricing currency." },
    { .sql_name = "pricing_currency_contracted_unit_price",
      .focus_name = "PricingCurrencyContractedUnitPrice", .kind = COLUMN_PRICE, .since = FOCUS_1_2,
      .help = "Negotiated price in the pricing currency." },
    { .sql_name = "pricing_currency_effective_cost", .focus_name = "PricingCurrencyEffectiveCost",
      .kind = COLUMN_COST, .since = FOCUS_1_2, .help = "Effective cost in the pricing currency." },
    { .sql_name = "charge_category", .focus_name = "ChargeCategory", .kind = COLUMN_TEXT,
      .is_star = true, .is_not_null = true, .is_dimension = true, .since = FOCUS_1_0_PREVIEW,
      .rollups = IN_ALL, .help = "Usage, Purchase, Tax, Credit or Adjustment." },
    { .sql_name = "charge_class", .focus_name = "ChargeClass", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_1_0, .rollups = ROLLUP_DAILY,
      .help = "Correction for a correction of a closed billing period, else null." },
    { .sql_name = "charge_description", .focus_name = "ChargeDescription", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_1_0_PREVIEW, .help = "Summary of the row in words." },
    { .sql_name = "charge_frequency", .focus_name = "ChargeFrequency", .kind = COLUMN_TEXT,
      .is_star = true, .is_not_null = true, .is_dimension = true, .since = FOCUS_1_0_PREVIEW,
      .rollups = ROLLUP_DAILY, .help = "One-Time, Recurring or Usage-Based." },
    { .sql_name = "pricing_category", .focus_name = "PricingCategory", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_1_0_PREVIEW, .rollups = ROLLUP_DAILY,
      .help = "Standard, Committed, Dynamic or Other." },
    { .sql_name = "pricing_quantity", .focus_name = "PricingQuantity", .kind = COLUMN_QUANTITY,
      .since = FOCUS_1_0_PREVIEW, .help = "Quantity in pricing units." },
    { .sql_name = "pricing_unit", .focus_name = "PricingUnit", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_1_0_PREVIEW, .help = "Unit of the price." },
    { .sql_name = "consumed_quantity", .focus_name = "ConsumedQuantity", .kind = COLUMN_QUANTITY,
      .since = FOCUS_1_0, .help = "Metered amount." },
    { .sql_name = "consumed_unit", .focus_name = "ConsumedUnit", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_1_0, .help = "Unit of the metered amount." },
    { .sql_name = "billing_period_start", .focus_name = "BillingPeriodStart", .kind = COLUMN_TIME,
      .is_star = true, .is_not_null = true, .since = FOCUS_0_5, .rollups = IN_ALL,
      .help = "First instant of the invoice month." },
    { .sql_name = "billing_period_end", .focus_name = "BillingPeriodEnd", .kind = COLUMN_TIME,
      .is_star = true, .is_not_null = true, .since = FOCUS_0_5,
      .help = "First instant after the invoice month." },
    { .sql_name = "charge_period_start", .focus_name = "ChargePeriodStart", .kind = COLUMN_TIME,
      .is_star = true, .is_not_null = true, .since = FOCUS_0_5,
      .help = "First instant of the charge." },
    { .sql_name = "charge_period_end", .focus_name = "ChargePeriodEnd", .kind = COLUMN_TIME,
      .is_star = true, .is_not_null = true, .since = FOCUS_0_5,
      .help = "First instant after the charge." },
    { .sql_name = "billing_account_id", .focus_name = "BillingAccountId", .kind = COLUMN_TEXT,
      .is_star = true, .is_not_null = true, .is_dimension = true, .since = FOCUS_0_5,
      .rollups = ROLLUP_DAILY | ROLLUP_MONTHLY, .help = "Account that the invoice goes to." },
    { .sql_name = "billing_account_name", .focus_name = "BillingAccountName", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_0_5, .rollups = ROLLUP_DAILY | ROLLUP_MONTHLY,
      .help = "Name of the billing account." },
    { .sql_name = "billing_account_type", .focus_name = "BillingAccountType", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_1_2,
      .help = "What the provider calls such an account." },
    { .sql_name = "sub_account_id", .focus_name = "SubAccountId", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_0_5, .rollups = IN_ALL,
      .help = "Member account, subscription, project or tenancy." },
    { .sql_name = "sub_account_name", .focus_name = "SubAccountName", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_0_5, .rollups = IN_ALL,
      .help = "Name of the sub account." },
    { .sql_name = "sub_account_type", .focus_name = "SubAccountType", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_1_2,
      .help = "What the provider calls such a sub account." },
    { .sql_name = "service_provider_name", .focus_name = "ServiceProviderName", .kind = COLUMN_TEXT,
      .is_star = true, .is_not_null = true, .is_dimension = true, .since = FOCUS_1_3,
      .rollups = ROLLUP_DAILY, .help = "Who provides the service; on a marketplace the seller." },
    { .sql_name = "host_provider_name", .focus_name = "HostProviderName", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_1_3,
      .help = "Whose infrastructure the service runs on." },
    { .sql_name = "invoice_issuer_name", .focus_name = "InvoiceIssuerName", .kind = COLUMN_TEXT,
      .is_star = true, .is_not_null = true, .is_dimension = true, .since = FOCUS_0_5,
      .rollups = ROLLUP_DAILY, .help = "Who sends the payable invoice." },
    { .sql_name = "provider_name", .focus_name = "ProviderName", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_0_5, .removed = FOCUS_1_4, .rollups = IN_ALL,
      .help = "Platform where the service was bought." },
    { .sql_name = "publisher_name", .focus_name = "PublisherName", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_0_5, .removed = FOCUS_1_4,
      .help = "Who produced the service." },
    { .sql_name = "invoice_id", .focus_name = "InvoiceId", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_1_2, .help = "Number of the invoice, once known." },
    { .sql_name = "invoice_detail_id", .focus_name = "InvoiceDetailId", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_1_4, .help = "Line of that invoice." },
    { .sql_name = "service_name", .focus_name = "ServiceName", .kind = COLUMN_TEXT, .is_star = true,
      .is_not_null = true, .is_dimension = true, .since = FOCUS_0_5, .rollups = IN_ALL,
      .help = "The provider's name of the service." },
    { .sql_name = "service_category", .focus_name = "ServiceCategory", .kind = COLUMN_TEXT,
      .is_star = true, .is_not_null = true, .is_dimension = true, .since = FOCUS_0_5,
      .rollups = IN_ALL, .help = "What kind of service, from the closed list of FOCUS." },
    { .sql_name = "service_subcategory", .focus_name = "ServiceSubcategory", .kind = COLUMN_TEXT,
      .is_star = true, .is_not_null = true, .is_dimension = true, .since = FOCUS_1_1,
      .rollups = ROLLUP_DAILY, .help = "Finer kind, from the closed list of FOCUS." },
    { .sql_name = "resource_id", .focus_name = "ResourceId", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_0_5, .help = "Resource that was used or bought." },
    { .sql_name = "resource_name", .focus_name = "ResourceName", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_0_5, .help = "Display name of the resource." },
    { .sql_name = "resource_type", .focus_name = "ResourceType", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_1_0_PREVIEW, .help = "Type of the resource." },
    { .sql_name = "region_id", .focus_name = "RegionId", .kind = COLUMN_TEXT, .is_dimension = true,
      .since = FOCUS_1_0, .rollups = ROLLUP_DAILY | ROLLUP_MONTHLY,
      .help = "Region as the provider writes it." },
    { .sql_name = "region_name", .focus_name = "RegionName", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_1_0, .rollups = ROLLUP_DAILY,
      .help = "Display name of the region." },
    { .sql_name = "availability_zone", .focus_name = "AvailabilityZone", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_0_5, .help = "Zone inside the region." },
    { .sql_name = "sku_id", .focus_name = "SkuId", .kind = COLUMN_TEXT, .is_dimension = true,
      .since = FOCUS_1_0_PREVIEW, .help = "Product, independent of price and term." },
    { .sql_name = "sku_meter", .focus_name = "SkuMeter", .kind = COLUMN_TEXT, .is_dimension = true,
      .since = FOCUS_1_1, .help = "What is metered." },
    { .sql_name = "sku_price_id", .focus_name = "SkuPriceId", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_1_0_PREVIEW,
      .help = "Price of the product: tier and term." },
    { .sql_name = "sku_price_details", .focus_name = "SkuPriceDetails", .kind = COLUMN_JSON,
      .since = FOCUS_1_1, .help = "Properties of the product." },
    { .sql_name = "tags", .focus_name = "Tags", .kind = COLUMN_TAGS, .since = FOCUS_1_0_PREVIEW,
      .rollups = ROLLUP_MONTHLY, .help = "Tags of the resource." },
    { .sql_name = "commitment_discount_id", .focus_name = "CommitmentDiscountId",
      .kind = COLUMN_TEXT, .is_dimension = true, .since = FOCUS_1_0_PREVIEW,
      .help = "Commitment that was bought, used or left unused." },
    { .sql_name = "commitment_discount_name", .focus_name = "CommitmentDiscountName",
      .kind = COLUMN_TEXT, .is_dimension = true, .since = FOCUS_1_0_PREVIEW,
      .help = "Name of the commitment." },
    { .sql_name = "commitment_discount_category", .focus_name = "CommitmentDiscountCategory",
      .kind = COLUMN_TEXT, .is_dimension = true, .since = FOCUS_1_0_PREVIEW,
      .help = "Spend or Usage." },
    { .sql_name = "commitment_discount_type", .focus_name = "CommitmentDiscountType",
      .kind = COLUMN_TEXT, .is_dimension = true, .since = FOCUS_1_0_PREVIEW,
      .help = "What the provider calls such a commitment." },
    { .sql_name = "commitment_discount_status", .focus_name = "CommitmentDiscountStatus",
      .kind = COLUMN_TEXT, .is_dimension = true, .since = FOCUS_1_0, .rollups = ROLLUP_DAILY,
      .help = "Used or Unused." },
    { .sql_name = "commitment_discount_quantity", .focus_name = "CommitmentDiscountQuantity",
      .kind = COLUMN_QUANTITY, .since = FOCUS_1_1,
      .help = "Amount of the commitment bought, used or unused." },
    { .sql_name = "commitment_discount_unit", .focus_name = "CommitmentDiscountUnit",
      .kind = COLUMN_TEXT, .is_dimension = true, .since = FOCUS_1_1,
      .help = "Unit of that amount." },
    { .sql_name = "commitment_program_eligibility_details",
      .focus_name = "CommitmentProgramEligibilityDetails", .kind = COLUMN_JSON, .since = FOCUS_1_4,
      .help = "Commitment programs that could have covered the charge." },
    { .sql_name = "capacity_reservation_id", .focus_name = "CapacityReservationId",
      .kind = COLUMN_TEXT, .is_dimension = true, .since = FOCUS_1_1,
      .help = "Capacity reservation." },
    { .sql_name = "capacity_reservation_status", .focus_name = "CapacityReservationStatus",
      .kind = COLUMN_TEXT, .is_dimension = true, .since = FOCUS_1_1, .help = "Used or Unused." },
    { .sql_name = "contract_applied", .focus_name = "ContractApplied", .kind = COLUMN_JSON,
      .since = FOCUS_1_3, .help = "Contract commitments that the charge counts towards." },
    { .sql_name = "allocated_method_id", .focus_name = "AllocatedMethodId", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_1_3,
      .help = "How the provider split the origin of this row." },
    { .sql_name = "allocated_method_details", .focus_name = "AllocatedMethodDetails",
      .kind = COLUMN_JSON, .since = FOCUS_1_3, .help = "Share of the origin." },
    { .sql_name = "allocated_resource_id", .focus_name = "AllocatedResourceId", .kind = COLUMN_TEXT,
      .is_dimension = true, .since = FOCUS_1_3,
      .help = "Pod, database or tenant that the part belongs to." },
    { .sql_name = "allocated_resource_name", .focus_name = "AllocatedResourceName",
      .kind = COLUMN_TEXT, .is_dimension = true, .since = FOCUS_1_3,
      .help = "Display name of that." },
    { .sql_name = "allocated_tags", .focus_name = "AllocatedTags", .kind = COLUMN_JSON,
      .since = FOCUS_1_3, .help = "Tags of that." },
    { .sql_name = "sys_delivery_id", .kind = COLUMN_INT, .is_not_null = true, .rollups = IN_ALL,
      .help = "Delivery that produced the row." },
    { .sql_name = "sys_file_no", .kind = COLUMN_INT, .is_not_null = true,
      .help = "Number of the file in the delivery, from 1." },
    { .sql_name = "sys_row_no", .kind = COLUMN_INT, .is_not_null = true,
      .help = "Number of the row in the file, from 1." },
    { .sql_name = "sys_part_no", .kind = COLUMN_INT, .is_not_null = true,
      .help = "1 unless one input row became several." },
    { .sql_name = "sys_billing_month", .kind = COLUMN_DATE, .is_not_null = true,
      .help = "First day of the billing month." },
    { .sql_name = "sys_charge_date", .kind = COLUMN_DATE, .is_not_null = true,
      .help = "Day of charge_period_start." },
    { .sql_name = "sys_mapping_version", .kind = COLUMN_TEXT, .is_not_null = true,
      .help = "Version of the mapping rules." },
    { .sql_name = "x_charge_subtype", .focus_name = "x_ChargeSubtype", .kind = COLUMN_TEXT,
      .is_dimension = true, .help = "The provider's own type of the charge." },
    { .sql_name = "x_native_charge_id", .focus_name = "x_NativeChargeId", .kind = COLUMN_TEXT,
      .help = "The provider's id of the row." },
    { .sql_name = "x_coverage", .focus_name = "x_Coverage", .kind = COLUMN_TEXT,
      .is_dimension = true, .rollups = ROLLUP_DAILY,
      .help = "covering: a purchase recognised on other rows; covered: usage paid by such a purchase." },
    { .sql_name = "x_native_cost", .focus_name = "x_NativeCost", .kind = COLUMN_COST,
      .help = "The number that the provider calls the cost." },
    { .sql_name = "x_contracted_cost_is_estimated", .focus_name = "x_ContractedCostIsEstimated",
      .kind = COLUMN_BOOL, .is_not_null = true, .help = "contracted_cost is a fallback." },
    { .sql_name = "x_list_cost_is_estimated", .focus_name = "x_ListCostIsEstimated",
      .kind = COLUMN_BOOL, .is_not_null = true, .help = "list_cost is a fallback." },
    { .sql_name = "x_effective_cost_is_estimated", .focus_name = "x_EffectiveCostIsEstimated",
      .kind = COLUMN_BOOL, .is_not_null = true, .help = "effective_cost is a fallback." },
    { .sql_name = "x_billing_exchange_rate", .focus_name = "x_BillingExchangeRate",
      .kind = COLUMN_PRICE, .help = "Rate from pricing to billing currency, as delivered." },
    { .sql_name = "x_cost_category", .focus_name = "x_CostCategory", .kind = COLUMN_JSON,
      .help = "The provider's cost categories." },
    { .sql_name = "x_pricing_block_size", .focus_name = "x_PricingBlockSize",
      .kind = COLUMN_QUANTITY, .help = "Consumed units in one pricing unit." },
    { .sql_name = "x_service_component", .focus_name = "x_ServiceComponent", .kind = COLUMN_TEXT,
      .is_dimension = true, .help = "Finer part of a service." },
    { .sql_name = "x_compartment_id", .focus_name = "x_CompartmentId", .kind = COLUMN_TEXT,
      .is_dimension = true, .help = "Oracle's group of resources." },
    { .sql_name = "x_compartment_name", .focus_name = "x_CompartmentName", .kind = COLUMN_TEXT,
      .is_dimension = true, .help = "Its name." },
    { .sql_name = "x_source_adjustments", .focus_name = "x_SourceAdjustments", .kind = COLUMN_JSON,
      .help = "Repairs made while mapping." },
};
/* clang-format on */

const size_t column_count = ARRAY_COUNT(columns);

static const char *const sql_types[] = {
    [COLUMN_COST] = "DECIMAL(38,12)",
    [COLUMN_PRICE] = "DECIMAL(38,15)",
    [COLUMN_QUANTITY] = "DECIMAL(38,12)",
    [COLUMN_TIME] = "TIMESTAMP",
    [COLUMN_DATE] = "DATE",
    [COLUMN_TEXT] = "VARCHAR",
    [COLUMN_JSON] = "VARCHAR",
    [COLUMN_TAGS] = "BIGINT",
    [COLUMN_BOOL] = "BOOLEAN",
    [COLUMN_INT] = "BIGINT",
};

static const char *const version_names[FOCUS_VERSION_COUNT] = {
    [FOCUS_NONE] = "",   [FOCUS_0_5] = "0.5", [FOCUS_1_0_PREVIEW] = "1.0-preview",
    [FOCUS_1_0] = "1.0", [FOCUS_1_1] = "1.1", [FOCUS_1_2] = "1.2",
    [FOCUS_1_3] = "1.3", [FOCUS_1_4] = "1.4",
};

static bool name_is(const char *known, const char *name, size_t name_size)
{
    return known && strlen(known) == name_size && memcmp(known, name, name_size) == 0;
}

const struct column *column_find_sized(const char *name, size_t name_size)
{
    for (size_t i = 0; i < column_count; i++)
        if (name_is(columns[i].sql_name, name, name_size) ||
            name_is(columns[i].focus_name, name, name_size))
            return &columns[i];
    return NULL;
}

const struct column *column_find(const char *name)
{
    return column_find_sized(name, strlen(name));
}

const char *column_stored_name(const struct column *column)
{
    return column->kind == COLUMN_TAGS ? "tag_set_id" : column->sql_name;
}

const char *column_sql_type(const struct column *column)
{
    return sql_types[column->kind];
}

bool column_is_in(const struct column *column, enum focus_version version)
{
    return column->focus_name && column->since != FOCUS_NONE && column->since <= version &&
           (column->removed == FOCUS_NONE || version < column->removed);
}

const char *focus_version_name(enum focus_version version)
{
    return version < FOCUS_VERSION_COUNT ? version_names[version] : "";
}

bool focus_version_parse(const char *name, enum focus_version *out)
{
    for (int i = FOCUS_0_5; i < FOCUS_VERSION_COUNT; i++) {
        if (strcmp(version_names[i], name) != 0)
            continue;
        *out = (enum focus_version)i;
        return true;
    }
    return false;
}
