/* SPDX-License-Identifier: Apache-2.0 */
/* answer_mhd.h -- what http/ alone sees of an answer. */
#ifndef CENTAVO_HTTP_ANSWER_MHD_H
#define CENTAVO_HTTP_ANSWER_MHD_H

#include <microhttpd.h>

#include "http/answer.h"

struct MHD_Response *http_answer_response(const struct http_answer *answer);

#endif
