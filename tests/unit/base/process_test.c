/* SPDX-License-Identifier: Apache-2.0 */
#include "base/process.h"

#include "unit.h"

#include <sys/wait.h>
#include <unistd.h>

static enum process_state find(const char *name)
{
    char text[80];

    snprintf(text, sizeof(text), "engine-%s-3", name);
    return process_find(text);
}

static void this_process_lives(void **state)
{
    char name[PROCESS_NAME_SIZE];

    (void)state;
    process_name(name);
    assert_int_equal(find(name), PROCESS_LIVES);
}

static void a_process_that_ended_is_gone(void **state)
{
    char name[PROCESS_NAME_SIZE];
    int ends[2];
    pid_t child;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    child = fork();
    if (child == 0) {
        process_name(name);
        _exit(write(ends[1], name, sizeof(name)) == sizeof(name) ? 0 : 1);
    }
    assert_int_equal(read(ends[0], name, sizeof(name)), sizeof(name));
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(find(name), PROCESS_IS_GONE);
    close(ends[0]);
    close(ends[1]);
}

static void of_another_machine_nothing_is_known(void **state)
{
    char name[PROCESS_NAME_SIZE];
    char *last;

    (void)state;
    process_name(name);
    last = name + strlen(name) - 1;
    *last = *last == '0' ? '1' : '0';
    assert_int_equal(find(name), PROCESS_IS_ELSEWHERE);
}

static void what_no_process_made_is_of_none_that_lives(void **state)
{
    (void)state;
    assert_int_equal(process_find("engine"), PROCESS_IS_GONE);
    assert_int_equal(process_find("engine-x-1"), PROCESS_IS_GONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(this_process_lives),
        cmocka_unit_test(a_process_that_ended_is_gone),
        cmocka_unit_test(of_another_machine_nothing_is_known),
        cmocka_unit_test(what_no_process_made_is_of_none_that_lives),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
