/* SPDX-License-Identifier: Apache-2.0 */
#include "view/cloud.h"

#include <ctype.h>
#include <string.h>

/* The four words that people use, the key that mappings write, and what else FOCUS files call the
 * same company. */
static const struct {
    const char *cloud;
    const char *provider_name;
} names[] = {
    { "aws", "AWS" },
    { "aws", "Amazon Web Services" },
    { "azure", "Microsoft" },
    { "azure", "Microsoft Azure" },
    { "azure", "Azure" },
    { "gcp", "Google Cloud" },
    { "gcp", "Google Cloud Platform" },
    { "gcp", "Google" },
    { "oci", "Oracle" },
    { "oci", "Oracle Cloud" },
    { "oci", "Oracle Cloud Infrastructure" },
};

const char *cloud_of_provider(const char *provider_name, struct arena *arena)
{
    char *slug;
    char *at;

    for (size_t i = 0; i < ARRAY_COUNT(names); i++)
        if (strcmp(names[i].provider_name, provider_name) == 0)
            return names[i].cloud;
    slug = at = arena_alloc(arena, strlen(provider_name) + 1);
    for (; *provider_name; provider_name++) {
        unsigned char byte = (unsigned char)*provider_name;

        if (isalnum(byte) || byte >= 0x80)
            *at++ = (char)(byte < 0x80 ? tolower(byte) : byte);
        else if (at > slug && at[-1] != '-')
            *at++ = '-';
    }
    if (at > slug && at[-1] == '-')
        at[-1] = '\0';
    return slug;
}

const char *const *cloud_providers(const char *cloud, const char *const *known, struct arena *arena)
{
    size_t count = 0;
    size_t room = ARRAY_COUNT(names) + 1;
    const char **found;

    for (const char *const *name = known; name && *name; name++)
        room++;
    found = ARENA_ARRAY(arena, const char *, room);
    for (size_t i = 0; i < ARRAY_COUNT(names); i++)
        if (strcmp(names[i].cloud, cloud) == 0)
            found[count++] = names[i].provider_name;
    for (const char *const *name = known; count == 0 && name && *name; name++)
        if (strcmp(cloud_of_provider(*name, arena), cloud) == 0)
            found[count++] = *name;
    return count ? found : NULL;
}
