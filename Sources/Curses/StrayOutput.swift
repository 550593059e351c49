import CPlatform
import Glibc

/// Keeps what libraries print to fd 2 off the screen while it is up, and shows it once the screen is gone.
///
/// At most 64 KiB are kept; what is shown is printable ASCII, since a log line may quote an alert.
final class StrayOutput {
    /// The memory that fd 2 leads to while the screen is up, and the descriptor that it led to before.
    let gathered: Int32
    let original: Int32

    /// Nil when fd 2 does not lead to a terminal, or when the system refuses: then nothing needs to be held back.
    init?() {
        guard isatty(STDERR_FILENO) == 1 else { return nil }
        let memory = mw_stray_open()
        let original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
        guard memory >= 0, original >= 0 else {
            if memory >= 0 { Glibc.close(memory) }
            if original >= 0 { Glibc.close(original) }
            return nil
        }
        (gathered, self.original) = (memory, original)
    }

    /// Holds back from now on.
    func hold() { dup2(gathered, STDERR_FILENO) }

    /// Lets fd 2 lead to where it led before, and shows what was held back.
    func release() {
        dup2(original, STDERR_FILENO)
        mw_stray_replay(gathered, STDERR_FILENO)
    }

    deinit {
        Glibc.close(gathered)
        Glibc.close(original)
    }
}
