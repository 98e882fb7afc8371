/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/help.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* "--memory-limit" of "memory_limit". */
static void print_flag(FILE *out, const char *key)
{
    fputs("--", out);
    for (; *key; key++)
        fputc(*key == '_' ? '-' : *key, out);
}

static void print_environment(FILE *out, const char *key)
{
    fputs("CENTAVO_", out);
    for (; *key; key++)
        fputc(toupper((unsigned char)*key), out);
}

static void print_options(FILE *out, const struct command *command)
{
    if (!command->options)
        return;
    fputs("\nOptions:\n", out);
    for (const struct option *at = command->options; at->name; at++) {
        int width = fprintf(out, "  --%s%s%s", at->name, at->argument ? " " : "",
                            at->argument ? at->argument : "");

        fprintf(out, "%*s%s%s\n", width < 30 ? 30 - width : 1, "", at->help,
                at->repeats ? " May be repeated." : "");
    }
}

static void print_overview(FILE *out)
{
    fputs("centavo -- every cent of the cloud bill, accounted for.\n\n"
          "Usage: centavo COMMAND [OPTIONS]\n\nCommands:\n",
          out);
    for (const struct command *const *at = commands; *at; at++)
        if (!(*at)->hidden)
            fprintf(out, "  %-12s %s\n", (*at)->name, (*at)->help);
    fputs("\nOptions of every command, before or after it:\n  --config FILE  ", out);
    fputs("               Configuration file (YAML).\n", out);
    for (size_t i = 0; i < config_key_count; i++) {
        fputs("  ", out);
        print_flag(out, config_keys[i].name);
        fprintf(out, " VALUE%*s%s\n", (int)(22 - strlen(config_keys[i].name)), "",
                config_keys[i].help);
    }
    fputs("\n`centavo help COMMAND` says more.\n", out);
}

void help_print(FILE *out, const struct command *command)
{
    if (!command) {
        print_overview(out);
        return;
    }
    fprintf(out, "Usage: centavo %s%s%s\n\n%s\n", command->name, *command->args ? " " : "",
            command->args, command->help);
    if (command->text)
        fprintf(out, "\n%s\n", command->text);
    print_options(out, command);
}

/* ---- pages ---- */

static void print_exit_statuses(FILE *out)
{
    fputs("## Exit statuses\n\n| status | meaning |\n|---|---|\n", out);
    fputs("| 0 | Done. |\n| 1 | Done, but something needs a person: a delivery is held or "
          "rejected, or `verify` "
          "found a difference. |\n",
          out);
    for (int code = ERR_NONE + 1; code < ERR_CODE_COUNT; code++)
        fprintf(out, "| %d | %s: %s |\n", err_exit_status((enum err_code)code),
                err_code_name((enum err_code)code), err_code_help((enum err_code)code));
}

void help_print_cli_page(FILE *out)
{
    fputs("# Commands\n\nPrinted by `centavo help --page cli`. Global options are the keys of "
          "[config.md](config.md) as "
          "flags, before or after the command.\n\n",
          out);
    for (const struct command *const *at = commands; *at; at++) {
        const struct command *command = *at;

        if (command->hidden)
            continue;
        fprintf(out, "## centavo %s\n\n```\ncentavo %s%s%s\n```\n\n%s\n", command->name,
                command->name, *command->args ? " " : "", command->args, command->help);
        if (command->text)
            fprintf(out, "\n%s\n", command->text);
        if (command->options) {
            fputs("\n| option | meaning |\n|---|---|\n", out);
            for (const struct option *option = command->options; option->name; option++)
                fprintf(out, "| `--%s%s%s` | %s%s |\n", option->name, option->argument ? " " : "",
                        option->argument ? option->argument : "", option->help,
                        option->repeats ? " May be repeated." : "");
        }
        fputs("\n", out);
    }
    print_exit_statuses(out);
}

void help_print_config_page(FILE *out)
{
    fputs("# Configuration\n\nPrinted by `centavo help --page config`. Nothing needs to be "
          "configured. A value is taken from "
          "the flag, else the environment variable, else the\nYAML file (`--config FILE`, else "
          "`CENTAVO_CONFIG`, else "
          "`./centavo.yaml` when it exists; one `key: value` a line), else the default.\n\n"
          "| key | flag | environment | default | meaning |\n|---|---|---|---|---|\n",
          out);
    for (size_t i = 0; i < config_key_count; i++) {
        const struct config_key *key = &config_keys[i];

        fprintf(out, "| `%s` | `", key->name);
        print_flag(out, key->name);
        fputs("` | `", out);
        print_environment(out, key->name);
        fprintf(out, "` | %s%s%s | %s |\n", key->fallback ? "`" : "",
                key->fallback ? key->fallback : "not set", key->fallback ? "`" : "", key->help);
    }
}
