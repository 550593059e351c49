import CPlatform
import Glibc

/// Something that any thread may ring and one thread sleeps on, as a descriptor that poll understands.
package final class Wakeup: Sendable {
    /// Readable from the first ``ring()`` until ``clear()``.
    package let descriptor: Int32

    /// Throws ``TerminalFault/system(_:)`` when the process has no descriptor left.
    package init() throws {
        descriptor = mw_eventfd()
        if descriptor < 0 { throw TerminalFault.system(errno) }
    }

    /// Wakes the sleeper, now or when it next sleeps. Ringing twice wakes once.
    package func ring() {
        var one: UInt64 = 1
        // A full counter refuses the write, and then the sleeper is awake anyhow.
        _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
    }

    /// Lets the sleeper sleep again. Call it before looking at what was left, so that nothing is missed.
    package func clear() {
        var count: UInt64 = 0
        // Nothing to read means that nobody rang.
        _ = read(descriptor, &count, MemoryLayout<UInt64>.size)
    }

    deinit { close(descriptor) }
}
