/* SPDX-License-Identifier: Apache-2.0 */
/* unit_postgres.h -- a PostgreSQL of the test's own, started by tests/lib/postgres.py and stopped
 * when the test ends, however it ends: the pipe to it closes. */
#ifndef CENTAVO_TESTS_UNIT_POSTGRES_H
#define CENTAVO_TESTS_UNIT_POSTGRES_H

#include "store/postgres.h"
#include "unit_db.h"

#include <sys/wait.h>
#include <unistd.h>

struct test_postgres {
    pid_t pid;
    FILE *ask;
    FILE *answer;
    char *url; /* of its maintenance database */
    unsigned database_count;
};

/* Send a word ("restart", "stop") and wait until it is done; NULL only waits for the start. */
static inline void test_postgres_tell(struct test_postgres *server, const char *word)
{
    char line[256];

    if (word) {
        fprintf(server->ask, "%s\n", word);
        fflush(server->ask);
    }
    if (!fgets(line, sizeof(line), server->answer))
        fail_msg("tests/lib/postgres.py did not start a server");
    line[strcspn(line, "\n")] = '\0';
    free(server->url);
    server->url = strdup(line);
}

static inline void test_postgres_exec(int ask[2], int answer[2])
{
    const char *root = getenv("CENTAVO_ROOT");
    char *path = NULL;

    dup2(ask[0], STDIN_FILENO);
    dup2(answer[1], STDOUT_FILENO);
    for (int i = 0; i < 2; i++) {
        close(ask[i]);
        close(answer[i]);
    }
    if (asprintf(&path, "%s/tests/lib/postgres.py", root ? root : ".") > 0)
        execlp("python3", "python3", "-B", path, (char *)NULL);
    _exit(127);
}

static inline struct test_postgres *test_postgres_start(void)
{
    struct test_postgres *server = calloc(1, sizeof(*server));
    int ask[2];
    int answer[2];

    if (!server || pipe(ask) || pipe(answer))
        fail_msg("no pipe");
    server->pid = fork();
    if (server->pid == 0)
        test_postgres_exec(ask, answer);
    close(ask[0]);
    close(answer[1]);
    server->ask = fdopen(ask[1], "w");
    server->answer = fdopen(answer[0], "r");
    test_postgres_tell(server, NULL);
    return server;
}

static inline void test_postgres_stop(struct test_postgres *server)
{
    fclose(server->ask);
    waitpid(server->pid, NULL, 0);
    fclose(server->answer);
    free(server->url);
    free(server);
}

/* The URL of a fresh database, with the schema that our connections look in; the caller frees it.
 */
static inline char *test_postgres_database_with(struct test_postgres *server, const char *option,
                                                const char *value)
{
    struct err err = { 0 };
    struct db *db = NULL;
    char *text = NULL;
    char *url = NULL;
    size_t base = (size_t)(strrchr(server->url, '/') - server->url);

    server->database_count++;
    if (asprintf(&text, "CREATE DATABASE unit_%u %s %s", server->database_count, option, value) <
            0 ||
        asprintf(&url, "%.*s/unit_%u", (int)base, server->url, server->database_count) < 0)
        abort();
    assert_done(postgres_connect(server->url, &db, &err));
    test_run(db, text);
    db_close(db);
    assert_done(postgres_connect(url, &db, &err));
    test_run(db, "CREATE SCHEMA centavo");
    db_close(db);
    free(text);
    return url;
}

static inline char *test_postgres_database(struct test_postgres *server)
{
    return test_postgres_database_with(server, "", "");
}

/* One server for a program's tests: setup and teardown of its group. */
static struct test_postgres *test_server __attribute__((unused));

static inline int test_postgres_setup(void **state)
{
    (void)state;
    test_server = test_postgres_start();
    return 0;
}

static inline int test_postgres_teardown(void **state)
{
    (void)state;
    if (test_server)
        test_postgres_stop(test_server);
    return 0;
}

#endif
