/* SPDX-License-Identifier: Apache-2.0 */
#include "focus/billing_period.h"

#include "base/attr.h"
#include "base/clock.h"

#include <string.h>

#define DAY_MICROSECONDS ((int64_t)86400 * 1000000)

static const struct {
    const char *provider;
    int days;
} graces[] = {
    { "AWS", 15 },
    { "Microsoft", 10 },
    { "Google Cloud", 15 },
    { "Oracle", 15 },
};

enum { OTHER_GRACE = 10 };

int billing_period_grace_days(const char *provider)
{
    for (size_t i = 0; provider && i < ARRAY_COUNT(graces); i++)
        if (strcmp(graces[i].provider, provider) == 0)
            return graces[i].days;
    return OTHER_GRACE;
}

bool billing_period_is_closed(const char *provider, int32_t month, int64_t at)
{
    int32_t end = month_add(month_start(month), 1) + billing_period_grace_days(provider);

    return end * DAY_MICROSECONDS <= at;
}
