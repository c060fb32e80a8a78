/* The yardstick of a cold index: reads every .yaml beneath a folder and, with `events`, pulls all events of libyaml from it.
   usage: read-all FOLDER THREADS [events]
   Folders are handed out to the threads one by one. Prints files, bytes and events. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

static char **waiting;
static size_t waiting_count, waiting_room, busy;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t more = PTHREAD_COND_INITIALIZER;
static int wants_events;
static size_t files, bytes, events;

static void add(char *folder) {
    pthread_mutex_lock(&lock);
    if (waiting_count == waiting_room) waiting = realloc(waiting, (waiting_room = waiting_room * 2 + 64) * sizeof *waiting);
    waiting[waiting_count++] = folder;
    pthread_cond_signal(&more);
    pthread_mutex_unlock(&lock);
}

static char *next(void) {
    pthread_mutex_lock(&lock);
    busy--;
    for (;;) {
        if (waiting_count) {
            char *folder = waiting[--waiting_count];
            busy++;
            pthread_mutex_unlock(&lock);
            return folder;
        }
        if (!busy) {
            pthread_cond_broadcast(&more);
            pthread_mutex_unlock(&lock);
            return NULL;
        }
        pthread_cond_wait(&more, &lock);
    }
}

static size_t parse(const unsigned char *text, size_t size) {
    yaml_parser_t parser;
    yaml_event_t event;
    size_t count = 0;
    int done = 0;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, text, size);
    while (!done && yaml_parser_parse(&parser, &event)) {
        done = event.type == YAML_STREAM_END_EVENT;
        count++;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return count;
}

static void *work(void *unused) {
    (void)unused;
    size_t my_files = 0, my_bytes = 0, my_events = 0, room = 1 << 16;
    unsigned char *text = malloc(room);
    char *folder;
    while ((folder = next())) {
        int at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        DIR *list = at < 0 ? NULL : fdopendir(at);
        struct dirent *entry;
        while (list && (entry = readdir(list))) {
            const char *name = entry->d_name;
            size_t length = strlen(name);
            if (name[0] == '.') continue;
            if (entry->d_type == DT_DIR) {
                char *path;
                if (asprintf(&path, "%s/%s", folder, name) > 0) add(path);
                continue;
            }
            if (length < 5 || strcmp(name + length - 5, ".yaml")) continue;
            int file = openat(at, name, O_RDONLY | O_CLOEXEC);
            struct stat info;
            if (file < 0 || fstat(file, &info)) continue;
            if ((size_t)info.st_size + 1 > room) text = realloc(text, room = info.st_size * 2 + 1);
            ssize_t got = read(file, text, room);
            close(file);
            if (got < 0) continue;
            my_files++;
            my_bytes += got;
            if (wants_events) my_events += parse(text, got);
        }
        if (list) closedir(list);
        free(folder);
    }
    pthread_mutex_lock(&lock);
    files += my_files;
    bytes += my_bytes;
    events += my_events;
    pthread_mutex_unlock(&lock);
    return NULL;
}

int main(int argc, char **argv) {
    if (argc < 3) return 64;
    int threads = atoi(argv[2]);
    wants_events = argc > 3;
    busy = threads;
    add(strdup(argv[1]));
    pthread_t *all = calloc(threads, sizeof *all);
    for (int i = 0; i < threads; i++) pthread_create(&all[i], NULL, work, NULL);
    for (int i = 0; i < threads; i++) pthread_join(all[i], NULL);
    printf("%zu files, %zu bytes, %zu events\n", files, bytes, events);
    return 0;
}
