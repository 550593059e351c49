// The line to a terminal, written to without ever waiting for it.
#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int mw_line_open(int terminal) {
    // The flag belongs to the open file, which a shell shares with us. So it is opened once more.
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", terminal);
    int descriptor = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    // After a change of user the terminal may not be ours to open.
    return descriptor >= 0 ? descriptor : fcntl(terminal, F_DUPFD_CLOEXEC, 3);
}

long mw_line_write(int descriptor, const void *bytes, size_t length) {
    // Where writing may block, poll promises room for one byte, and in practice there is some more.
    enum { chunk = 256 };
    const int is_patient = (fcntl(descriptor, F_GETFL) & O_NONBLOCK) == 0;
    size_t done = 0;
    while (done < length) {
        size_t wanted = length - done;
        if (is_patient) {
            struct pollfd entry = {.fd = descriptor, .events = POLLOUT};
            if (poll(&entry, 1, 0) != 1 || !(entry.revents & POLLOUT)) break;
            if (wanted > chunk) wanted = chunk;
        }
        ssize_t count = write(descriptor, (const char *)bytes + done, wanted);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno == EAGAIN) break;
        if (count <= 0) return -1;
        done += (size_t)count;
    }
    return (long)done;
}

int mw_spool_open(void) { return memfd_create("spool", MFD_CLOEXEC); }

long mw_spool_size(int spool) { return (long)lseek(spool, 0, SEEK_CUR); }

long mw_spool_take(int spool, void *bytes, size_t length) {
    size_t done = 0;
    while (done < length) {
        ssize_t count = pread(spool, (char *)bytes + done, length - done, (off_t)done);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        done += (size_t)count;
    }
    if (ftruncate(spool, 0) != 0 || lseek(spool, 0, SEEK_SET) != 0) return -1;
    return (long)done;
}
