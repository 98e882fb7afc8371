/* SPDX-License-Identifier: Apache-2.0 */
/* migrate.c -- the command that brings the schema up to date, and nothing else. */
#include "cli/migrate.h"

#include "store/catalogue.h"

#include <inttypes.h>

static bool migrate(struct invocation *invocation, struct err *err)
{
    struct catalogue *catalogue SCOPED(catalogue_closep) = NULL;
    struct schema_change schema;

    if (!catalogue_open(&invocation->config->place, &catalogue, err))
        return false;
    schema = catalogue_schema(catalogue);
    if (schema.from == schema.to)
        fprintf(invocation->out, "schema %" PRId64 ": up to date\n", schema.to);
    else if (schema.from)
        fprintf(invocation->out, "schema %" PRId64 ": upgraded from %" PRId64 "\n", schema.to,
                schema.from);
    else
        fprintf(invocation->out, "schema %" PRId64 ": created\n", schema.to);
    return true;
}

const struct command cmd_migrate = {
    .name = "migrate",
    .args = "",
    .help = "Create the schema of the state, or bring it up to date.",
    .text = "Every command does so when it has to; this one does nothing else, for an upgrade "
            "under a person's eyes or by a\n"
            "database user who may. Forward only, each step in one transaction; any number of "
            "processes may start at once. A schema\n"
            "that is newer than this program is refused (65) and stays as it is.",
    .run = migrate,
};
