/* SPDX-License-Identifier: Apache-2.0 */
/* Life of a delivery in a catalogue that PostgreSQL keeps: the tests of activate_test.c, each in a
 * database of its own. */
#include "unit_postgres.h"

#define TEST_DATABASE test_postgres_database(test_server)
#define GROUP_SETUP test_postgres_setup
#define GROUP_TEARDOWN test_postgres_teardown

#include "activate_test.c"
