/*
 * Stands between one process and its C library (LD_PRELOAD), to bring about what a sound machine never shows:
 *
 * FAULTS_UNDER   a folder; what is written to files below it fails while
 * FAULTS_MARKER  this file is there: with EIO at every write when it says "write", at every flush when it says "flush"
 * FAULTS_CLOCK   a file of eight bytes: so many seconds are added to the time of day, and to no other clock
 *
 * Nothing else of the process is touched. A call that fails does nothing at all, as when a device reports an error.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* What the marker says: 'w' for write, 'f' for flush, 0 when it is not there. */
static char wanted(void) {
    const char *marker = getenv("FAULTS_MARKER");
    if (!marker) return 0;
    int file = (int)syscall(SYS_openat, AT_FDCWD, marker, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    char first = 0;
    if (syscall(SYS_read, file, &first, 1) != 1) first = 0;
    syscall(SYS_close, file);
    return first;
}

/* Whether this descriptor leads to a file below the folder. */
static int is_under(int descriptor) {
    const char *folder = getenv("FAULTS_UNDER");
    if (!folder) return 0;
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) == 0;
}

static int fails(int descriptor, char kind) {
    int before = errno;
    int failing = wanted() == kind && is_under(descriptor);
    errno = failing ? EIO : before;
    return failing;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *bytes, size_t count) {
    return fails(fd, 'w') ? -1 : NEXT(write)(fd, bytes, count);
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    return fails(fd, 'w') ? -1 : NEXT(pwrite)(fd, bytes, count, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    return fails(fd, 'w') ? -1 : NEXT(pwrite64)(fd, bytes, count, at);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    return fails(fd, 'w') ? -1 : NEXT(writev)(fd, parts, count);
}
int ftruncate(int fd, off_t length) { return fails(fd, 'w') ? -1 : NEXT(ftruncate)(fd, length); }
int ftruncate64(int fd, off64_t length) {
    return fails(fd, 'w') ? -1 : NEXT(ftruncate64)(fd, length);
}
int fsync(int fd) { return fails(fd, 'f') ? -1 : NEXT(fsync)(fd); }
int fdatasync(int fd) { return fails(fd, 'f') ? -1 : NEXT(fdatasync)(fd); }

/* The seconds to add, mapped from the file once. */
static int64_t shift(void) {
    static volatile int64_t *seconds;
    if (!seconds) {
        const char *path = getenv("FAULTS_CLOCK");
        if (!path) return 0;
        int file = open(path, O_RDONLY | O_CLOEXEC);
        if (file < 0) return 0;
        void *page = mmap(NULL, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
        close(file);
        if (page == MAP_FAILED) return 0;
        seconds = page;
    }
    return *seconds;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int answer = NEXT(clock_gettime)(clock, now);
    if (answer == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        now->tv_sec += shift();
    }
    return answer;
}
int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    int answer = NEXT(gettimeofday)(now, zone);
    if (answer == 0) now->tv_sec += shift();
    return answer;
}
time_t time(time_t *out) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out) *out = now.tv_sec;
    return now.tv_sec;
}
