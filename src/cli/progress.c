/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/progress.h"

#include "base/clock.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

enum { REDRAW_MICROSECONDS = 100000, SECOND = 1000000 };

void progress_init(struct progress *progress, const struct log *log, const char *name)
{
    *progress = (struct progress){
        .log = log,
        .name = name,
        .is_terminal = isatty(STDERR_FILENO) == 1,
        .started_at = clock_steady(),
    };
    pthread_mutex_init(&progress->lock, NULL);
}

static void clear_line(struct progress *progress)
{
    if (progress->line_open)
        fputs("\r\033[K", stderr);
    progress->line_open = false;
}

void progress_done(struct progress *progress)
{
    clear_line(progress);
    fflush(stderr);
    pthread_mutex_destroy(&progress->lock);
}

/* "812.4 MB" */
static void format_bytes(double bytes, char *text, size_t size)
{
    static const char *const units[] = { "B", "kB", "MB", "GB", "TB" };
    size_t unit = 0;

    for (; bytes >= 1000 && unit + 1 < sizeof(units) / sizeof(units[0]); unit++)
        bytes /= 1000;
    snprintf(text, size, unit ? "%.1f %s" : "%.0f %s", bytes, units[unit]);
}

/* my-bill.csv.gz: mapping  812.4 MB of 2.1 GB  38%  412000 rows/s  7 s left */
static void draw(struct progress *progress, const struct ingest_progress *at, int64_t now)
{
    double seconds = (double)(now - progress->phase_started_at) / SECOND;
    char done[32];
    char total[32];

    clear_line(progress);
    fprintf(stderr, "%s: %s", progress->name, ingest_phase_name(at->phase));
    if (at->bytes_total > 0 && at->bytes_done <= at->bytes_total) {
        double part = (double)at->bytes_done / (double)at->bytes_total;

        format_bytes((double)at->bytes_done, done, sizeof(done));
        format_bytes((double)at->bytes_total, total, sizeof(total));
        fprintf(stderr, "  %s of %s  %.0f%%", done, total, part * 100);
        if (at->row_count > 0 && seconds > 0)
            fprintf(stderr, "  %.0f rows/s", (double)at->row_count / seconds);
        if (part > 0.02 && seconds > 0.5)
            fprintf(stderr, "  %.0f s left", seconds / part - seconds);
    } else if (at->row_count > 0) {
        fprintf(stderr, "  %" PRId64 " rows", at->row_count);
    }
    fflush(stderr);
    progress->line_open = true;
    progress->drawn_at = now;
}

static void log_phase(const struct progress *progress, const struct ingest_progress *at,
                      int64_t now)
{
    log_event(progress->log, LOG_INFO, "ingest.phase",
              (struct log_field[]){
                  LOG_TEXT("name", progress->name),
                  LOG_TEXT("phase", ingest_phase_name(at->phase)),
                  LOG_INT("bytes_total", at->bytes_total),
                  LOG_INT("row_count", at->row_count),
                  LOG_INT("ms", (now - progress->started_at) / 1000),
                  LOG_END,
              });
}

void progress_report(void *context, const struct ingest_progress *at)
{
    struct progress *progress = context;
    int64_t now = clock_steady();
    bool is_new_phase;

    pthread_mutex_lock(&progress->lock);
    is_new_phase = !progress->begun || at->phase != progress->phase;
    if (is_new_phase)
        progress->phase_started_at = now;
    progress->begun = true;
    progress->phase = at->phase;
    if (progress->is_terminal && (is_new_phase || now - progress->drawn_at >= REDRAW_MICROSECONDS))
        draw(progress, at, now);
    else if (!progress->is_terminal && is_new_phase)
        log_phase(progress, at, now);
    pthread_mutex_unlock(&progress->lock);
}
