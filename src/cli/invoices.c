/* SPDX-License-Identifier: Apache-2.0 */
/* invoices.c -- the command invoices: import, add, list. */
#include "cli/invoices.h"

#include "base/json.h"
#include "base/limits.h"
#include "run/invoice.h"
#include "sql_files.h"
#include "store/catalogue.h"

#include <inttypes.h>
#include <string.h>

/* Options whose names are those of columns, or what people call them. */
static bool read_line(const struct invocation *invocation, struct invoice_line *line,
                      struct err *err)
{
    for (size_t i = 0; i < invocation->given_count; i++) {
        const struct given *given = &invocation->given[i];
        enum invoice_field field;

        if (!given->name || strcmp(given->name, "format") == 0)
            continue;
        field = invoice_field_find(given->name);
        if (field == INVOICE_FIELD_COUNT)
            return err_set(err, ERR_BUG, "option --%s is no column", given->name);
        line->values[field] = given->value;
    }
    return true;
}

static void print_counts(struct invocation *invocation, const struct invoice_counts *counts)
{
    fprintf(invocation->out,
            "%" PRId64 " invoice lines: %" PRId64 " new, %" PRId64 " given again\n",
            counts->line_count, counts->added_count, counts->replaced_count);
    if (counts->removed_count)
        fprintf(invocation->out,
                "%" PRId64 " earlier lines without a number are gone: a file brings an invoice "
                "whole\n",
                counts->removed_count);
    if (counts->ignored)
        fprintf(invocation->out, "columns without a meaning here: %s\n", counts->ignored);
}

static bool import(struct invocation *invocation, struct catalogue *catalogue, struct err *err)
{
    struct invoice_line preset = { 0 };
    const char *path;

    if (!read_line(invocation, &preset, err))
        return false;
    if (given_argument_count(invocation) < 2)
        return err_set(err, ERR_USAGE, "invoices import: say which file");
    for (size_t i = 1; (path = given_argument(invocation, i)); i++) {
        struct invoice_counts counts;

        if (!invoice_import(catalogue, path, path, &preset, invocation->arena, &counts, err))
            return false;
        print_counts(invocation, &counts);
    }
    return true;
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* A fault names columns; whoever typed knows options. */
static bool name_options(const struct option *known, struct err *err)
{
    struct buf text SCOPED(buf_done) = { .maximum = LIMIT_SQL };
    enum err_code code = err->code;
    bool is_value = false; /* what was typed is quoted as it is */

    for (const char *at = err_text(err); *at;) {
        const struct option *option = known;
        enum invoice_field field = INVOICE_FIELD_COUNT;

        is_value |= *at == '"';
        for (; option->name && !is_value; option++) {
            field = invoice_field_find(option->name);
            if (field != INVOICE_FIELD_COUNT && starts_with(at, invoice_columns[field].name))
                break;
        }
        if (is_value || !option->name) {
            buf_add_char(&text, *at++);
            continue;
        }
        if (!text.size) /* the first word: what is wrong is the command line */
            code = starts_with(at + strlen(invoice_columns[field].name), " or ") ? code : ERR_USAGE;
        buf_printf(&text, "--%s", option->name);
        at += strlen(invoice_columns[field].name);
    }
    return err_set(err, code, "%s", buf_text(&text));
}

static bool add(struct invocation *invocation, struct catalogue *catalogue, struct err *err)
{
    struct invoice_line line = { 0 };
    struct invoice_counts counts;

    if (!read_line(invocation, &line, err))
        return false;
    if (!invoice_add(catalogue, &line, 1, invocation->arena, &counts, err))
        return name_options(invocation->command->options, err);
    print_counts(invocation, &counts);
    return true;
}

static const char *text_or(struct rows *rows, size_t column, const char *otherwise)
{
    const char *text = rows_text(rows, column, NULL);

    return text ? text : otherwise;
}

static bool print_list(struct invocation *invocation, struct catalogue *catalogue,
                       const struct invoice_query *query, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(catalogue_db(catalogue), &sql_state_invoice_list,
                  PARAMS(param_text(query->month), param_text(query->invoice),
                         param_text(query->issuer), param_int(INT64_MAX)),
                  &rows, err))
        return false;
    fprintf(invocation->out, "%-7s  %-24s  %-20s  %-10s  %-8s  %20s  %s\n", "month", "issuer",
            "invoice", "category", "status", "billed_cost", "line");
    while ((step = rows_next(rows, err)) == ROW) {
        fprintf(invocation->out, "%-7s", text_or(rows, 5, ""));
        fprintf(invocation->out, "  %-24s", text_or(rows, 0, ""));
        fprintf(invocation->out, "  %-20s", text_or(rows, 1, ""));
        fprintf(invocation->out, "  %-10s", text_or(rows, 8, ""));
        fprintf(invocation->out, "  %-8s", text_or(rows, 3, ""));
        fprintf(invocation->out, "  %16.*s", (int)strlen(text_or(rows, 7, "")) - 10,
                text_or(rows, 7, ""));
        fprintf(invocation->out, " %s", text_or(rows, 6, ""));
        fprintf(invocation->out, "  %s\n", text_or(rows, 9, text_or(rows, 2, "")));
    }
    return step == END;
}

