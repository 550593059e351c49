import TerminalUI

#if canImport(Glibc)
    import Glibc
#endif

/// The three streams of the process.
enum StandardStreams {
    /// Writes all of a text, of which nothing steers a terminal but the sequences that are our own. Whoever closed the
    /// other end wants no more: what is left is dropped.
    static func write(_ text: String, to file: Int32 = STDOUT_FILENO) {
        send(Array(TerminalText.cleaned(text, glyphs(of: file)).utf8), to: file)
    }

    /// Writes all of some JSON, which its writer has escaped.
    static func write(_ json: [UInt8], to file: Int32 = STDOUT_FILENO) {
        send(glyphs(of: file) == .ascii ? TerminalText.ascii(json: json) : json, to: file)
    }

    /// What may stand in a file or a pipe is for its reader to know; of a terminal, the environment tells.
    private static func glyphs(of file: Int32) -> GlyphTier {
        isTerminal(file) ? TerminalText.glyphs(ProcessEnvironment.all) : .unicode
    }

    private static func send(_ bytes: [UInt8], to file: Int32) {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR || errno == EAGAIN { continue }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// The same for what goes on until somebody ends it: where its reader has gone, the program ends, as programs in a pipe
    /// do. The network library has the signal ignored that would else end it.
    static func follow(_ text: String) {
        write(text)
        endIfUnread()
    }

    /// The same for JSON.
    static func follow(_ json: [UInt8]) {
        write(json)
        endIfUnread()
    }

    private static func endIfUnread() {
        var output = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        guard poll(&output, 1, 0) == 1, output.revents & Int16(POLLERR) != 0 else { return }
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
    }

    /// Says a line to the person, beside what a command prints.
    static func remark(_ line: String) { write("midwatch: \(line)\n", to: STDERR_FILENO) }

    static func isTerminal(_ file: Int32) -> Bool { isatty(file) == 1 }
}
