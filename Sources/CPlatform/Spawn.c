// Other programs, started with words and never through a shell.
#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int set_up(posix_spawnattr_t *attributes) {
    // We block the signals that the loop reads, and a program that we start is to know nothing of it.
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int reason = posix_spawnattr_setsigmask(attributes, &none);
    if (reason == 0) reason = posix_spawnattr_setsigdefault(attributes, &all);
    if (reason == 0) reason = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    return reason;
}

static int lead(posix_spawn_file_actions_t *actions, int from, int to) {
    if (from >= 0) return posix_spawn_file_actions_adddup2(actions, from, to);
    return posix_spawn_file_actions_addopen(actions, to, "/dev/null", to == STDIN_FILENO ? 0 : 1, 0);
}

// Our environment with one variable set. Twice the same name would mean different things to different programs.
static char **with_variable(const char *variable) {
    size_t count = 0, kept = 1, name = (size_t)(strchrnul(variable, '=') - variable) + 1;
    while (environ[count]) count++;
    char **all = malloc((count + 2) * sizeof *all);
    if (!all) return NULL;
    all[0] = (char *)variable;
    for (size_t i = 0; i < count; i++) {
        if (strncmp(environ[i], variable, name) != 0) all[kept++] = environ[i];
    }
    all[kept] = NULL;
    return all;
}

int mw_spawn(char *const words[], int input, int output, const char *variable) {
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_init(&actions);
    pid_t child = -1;
    int reason = set_up(&attributes);
    if (reason == 0) reason = lead(&actions, input, STDIN_FILENO);
    if (reason == 0) reason = lead(&actions, output, STDOUT_FILENO);
    if (reason == 0) reason = lead(&actions, output, STDERR_FILENO);
    char **environment = with_variable(variable);
    if (reason == 0 && !environment) reason = ENOMEM;
    if (reason == 0) reason = posix_spawnp(&child, words[0], &actions, &attributes, words, environment);
    free(environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (reason == 0) return child;
    errno = reason;
    return -1;
}

int mw_child_descriptor(int child) { return (int)syscall(SYS_pidfd_open, child, 0); }

int mw_child_look(int child, int *status) {
    int raw;
    pid_t found;
    do {
        found = waitpid(child, &raw, WNOHANG | WUNTRACED);
    } while (found < 0 && errno == EINTR);
    if (found == 0) return mw_child_runs;
    if (found < 0) {
        *status = 127;
        return mw_child_ended;
    }
    if (WIFSTOPPED(raw)) return mw_child_stopped;
    *status = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
    return mw_child_ended;
}
