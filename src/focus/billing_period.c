/* SPDX-License-Identifier: Apache-2.0 */
#include "focus/billing_period.h"

#include "base/attr.h"
#include "base/clock.h"

#include <string.h>

#define DAY_MICROSECONDS ((int64_t)86400 * 1000000)

/* Each cloud says of itself that usage shows up within a day. */
static const struct provider_days {
    const char *provider;
    int grace;
    int lag;
} providers[] = {
    { "AWS", 15, 1 },
    { "Microsoft", 10, 1 },
    { "Google Cloud", 15, 1 },
    { "Oracle", 15, 1 },
};

static const struct provider_days other = { NULL, 10, 0 };

static const struct provider_days *find(const char *provider)
{
    for (size_t i = 0; provider && i < ARRAY_COUNT(providers); i++)
        if (strcmp(providers[i].provider, provider) == 0)
            return &providers[i];
    return &other;
}

int billing_period_grace_days(const char *provider)
{
    return find(provider)->grace;
}

int billing_period_lag_days(const char *provider)
{
    return find(provider)->lag;
}

bool billing_period_is_closed(const char *provider, int32_t month, int64_t at)
{
    int32_t end = month_add(month_start(month), 1) + billing_period_grace_days(provider);

    return end * DAY_MICROSECONDS <= at;
}
