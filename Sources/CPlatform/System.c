#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <langinfo.h>
#include <malloc.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utmpx.h>
#include <wchar.h>

void mw_memory_share(void) { mallopt(M_ARENA_MAX, 2); }

void mw_memory_return(void) { malloc_trim(0); }

int mw_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

int mw_signal_descriptor(const int *signals, int count) {
    sigset_t set;
    sigemptyset(&set);
    for (int i = 0; i < count; i++) sigaddset(&set, signals[i]);
    return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

int mw_next_signal(int descriptor) {
    struct signalfd_siginfo info;
    ssize_t size;
    do {
        size = read(descriptor, &info, sizeof info);
    } while (size < 0 && errno == EINTR);
    return size == (ssize_t)sizeof info ? (int)info.ssi_signo : 0;
}

int mw_peer_credentials(int descriptor, uint32_t *uid, uint32_t *gid, int32_t *pid) {
    struct ucred peer;
    socklen_t size = sizeof peer;
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return -1;
    if (size != sizeof peer) {
        errno = EPROTO;
        return -1;
    }
    if (uid) *uid = peer.uid;
    if (gid) *gid = peer.gid;
    if (pid) *pid = peer.pid;
    return 0;
}

int mw_try_lock(int descriptor) {
    int result;
    do {
        result = flock(descriptor, LOCK_EX | LOCK_NB);
    } while (result != 0 && errno == EINTR);
    if (result == 0) return 0;
    return errno == EWOULDBLOCK ? 1 : -1;
}

void mw_rewind_login_terminals(void) { setutxent(); }

// The fields of an entry are not ended with a zero when they are full.
static void copy_field(char *target, size_t size, const char *field, size_t field_size) {
    if (size == 0) return;
    size_t length = strnlen(field, field_size);
    if (length > size - 1) length = size - 1;
    memcpy(target, field, length);
    target[length] = 0;
}

int mw_next_login_terminal(char *user, size_t user_size, char *line, size_t line_size) {
    struct utmpx *entry;
    while ((entry = getutxent()) != NULL) {
        if (entry->ut_type != USER_PROCESS || entry->ut_line[0] == 0) continue;
        copy_field(user, user_size, entry->ut_user, sizeof entry->ut_user);
        copy_field(line, line_size, entry->ut_line, sizeof entry->ut_line);
        return 1;
    }
    endutxent();
    return 0;
}

const char *mw_codeset(void) { return nl_langinfo(CODESET); }

int mw_columns(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
