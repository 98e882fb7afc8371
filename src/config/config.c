/* SPDX-License-Identifier: Apache-2.0 */
#include "config/config.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"

#include <ctype.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#define KEY_OF(name, field, fallback, kind, allowed, help)                                         \
    {                                                                                              \
        name, fallback, help, kind, offsetof(struct config, field), allowed                        \
    }

#define KEY(field, fallback, kind, allowed, help)                                                  \
    KEY_OF(#field, field, fallback, kind, allowed, help)

const struct config_key config_keys[] = {
    KEY_OF("home", place.home, "./centavo-data", CONFIG_TEXT, NULL,
           "Directory that holds all data; with database_url only raw bills and what runs write "
           "for a moment."),
    KEY_OF(
        "database_url", place.database_url, NULL, CONFIG_URL, NULL,
        "postgresql://USER@HOST/DATABASE: state, charges and rollups are kept there. Not set: all "
        "is below home."),
    KEY(log_level, "info", CONFIG_LOG_LEVEL, "error|warning|info|debug",
        "What is written to standard error."),
    KEY(listen, "127.0.0.1:8080", CONFIG_TEXT, NULL,
        "Address and port of the HTTP server; port 0 takes a free one."),
    KEY(memory_limit, "1GB", CONFIG_SIZE, NULL,
        "Memory that the engine of one run may use; what needs more is spilled to disk."),
    KEY(threads, "0", CONFIG_COUNT, NULL, "Threads of one run; 0 is one per core."),
    KEY(default_currency, NULL, CONFIG_TEXT, NULL,
        "ISO 4217 code for bills that have no currency column. Not set: such bills are refused."),
    KEY(date_order, NULL, CONFIG_TEXT, "day-first|month-first",
        "How to read dates such as 01/02/2025 in a bill that has no other. Not set: it is "
        "refused."),
    KEY(oci_commitment, NULL, CONFIG_TEXT, NULL,
        "Comma list of Oracle subscriptions whose usage is paid by credits bought before, where "
        "that purchase is loaded too: only the overage of their usage is billed."),
    KEY(gcp_commitment, NULL, CONFIG_TEXT, NULL,
        "Comma list of NAME=AMOUNT: what a Google Cloud commitment covers a day at list prices; "
        "NAME is its subscription, or cpu, ram, gpu, ssd or dollar. Not set: all of it counts as "
        "used."),
    KEY(guard_drop_percent, "20", CONFIG_PERCENT, NULL,
        "A new version of a month that loses more than so many percent of its charges or cost is "
        "held for a person; 0 never."),
    KEY(closed_month, "hold", CONFIG_TEXT, "hold|accept",
        "What a change of a month that the provider has closed leads to; a simple CSV is always "
        "accepted."),
    KEY(lock_wait, "600", CONFIG_COUNT, NULL,
        "Seconds that a run waits for another one of the same source, and for questions that hold "
        "charges of PostgreSQL; then it ends with status 75."),
    KEY(staged_days, "14", CONFIG_COUNT, NULL,
        "An incomplete delivery is rejected after so many days; 0 never."),
    KEY(allowed_hosts, NULL, CONFIG_TEXT, NULL,
        "Comma list of host names that the server answers to, besides its own address."),
    KEY(upload_limit, "64GB", CONFIG_SIZE, NULL, "Largest bill that may be uploaded."),
    KEY(shutdown_seconds, "10", CONFIG_COUNT, NULL,
        "How long a stopping server waits for requests under way."),
};
const size_t config_key_count = ARRAY_COUNT(config_keys);

/* ---- values ---- */

/* "1GB", "512MB", "64KB", "1000": powers of 1024. */
static bool size_parse(const char *text, int64_t *size)
{
    static const struct {
        const char *unit;
        int64_t factor;
    } units[] = { { "", 1 },         { "B", 1 },        { "KB", 1 << 10 },
                  { "MB", 1 << 20 }, { "GB", 1 << 30 }, { "TB", (int64_t)1 << 40 } };
    char *end;
    long long number = strtoll(text, &end, 10);

    if (end == text || number < 0)
        return false;
    while (*end == ' ')
        end++;
    for (size_t i = 0; i < ARRAY_COUNT(units); i++)
        if (strcasecmp(end, units[i].unit) == 0)
            return !__builtin_mul_overflow((int64_t)number, units[i].factor, size);
    return false;
}

static bool is_allowed(const char *allowed, const char *value)
{
    size_t size = strlen(value);

    for (const char *at = allowed; *at;) {
        size_t width = strcspn(at, "|");

        if (width == size && memcmp(at, value, size) == 0)
            return true;
        at += width + (at[width] == '|');
    }
    return false;
}

/* `where` names the place of the value for the message: "--listen", "CENTAVO_LISTEN",
 * "centavo.yaml:3". */
static bool set_value(struct config *config, const struct config_key *key, const char *value,
                      const char *where, struct arena *arena, struct err *err)
{
    void *field = (char *)config + key->offset;
    int64_t number;

    if (key->allowed && !is_allowed(key->allowed, value))
        return err_set(err, ERR_USAGE, "%s: %s is not one of %s", where, value, key->allowed);
    switch (key->kind) {
    case CONFIG_TEXT:
    case CONFIG_URL:
        *(const char **)field = arena_strdup(arena, value);
        return true;
    case CONFIG_SIZE:
        if (size_parse(value, (int64_t *)field))
            return true;
        return err_set(err, ERR_USAGE, "%s: %s is not a size such as 512MB or 1GB", where, value);
    case CONFIG_COUNT:
        if (size_parse(value, &number) && number <= 1000000) {
            *(int *)field = (int)number;
            return true;
        }
        return err_set(err, ERR_USAGE, "%s: %s is not a number", where, value);
    case CONFIG_PERCENT:
        if (size_parse(value, &number) && number <= 100) {
            *(int *)field = (int)number;
            return true;
        }
        return err_set(err, ERR_USAGE, "%s: %s is not a number from 0 to 100", where, value);
    case CONFIG_LOG_LEVEL:
        return log_level_parse(value, (enum log_level *)field);
    }
    return false;
}

static const struct config_key *find_key(const char *name)
{
    for (size_t i = 0; i < config_key_count; i++)
        if (strcmp(config_keys[i].name, name) == 0)
            return &config_keys[i];
    return NULL;
}

/* ---- the file ---- */

static bool yaml_failed(struct err *err, const char *name, const yaml_parser_t *parser)
{
    return err_set(err, ERR_USAGE, "%s:%zu: %s", name, parser->problem_mark.line + 1,
                   parser->problem ? parser->problem : "not valid YAML");
}

/* The document is one flat mapping of scalars: `key: value`. */
struct yaml_reader {
    const char *name;
    int depth;
    char *key; /* waiting for its value */
    bool (*set)(void *context, const char *key, const char *value, size_t line, struct err *err);
    void *context;
};

static bool take_event(struct yaml_reader *reader, const yaml_event_t *event, struct err *err)
{
    size_t line = event->start_mark.line + 1;
    const char *text;
    bool done;

    switch (event->type) {
    case YAML_MAPPING_START_EVENT:
        if (reader->depth++ == 0)
            return true;
        return err_set(err, ERR_USAGE, "%s:%zu: a key has one value, not a list of keys",
                       reader->name, line);
    case YAML_MAPPING_END_EVENT:
        reader->depth--;
        return true;
    case YAML_SEQUENCE_START_EVENT:
    case YAML_ALIAS_EVENT:
        return err_set(err, ERR_USAGE, "%s:%zu: a key has one plain value", reader->name, line);
    case YAML_SCALAR_EVENT:
        text = (const char *)event->data.scalar.value;
        if (strlen(text) != event->data.scalar.length)
            return err_set(err, ERR_USAGE, "%s:%zu: a value with a NUL byte", reader->name, line);
        if (reader->depth == 0)
            return *text == '\0' ||
                   err_set(err, ERR_USAGE, "%s:%zu: expected `key: value`", reader->name, line);
        if (!reader->key) {
            reader->key = strdup(text);
            return true;
        }
        done = reader->set(reader->context, reader->key, text, line, err);
        free(reader->key);
        reader->key = NULL;
        return done;
    default:
        return true;
    }
}

bool config_parse(const char *bytes, size_t size, const char *name,
                  bool (*set)(void *context, const char *key, const char *value, size_t line,
                              struct err *err),
                  void *context, struct err *err)
{
    struct yaml_reader reader = { .name = name, .set = set, .context = context };
    yaml_parser_t parser;
    bool good = true;
    bool ended = false;

    if (!yaml_parser_initialize(&parser))
        abort();
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, size);
    while (good && !ended) {
        yaml_event_t event;

        if (!yaml_parser_parse(&parser, &event)) {
            good = yaml_failed(err, name, &parser);
            break;
        }
        ended = event.type == YAML_STREAM_END_EVENT;
        good = take_event(&reader, &event, err);
        yaml_event_delete(&event);
    }
    free(reader.key);
    yaml_parser_delete(&parser);
    return good;
}

