// Loads libgit2 when the first of its functions is called. Linked as usual, the library and the eighteen that it needs are loaded
// and relocated before `main`, which takes longer than all that most commands do.
#ifndef CLIBGIT2LAZY_H
#define CLIBGIT2LAZY_H

// Loads the library. Returns NULL, or what is wrong, in English; the text stays valid.
const char *libgit2_load(void);

#endif
