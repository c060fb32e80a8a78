#include "CLibGit2Lazy.h"

#if defined(__linux__) && defined(__x86_64__)

#include <dlfcn.h>
#include <git2/version.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

// Every function of the list is a jump through its slot. A slot first leads to code that loads the library, fills all
// slots, and goes on to the function, with all arguments in their registers as they were.
static const char *const names[] = {
#define X(name) #name,
#include "functions.inc"
#undef X
};
enum { count = sizeof names / sizeof *names };

__attribute__((visibility("hidden"))) extern void *libgit2_slots[];

static char problem[512];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    void *library = dlopen("libgit2.so." LIBGIT2_SOVERSION, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        snprintf(problem, sizeof problem, "%s", dlerror());
        return;
    }
    void *found[count];
    for (int i = 0; i < count; i++) {
        found[i] = dlsym(library, names[i]);
        if (!found[i]) {
            snprintf(problem, sizeof problem, "libgit2 " LIBGIT2_SOVERSION " has no function %s", names[i]);
            return;
        }
    }
    for (int i = 0; i < count; i++) __atomic_store_n(&libgit2_slots[i], found[i], __ATOMIC_RELEASE);
}

const char *libgit2_load(void) {
    pthread_once(&once, load);
    return problem[0] ? problem : NULL;
}

__attribute__((visibility("hidden"), used)) void *libgit2_resolve(unsigned long index) {
    if (libgit2_load()) {
        // Nobody can go on from here: the caller asked for libgit2 without looking whether it is there.
        fprintf(stderr, "crm: %s\n", problem);
        abort();
    }
    return libgit2_slots[index];
}

__asm__(
    ".text\n"
    "libgit2_first_call:\n"
    "  push %rdi\n  push %rsi\n  push %rdx\n  push %rcx\n  push %r8\n  push %r9\n  push %rax\n  push %rbp\n"
    "  mov %rsp, %rbp\n"
    "  sub $128, %rsp\n"
    "  and $-16, %rsp\n"
    "  movups %xmm0, (%rsp)\n  movups %xmm1, 16(%rsp)\n  movups %xmm2, 32(%rsp)\n  movups %xmm3, 48(%rsp)\n"
    "  movups %xmm4, 64(%rsp)\n  movups %xmm5, 80(%rsp)\n  movups %xmm6, 96(%rsp)\n  movups %xmm7, 112(%rsp)\n"
    "  mov %r11, %rdi\n"
    "  call libgit2_resolve\n"
    "  mov %rax, %r11\n"
    "  movups (%rsp), %xmm0\n  movups 16(%rsp), %xmm1\n  movups 32(%rsp), %xmm2\n  movups 48(%rsp), %xmm3\n"
    "  movups 64(%rsp), %xmm4\n  movups 80(%rsp), %xmm5\n  movups 96(%rsp), %xmm6\n  movups 112(%rsp), %xmm7\n"
    "  mov %rbp, %rsp\n"
    "  pop %rbp\n  pop %rax\n  pop %r9\n  pop %r8\n  pop %rcx\n  pop %rdx\n  pop %rsi\n  pop %rdi\n"
    "  jmp *%r11\n");

// The slots, and the functions themselves.
__asm__(".data\n.balign 8\n.globl libgit2_slots\n.hidden libgit2_slots\nlibgit2_slots:\n"
#define X(name) "  .quad libgit2_first_" #name "\n"
#include "functions.inc"
#undef X
        ".text\n.set libgit2_index, 0\n"
#define X(name)                                                                        \
    ".globl " #name "\n.hidden " #name "\n.type " #name ", @function\n" #name ":\n"   \
    "  jmp *libgit2_slots + libgit2_index * 8(%rip)\n"                                 \
    "libgit2_first_" #name ":\n"                                                       \
    "  mov $libgit2_index, %r11d\n  jmp libgit2_first_call\n"                          \
    ".set libgit2_index, libgit2_index + 1\n"
#include "functions.inc"
#undef X
);

#else

// Elsewhere the library is linked.
const char *libgit2_load(void) { return 0; }

#endif
