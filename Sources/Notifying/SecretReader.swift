internal import Incidents

#if canImport(Glibc)
    internal import Glibc
#endif

/// Gets what must not be shown: from the configuration, or from its file, which is read anew for each call, so that a
/// password can change without a reload.
struct SecretReader: Sendable {
    /// The largest file that is read, in bytes: a bundle of all the authorities of a machine fits.
    static let sizeMax = 1 << 20

    /// The folder that relative paths start from; nil for where the program was started.
    var folder: String?

    /// The secret as text; around that of a file, white space does not count.
    func text(_ secret: Secret) throws -> String {
        guard case .file = secret else { return String(decoding: try bytes(secret), as: UTF8.self) }
        let text = String(decoding: try bytes(secret), as: UTF8.self)
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }

    /// The secret as bytes.
    func bytes(_ secret: Secret) throws -> [UInt8] {
        switch secret {
        case .text(let text): return Array(text.utf8)
        case .file(let path): return try read(path.hasPrefix("/") ? path : (folder ?? "") + path)
        }
    }

    private func read(_ path: String) throws -> [UInt8] {
        // A pipe that nobody writes to must not stop us.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw fault(path) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = Glibc.read(file, &piece, piece.count)
            if count == 0 { return bytes }
            guard count > 0 else { throw fault(path) }
            bytes += piece.prefix(count)
            guard bytes.count <= SecretReader.sizeMax else {
                throw CallFault(words: "the file \(path) is larger than \(SecretReader.sizeMax >> 20) MiB")
            }
        }
    }

    private func fault(_ path: String) -> CallFault {
        CallFault(words: "the file \(path) cannot be read: \(String(cString: strerror(errno)))")
    }
}
