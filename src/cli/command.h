/* SPDX-License-Identifier: Apache-2.0 */
/* command.h -- the command line as a table: each command is a row with its options and help, in a
 * file of its own.
 *
 * `--help`, `centavo help`, and docs/cli.md are printed from the rows. Global options (every key of
 * config/, and
 * --config) stand before or after the command. A command that fails sets err; the frame prints it
 * and exits with the code's status.
 */
#ifndef CENTAVO_CLI_COMMAND_H
#define CENTAVO_CLI_COMMAND_H

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "config/config.h"

#include <stdio.h>

struct option {
    const char *name;     /* "group-by": --group-by VALUE; NULL ends the list */
    const char *argument; /* "COLUMNS"; NULL: a flag without value */
    const char *help;
    bool repeats; /* may be given more than once */
};

/* What was said on the command line, checked against the command's options. */
struct given {
    const char *name;  /* option name without dashes; NULL: a plain argument */
    const char *value; /* "" for a flag */
};

struct invocation {
    const struct command *command;
    const struct config *config; /* home is absolute */
    const char *config_path;     /* --config, or NULL */
    struct log log;
    struct arena *arena;
    const struct given *given; /* in order */
    size_t given_count;
    FILE *out;
    int exit_status; /* 0; a command may set another one and still return true */
};

struct command {
    const char *name;
    const char *args;             /* "FILE..." */
    const char *help;             /* one sentence */
    const char *text;             /* more, for `centavo help NAME`; may be NULL */
    const struct option *options; /* may be NULL */
    size_t least_args;
    size_t most_args; /* SIZE_MAX: any number */
    bool hidden;
    bool (*run)(struct invocation *invocation, struct err *err);
};

extern const struct command *const commands[]; /* NULL at the end */

/* Value of the last `--name`, or NULL. */
const char *given_value(const struct invocation *invocation, const char *name);
bool given_flag(const struct invocation *invocation, const char *name);
/* Plain argument `index` from 0, or NULL. */
const char *given_argument(const struct invocation *invocation, size_t index);
size_t given_argument_count(const struct invocation *invocation);

/* What the first plain argument of a command may be: `centavo rates import`. */
struct verb {
    const char *name;
    bool (*run)(struct invocation *invocation, struct err *err);
};

/* Run the verb that was said, the first of them when none was; ERR_USAGE names them all. */
MUST_CHECK bool run_verb(struct invocation *invocation, const struct verb *verbs, size_t count,
                         struct err *err);

/* The whole program: parse, load the configuration, run, print the error. Returns the exit status.
 */
int command_main(int argc, char **argv);

#endif
