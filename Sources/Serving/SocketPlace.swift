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

    /// The number of a group that was named. Throws when there is none of this name.
    static func groupID(_ group: String?) throws -> gid_t? {
        guard let group else { return nil }
        guard let entry = getgrnam(group) else {
            throw Fault(description: "there is no group \(group); name one that exists with --socket-group")
        }
        return entry.pointee.gr_gid
    }

    /// Lets in whom the socket is for: its owner, and the group that was named.
    static func admit(_ path: String, group: gid_t?) throws {
        if let group, chown(path, uid_t.max, group) != 0 {
            throw Fault(
                description: "\(path): \(String(cString: strerror(errno))); run the router as a member of the group")
        }
        guard chmod(path, group == nil ? 0o600 : 0o660) == 0 else {
            throw Fault(description: "\(path): \(String(cString: strerror(errno)))")
        }
    }
}
