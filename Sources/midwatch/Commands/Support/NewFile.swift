import Incidents

#if canImport(Glibc)
    import Glibc
#endif

/// A file that is made new, complete or not at all, and never over another one.
struct NewFile: ~Copyable {
    private let path: String
    private let partial: String
    private let file: Int32
    /// Whether the partial file is still ours to remove.
    private var isOpen: Bool

    /// Opens `path.partial`, for its owner only.
    ///
    /// - Throws: a ``CommandFailure`` when the place is taken or cannot be written.
    init(_ path: String) throws {
        let partial = path + ".partial"
        guard !NewFile.exists(path) else {
            throw CommandFailure(
                .refused, SafeText("\(path) is there already, and is not written over"), nextStep: "name another file")
        }
        let file = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else {
            let isThere = errno == EEXIST
            throw NewFile.failure(
                partial, isThere ? "a backup runs, or one broke off: remove it" : "name another place")
        }
        self.path = path
        self.partial = partial
        self.file = file
        isOpen = true
    }

    deinit {
        guard isOpen else { return }
        close(file)
        unlink(partial)
    }

    /// Appends bytes.
    func write(_ bytes: [UInt8]) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(
                    file, UnsafeRawBufferPointer(rebasing: buffer[written...]).baseAddress, buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw NewFile.failure(partial, "make room, or name another place") }
            written += count
        }
    }

    /// Makes it durable and gives it its name. Without this nothing is left of it.
    consuming func finish() throws {
        guard fsync(file) == 0 else { throw NewFile.failure(partial, "look at the disk") }
        // A link fails where a file is by now, which a rename would replace; but not every file system has links.
        if link(partial, path) == 0 {
            unlink(partial)
        } else if errno == EEXIST || rename(partial, path) != 0 {
            throw NewFile.failure(path, "name another file")
        }
        close(file)
        isOpen = false
        let folder = open(NewFile.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    /// Writes a small file at once, with the folders above it; false when one is there by now.
    static func create(_ path: String, _ bytes: [UInt8], mode: mode_t) throws -> Bool {
        try makeFolders(folder(of: path))
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        if file < 0, errno == EEXIST { return false }
        guard file >= 0 else { throw failure(path, "name another place with --config") }
        defer { close(file) }
        let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        guard count == bytes.count, fsync(file) == 0 else {
            let failure = failure(path, "make room, and do it again")
            unlink(path)
            throw failure
        }
        return true
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func makeFolders(_ folder: String) throws {
        guard !exists(folder), folder != ".", folder != "/" else { return }
        try makeFolders(self.folder(of: folder))
        guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
            throw failure(folder, "name another place with --config")
        }
    }

    private static func failure(_ path: String, _ remedy: SafeText) -> CommandFailure {
        CommandFailure(.refused, SafeText("\(path): \(String(cString: strerror(errno)))"), nextStep: remedy)
    }
}
