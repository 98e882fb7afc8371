/* SPDX-License-Identifier: Apache-2.0 */
/* csv_python_test.c -- our CSV reader against Python's, on nasty texts from a seed: two programs
 * that never met agree. */
#include "base/limits.h"
#include "mapping/bill.h"

#include <sys/wait.h>
#include <unistd.h>

enum { FILES = 200, COLUMNS = 5 };

/* xorshift: the same texts on every machine. */
static unsigned next_random(uint64_t *seed, unsigned below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (unsigned)(*seed >> 33) % below;
}

static void add_letters(struct buf *text, uint64_t *seed, const char *const *letters,
                        unsigned count, unsigned longest)
{
    for (unsigned i = next_random(seed, longest + 1); i > 0; i--)
        buf_add_text(text, letters[next_random(seed, count)]);
}

/* A cell starts with x, so that it is never empty of letters, never NULL, and opens no quote by
 * accident. */
static void add_cell(struct buf *text, uint64_t *seed)
{
    static const char *const quoted[] = {
        "x", ",", "\"\"", "\n", "\r\n", "\xc3\xa9", " ", ";", "|"
    };
    static const char *const plain[] = { "x", "\"", "\xe2\x82\xac", " ", ";", "\"\"", "'", "\t" };
    unsigned longest = next_random(seed, 20) ? 6 : 200;

    switch (next_random(seed, 4)) {
    case 0:
        return;
    case 1:
        buf_add_text(text, "\"\"");
        return;
    case 2:
        buf_add_text(text, "\"x");
        add_letters(text, seed, quoted, ARRAY_COUNT(quoted), longest);
        buf_add_text(text, "\"");
        return;
    default:
        buf_add_text(text, "x");
        add_letters(text, seed, plain, ARRAY_COUNT(plain), longest);
    }
}

static void make_text(struct buf *text, uint64_t seed)
{
    const char *newline = next_random(&seed, 2) ? "\n" : "\r\n";
    unsigned row_count = next_random(&seed, 60);

    buf_clear(text);
    buf_add_text(text, "a,b,c,d,e");
    for (unsigned row = 0; row < row_count; row++) {
        buf_add_text(text, newline);
        if (next_random(&seed, 10) == 0)
            continue; /* a blank line */
        for (unsigned column = 0; column < COLUMNS; column++) {
            if (column)
                buf_add_char(text, ',');
            add_cell(text, &seed);
        }
    }
    if (next_random(&seed, 2))
        buf_add_text(text, newline);
}

static void run_python(char **arguments)
{
    pid_t child = fork();
    int status;

    if (child == 0) {
        execvp(arguments[0], arguments);
        _exit(127);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void compare(const char *path)
{
    struct reading reading = { 0 };
    struct buf expected;
    struct err err = { 0 };
    struct arena arena = { 0 };

    buf_init(&expected, 16 * MIB);
    assert_done(file_read(arena_printf(&arena, "%s.rows", path), &expected, &err));
    assert_done(read_bill(path, &reading, &err));
    assert_string_equal(buf_text(&reading.rejects), "");
    assert_string_equal(buf_text(&reading.rows), buf_text(&expected));
    reading_done(&reading);
    buf_done(&expected);
    arena_done(&arena);
}

static void both_readers_agree_on_every_text(void **state)
{
    const char *root = getenv("CENTAVO_ROOT");
    char *directory = fresh_directory();
    struct arena arena = { 0 };
    char **arguments = ARENA_ARRAY(&arena, char *, FILES + 3);
    struct buf text;

    (void)state;
    buf_init(&text, 16 * MIB);
    arguments[0] = arena_strdup(&arena, "python3");
    arguments[1] = path_join(&arena, root ? root : ".", "tests/unit/mapping/csv_reference.py");
    for (size_t i = 0; i < FILES; i++) {
        arguments[i + 2] = arena_printf(&arena, "%s/%zu.csv", directory, i);
        make_text(&text, 20261121 + 7919 * i);
        write_bill(arguments[i + 2], text.bytes, text.size);
    }
    run_python(arguments);
    for (size_t i = 0; i < FILES; i++)
        compare(arguments[i + 2]);
    buf_done(&text);
    arena_done(&arena);
    drop_directory(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(both_readers_agree_on_every_text) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
