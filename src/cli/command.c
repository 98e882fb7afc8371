/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"

#include "cli/help.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the frame collects before it knows the command. */
struct command_line {
    struct arena arena;
    const struct command *command;
    const char *config_path;
    struct config_flag *flags;
    size_t flag_count;
    struct given *given;
    size_t given_count;
    bool wants_help;
};

const char *given_value(const struct invocation *invocation, const char *name)
{
    const char *value = NULL;

    for (size_t i = 0; i < invocation->given_count; i++)
        if (invocation->given[i].name && strcmp(invocation->given[i].name, name) == 0)
            value = invocation->given[i].value;
    return value;
}

bool given_flag(const struct invocation *invocation, const char *name)
{
    return given_value(invocation, name) != NULL;
}

const char *given_argument(const struct invocation *invocation, size_t index)
{
    for (size_t i = 0; i < invocation->given_count; i++)
        if (!invocation->given[i].name && index-- == 0)
            return invocation->given[i].value;
    return NULL;
}

size_t given_argument_count(const struct invocation *invocation)
{
    size_t count = 0;

    for (size_t i = 0; i < invocation->given_count; i++)
        count += !invocation->given[i].name;
    return count;
}

bool run_verb(struct invocation *invocation, const struct verb *verbs, size_t count,
              struct err *err)
{
    const char *said = given_argument(invocation, 0);
    const char *list = verbs[0].name;

    if (!said)
        return verbs[0].run(invocation, err);
    for (size_t i = 0; i < count; i++)
        if (strcmp(verbs[i].name, said) == 0)
            return verbs[i].run(invocation, err);
    for (size_t i = 1; i < count; i++)
        list = arena_printf(invocation->arena, "%s%s%s", list, i + 1 < count ? ", " : " or ",
                            verbs[i].name);
    return err_set(err, ERR_USAGE, "%s %s: must be %s", invocation->command->name, said, list);
}

static const struct command *find_command(const char *name)
{
    for (const struct command *const *at = commands; *at; at++)
        if (strcmp((*at)->name, name) == 0)
            return *at;
    return NULL;
}

static const struct option *find_option(const struct command *command, const char *name,
                                        size_t name_size)
{
    if (!command || !command->options)
        return NULL;
    for (const struct option *at = command->options; at->name; at++)
        if (strlen(at->name) == name_size && memcmp(at->name, name, name_size) == 0)
            return at;
    return NULL;
}

/* "memory_limit" for "memory-limit"; NULL when there is no such key. */
static const char *config_key_of(const char *name, size_t name_size)
{
    for (size_t i = 0; i < config_key_count; i++) {
        const char *key = config_keys[i].name;
        size_t at = 0;

        while (at < name_size && key[at] &&
               (key[at] == name[at] || (key[at] == '_' && name[at] == '-')))
            at++;
        if (at == name_size && !key[at])
            return key;
    }
    return NULL;
}

/* The command is the first word that is no option and no value of a global option. */
static const struct command *find_command_word(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];

        if (word[0] != '-')
            return find_command(word);
        if (strncmp(word, "--", 2) == 0 && !strchr(word, '=') &&
            (config_key_of(word + 2, strlen(word + 2)) || strcmp(word, "--config") == 0))
            i++;
    }
    return NULL;
}

static bool take_option(struct command_line *line, int argc, char **argv, int *at, struct err *err)
{
    const char *word = argv[*at] + 2;
    const char *equals = strchr(word, '=');
    size_t size = equals ? (size_t)(equals - word) : strlen(word);
    const struct option *option = find_option(line->command, word, size);
    const char *key = option ? NULL : config_key_of(word, size);
    bool is_config = !option && size == 6 && memcmp(word, "config", 6) == 0;
    const char *value = equals ? equals + 1 : "";

    if (!option && !key && !is_config)
        return err_set(err, ERR_USAGE, "there is no option --%.*s; see `centavo help%s%s`",
                       (int)size, word, line->command ? " " : "",
                       line->command ? line->command->name : "");
    if (option && !option->argument) {
        if (equals)
            return err_set(err, ERR_USAGE, "--%s takes no value", option->name);
    } else if (!equals) {
        if (*at + 1 >= argc)
            return err_set(err, ERR_USAGE, "--%.*s needs a value", (int)size, word);
        value = argv[++*at];
    }
    if (option) {
        if (!option->repeats)
            for (size_t i = 0; i < line->given_count; i++)
                if (line->given[i].name == option->name)
                    return err_set(err, ERR_USAGE, "--%s is there twice", option->name);
        line->given[line->given_count++] = (struct given){ option->name, value };
    } else if (key) {
        line->flags[line->flag_count++] = (struct config_flag){ key, value };
    } else {
        line->config_path = value;
    }
    return true;
}

