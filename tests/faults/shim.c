/* Counts what a process does to the files below one folder, and lets the n-th of it fail or end the process.
 *
 * Loaded before the C library (LD_PRELOAD), so that SQLite's, FAISS's and Python's operations count alike. An operation
 * is an opening for writing, a write, a truncation, a sync, a rename, the making or the removal of a name.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { COUNT, FAIL, KILL, FULL };

static char prefix[PATH_MAX];
static size_t prefix_length;
static long at = -1;
static int mode = COUNT;
static long counted;

void fault_arm(const char *folder, long n, int how)
{
    prefix_length = strlen(folder);
    memcpy(prefix, folder, prefix_length + 1);
    counted = 0;
    at = n;
    mode = how;
}

long fault_count(void) { return counted; }

/* Return whether this operation is to fail. `takes_space` tells the ones that a full disk refuses. */
static int strikes(int takes_space)
{
    long number = __atomic_add_fetch(&counted, 1, __ATOMIC_SEQ_CST);
    if (mode == KILL && number == at)
        kill(getpid(), SIGKILL);
    if (mode == FAIL && number == at) {
        errno = takes_space ? ENOSPC : EIO;
        return 1;
    }
    if (mode == FULL && number >= at && takes_space) {
        errno = ENOSPC;
        return 1;
    }
    return 0;
}

static int below(const char *path)
{
    return prefix_length && strncmp(path, prefix, prefix_length) == 0;
}

static int open_below(int descriptor)
{
    char link[64], path[PATH_MAX];
    if (!prefix_length)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return below(path);
}

static int below_at(int folder, const char *name)
{
    char link[64], path[2 * PATH_MAX];
    if (!prefix_length)
        return 0;
    if (name[0] == '/' || folder == AT_FDCWD)
        return below(name);
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0)
        return 0;
    snprintf(path + length, sizeof path - (size_t)length, "/%s", name);
    return below(path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define WRITES(flags) (((flags) & O_ACCMODE) != O_RDONLY || ((flags) & (O_CREAT | O_TRUNC)))

#define OPEN(name)                                                                                                     \
    int name(const char *path, int flags, ...)                                                                         \
    {                                                                                                                  \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode_t bits = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0;                                      \
        va_end(rest);                                                                                                  \
        if (WRITES(flags) && below(path) && strikes((flags & O_CREAT) != 0))                                           \
            return -1;                                                                                                 \
        return REAL(name)(path, flags, bits);                                                                          \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                                                   \
    int name(int folder, const char *path, int flags, ...)                                                             \
    {                                                                                                                  \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode_t bits = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0;                                      \
        va_end(rest);                                                                                                  \
        if (WRITES(flags) && below_at(folder, path) && strikes((flags & O_CREAT) != 0))                                \
            return -1;                                                                                                 \
        return REAL(name)(folder, path, flags, bits);                                                                  \
    }
OPENAT(openat)
OPENAT(openat64)

#define ON_OPEN(type, name, space, parameters, arguments)                                                              \
    type name parameters                                                                                               \
    {                                                                                                                  \
        if (open_below(descriptor) && strikes(space))                                                                  \
            return -1;                                                                                                 \
        return REAL(name) arguments;                                                                                   \
    }
ON_OPEN(ssize_t, write, 1, (int descriptor, const void *bytes, size_t size), (descriptor, bytes, size))
ON_OPEN(ssize_t, pwrite, 1, (int descriptor, const void *bytes, size_t size, off_t to), (descriptor, bytes, size, to))
ON_OPEN(ssize_t, pwrite64, 1, (int descriptor, const void *bytes, size_t size, off64_t to),
        (descriptor, bytes, size, to))
ON_OPEN(ssize_t, writev, 1, (int descriptor, const struct iovec *parts, int count), (descriptor, parts, count))
ON_OPEN(int, ftruncate, 0, (int descriptor, off_t size), (descriptor, size))
ON_OPEN(int, ftruncate64, 0, (int descriptor, off64_t size), (descriptor, size))
ON_OPEN(int, fallocate, 1, (int descriptor, int how, off_t from, off_t size), (descriptor, how, from, size))
ON_OPEN(int, fsync, 0, (int descriptor), (descriptor))
ON_OPEN(int, fdatasync, 0, (int descriptor), (descriptor))

#define ON_NAME(name, space, parameters, arguments, test)                                                              \
    int name parameters                                                                                                \
    {                                                                                                                  \
        if (test && strikes(space))                                                                                    \
            return -1;                                                                                                 \
        return REAL(name) arguments;                                                                                   \
    }
ON_NAME(rename, 0, (const char *from, const char *to), (from, to), below(to))
ON_NAME(renameat, 0, (int a, const char *from, int b, const char *to), (a, from, b, to), below_at(b, to))
ON_NAME(unlink, 0, (const char *path), (path), below(path))
ON_NAME(unlinkat, 0, (int folder, const char *path, int flags), (folder, path, flags), below_at(folder, path))
ON_NAME(rmdir, 0, (const char *path), (path), below(path))
ON_NAME(mkdir, 1, (const char *path, mode_t bits), (path, bits), below(path))
ON_NAME(mkdirat, 1, (int folder, const char *path, mode_t bits), (folder, path, bits), below_at(folder, path))
