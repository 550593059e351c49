// What the C library has and Swift's Glibc module lacks. Plain prototypes; each returns -1 with errno set when it
// fails, unless it says otherwise.
#ifndef MIDWATCH_CSYSTEM_H
#define MIDWATCH_CSYSTEM_H

#include <stddef.h>
#include <stdint.h>

// A counter to wake a poll with: non-blocking, closed on exec.
int mw_eventfd(void);

// A descriptor that becomes readable when one of these signals is pending. They must be blocked in every thread.
int mw_signal_descriptor(const int *signals, int count);

// The next pending signal's number, or 0 when there is none.
int mw_next_signal(int descriptor);

// Who is at the other end of a connected Unix socket. Any of the results may be NULL.
int mw_peer_credentials(int descriptor, uint32_t *uid, uint32_t *gid, int32_t *pid);

// Takes the lock of an open file without waiting: 0 taken, 1 held by another process, -1 with errno.
int mw_try_lock(int descriptor);

// Walks the users that are logged in at a terminal. Not thread-safe: one thread at a time, from rewind to the end.
// `next` fills the two texts, cut to their sizes and ended with a zero, and returns 1, or 0 when there are no more.
void mw_rewind_login_terminals(void);
int mw_next_login_terminal(char *user, size_t user_size, char *line, size_t line_size);

// From now on the memory of all threads lies in two places instead of one for each thread, so that what one thread
// gives back another takes.
void mw_memory_share(void);

// Gives memory that nobody uses back to the system. Takes milliseconds for hundreds of megabytes.
void mw_memory_return(void);

// The character encoding of the current locale, such as "UTF-8". Valid until the locale changes.
const char *mw_codeset(void);

// Columns of a character in the current locale; -1 when it is not printable there.
int mw_columns(uint32_t scalar);

// A place in memory for what is printed to fd 2 while the screen is up. Holds 64 KiB; later writes to it fail.
int mw_stray_open(void);

// Writes what was gathered to `target`, printable ASCII only, everything else as `?`, and empties it. May be called
// from a signal handler.
void mw_stray_replay(int stray, int target);

// Remembers how the terminal is set now, so that a crash or `mw_terminal_restore` can set it so again.
int mw_terminal_save(int descriptor);

// Sets the terminal as it was at `mw_terminal_save`, at once and without waiting for output.
void mw_terminal_restore(int descriptor);

// From now on a crash (SEGV ILL TRAP ABRT BUS FPE) first writes these bytes to the terminal, sets it as saved, puts
// `original_stderr` back at fd 2 with what was gathered in `stray` (-1 for neither), and then dies as it would have.
// At most 1,024 bytes are kept. There is one terminal in a process.
int mw_crash_arm(int descriptor, const char *restore, size_t length, int stray, int original_stderr);
void mw_crash_disarm(void);

// From now on what the runtime prints of a crash goes to this file, which is made anew, and not to the terminal: there
// one sentence names the file. A path that is empty, too long or unprintable sends it nowhere; NULL leaves it where it
// goes by itself. Only the last folder of the path is made.
void mw_crash_report(const char *path);

// For the ending signals (TERM HUP INT QUIT), which are otherwise blocked: from `begin` to `end` one that comes breaks
// off a write that a stalled terminal blocks, by throwing away what the terminal has not taken. `end` blocks them
// again and returns the number of the one that came, or 0.
void mw_interruptible_begin(int terminal);
int mw_interruptible_end(void);

// The terminal, opened once more so that a write to it never waits; where that is refused, a copy of the descriptor.
int mw_line_open(int terminal);

// Writes what the terminal takes now, and returns how much that was; -1 when it has gone.
long mw_line_write(int descriptor, const void *bytes, size_t length);

// A place in memory that grows with what is written to it, how much that is, and taking all of it out.
int mw_spool_open(void);
long mw_spool_size(int spool);
long mw_spool_take(int spool, void *bytes, size_t length);

// Starts a program with these words, the last one NULL, in our process group and without our signal mask. Standard
// input is `input`, output and error are `output`, -1 stands for /dev/null. `variable` ("NAME=value") is set in
// its environment. Returns the process.
int mw_spawn(char *const words[], int input, int output, const char *variable);

// A descriptor that becomes readable when the child has ended; -1 where the kernel is too old.
int mw_child_descriptor(int child);

// What the child does now. `status` is set when it has ended: its own, or 128 and the signal, as shells count.
enum { mw_child_runs = 0, mw_child_stopped = 1, mw_child_ended = 2 };
int mw_child_look(int child, int *status);

#endif
