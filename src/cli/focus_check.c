/* SPDX-License-Identifier: Apache-2.0 */
/* focus_check.c -- the command focus-check. */
#include "view/focus_check.h"

#include "base/file.h"
#include "base/limits.h"
#include "cli/ask.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_NEEDS_A_PERSON = 1 };

static void print(struct invocation *invocation, const struct focus_check_result *result)
{
    for (size_t i = 0; i < result->result_count; i++) {
        const struct focus_rule_result *rule = &result->results[i];

        if (rule->violation_count)
            fprintf(invocation->out, "%s%s%s%s: %" PRId64 " times, such as row %s: %s\n",
                    rule->is_warning ? "warning: " : "", rule->rule, rule->column ? " " : "",
                    rule->column ? rule->column : "", rule->violation_count, rule->sample_rows,
                    rule->detail);
    }
    fprintf(invocation->out,
            "FOCUS %s, %" PRId64 " rows: %zu rules asked, %zu broken, %zu warnings\n",
            focus_version_name(result->version), result->row_count, result->result_count,
            result->broken_count, result->warning_count);
}

static bool check(struct invocation *invocation, const struct focus_check_job *job, struct err *err)
{
    const char *format = given_value(invocation, "format");
    struct buf out SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct focus_check_result result;
    struct json json;

    if (format && strcmp(format, "table") != 0 && strcmp(format, "json") != 0)
        return err_set(err, ERR_USAGE, "--format: must be table or json; it is \"%s\"", format);
    if (!focus_check(job, invocation->arena, &result, err))
        return false;
    if (result.broken_count)
        invocation->exit_status = EXIT_NEEDS_A_PERSON;
    if (!format || strcmp(format, "json") != 0) {
        print(invocation, &result);
        return true;
    }
    json_init(&json, &out);
    focus_check_json(&result, &json);
    if (!buf_check(&out, "the answer", err))
        return false;
    fprintf(invocation->out, "%s\n", buf_text(&out));
    return true;
}

static bool focus_check_command(struct invocation *invocation, struct err *err)
{
    const char *version = given_value(invocation, "focus-version");
    struct focus_check_job job = { .path = given_argument(invocation, 0),
                                   .memory_limit = invocation->config->memory_limit };
    char *directory = arena_strdup(invocation->arena, "/tmp/centavo-focus-check-XXXXXX");
    struct err ignored SCOPED(err_done) = { 0 };
    bool done;

    if (version && (!focus_version_parse(version, &job.version) || job.version < FOCUS_1_0))
        return err_set(err, ERR_USAGE,
                       "--focus-version: must be 1.0, 1.1, 1.2, 1.3 or 1.4; it is \"%s\"", version);
    if (!file_exists(job.path))
        return err_set(err, ERR_MISSING, "%s: there is no such file", job.path);
    if (!mkdtemp(directory))
        return err_errno(err, ERR_UPSTREAM, "%s", directory);
    job.temp_directory = directory;
    done = check(invocation, &job, err);
    if (!directory_remove(directory, &ignored) && done)
        err_move(err, &ignored);
    return done && err->code == ERR_NONE;
}

static const struct option options[] = {
    { "focus-version", "VERSION",
      "1.0, 1.1, 1.2, 1.3 or 1.4; without it, what the columns look like.", false },
    { "format", "FORMAT", "table (the default) or json.", false },
    { 0 },
};

const struct command cmd_focus_check = {
    .name = "focus-check",
    .args = "FILE",
    .help = "Does a FOCUS file, ours or another's, keep the rules of FOCUS? Nothing is taken in.",
    .text =
        "Reads CSV, plain or .gz, and .parquet. Prints what is broken: how often, in which rows "
        "first (0 is the file as a whole),\n"
        "and how. The exit status is 0 when no rule is broken, 1 when one is, warnings aside, and "
        "65 when the file cannot be\nread. The rules are in docs/focus-check.md.",
    .options = options,
    .least_args = 1,
    .most_args = 1,
    .run = focus_check_command,
};
