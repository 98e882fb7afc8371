/* SPDX-License-Identifier: Apache-2.0 */
/* Who may be at work beside whom, with the locks of a database: the tests of home_lock_test.c. */
#include "unit_postgres.h"

#define TEST_DATABASE test_postgres_database(test_server())
#define GROUP_SETUP test_server_start
#define GROUP_TEARDOWN test_server_stop

#include "home_lock_test.c"
