/* SPDX-License-Identifier: Apache-2.0 */
/* place.h -- where an installation is.
 *
 * Embedded: everything lies below one directory, the home. Server: state, charges and rollups are
 * in a PostgreSQL database; the home keeps the raw bills (landing/) and what runs write for a
 * moment.
 */
#ifndef CENTAVO_BASE_PLACE_H
#define CENTAVO_BASE_PLACE_H

struct place {
    const char *home;         /* absolute */
    const char *database_url; /* "postgresql://..."; NULL: embedded */
};

#endif
