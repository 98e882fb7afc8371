/* SPDX-License-Identifier: Apache-2.0 */
/* number_style.h -- how the numbers of a delivery are written, by its first rows.
 *
 * A comma or point stands for thousands only behind one to three digits, of which the first is no
 * zero, and before groups of three. So 12,5 and 0,123 have a decimal comma, 1,234.5 and 1,234,567 a
 * decimal point. 1,234 and 1.234 may be either: in a file separated by commas the comma then stands
 * for thousands, in others it is decimal, unless another number has a decimal comma.
 */
#ifndef CENTAVO_MAPPING_NUMBER_STYLE_H
#define CENTAVO_MAPPING_NUMBER_STYLE_H

#include "mapping/csv.h"

enum number_style {
    NUMBER_PLAIN,     /* 1234.5 */
    NUMBER_FORMATTED, /* $1,234.50 */
    NUMBER_COMMA,     /* 1.234,50 */
};

/* Where a number was seen. */
struct number_place {
    const char *file; /* NULL: nowhere */
    size_t row;       /* the first behind the header is 1 */
    char column[64];
    char text[40];
};

struct number_seen {
    struct number_place comma; /* the first number with a decimal comma */
    struct number_place point;
    bool is_formatted; /* some number is not plain */
};

/* Look at some columns of one more file of the delivery. file_name outlives seen. */
void number_look(struct number_seen *seen, const struct csv *csv, const char *file_name,
                 const size_t *columns, size_t column_count);

/* ERR_DATA when some numbers have a decimal comma and others a decimal point. */
MUST_CHECK bool number_decide(const struct number_seen *seen, enum number_style *out,
                              struct err *err);

#endif
