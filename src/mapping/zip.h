/* SPDX-License-Identifier: Apache-2.0 */
/* zip.h -- the one file inside a zip archive.
 *
 * Reads the central directory (also zip64), because only it is complete: archives written as a
 * stream have no sizes in front of their members. Directories and what macOS adds are passed over.
 * Several files, encryption and methods other than stored and deflate are refused; so are
 * workbooks, which are zip archives too.
 */
#ifndef CENTAVO_MAPPING_ZIP_H
#define CENTAVO_MAPPING_ZIP_H

#include "base/buf.h"
#include "mapping/inflate.h"

/* Fills packed for inflate_open, and name (UTF-8 or not) of the member. fd stays the caller's. */
MUST_CHECK bool zip_find(int fd, int64_t file_size, struct packed *packed, struct buf *name,
                         struct err *err);

#endif
