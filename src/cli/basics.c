/* SPDX-License-Identifier: Apache-2.0 */
/* basics.c -- the commands about centavo itself: version, help, config. */
#include "cli/basics.h"

#include "api/openapi.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "cli/help.h"
#include "store/duck.h"

#include <string.h>

static bool version(struct invocation *invocation, struct err *err)
{
    (void)err;
    fprintf(invocation->out, "centavo %s (DuckDB %s)\n", CENTAVO_VERSION, duck_version());
    return true;
}

const struct command cmd_version = {
    .name = "version",
    .args = "",
    .help = "Print the version of centavo and of its engine.",
    .run = version,
};

static void print_openapi(FILE *out)
{
    struct buf page SCOPED(buf_done);

    buf_init(&page, LIMIT_ANSWER);
    openapi_print(&page);
    fwrite(page.bytes, 1, page.size, out);
}

static bool help(struct invocation *invocation, struct err *err)
{
    const char *page = given_value(invocation, "page");
    const char *name = given_argument(invocation, 0);

    if (page && strcmp(page, "cli") == 0) {
        help_print_cli_page(invocation->out);
        return true;
    }
    if (page && strcmp(page, "config") == 0) {
        help_print_config_page(invocation->out);
        return true;
    }
    if (page && strcmp(page, "api") == 0) {
        openapi_print_page(invocation->out);
        return true;
    }
    if (page && strcmp(page, "openapi") == 0) {
        print_openapi(invocation->out);
        return true;
    }
    if (page)
        return err_set(err, ERR_USAGE, "there is no page %s: api, openapi, cli and config", page);
    for (const struct command *const *at = commands; name && *at; at++) {
        if (strcmp((*at)->name, name) == 0) {
            help_print(invocation->out, *at);
            return true;
        }
    }
    if (name)
        return err_set(err, ERR_USAGE, "there is no command %s; see `centavo help`", name);
    help_print(invocation->out, NULL);
    return true;
}

static const struct option help_options[] = {
    { "page", "NAME", "Print a reference page: api, cli or config as Markdown, openapi as JSON.",
      false },
    { 0 },
};

const struct command cmd_help = {
    .name = "help",
    .args = "[COMMAND]",
    .help = "Explain a command, or list them all.",
    .options = help_options,
    .most_args = 1,
    .run = help,
};

static bool config(struct invocation *invocation, struct err *err)
{
    (void)err;
    for (size_t i = 0; i < config_key_count; i++) {
        const char *value = config_value(invocation->config, &config_keys[i], invocation->arena);

        if (value)
            fprintf(invocation->out, "%s: %s\n", config_keys[i].name, value);
        else
            fprintf(invocation->out, "# %s:\n", config_keys[i].name);
    }
    return true;
}

const struct command cmd_config = {
    .name = "config",
    .args = "",
    .help = "Print the configuration in force, as a file that could be used for --config.",
    .run = config,
};
