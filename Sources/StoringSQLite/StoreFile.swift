import Glibc
import Storing

/// The file of a store and its folder, before SQLite opens it and after it wrote it.
enum StoreFile {
    /// Makes the folder of a path, for its owner only, with all folders above that are missing.
    static func makeFolder(of path: String) throws {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
        let folder = String(path[..<slash])
        var status = stat()
        if stat(folder, &status) == 0 { return }
        try makeFolder(of: folder)
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw StoreError.cannotWrite(folder, errno) }
    }

    /// Makes the file, empty and for its owner only, unless it is there.
    static func make(_ path: String) throws {
        let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreError.cannotWrite(path, errno) }
        close(file)
    }

    /// Makes a new file, empty and for its owner only.
    static func makeNew(_ path: String) throws {
        let file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            if errno == EEXIST { throw StoreError(.exists, "\(path) is there already: name a new file for the copy") }
            throw StoreError.cannotWrite(path, errno)
        }
        close(file)
    }

    /// Waits until the disk has a file and its name.
    static func sync(_ path: String) throws {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        for place in [path, folder] {
            let file = open(place, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { throw StoreError.cannotWrite(place, errno) }
            defer { close(file) }
            guard fsync(file) == 0 else { throw StoreError.cannotWrite(place, errno) }
        }
    }

    /// The size of a file in bytes; 0 when it is not there.
    static func size(_ path: String) -> Int64 {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }

    static func remove(_ path: String) { unlink(path) }
}

extension StoreError {
    /// What the system says about a file that cannot be written.
    static func cannotWrite(_ path: String, _ number: CInt) -> StoreError {
        let said = String(cString: strerror(number))
        return StoreError(
            .unwritable,
            "\(path) cannot be written (\(said)): give the router's user a place that it may write, or name another "
                + "with --store sqlite:PATH")
    }
}
