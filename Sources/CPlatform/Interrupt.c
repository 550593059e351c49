// A terminal behind a stalled line takes no bytes, and poll promises room for fewer than a frame may have. The write
// then sleeps, and nobody could end the process but with KILL. So the ending signals are let through while drawing.
#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <termios.h>

static const int ending[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
enum { ending_count = sizeof ending / sizeof ending[0] };

static volatile sig_atomic_t terminal_drawn_on = -1;
static volatile sig_atomic_t came;

static void on_ending(int signal_number) {
    int reason = errno;
    came = signal_number;
    // The write goes on after this, and finds room.
    tcflush(terminal_drawn_on, TCOFLUSH);
    errno = reason;
}

static void set_mask(int how) {
    sigset_t set;
    sigemptyset(&set);
    for (int i = 0; i < ending_count; i++) sigaddset(&set, ending[i]);
    pthread_sigmask(how, &set, NULL);
}

// Once a process: they are blocked at all other times, so that the handlers may stay. Who was started with a hang-up
// ignored, as under nohup, goes on ignoring it.
static void install(void) {
    static int is_installed;
    if (is_installed) return;
    is_installed = 1;
    struct sigaction action, before;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_ending;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < ending_count; i++) {
        if (sigaction(ending[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
            sigaction(ending[i], &action, NULL);
        }
    }
}

void mw_interruptible_begin(int terminal) {
    came = 0;
    terminal_drawn_on = terminal;
    install();
    set_mask(SIG_UNBLOCK);
}

int mw_interruptible_end(void) {
    set_mask(SIG_BLOCK);
    return came;
}
