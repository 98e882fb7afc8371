/* SPDX-License-Identifier: Apache-2.0 */
/* duckdb_run.c -- bare DuckDB, to measure against: run each argument as a statement, print the last
 * result.
 *
 * usage: duckdb_run "SET threads = 2" "COPY (SELECT * FROM read_csv('x.csv')) TO 'x.parquet'"
 * A result is printed as lines of comma separated text. Nothing of centavo is in here, only its
 * libduckdb.so.
 */
#include <duckdb.h>

#include <stdio.h>
#include <stdlib.h>

static void fail(const char *what, const char *message)
{
    fprintf(stderr, "duckdb_run: %s: %s\n", what, message ? message : "no message");
    exit(1);
}

static void print(duckdb_result *result)
{
    for (idx_t row = 0; row < duckdb_row_count(result); row++) {
        for (idx_t column = 0; column < duckdb_column_count(result); column++) {
            char *text = duckdb_value_varchar(result, column, row);

            printf("%s%s", column ? "," : "", text ? text : "");
            duckdb_free(text);
        }
        putchar('\n');
    }
}

int main(int argc, char **argv)
{
    duckdb_database database;
    duckdb_connection connection;

    if (duckdb_open(NULL, &database) != DuckDBSuccess ||
        duckdb_connect(database, &connection) != DuckDBSuccess)
        fail("open", NULL);
    for (int i = 1; i < argc; i++) {
        duckdb_result result;

        if (duckdb_query(connection, argv[i], &result) != DuckDBSuccess)
            fail(argv[i], duckdb_result_error(&result));
        if (i == argc - 1)
            print(&result);
        duckdb_destroy_result(&result);
    }
    duckdb_disconnect(&connection);
    duckdb_close(&database);
    return 0;
}
