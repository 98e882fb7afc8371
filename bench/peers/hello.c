/* SPDX-License-Identifier: Apache-2.0 */
/* hello.c -- the least that libmicrohttpd can do: one fixed JSON answer, to measure cached answers
 * against.
 *
 * usage: hello PORT BYTES    one epoll thread on 127.0.0.1, a body of BYTES; stops when stdin
 * closes
 */
#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct body {
    char *bytes;
    size_t size;
};

static enum MHD_Result answer(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_size, void **state)
{
    const struct body *body = context;
    struct MHD_Response *response;
    enum MHD_Result queued;

    (void)url, (void)method, (void)version, (void)upload, (void)upload_size;
    if (!*state) { /* an answer at the first call would cost the connection */
        *state = context;
        return MHD_YES;
    }
    response = MHD_create_response_from_buffer(body->size, body->bytes, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(response, "Content-Type", "application/json");
    queued = MHD_queue_response(connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return queued;
}

int main(int argc, char **argv)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    struct body body = { 0 };
    struct MHD_Daemon *daemon;

    if (argc != 3)
        return 64;
    address.sin_port = htons((uint16_t)strtoul(argv[1], NULL, 10));
    body.size = strtoul(argv[2], NULL, 10);
    body.bytes = malloc(body.size + 1);
    if (!body.bytes)
        return 71;
    memset(body.bytes, 'x', body.size);
    daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO, 0, NULL, NULL, answer,
                              &body, MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_END);
    if (!daemon)
        return 69;
    while (getchar() != EOF)
        continue;
    MHD_stop_daemon(daemon);
    free(body.bytes);
    return 0;
}
