/* SPDX-License-Identifier: Apache-2.0 */
#include "api/page.h"

#include "api/negotiate.h"
#include "api/routes.h"
#include "base/hash.h"
#include "base/limits.h"
#include "store/asset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { TAG_SIZE = 32, NONCE_SIZE = 16, NONCE_TEXT_SIZE = 2 * NONCE_SIZE + 1, POLICY_SIZE = 512 };

static const char nonce_mark[] = "__CSP_NONCE__";

static const struct {
    const char *suffix;
    const char *type;
} types[] = {
    { ".html", "text/html; charset=utf-8" },
    { ".js", "text/javascript; charset=utf-8" },
    { ".css", "text/css; charset=utf-8" },
    { ".svg", "image/svg+xml" },
    { ".json", "application/json" },
    { ".map", "application/json" },
    { ".png", "image/png" },
    { ".ico", "image/x-icon" },
    { ".woff2", "font/woff2" },
    { ".txt", "text/plain; charset=utf-8" },
};

/* A file in its variants; of a page only the text is used. */
struct page_file {
    const struct asset *asset;
    const char *tag; /* with quotes */
    bool is_html;
    struct http_answer *plain;
    struct http_answer *gzip;   /* NULL: none in the build */
    struct http_answer *brotli; /* the same */
    struct http_answer *not_modified;
};

struct page {
    struct arena arena;
    struct page_file *files;
    size_t file_count;
};

static bool ends_with(const char *text, const char *suffix)
{
    size_t size = strlen(text);
    size_t suffix_size = strlen(suffix);

    return size >= suffix_size && strcmp(text + size - suffix_size, suffix) == 0;
}

static const char *type_of(const char *path)
{
    for (size_t i = 0; i < ARRAY_COUNT(types); i++) {
        if (ends_with(path, types[i].suffix))
            return types[i].type;
    }
    return "application/octet-stream";
}

static const struct asset *asset_find(const char *path, const char *suffix)
{
    size_t size = strlen(path);

    for (size_t i = 0; i < embedded_assets_count; i++) {
        const char *name = embedded_assets[i].path;

        if (strncmp(name, path, size) == 0 && strcmp(name + size, suffix) == 0)
            return &embedded_assets[i];
    }
    return NULL;
}

static struct http_answer *file_answer(const struct page_file *file, const struct asset *asset,
                                       int status, const char *coding)
{
    const char *path = file->asset->path;
    struct http_answer *answer =
        http_answer_new_static(status, asset ? asset->bytes : "", asset ? asset->size : 0);

    if (asset)
        http_answer_add(answer, "Content-Type", type_of(path));
    if (coding)
        http_answer_add(answer, "Content-Encoding", coding);
    http_answer_add(answer, "ETag", file->tag);
    http_answer_add(answer, "Vary", "Accept-Encoding");
    http_answer_add(answer, "Cache-Control",
                    strncmp(path, "assets/", 7) == 0 ? "public, max-age=31536000, immutable"
                                                     : "no-cache");
    http_answer_add(answer, "X-Content-Type-Options", "nosniff");
    http_answer_add(answer, "Cross-Origin-Resource-Policy", "same-origin");
    return answer;
}

static void file_open(struct page *page, const struct asset *asset)
{
    struct page_file *file = &page->files[page->file_count++];
    const struct asset *gzip = asset_find(asset->path, ".gz");
    const struct asset *brotli = asset_find(asset->path, ".br");
    struct hash *hash = hash_new();
    char digest[HASH_TEXT_SIZE];

    hash_add(hash, asset->bytes, asset->size);
    hash_finish(hash, digest);
    hash_free(hash);
    file->asset = asset;
    file->is_html = ends_with(asset->path, ".html");
    file->tag = arena_printf(&page->arena, "\"%.*s\"", TAG_SIZE, digest);
    file->plain = file_answer(file, asset, 200, NULL);
    file->not_modified = file_answer(file, NULL, 304, NULL);
    if (gzip)
        file->gzip = file_answer(file, gzip, 200, "gzip");
    if (brotli)
        file->brotli = file_answer(file, brotli, 200, "br");
}

bool page_open(struct page **out, struct err *err)
{
    struct page *page = calloc(1, sizeof(*page));

    (void)err;
    if (!page)
        abort();
    page->files = ARENA_ARRAY(&page->arena, struct page_file, embedded_assets_count + 1);
    for (size_t i = 0; i < embedded_assets_count; i++) {
        const char *path = embedded_assets[i].path;

        if (!ends_with(path, ".gz") && !ends_with(path, ".br"))
            file_open(page, &embedded_assets[i]);
    }
    *out = page;
    return true;
}

