import CPlatform
import Glibc

/// The way to the terminal: bytes that it has not taken yet wait here, so that a stalled line never blocks the loop.
package final class OutputLine {
    /// Answers to poll; closed with this.
    package let descriptor: Int32
    /// Whether the terminal went away.
    package private(set) var isGone = false

    private var waiting: [UInt8] = []
    private var taken = 0

    /// Opens the terminal behind a descriptor, which stays the caller's.
    package init(to terminal: Int32) throws(TerminalFault) {
        descriptor = mw_line_open(terminal)
        if descriptor < 0 { throw .system(errno) }
        mayBlock = fcntl(descriptor, F_GETFL) & O_NONBLOCK == 0
    }

    /// Whether a write may block after all, because the terminal could not be opened once more.
    let mayBlock: Bool

    /// Whether bytes wait for the terminal.
    package var hasWaiting: Bool { taken < waiting.count }

    /// Whether the terminal takes bytes now.
    var isWritable: Bool { poll(for: 0) }

    /// Sends these bytes after those that wait already; call ``flush()`` then.
    package func append(_ bytes: some Sequence<UInt8>) { waiting.append(contentsOf: bytes) }

    /// Sends what the terminal takes now.
    package func flush() {
        guard hasWaiting, !isGone else { return }
        let count = waiting.withUnsafeBytes { bytes in
            mw_line_write(descriptor, bytes.baseAddress.map { $0 + taken }, bytes.count - taken)
        }
        if count < 0 {
            isGone = true
            discard()
            return
        }
        taken += count
        if !hasWaiting { discard() }
    }

    /// Sends all that waits, as long as the terminal takes something every so often. True when nothing is left.
    @discardableResult
    package func flushAll(patience milliseconds: Int32) -> Bool {
        flush()
        while hasWaiting, poll(for: milliseconds) { flush() }
        return !hasWaiting
    }

    /// Forgets what waits.
    func discard() {
        waiting.removeAll(keepingCapacity: waiting.capacity < 65_536)
        taken = 0
    }

    private func poll(for milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        let gone = Int16(POLLHUP | POLLERR | POLLNVAL)
        return Glibc.poll(&entry, 1, milliseconds) == 1 && entry.revents & Int16(POLLOUT) != 0
            && entry.revents & gone == 0
    }

    deinit { close(descriptor) }
}
