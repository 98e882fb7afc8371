/* SPDX-License-Identifier: Apache-2.0 */
/* process.h -- which process made a file, where many share a directory: on one machine, in several
 * containers of it, on several machines. A process number alone is not enough: every container has
 * a process 1.
 */
#ifndef CENTAVO_BASE_PROCESS_H
#define CENTAVO_BASE_PROCESS_H

#include "base/attr.h"

enum { PROCESS_NAME_SIZE = 40 };

/* "4711-0123456789abcdef": the process, and where such numbers are its own kind's (the machine
 * since it was started, and the container). */
void process_name(char name[static PROCESS_NAME_SIZE]);

enum process_state { PROCESS_LIVES, PROCESS_IS_GONE, PROCESS_IS_ELSEWHERE };

/* Of the process whose name stands in a text behind its first "-", as in "engine-4711-...-3".
 * Elsewhere: on another machine or in another container, and nothing can be said of it. */
enum process_state process_find(const char *text);

#endif
