import CPlatform
import Glibc

/// The signals that a console answers, read from a descriptor in the loop instead of interrupting it anywhere.
package final class SignalQueue {
    /// Readable while signals wait.
    package let descriptor: Int32

    /// The signals that are taken: size, hang-up, ending, stopping and going on.
    static let signals: [Int32] = [SIGWINCH, SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT]

    /// Blocks the signals in this thread and in those that it starts. It must be the first statement of `main`: a
    /// thread that was there before would be interrupted in the queue's stead, and the default action taken.
    package static func block() {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Opens the queue. ``block()`` must have been called. Throws when the process has no descriptor left.
    package init() throws {
        descriptor = mw_signal_descriptor(SignalQueue.signals, Int32(SignalQueue.signals.count))
        if descriptor < 0 { throw TerminalFault.system(errno) }
    }

    /// The number of the next signal that came, nil when there is none.
    package func next() -> Int32? {
        let number = mw_next_signal(descriptor)
        return number > 0 ? number : nil
    }

    /// Lets a signal that ends the process break off a drawing that a stalled terminal blocks, and answers its number.
    func whileInterruptible(on terminal: Int32, _ draw: () -> Void) -> Int32? {
        mw_interruptible_begin(terminal)
        draw()
        let number = mw_interruptible_end()
        return number > 0 ? number : nil
    }

    /// Stops the process group as Ctrl-Z would, and returns when it goes on. In a group that nobody could continue,
    /// the kernel drops the signal, and this returns at once.
    package func stopHere() {
        var only = sigset_t()
        sigemptyset(&only)
        sigaddset(&only, SIGTSTP)
        pthread_sigmask(SIG_UNBLOCK, &only, nil)
        kill(0, SIGTSTP)
        pthread_sigmask(SIG_BLOCK, &only, nil)
        // That we go on need not be told once more.
        var going = sigset_t()
        sigemptyset(&going)
        sigaddset(&going, SIGCONT)
        var atOnce = timespec()
        while sigtimedwait(&going, nil, &atOnce) > 0 {}
    }

    deinit { close(descriptor) }
}

extension Terminal {
    /// The first statement of `main`: see ``SignalQueue/block()``.
    package static func blockSignals() { SignalQueue.block() }
}
