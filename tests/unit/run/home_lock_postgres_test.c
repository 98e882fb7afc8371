/* SPDX-License-Identifier: Apache-2.0 */
/* Who may be at work beside whom, with the locks of a database: the tests of home_lock_test.c. */
#include "unit_postgres.h"

#define TEST_DATABASE test_postgres_database(test_server)
#define GROUP_SETUP test_postgres_setup
#define GROUP_TEARDOWN test_postgres_teardown

#include "home_lock_test.c"
