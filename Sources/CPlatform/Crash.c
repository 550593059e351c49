// What must still happen when the process dies in the middle of drawing: a terminal that can be used again, and the
// reason of the death on it. Everything that a handler calls here is async-signal-safe.
#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

enum { restore_size = 1024, stray_size = 64 * 1024, stack_size = 64 * 1024 };

static const int crash_signals[] = {SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE};
enum { crash_count = sizeof crash_signals / sizeof crash_signals[0] };

static struct termios saved;
static volatile sig_atomic_t has_saved;

static char restore_text[restore_size];
static size_t restore_length;
static int crash_terminal = -1, crash_stray = -1, crash_stderr = -1;
static struct sigaction previous[crash_count];
static volatile sig_atomic_t armed;

// Where the runtime's report of a crash goes; empty: nowhere.
enum { report_size = 1024 };
static char report_path[report_size], report_folder[report_size];
static volatile sig_atomic_t keeps_report;

// A handler for an overflown stack needs a stack of its own.
static char crash_stack[stack_size];

static void write_all(int descriptor, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t count = write(descriptor, bytes, length);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return;
        bytes += count;
        length -= (size_t)count;
    }
}

int mw_stray_open(void) {
    int descriptor = memfd_create("stray", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (descriptor < 0) return -1;
    // A fixed size that cannot grow bounds what a chatty library may fill in months.
    if (ftruncate(descriptor, stray_size) != 0 || fcntl(descriptor, F_ADD_SEALS, F_SEAL_GROW) != 0) {
        int reason = errno;
        close(descriptor);
        errno = reason;
        return -1;
    }
    return descriptor;
}

void mw_stray_replay(int stray, int target) {
    char chunk[512];
    off_t length = lseek(stray, 0, SEEK_CUR);
    for (off_t at = 0; at < length;) {
        size_t wanted = (size_t)(length - at) < sizeof chunk ? (size_t)(length - at) : sizeof chunk;
        ssize_t count = pread(stray, chunk, wanted, at);
        if (count <= 0) break;
        for (ssize_t i = 0; i < count; i++) {
            unsigned char byte = (unsigned char)chunk[i];
            if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte >= 0x7F) chunk[i] = '?';
        }
        write_all(target, chunk, (size_t)count);
        at += count;
    }
    lseek(stray, 0, SEEK_SET);
}

int mw_terminal_save(int descriptor) {
    has_saved = 0;
    if (tcgetattr(descriptor, &saved) != 0) return -1;
    has_saved = 1;
    return 0;
}

void mw_terminal_restore(int descriptor) {
    if (has_saved) tcsetattr(descriptor, TCSANOW, &saved);
}

static void say(const char *words) { write_all(crash_terminal, words, strlen(words)); }

// The runtime prints pages of a backtrace and then waits for a key. A terminal that somebody was woken for is not the
// place for either.
static void keep_report(void) {
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC), report = -1;
    if (report_path[0] != 0) {
        mkdir(report_folder, 0700);
        report = open(report_path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    }
    say("midwatch: the console crashed; start it again. The router has everything that was answered.\n");
    if (report >= 0) {
        say("midwatch: what the runtime says of it is in ");
        say(report_path);
        say("\n");
    }
    int target = report >= 0 ? report : nothing;
    if (nothing >= 0) dup2(nothing, STDIN_FILENO);
    if (target >= 0) {
        dup2(target, STDOUT_FILENO);
        dup2(target, STDERR_FILENO);
    }
}

static void on_crash(int signal_number, siginfo_t *info, void *context) {
    (void)context;
    int reason = errno;
    // A signal that somebody sent is no fault: nothing would fault again when the runtime's handler returns, and the
    // program would go on without its screen. Only `abort` sees to its end by itself.
    bool is_sent = info->si_code <= 0 && signal_number != SIGABRT;
    if (armed) {
        armed = 0;
        // A stalled terminal would block the write; what it has not taken yet is worth nothing now.
        tcflush(crash_terminal, TCOFLUSH);
        write_all(crash_terminal, restore_text, restore_length);
        mw_terminal_restore(crash_terminal);
        if (crash_stray >= 0 && crash_stderr >= 0) {
            dup2(crash_stderr, STDERR_FILENO);
            mw_stray_replay(crash_stray, STDERR_FILENO);
        }
        if (keeps_report) keep_report();
    }
    for (int i = 0; i < crash_count; i++) {
        if (crash_signals[i] == signal_number) sigaction(signal_number, &previous[i], NULL);
    }
    if (is_sent) signal(signal_number, SIG_DFL);
    errno = reason;
    // Blocked until this handler returns; then whoever was there before gets it, the default included.
    raise(signal_number);
}

void mw_crash_report(const char *path) {
    keeps_report = 0;
    if (path == NULL) return;
    report_path[0] = report_folder[0] = 0;
    const char *name = strrchr(path, '/');
    // What is written to the terminal at the end must not steer it.
    bool is_plain = name != NULL && name != path && strlen(path) < report_size;
    for (const char *at = path; is_plain && *at != 0; at++) is_plain = (unsigned char)*at >= 0x20 && *at != 0x7F;
    if (is_plain) {
        strcpy(report_path, path);
        memcpy(report_folder, path, (size_t)(name - path));
        report_folder[name - path] = 0;
    }
    keeps_report = 1;
}

int mw_crash_arm(int descriptor, const char *restore, size_t length, int stray, int original_stderr) {
    mw_crash_disarm();
    restore_length = length < restore_size ? length : restore_size;
    memcpy(restore_text, restore, restore_length);
    crash_terminal = descriptor;
    crash_stray = stray;
    crash_stderr = original_stderr;

    stack_t stack;
    if (sigaltstack(NULL, &stack) == 0 && (stack.ss_flags & SS_DISABLE)) {
        memset(&stack, 0, sizeof stack);
        stack.ss_sp = crash_stack;
        stack.ss_size = sizeof crash_stack;
        sigaltstack(&stack, NULL);
    }
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_crash;
    action.sa_flags = SA_ONSTACK | SA_SIGINFO;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < crash_count; i++) {
        if (sigaction(crash_signals[i], &action, &previous[i]) != 0) return -1;
    }
    armed = 1;
    return 0;
}

void mw_crash_disarm(void) {
    if (!armed) return;
    armed = 0;
    for (int i = 0; i < crash_count; i++) sigaction(crash_signals[i], &previous[i], NULL);
}
