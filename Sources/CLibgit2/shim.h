#ifndef BINDERY_CLIBGIT2_SHIM_H
#define BINDERY_CLIBGIT2_SHIM_H

#include <git2.h>
#include <stdint.h>

/* Swift cannot call variadic functions: one wrapper for each option that is used. */
static inline int bindery_git_enable_fsync(void) { return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1); }

static inline int bindery_git_set_strict_hash_verification(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

static inline int bindery_git_set_search_path(int level, const char *path) {
    return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

static inline int bindery_git_set_owner_validation(int enabled) {
    return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

static inline int bindery_git_set_cache_size(intptr_t bytes) {
    return git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)bytes);
}

#endif
