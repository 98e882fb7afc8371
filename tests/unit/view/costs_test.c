/* SPDX-License-Identifier: Apache-2.0 */
#include "home.h"

static const char january[] =
    "VALUES ('2026-01-01','2026-01-01','AWS','1','EC2','Usage','USD','10.000000000001',1),"
    "('2026-01-01','2026-01-01','AWS','2','S3','Usage','USD','0.5',NULL),"
    "('2026-01-02','2026-01-01','AWS','1','EC2','Usage','USD','-1.25',1),"
    "('2026-01-04','2026-01-01','Google Cloud','3','BigQuery','Usage','EUR','7',2)";
static const char february[] =
    "VALUES ('2026-02-01','2026-02-01','AWS','1','EC2','Usage','USD','20',1),"
    "('2026-02-03','2026-02-01','AWS','1','S3','Tax','USD','0.000000000003',1)";

static int setup(void **state)
{
    struct home *home = calloc(1, sizeof(*home));

    home_open(home);
    run_text(home->db,
             "INSERT INTO tag_value VALUES (1,'env','prod'),(1,'team','a'),(2,'env','dev')");
    home_deliver(home, 1, "jan", january, false);
    home_deliver(home, 2, "feb", february, false);
    *state = home;
    return 0;
}

static int teardown(void **state)
{
    home_close(*state);
    free(*state);
    return 0;
}

static void smoke(void **state)
{
    static const char *const asks[][2] = {
        { "costs", "window=2026-01&granularity=total&group_by=service_name" },
        { "costs", "window=2026-01" },
        { "costs", "window=all&granularity=month&group_by=service_name&top=1&compare=previous" },
        { "costs", "window=2026-02&granularity=total&group_by=service_name&compare=previous" },
        { "costs", "window=all&granularity=total&group_by=tag:env&currency=USD" },
        { "costs",
          "window=all&granularity=week&group_by=tag:env,service_name&filter=tag:env != prod" },
        { "costs", "window=all&granularity=total&metric=consumed_quantity" },
        { "charges", "window=all&limit=1" },
        { "dimensions", "name=sub_account_id" },
        { "dimensions", "name=tag:env&q=pro" },
        { "dimension_names", "" },
        { "tags", "" },
        { "status", "" },
        { "s0_filters", "" },
        { "s0_summary", "cloud=aws&start=2026-01-01&end=2026-01-31" },
        { "s0_timeseries", "start=2026-01-01&end=2026-01-31" },
        { "s0_timeseries", "cloud=gcp&start=2026-01-01&end=2026-01-31" },
        { "s0_top_services", "start=2026-02-01&end=2026-02-28" },
    };

    for (size_t i = 0; i < ARRAY_COUNT(asks); i++)
        printf("# %s %s\n# %s\n\n", asks[i][0], asks[i][1],
               home_ask(*state, asks[i][0], asks[i][1]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(smoke),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
