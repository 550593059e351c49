#if canImport(Glibc)
    import Glibc
#endif

/// The place of the Unix socket: its folder, its modes, and the lock that keeps a second router off.
enum SocketPlace {
    /// Why a socket cannot be had.
    struct Fault: Error, CustomStringConvertible { var description: String }

    /// Creates the folder and takes the lock beside the socket, held until the process ends.
    static func prepare(_ path: String) throws {
        guard path.utf8.count < 104 else {
            throw Fault(description: "\(path): a socket's path has at most 103 bytes; name a shorter one with --socket")
        }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        if mkdir(folder, 0o750) != 0, errno != EEXIST {
            throw Fault(
                description:
                    "\(folder): \(String(cString: strerror(errno))); create it, or name another place with --socket")
        }
        let lock = open("\(path).lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard lock >= 0 else {
            throw Fault(
                description: "\(path).lock: \(String(cString: strerror(errno))); name another place with --socket")
        }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            var bytes = [UInt8](repeating: 0, count: 32)
            let count = max(0, read(lock, &bytes, bytes.count))
            close(lock)
            let pid = String(decoding: bytes.prefix(count), as: UTF8.self)
            throw Fault(
                description:
                    "\(path): a router is running already (pid \(pid)); stop it first, or name another place with --socket"
            )
        }
        ftruncate(lock, 0)
        let pid = Array("\(getpid())".utf8)
        _ = pid.withUnsafeBytes { write(lock, $0.baseAddress, $0.count) }
    }

    /// Lets in whom the socket is for: its owner, and the group that was named.
    static func admit(_ path: String, group: String?) {
        guard let group, let entry = getgrnam(group) else {
            chmod(path, 0o600)
            return
        }
        chown(path, uid_t.max, entry.pointee.gr_gid)
        chmod(path, 0o660)
    }
}
