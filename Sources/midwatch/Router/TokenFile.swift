#if canImport(Glibc)
    import Glibc
#endif

/// A secret that lies in a file of its own: its first line.
enum TokenFile {
    struct Fault: Error, CustomStringConvertible { var description: String }

    static let sizeMax = 4096

    /// Reads the first line; throws a sentence that names the file.
    static func read(_ path: String) throws -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw Fault(
                description: "\(path): \(String(cString: strerror(errno))); the token must be readable for the router")
        }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: sizeMax)
        let count = Glibc.read(file, &bytes, bytes.count)
        let line = String(decoding: bytes.prefix(max(0, count)).prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
        guard !line.isEmpty else { throw Fault(description: "\(path): the first line is empty; write the token there") }
        return line
    }
}
