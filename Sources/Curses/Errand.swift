import CPlatform
import Glibc

/// A short program that is handed a text and not waited for.
final class Errand {
    /// The text.
    let input: [UInt8]
    /// Readable when the program has ended; -1 where only looking tells.
    let descriptor: Int32
    /// When it has taken too long.
    let dueAt: Int64

    private let child: Int32
    private var hasEnded = false

    /// How long it may take, in milliseconds.
    private static let spanMax: Int64 = 2000

    /// Starts the program; nil when it cannot be started. The text waits in memory, so that nobody waits for a reader.
    init?(_ words: [String], input: [UInt8]) {
        let memory = mw_spool_open()
        guard memory >= 0 else { return nil }
        defer { close(memory) }
        guard write(memory, input, input.count) == input.count, lseek(memory, 0, SEEK_SET) == 0 else { return nil }
        guard let child = Child.start(words, input: memory, output: -1) else { return nil }
        (self.child, self.input) = (child, input)
        descriptor = mw_child_descriptor(child)
        dueAt = SteadyClock.now() + Errand.spanMax
    }

    /// Nil while it runs; then whether it did what it should.
    func isDone(at now: Int64) -> Bool? {
        var status: Int32 = 0
        if mw_child_look(child, &status) == Int32(mw_child_ended) {
            hasEnded = true
            return status == 0
        }
        guard now >= dueAt else { return nil }
        cancel()
        return false
    }

    /// Ends it, done or not.
    func cancel() {
        guard !hasEnded else { return }
        hasEnded = true
        kill(child, SIGKILL)
        waitpid(child, nil, 0)
    }

    deinit {
        cancel()
        if descriptor >= 0 { close(descriptor) }
    }
}

/// Programs that we start: with words, never through a shell.
enum Child {
    /// The process of a program that was found in the path; nil when it cannot be started. Descriptors of -1 lead
    /// nowhere. Should it be `less`, it starts neither a shell nor another program.
    static func start(_ words: [String], input: Int32, output: Int32) -> Int32? {
        guard !words.isEmpty else { return nil }
        var pointers = words.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        pointers.append(nil)
        let child = mw_spawn(pointers, input, output, "LESSSECURE=1")
        return child > 0 ? child : nil
    }
}
