/* SPDX-License-Identifier: Apache-2.0 */
/* billing_period.h -- when a billing month is closed and a day is complete, where no dataset of the
 * provider says so.
 *
 * A month is taken for closed when it is over and the provider's time of grace has passed too, in
 * which bills are still completed (focus-model.md 4.1 and 14.4).
 */
#ifndef CENTAVO_FOCUS_BILLING_PERIOD_H
#define CENTAVO_FOCUS_BILLING_PERIOD_H

#include <stdbool.h>
#include <stdint.h>

/* Days after the end of a month; provider: canonical name, NULL for any other. */
int billing_period_grace_days(const char *provider);

/* Days that pass before a day's usage is all delivered, as a rule; provider: the same. */
int billing_period_lag_days(const char *provider);

/* month: any day of it; at: microseconds since 1970-01-01, UTC. */
bool billing_period_is_closed(const char *provider, int32_t month, int64_t at);

#endif
