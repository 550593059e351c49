#if canImport(Glibc)
    import Glibc
#endif

/// The three streams of the process.
enum StandardStreams {
    /// Writes all of a text. Whoever closed the other end wants no more: what is left is dropped.
    static func write(_ text: String, to file: Int32 = STDOUT_FILENO) { write(Array(text.utf8), to: file) }

    /// Writes all of some bytes.
    static func write(_ bytes: [UInt8], to file: Int32 = STDOUT_FILENO) {
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

    /// Says a line to the person, beside what a command prints.
    static func remark(_ line: String) { write("midwatch: \(line)\n", to: STDERR_FILENO) }

    static func isTerminal(_ file: Int32) -> Bool { isatty(file) == 1 }
}