static bool list(struct invocation *invocation, struct catalogue *catalogue, struct err *err)
{
    const char *format = given_value(invocation, "format");
    struct invoice_query query = { .month = given_value(invocation, "month"),
                                   .invoice = given_value(invocation, "invoice"),
                                   .issuer = given_value(invocation, "issuer") };
    struct buf out SCOPED(buf_done) = { .maximum = LIMIT_ANSWER };
    struct json json;
    int32_t month;

    if (query.month && !invoice_month_parse(query.month, &month))
        return err_set(err, ERR_USAGE, "--month: must be a month such as 2026-10");
    if (!format || strcmp(format, "table") == 0)
        return print_list(invocation, catalogue, &query, err);
    if (strcmp(format, "json") != 0)
        return err_set(err, ERR_USAGE, "--format: must be table or json; it is \"%s\"", format);
    json_init(&json, &out);
    if (!invoice_list_json(catalogue, &query, &json, err) || !buf_check(&out, "the answer", err))
        return false;
    fprintf(invocation->out, "%s\n", buf_text(&out));
    return true;
}

static bool invoices(struct invocation *invocation, struct err *err)
{
    static const struct {
        const char *name;
        bool (*run)(struct invocation *invocation, struct catalogue *catalogue, struct err *err);
    } verbs[] = { { "list", list }, { "import", import }, { "add", add } };
    const char *said = given_argument(invocation, 0);
    struct catalogue *catalogue SCOPED(catalogue_closep) = NULL;

    for (size_t i = 0; i < ARRAY_COUNT(verbs); i++) {
        if (said ? strcmp(said, verbs[i].name) != 0 : i > 0)
            continue;
        return catalogue_open(&invocation->config->place, &catalogue, err) &&
               verbs[i].run(invocation, catalogue, err);
    }
    return err_set(err, ERR_USAGE, "invoices %s: must be import, add or list", said);
}

static const struct option options[] = {
    { "issuer", "NAME", "Who sends the invoice; without it, who does in the month's bills.",
      false },
    { "account", "ID", "Billing account; without it, that of the month's bills.", false },
    { "invoice", "NUMBER", "Number of the invoice.", false },
    { "month", "MONTH", "Invoice month, 2026-10.", false },
    { "amount", "DECIMAL",
      "Amount of the line: at most 18 digits before the point and 12 after it.", false },
    { "currency", "CODE", "Its currency.", false },
    { "category", "NAME", "Usage (the default), Purchase, Tax, Credit or Adjustment.", false },
    { "service", "NAME", "The line is about one service.", false },
    { "sub-account", "ID", "The line is about one sub account.", false },
    { "description", "TEXT", "What the line says.", false },
    { "line", "ID", "Number of the line; without it, what it is about.", false },
    { "status", "NAME", "Issued (the default), Open or Voided.", false },
    { "format", "FORMAT", "list: table (the default) or json, which is what REST answers.", false },
    { 0 },
};

const struct command cmd_invoices = {
    .name = "invoices",
    .args = "[list|import FILE...|add]",
    .help = "Take in invoices as they were issued, from CSV or typed, to compare the bills with.",
    .text = "A CSV has the columns of FOCUS 1.4 Invoice Detail, or fewer: invoice_id, month, "
            "amount and currency are enough.\n"
            "Lines with a service and a sub account let a difference be explained exactly. A line "
            "that is given again\nreplaces itself; a file is taken whole or not at all. Of an "
            "invoice whose lines have no number it brings all lines:\nearlier ones without a "
            "number are gone.",
    .options = options,
    .most_args = SIZE_MAX,
    .run = invoices,
};
