/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hash.h"

#include <openssl/evp.h>
#include <stdlib.h>

struct hash {
    EVP_MD_CTX *context;
};

static void start(struct hash *hash)
{
    if (EVP_DigestInit_ex(hash->context, EVP_sha256(), NULL) != 1)
        abort(); /* OpenSSL without SHA-256 does not exist */
}

struct hash *hash_new(void)
{
    struct hash *hash = malloc(sizeof(*hash));

    if (!hash)
        abort();
    hash->context = EVP_MD_CTX_new();
    if (!hash->context)
        abort();
    start(hash);
    return hash;
}

void hash_free(struct hash *hash)
{
    if (!hash)
        return;
    EVP_MD_CTX_free(hash->context);
    free(hash);
}

void hash_add(struct hash *hash, const void *bytes, size_t size)
{
    EVP_DigestUpdate(hash->context, bytes, size);
}

void hash_finish(struct hash *hash, char text[static HASH_TEXT_SIZE])
{
    static const char hex[] = "0123456789abcdef";
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;

    EVP_DigestFinal_ex(hash->context, digest, &size);
    for (unsigned int i = 0; i < size && i < 32; i++) {
        text[2 * i] = hex[digest[i] >> 4];
        text[2 * i + 1] = hex[digest[i] & 15];
    }
    text[HASH_TEXT_SIZE - 1] = '\0';
    start(hash);
}
