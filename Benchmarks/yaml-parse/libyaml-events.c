/* The yardstick: every event of every file, by libyaml. usage: libyaml-events LIST ROUNDS
   Prints the CPU milliseconds of the quickest round; reading the files is not counted. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <yaml.h>

struct text { unsigned char *bytes; size_t size; };

static double cpu_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

int main(int argc, char **argv) {
    if (argc < 3) return 64;
    FILE *list = fopen(argv[1], "r");
    if (!list) return 1;
    struct text *texts = NULL;
    size_t count = 0, total = 0;
    char path[4096];
    while (fgets(path, sizeof path, list)) {
        path[strcspn(path, "\n")] = 0;
        FILE *file = fopen(path, "r");
        if (!file) return 1;
        fseek(file, 0, SEEK_END);
        size_t size = ftell(file);
        rewind(file);
        texts = realloc(texts, (count + 1) * sizeof *texts);
        texts[count].bytes = malloc(size + 1);
        texts[count].size = fread(texts[count].bytes, 1, size, file);
        total += size;
        count++;
        fclose(file);
    }
    fclose(list);
    double best = 1e18;
    size_t events = 0;
    for (int round = 0; round < atoi(argv[2]); round++) {
        double start = cpu_ms();
        events = 0;
        for (size_t i = 0; i < count; i++) {
            yaml_parser_t parser;
            yaml_event_t event;
            yaml_parser_initialize(&parser);
            yaml_parser_set_input_string(&parser, texts[i].bytes, texts[i].size);
            int done = 0;
            while (!done) {
                if (!yaml_parser_parse(&parser, &event)) return 2;
                done = event.type == YAML_STREAM_END_EVENT;
                events++;
                yaml_event_delete(&event);
            }
            yaml_parser_delete(&parser);
        }
        double took = cpu_ms() - start;
        if (took < best) best = took;
    }
    printf("%.1f\n", best);
    fprintf(stderr, "libyaml: %zu files, %zu bytes, %zu events, %.1f ms CPU\n", count, total, events, best);
    return 0;
}
