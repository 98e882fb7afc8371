/* SPDX-License-Identifier: Apache-2.0 */
#include "view/export.h"

#include "cli/ask.h"

#include <inttypes.h>
#include <string.h>

static bool read_request(struct invocation *invocation, struct export_request *request,
                         struct err *err)
{
    const char *format = given_value(invocation, "format");
    const char *version = given_value(invocation, "focus-version");
    size_t size;

    request->path = given_value(invocation, "output");
    if (!request->path)
        return err_set(err, ERR_USAGE, "--output: say into which file");
    size = strlen(request->path);
    if (!format)
        format = size > 8 && strcmp(request->path + size - 8, ".parquet") == 0 ? "parquet" : "csv";
    if (!view_format_parse(format, &request->format) ||
        (request->format != VIEW_CSV && request->format != VIEW_PARQUET))
        return err_set(err, ERR_USAGE, "--format: must be csv or parquet; it is \"%s\"", format);
    if (!focus_version_parse(version ? version : "1.2", &request->version))
        return err_set(err, ERR_USAGE,
                       "--focus-version: must be 1.0, 1.1, 1.2, 1.3 or 1.4; it is \"%s\"", version);
    request->costs_as_double = given_flag(invocation, "costs-as-double");
    return ask_pairs(invocation, NULL, 0, &request->pairs, &request->pair_count, err);
}

static bool export(struct invocation *invocation, struct err *err)
{
    struct dataset *dataset SCOPED(dataset_closep) = NULL;
    struct snapshot *snapshot SCOPED(snapshot_releasep) = NULL;
    struct export_request request = { 0 };
    struct export_result result;
    const char *parameter;

    if (!read_request(invocation, &request, err) || !ask_open(invocation, &dataset, err) ||
        !dataset_snapshot(dataset, &snapshot, err) ||
        !view_export(snapshot, &request, invocation->arena, &result, &parameter, err))
        return false;
    fprintf(invocation->out, "%" PRId64 " charges written to %s; what is in it says %s\n",
            result.charge_count, request.path, result.manifest_path);
    return true;
}

static const struct option options[] = {
    { "output", "FILE", "The file to write; FILE.manifest.json comes beside it.", false },
    { "format", "FORMAT", "csv or parquet; without it the file's name decides.", false },
    { "focus-version", "VERSION", "1.0, 1.1, 1.2 (the default), 1.3 or 1.4.", false },
    { "costs-as-double", NULL,
      "Parquet: write costs as floating point, for validators that know no decimals.", false },
    ASK_PERIOD_OPTIONS,
    ASK_FILTER_OPTIONS,
    { "basis", "BASIS",
      "Whether the period is that of use (charge_period) or of the invoice (billing_period).",
      false },
    ASK_AS_OF_OPTION,
    { 0 },
};

const struct command cmd_export = {
    .name = "export",
    .args = "--output FILE [DIMENSION=VALUE...]",
    .help = "Write charges as a FOCUS file of any version from 1.0 to 1.4, CSV or Parquet, with a "
            "manifest.",
    .text = "Without a period all charges are written. Costs have all their decimals, so that "
            "ingesting the file\n"
            "elsewhere gives the same totals to the last digit.",
    .options = options,
    .most_args = SIZE_MAX,
    .run = export,
};
