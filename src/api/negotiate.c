/* SPDX-License-Identifier: Apache-2.0 */
#include "api/negotiate.h"

#include <string.h>
#include <strings.h>

/* One entry of "a;q=0.5, b": its name and its quality. */
struct entry {
    const char *name;
    size_t size;
    int quality;
};

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

/* "0.5" is 500, "1" is 1000; anything else counts as 1. */
static int parse_quality(const char *text)
{
    int quality = 0;
    int unit = 100;

    if (*text != '0')
        return 1000;
    if (text[1] != '.')
        return 0;
    for (text += 2; *text >= '0' && *text <= '9' && unit > 0; text++, unit /= 10)
        quality += (*text - '0') * unit;
    return quality;
}

/* Take the next entry; false at the end. */
static bool next_entry(const char **cursor, struct entry *out)
{
    const char *at = *cursor;
    const char *stop;

    at += strspn(at, " \t,");
    if (!*at)
        return false;
    stop = at + strcspn(at, ",");
    *out = (struct entry){ .name = at, .size = strcspn(at, ",; \t"), .quality = 1000 };
    for (const char *part = at + strcspn(at, ",;"); part < stop && *part == ';';) {
        part = skip_blanks(part + 1);
        if ((*part == 'q' || *part == 'Q') && part[1] == '=')
            out->quality = parse_quality(part + 2);
        part += strcspn(part, ",;");
    }
    *cursor = stop;
    return true;
}

/* 3: the type itself, 2: its family, 1: anything, 0: something else */
static int media_match(const struct entry *entry, const char *type)
{
    size_t family = strcspn(type, "/") + 1;

    if (entry->size == strlen(type) && strncasecmp(entry->name, type, entry->size) == 0)
        return 3;
    if (entry->size == family + 1 && strncasecmp(entry->name, type, family) == 0 &&
        entry->name[family] == '*')
        return 2;
    return entry->size == 3 && strncmp(entry->name, "*/*", 3) == 0;
}

int accept_media(const char *list, const char *type)
{
    struct entry entry;
    int best = 0;
    int quality = 0;

    if (!list || !*skip_blanks(list))
        return 1000;
    while (next_entry(&list, &entry)) {
        int match = media_match(&entry, type);

        if (match > best) {
            best = match;
            quality = entry.quality;
        }
    }
    return quality;
}

int accept_coding(const char *list, const char *coding)
{
    struct entry entry;
    int any = 0;

    while (list && next_entry(&list, &entry)) {
        if (entry.size == strlen(coding) && strncasecmp(entry.name, coding, entry.size) == 0)
            return entry.quality;
        if (entry.size == 1 && *entry.name == '*')
            any = entry.quality;
    }
    return any;
}

bool etag_matches(const char *list, const char *tag)
{
    size_t size = strlen(tag);

    if (!list)
        return false;
    list = skip_blanks(list);
    if (*list == '*')
        return true;
    while (*list) {
        list += strspn(list, " \t,");
        if (strncmp(list, "W/", 2) == 0)
            list += 2;
        if (*list == '"' && strncmp(list + 1, tag, size) == 0 && list[size + 1] == '"')
            return true;
        /* a tag holds no quote, so the next entry begins behind the closing one */
        if (*list == '"')
            list += 1 + strcspn(list + 1, "\"");
        list += strcspn(list, ",");
    }
    return false;
}