struct file_load {
    struct config *config;
    struct arena *arena;
    const char *path;
    uint64_t seen; /* bit per key */
};

static bool set_from_file(void *context, const char *name, const char *value, size_t line,
                          struct err *err)
{
    struct file_load *load = context;
    const struct config_key *key = find_key(name);
    const char *where = arena_printf(load->arena, "%s:%zu: %s", load->path, line, name);
    uint64_t bit;

    if (!key)
        return err_set(err, ERR_USAGE, "%s:%zu: there is no key %s; `centavo config` lists them",
                       load->path, line, name);
    bit = (uint64_t)1 << (key - config_keys);
    if (load->seen & bit)
        return err_set(err, ERR_USAGE, "%s is there twice", where);
    load->seen |= bit;
    return set_value(load->config, key, value, where, load->arena, err);
}

static bool load_file(const char *path, struct arena *arena, struct config *config, struct err *err)
{
    struct file_load load = { .config = config, .arena = arena, .path = path };
    struct buf bytes SCOPED(buf_done);

    buf_init(&bytes, LIMIT_CONFIG_FILE);
    return file_read(path, &bytes, err) &&
           config_parse(buf_text(&bytes), bytes.size, path, set_from_file, &load, err);
}

static bool load_environment(struct arena *arena, struct config *config, struct err *err)
{
    for (size_t i = 0; i < config_key_count; i++) {
        char *name = arena_printf(arena, "CENTAVO_%s", config_keys[i].name);
        const char *value;

        for (char *at = name; *at; at++)
            *at = (char)toupper((unsigned char)*at);
        value = getenv(name);
        if (value && *value && !set_value(config, &config_keys[i], value, name, arena, err))
            return false;
    }
    return true;
}