void page_close(struct page *page)
{
    if (!page)
        return;
    for (size_t i = 0; i < page->file_count; i++) {
        http_answer_release(page->files[i].plain);
        http_answer_release(page->files[i].gzip);
        http_answer_release(page->files[i].brotli);
        http_answer_release(page->files[i].not_modified);
    }
    arena_done(&page->arena);
    free(page);
}

/* ---- sending ---- */

static const struct page_file *file_find(const struct page *page, const char *path)
{
    for (size_t i = 0; i < page->file_count; i++) {
        if (strcmp(page->files[i].asset->path, path) == 0)
            return &page->files[i];
    }
    return NULL;
}

static void reply_file(struct call *call, const struct page_file *file)
{
    const char *codings = call->request->head.values[HTTP_ACCEPT_ENCODING];
    const char *known = call->request->head.values[HTTP_IF_NONE_MATCH];
    struct http_answer *answer = file->plain;

    if (known && etag_matches(known, arena_strndup(&call->request->arena, file->tag + 1, TAG_SIZE)))
        answer = file->not_modified;
    else if (file->brotli && accept_coding(codings, "br") > 0)
        answer = file->brotli;
    else if (file->gzip && accept_coding(codings, "gzip") > 0)
        answer = file->gzip;
    call_reply(call, http_answer_retain(answer));
}

static bool make_nonce(char text[static NONCE_TEXT_SIZE])
{
    unsigned char bytes[NONCE_SIZE];

    if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
        return false;
    for (size_t i = 0; i < sizeof(bytes); i++)
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    return true;
}

/* The text of a page with the nonce in every place that is marked for it. */
static void write_page(const struct asset *asset, const char *nonce, struct buf *out)
{
    const char *at = asset->bytes;
    const char *end = at + asset->size;
    const char *mark;

    while ((mark = memmem(at, (size_t)(end - at), nonce_mark, sizeof(nonce_mark) - 1))) {
        buf_add(out, at, (size_t)(mark - at));
        buf_add_text(out, nonce);
        at = mark + sizeof(nonce_mark) - 1;
    }
    buf_add(out, at, (size_t)(end - at));
}

static void reply_html(struct call *call, const struct page_file *file)
{
    struct http_answer *answer;
    struct buf text;
    char nonce[NONCE_TEXT_SIZE];
    char policy[POLICY_SIZE];

    if (!make_nonce(nonce)) {
        call_fail_status(call, 503, "the system has no random bytes");
        return;
    }
    buf_init(&text, LIMIT_ANSWER);
    write_page(file->asset, nonce, &text);
    snprintf(
        policy, sizeof(policy),
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-%s'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'none'",
        nonce);
    answer = http_answer_new(200, &text);
    http_answer_add(answer, "Content-Type", type_of(file->asset->path));
    http_answer_add(answer, "Cache-Control", "no-store");
    http_answer_add(answer, "Content-Security-Policy", policy);
    http_answer_add(answer, "X-Content-Type-Options", "nosniff");
    http_answer_add(answer, "Referrer-Policy", "no-referrer");
    http_answer_add(answer, "Cross-Origin-Opener-Policy", "same-origin");
    http_answer_add(answer, "Cross-Origin-Resource-Policy", "same-origin");
    http_answer_add(answer, "Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    call_reply(call, answer);
}

static void reply_path(struct call *call, const char *path)
{
    const struct page_file *file = file_find(call->service->page, path);

    if (!file)
        call_fail_status(call, 404,
                         call->service->page->file_count == 0
                             ? "this program was built without the page"
                             : arena_printf(&call->request->arena, "there is no /%s", path));
    else if (file->is_html)
        reply_html(call, file);
    else
        reply_file(call, file);
}

/* Files lie in assets/ or in no folder; every other path is an address within the page, with
 * whatever names things have: a resource may be called "a/b.txt", a source "aws.cur2:1111". */
static bool is_file(const struct page *page, const char *path)
{
    if (file_find(page, path) || strncmp(path, "assets/", 7) == 0)
        return true;
    return !strchr(path, '/') && strchr(path, '.');
}

static void page_get(struct call *call)
{
    reply_path(call, is_file(call->service->page, call->rest) ? call->rest : "index.html");
}

void docs_get(struct call *call)
{
    reply_path(call, "docs/index.html");
}

/* ---- routes ---- */

const struct route page_routes[] = {
    { .method = HTTP_GET,
      .path = "/{path*}",
      .group = "Server",
      .help = "The page and its files.",
      .media = "text/html",
      .is_quick = true,
      .is_hidden = true,
      .run = page_get },
    { 0 },
};
