/* The floor of every question: asks the file system for the stamp of every path in a list, and nothing else.
   usage: stat-all LIST THREADS
   LIST holds paths from here, each ended by a NUL, as `find customers -print0` writes them. Prints how many there were, and gone ones. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 1 << 17 };
static const char *list;
static size_t size, next_piece;
static long asked, gone;

static void *work(void *unused) {
    (void)unused;
    long my_asked = 0, my_gone = 0;
    for (;;) {
        size_t start = __atomic_fetch_add(&next_piece, PIECE, __ATOMIC_RELAXED);
        if (start >= size) break;
        /* A path belongs to the piece in which it begins. */
        const char *path = list + start, *end = list + (start + PIECE < size ? start + PIECE : size);
        if (start > 0 && path[-1] != 0) path += strlen(path) + 1;
        for (; path < end; path += strlen(path) + 1) {
            struct stat status;
            my_asked++;
            if (fstatat(AT_FDCWD, path, &status, AT_SYMLINK_NOFOLLOW) != 0) my_gone++;
        }
    }
    __atomic_fetch_add(&asked, my_asked, __ATOMIC_RELAXED);
    __atomic_fetch_add(&gone, my_gone, __ATOMIC_RELAXED);
    return NULL;
}

int main(int count, char **arguments) {
    if (count != 3) return 64;
    int file = open(arguments[1], O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) return 1;
    size = (size_t)status.st_size;
    list = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (list == MAP_FAILED) return 1;
    int threads = atoi(arguments[2]);
    pthread_t others[64];
    if (threads < 1 || threads > 64) return 64;
    for (int i = 1; i < threads; i++) pthread_create(&others[i], NULL, work, NULL);
    work(NULL);
    for (int i = 1; i < threads; i++) pthread_join(others[i], NULL);
    printf("%ld paths, %ld gone\n", asked, gone);
    return 0;
}