static bool parse(struct command_line *line, int argc, char **argv, struct err *err)
{
    bool options_ended = false;
    bool command_seen = false;

    line->flags = ARENA_ARRAY(&line->arena, struct config_flag, (size_t)argc);
    line->given = ARENA_ARRAY(&line->arena, struct given, (size_t)argc);
    line->command = find_command_word(argc, argv);
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];

        if (!options_ended && strcmp(word, "--") == 0) {
            options_ended = true;
        } else if (!options_ended && (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)) {
            line->wants_help = true;
        } else if (!options_ended && !line->command && strcmp(word, "--version") == 0) {
            line->command = find_command("version");
        } else if (!options_ended && strncmp(word, "--", 2) == 0) {
            if (!take_option(line, argc, argv, &i, err))
                return false;
        } else if (!options_ended && word[0] == '-' && word[1]) {
            return err_set(err, ERR_USAGE, "there is no option %s", word);
        } else if (!command_seen) {
            command_seen = true;
            if (!line->command)
                return err_set(err, ERR_USAGE, "there is no command %s; see `centavo help`", word);
        } else {
            line->given[line->given_count++] = (struct given){ NULL, word };
        }
    }
    return true;
}

static bool check_arguments(const struct command *command, size_t count, struct err *err)
{
    if (count < command->least_args)
        return err_set(err, ERR_USAGE, "usage: centavo %s %s", command->name, command->args);
    if (count > command->most_args)
        return err_set(err, ERR_USAGE, "one argument too many; usage: centavo %s %s", command->name,
                       command->args);
    return true;
}

/* The home need not exist yet, so only the directory it starts from is made absolute. */
static const char *absolute(struct arena *arena, const char *path)
{
    char *here;
    const char *whole;

    if (path[0] == '/')
        return path;
    here = getcwd(NULL, 0);
    if (!here)
        return path;
    if (strncmp(path, "./", 2) == 0)
        path += 2;
    whole = arena_printf(arena, "%s/%s", strcmp(here, "/") == 0 ? "" : here, path);
    free(here);
    return whole;
}

static bool run(struct command_line *line, int *exit_status, struct err *err)
{
    struct config config;
    struct invocation invocation = {
        .command = line->command,
        .config = &config,
        .config_path = line->config_path,
        .arena = &line->arena,
        .given = line->given,
        .given_count = line->given_count,
        .out = stdout,
    };

    if (!config_load(line->config_path, line->flags, line->flag_count, &line->arena, &config, err))
        return false;
    config.place.home = absolute(&line->arena, config.place.home);
    invocation.log = (struct log){ .fd = STDERR_FILENO, .level = config.log_level };
    if (!check_arguments(line->command, given_argument_count(&invocation), err) ||
        !line->command->run(&invocation, err))
        return false;
    *exit_status = invocation.exit_status;
    return true;
}

int command_main(int argc, char **argv)
{
    struct command_line line = { 0 };
    struct err err SCOPED(err_done) = { 0 };
    int exit_status = 0;

    signal(SIGPIPE, SIG_IGN); /* a reader that leaves is an error of write, not a death */
    if (!parse(&line, argc, argv, &err)) {
        exit_status = err_exit_status(err.code);
    } else if (!line.command || line.wants_help) {
        help_print(stdout, line.command);
        exit_status = line.command || line.wants_help ? 0 : err_exit_status(ERR_USAGE);
    } else if (!run(&line, &exit_status, &err)) {
        exit_status = err_exit_status(err.code);
    }
    if (err.code)
        fprintf(stderr, "centavo: %s\n", err_text(&err));
    if (fflush(stdout) != 0 && exit_status == 0) {
        if (errno != EPIPE) /* who reads has seen enough: `centavo deliveries | head` */
            fprintf(stderr, "centavo: standard output cannot be written\n");
        exit_status = err_exit_status(ERR_UPSTREAM);
    }
    arena_done(&line.arena);
    return exit_status;
}
