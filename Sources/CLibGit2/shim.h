// What Swift cannot see of libgit2 by itself: variadic functions, function-like macros, and structures whose layout
// differs between versions (they are filled here, in C, by the header that belongs to the installed library).
#ifndef CLIBGIT2_SHIM_H
#define CLIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/commit.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#include <git2/sys/stream.h>
#include <git2/sys/transport.h>
#include <stdlib.h>

static inline int shim_option_enable(int option, int enabled) {
    return git_libgit2_opts(option, enabled);
}

static inline int shim_option_cached_object(git_object_t type, size_t size) {
    return git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, type, size);
}

static inline int shim_option_search_path(int level, const char *path) {
    return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

static inline int shim_option_get_search_path(int level, git_buf *path) {
    return git_libgit2_opts(GIT_OPT_GET_SEARCH_PATH, level, path);
}

static inline int shim_option_certificates(const char *file, const char *folder) {
    return git_libgit2_opts(GIT_OPT_SET_SSL_CERT_LOCATIONS, file, folder);
}

static inline int shim_index_entry_stage(const git_index_entry *entry) {
    return (entry->flags & GIT_INDEX_ENTRY_STAGEMASK) >> GIT_INDEX_ENTRY_STAGESHIFT;
}

// A network stream of our own: `context` belongs to the Swift side, which releases it in `free_context`.
typedef struct {
    git_stream stream;
    void *context;
    int (*connect)(void *context);
    ssize_t (*read)(void *context, void *bytes, size_t count);
    ssize_t (*write)(void *context, const char *bytes, size_t count);
    int (*close)(void *context);
    void (*release)(void *context);
} shim_stream;

static inline int shim_stream_connect(git_stream *s) {
    return ((shim_stream *)s)->connect(((shim_stream *)s)->context);
}
static inline ssize_t shim_stream_read(git_stream *s, void *bytes, size_t count) {
    return ((shim_stream *)s)->read(((shim_stream *)s)->context, bytes, count);
}
static inline ssize_t shim_stream_write(git_stream *s, const char *bytes, size_t count, int flags) {
    (void)flags;
    return ((shim_stream *)s)->write(((shim_stream *)s)->context, bytes, count);
}
static inline int shim_stream_close(git_stream *s) {
    return ((shim_stream *)s)->close(((shim_stream *)s)->context);
}
static inline void shim_stream_free(git_stream *s) {
    ((shim_stream *)s)->release(((shim_stream *)s)->context);
    free(s);
}

static inline git_stream *shim_stream_new(
    void *context, int (*connect)(void *), ssize_t (*read)(void *, void *, size_t),
    ssize_t (*write)(void *, const char *, size_t), int (*close)(void *), void (*release)(void *)) {
    shim_stream *s = calloc(1, sizeof(shim_stream));
    if (!s) return NULL;
    s->stream.version = GIT_STREAM_VERSION;
    s->stream.connect = shim_stream_connect;
    s->stream.read = shim_stream_read;
    s->stream.write = shim_stream_write;
    s->stream.close = shim_stream_close;
    s->stream.free = shim_stream_free;
    s->context = context;
    s->connect = connect;
    s->read = read;
    s->write = write;
    s->close = close;
    s->release = release;
    return &s->stream;
}

static inline int shim_stream_register(int (*init)(git_stream **, const char *, const char *)) {
    git_stream_registration registration = {0};
    registration.version = GIT_STREAM_VERSION;
    registration.init = init;
    return git_stream_register(GIT_STREAM_STANDARD, &registration);
}

// A subtransport of our own (a child process that speaks git's protocol on its standard input and output).
typedef struct {
    git_smart_subtransport subtransport;
    void *context;
} shim_subtransport;

typedef struct {
    git_smart_subtransport_stream stream;
    void *context;
} shim_subtransport_stream;

static inline git_smart_subtransport *shim_subtransport_new(
    void *context,
    int (*action)(git_smart_subtransport_stream **, git_smart_subtransport *, const char *, git_smart_service_t),
    int (*close)(git_smart_subtransport *), void (*release)(git_smart_subtransport *)) {
    shim_subtransport *s = calloc(1, sizeof(shim_subtransport));
    if (!s) return NULL;
    s->subtransport.action = action;
    s->subtransport.close = close;
    s->subtransport.free = release;
    s->context = context;
    return &s->subtransport;
}

static inline git_smart_subtransport_stream *shim_subtransport_stream_new(
    git_smart_subtransport *owner, void *context,
    int (*read)(git_smart_subtransport_stream *, char *, size_t, size_t *),
    int (*write)(git_smart_subtransport_stream *, const char *, size_t),
    void (*release)(git_smart_subtransport_stream *)) {
    shim_subtransport_stream *s = calloc(1, sizeof(shim_subtransport_stream));
    if (!s) return NULL;
    s->stream.subtransport = owner;
    s->stream.read = read;
    s->stream.write = write;
    s->stream.free = release;
    s->context = context;
    return &s->stream;
}

static inline void *shim_subtransport_context(git_smart_subtransport *s) { return ((shim_subtransport *)s)->context; }
static inline void *shim_subtransport_stream_context(git_smart_subtransport_stream *s) {
    return ((shim_subtransport_stream *)s)->context;
}

#endif
