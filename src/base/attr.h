/* SPDX-License-Identifier: Apache-2.0 */
/* attr.h -- the compiler attributes that the code uses, under one name each. */
#ifndef CENTAVO_BASE_ATTR_H
#define CENTAVO_BASE_ATTR_H

/* The caller may not ignore the result. */
#define MUST_CHECK __attribute__((warn_unused_result))

/* printf-like: `at` is the position of the format, `first` of the first value (from 1). */
#define PRINTF_LIKE(at, first) __attribute__((format(printf, at, first)))

/* Call done(&variable) when the variable leaves its scope, on every path. */
#define SCOPED(done) __attribute__((cleanup(done)))

#define ARRAY_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
