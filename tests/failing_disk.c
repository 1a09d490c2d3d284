/* A disk that fills up, for the tests: preloaded, it lets so many bytes go into files and then says that there is no room, or fails
   when what was written is to be kept. Must not touch pipes and terminals. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static size_t room(void) {
    static size_t left;
    static int known;
    if (!known) {
        const char *text = getenv("ZONEMAP_TEST_ROOM");
        left = text ? strtoul(text, NULL, 10) : (size_t)-1;
        known = 1;
    }
    return left;
}

static size_t used;

ssize_t write(int file, const void *bytes, size_t count) {
    ssize_t (*real)(int, const void *, size_t) = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    struct stat found;
    if (fstat(file, &found) == 0 && S_ISREG(found.st_mode)) {
        size_t left = room() - used;
        if (left == 0 && count > 0) {
            errno = ENOSPC;
            return -1;
        }
        if (count > left) {
            count = left;
        }
        used += count;
    }
    return real(file, bytes, count);
}

int fsync(int file) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    struct stat found;
    if (getenv("ZONEMAP_TEST_LOSES") && fstat(file, &found) == 0 && S_ISREG(found.st_mode)) {
        errno = EIO;
        return -1;
    }
    return real(file);
}
