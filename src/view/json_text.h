/* SPDX-License-Identifier: Apache-2.0 */
/* json_text.h -- is this text JSON? By itself, since the library's names and base/json.h's do not
 * go together. */
#ifndef CENTAVO_VIEW_JSON_TEXT_H
#define CENTAVO_VIEW_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>

bool json_text_is_valid(const char *text, size_t size);

#endif
