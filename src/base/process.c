/* SPDX-License-Identifier: Apache-2.0 */
#include "base/process.h"

#include "base/hash.h"

#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WHERE_LENGTH = 16 };

/* Where process numbers mean the same: the namespace of this start of this machine. */
static void where(char text[static WHERE_LENGTH + 1])
{
    struct hash *hash = hash_new();
    char digest[HASH_TEXT_SIZE];
    char boot[64] = "";
    struct stat status = { 0 };
    FILE *file = fopen("/proc/sys/kernel/random/boot_id", "re");

    if (file) {
        if (!fgets(boot, sizeof(boot), file))
            boot[0] = '\0';
        fclose(file);
    }
    if (!*boot && gethostname(boot, sizeof(boot) - 1) != 0)
        boot[0] = '\0';
    if (stat("/proc/self/ns/pid", &status) != 0)
        status.st_ino = 0;
    hash_add(hash, boot, strlen(boot));
    hash_add(hash, &status.st_ino, sizeof(status.st_ino));
    hash_finish(hash, digest);
    hash_free(hash);
    memcpy(text, digest, WHERE_LENGTH);
    text[WHERE_LENGTH] = '\0';
}

void process_name(char name[static PROCESS_NAME_SIZE])
{
    char place[WHERE_LENGTH + 1];

    where(place);
    snprintf(name, PROCESS_NAME_SIZE, "%d-%s", (int)getpid(), place);
}

static bool is_place(const char *text)
{
    size_t length = 0;

    while (isxdigit((unsigned char)text[length]))
        length++;
    return length == WHERE_LENGTH;
}

enum process_state process_find(const char *text)
{
    const char *dash = strchr(text, '-');
    char here[WHERE_LENGTH + 1];
    char *end = NULL;
    long pid = dash ? strtol(dash + 1, &end, 10) : 0;

    if (pid <= 0)
        return PROCESS_IS_GONE;
    where(here);
    if (*end == '-' && is_place(end + 1) && strncmp(end + 1, here, WHERE_LENGTH) != 0)
        return PROCESS_IS_ELSEWHERE;
    return kill((pid_t)pid, 0) == 0 || errno == EPERM ? PROCESS_LIVES : PROCESS_IS_GONE;
}