static bool load_flags(const struct config_flag *flags, size_t flag_count, struct arena *arena,
                       struct config *config, struct err *err)
{
    for (size_t i = 0; i < flag_count; i++) {
        const struct config_key *key = find_key(flags[i].name);
        char *where = arena_printf(arena, "--%s", flags[i].name);

        for (char *at = where; *at; at++)
            if (*at == '_')
                *at = '-';
        if (!key)
            return err_set(err, ERR_USAGE, "there is no option %s", where);
        if (!set_value(config, key, flags[i].value, where, arena, err))
            return false;
    }
    return true;
}

bool config_load(const char *config_path, const struct config_flag *flags, size_t flag_count,
                 struct arena *arena, struct config *out, struct err *err)
{
    static const char usual_path[] = "centavo.yaml";
    struct config config = { 0 };

    for (size_t i = 0; i < config_key_count; i++)
        if (config_keys[i].fallback && !set_value(&config, &config_keys[i], config_keys[i].fallback,
                                                  config_keys[i].name, arena, err))
            return false;
    if (!config_path)
        config_path = getenv("CENTAVO_CONFIG");
    if (!config_path && file_exists(usual_path))
        config_path = usual_path;
    if (config_path && !load_file(config_path, arena, &config, err))
        return false;
    if (!load_environment(arena, &config, err) ||
        !load_flags(flags, flag_count, arena, &config, err))
        return false;
    *out = config;
    return true;
}

/* postgresql://user:secret@host/db?password=secret&sslpassword=secret: each of the places. */
static const char *url_without_password(const char *url, struct arena *arena)
{
    const char *start = url ? strstr(url, "://") : NULL;
    const char *at;
    const char *colon;
    size_t done = 0;
    const char *word;

    if (!start)
        return url;
    start += 3;
    at = memrchr(start, '@', strcspn(start, "?"));
    colon = at ? memchr(start, ':', (size_t)(at - start)) : NULL;
    if (colon)
        url = arena_printf(arena, "%.*s:***%s", (int)(colon - url), url, at);
    while ((word = strstr(url + done, "password="))) {
        done = (size_t)(word + 9 - url);
        url = arena_printf(arena, "%.*s***%s", (int)done, url, word + strcspn(word, "&"));
    }
    return url;
}

const char *config_value(const struct config *config, const struct config_key *key,
                         struct arena *arena)
{
    static const char *const levels[] = { "error", "warning", "info", "debug" };
    const void *field = (const char *)config + key->offset;

    switch (key->kind) {
    case CONFIG_TEXT:
        return *(const char *const *)field;
    case CONFIG_URL:
        return url_without_password(*(const char *const *)field, arena);
    case CONFIG_SIZE:
        return arena_printf(arena, "%" PRId64, *(const int64_t *)field);
    case CONFIG_COUNT:
    case CONFIG_PERCENT:
        return arena_printf(arena, "%d", *(const int *)field);
    case CONFIG_LOG_LEVEL:
        return levels[*(const enum log_level *)field];
    }
    return NULL;
}
