/* SPDX-License-Identifier: Apache-2.0 */
#include "run/tag_rules.h"

#include "sql_files.h"

#include <string.h>

/* What is wrong with a rule on keys. */
static const char *key_fault(const struct tag_rule *rule)
{
    const char *star = strchr(rule->raw_key, '*');

    if (!*rule->raw_key)
        return "raw_key: must be a key of tags, where * stands for any text";
    if (strchr(rule->norm_key, '*') && (!star || strchr(star + 1, '*')))
        return "norm_key: takes over what * stands for in raw_key, which must have one * then";
    return NULL;
}

const char *tag_rule_fault(const struct tag_rule *rule)
{
    if (!rule->norm_key || !*rule->norm_key)
        return "norm_key: must be the name that keys are called by";
    if (rule->raw_key && rule->raw_value)
        return "raw_value: a rule is on keys or on values, not both";
    if (rule->raw_key)
        return key_fault(rule);
    if (strchr(rule->norm_key, '*'))
        return "norm_key: a rule on values is for one key, without *";
    if (rule->provider_name)
        return "provider_name: a rule on values is for every provider";
    if (!rule->raw_value || !*rule->raw_value)
        return "raw_value: must be a value of tags, or raw_key a key";
    return NULL;
}

static bool is_known(struct db *db, const struct tag_rule *rule, bool *known, struct err *err)
{
    const char *provider = rule->provider_name ? rule->provider_name : "";
    struct rows *rows SCOPED(rows_freep) = NULL;
    bool done;

    if (rule->raw_key)
        done = db_query(db, &sql_state_tag_key_same,
                        PARAMS(param_text(provider), param_text(rule->raw_key),
                               param_text(rule->norm_key), param_int(rule->priority)),
                        &rows, err);
    else
        done = db_query(db, &sql_state_tag_value_same,
                        PARAMS(param_text(rule->norm_key), param_text(rule->raw_value),
                               param_text(rule->norm_value)),
                        &rows, err);
    if (!done || rows_next(rows, err) != ROW)
        return false;
    *known = rows_int(rows, 0) > 0;
    return true;
}

static bool end_rule(struct db *db, const struct tag_rule *rule, int64_t version, int64_t *ended,
                     struct err *err)
{
    const char *provider = rule->provider_name ? rule->provider_name : "";

    return rule->raw_key
               ? db_run(db, &sql_state_tag_key_close,
                        PARAMS(param_text(provider), param_text(rule->raw_key), param_int(version)),
                        ended, err)
               : db_run(db, &sql_state_tag_value_close,
                        PARAMS(param_text(rule->norm_key), param_text(rule->raw_value),
                               param_int(version)),
                        ended, err);
}

static bool begin_rule(struct db *db, const struct tag_rule *rule, int64_t version, struct err *err)
{
    const char *provider = rule->provider_name ? rule->provider_name : "";

    return rule->raw_key ? db_run(db, &sql_state_tag_key_add,
                                  PARAMS(param_text(provider), param_text(rule->raw_key),
                                         param_text(rule->norm_key), param_int(rule->priority),
                                         param_int(version)),
                                  NULL, err)
                         : db_run(db, &sql_state_tag_value_add,
                                  PARAMS(param_text(rule->norm_key), param_text(rule->raw_value),
                                         param_text(rule->norm_value), param_int(version)),
                                  NULL, err);
}

static bool store_one(struct db *db, const struct tag_rule *rule, bool remove, int64_t version,
                      int64_t *changed, struct err *err)
{
    bool known = false;
    int64_t ended;

    if (!remove && !is_known(db, rule, &known, err))
        return false;
    if (known)
        return true;
    if (!end_rule(db, rule, version, &ended, err) ||
        (!remove && !begin_rule(db, rule, version, err)))
        return false;
    *changed += remove ? ended : 1;
    return true;
}

static bool store_all(struct catalogue *catalogue, const struct tag_rule *rules, size_t count,
                      bool remove, int64_t *changed, struct err *err)
{
    int64_t version;

    if (!catalogue_change(catalogue, "tags", 0, &version, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!store_one(catalogue_db(catalogue), &rules[i], remove, version, changed, err))
            return false;
    return true;
}

bool tag_rules_store(struct catalogue *catalogue, const struct tag_rule *rules, size_t count,
                     bool remove, int64_t *changed, struct err *err)
{
    struct db *db = catalogue_db(catalogue);

    for (size_t i = 0; i < count; i++)
        if (tag_rule_fault(&rules[i]))
            return err_set(err, ERR_USAGE, "%s", tag_rule_fault(&rules[i]));
    *changed = 0;
    if (!db_begin_alone(db, err))
        return false;
    if (!store_all(catalogue, rules, count, remove, changed, err)) {
        db_rollback(db);
        return false;
    }
    if (*changed)
        return db_commit(db, err);
    db_rollback(db); /* nothing is new, and so is no version */
    return true;
}

static bool list(struct db *db, const struct sql *sql, int64_t version, bool of_keys,
                 struct json *json, struct err *err)
{
    struct rows *rows SCOPED(rows_freep) = NULL;
    enum step step;

    if (!db_query(db, sql, PARAMS(param_int(version)), &rows, err))
        return false;
    while ((step = rows_next(rows, err)) == ROW) {
        const char *provider = of_keys ? rows_text(rows, 0, NULL) : "";

        json_object(json);
        json_member_text(json, "norm_key", rows_text(rows, of_keys ? 2 : 0, NULL));
        json_member_text(json, "raw_key", of_keys ? rows_text(rows, 1, NULL) : NULL);
        json_member_text(json, "provider_name", *provider ? provider : NULL);
        json_key(json, "priority");
        if (of_keys)
            json_int(json, rows_int(rows, 3));
        else
            json_null(json);
        json_member_text(json, "raw_value", of_keys ? NULL : rows_text(rows, 1, NULL));
        json_member_text(json, "norm_value", of_keys ? NULL : rows_text(rows, 2, NULL));
        json_object_end(json);
    }
    return step == END;
}

bool tag_rules_json(struct catalogue *catalogue, struct json *json, struct err *err)
{
    struct db *db = catalogue_db(catalogue);
    int64_t version;

    if (!catalogue_data_version(catalogue, &version, err))
        return false;
    json_object(json);
    json_key(json, "items");
    json_array(json);
    if (!list(db, &sql_state_tag_key_rules, version, true, json, err) ||
        !list(db, &sql_state_tag_value_rules, version, false, json, err))
        return false;
    json_array_end(json);
    json_object_end(json);
    return true;
}
