import Glibc
import Storing

/// The lock beside a store: one router at a time writes it, and a second one is told who does.
///
/// The file stays when the lock is given back; the kernel gives it back when the process dies, however it dies.
final class StoreLock: Sendable {
    private let file: CInt

    /// - Throws: ``StoreError``: in use, with the process that holds it, or not writable.
    init(beside path: String) throws {
        let lockPath = "\(path).lock"
        file = open(lockPath, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreError.cannotWrite(lockPath, errno) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            // What is thrown here ends in deinit, which closes the file: to close it here too would close what another
            // thread has opened meanwhile.
            let (fault, holder) = (errno, StoreLock.holder(file))
            guard fault == EWOULDBLOCK else { throw StoreError.cannotWrite(lockPath, fault) }
            throw StoreError(
                .inUse,
                "\(path) is in use by another router (process \(holder)): stop that one, or give this one a file of "
                    + "its own with --store sqlite:PATH")
        }
        let pid = Array("\(getpid())\n".utf8)
        // Only a courtesy to whoever is refused: the lock holds without it, also on a disk that is full.
        if ftruncate(file, 0) == 0 { _ = pid.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) } }
    }

    deinit { close(file) }

    /// What the holder wrote about itself.
    private static func holder(_ file: CInt) -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
        let digits = bytes.prefix(max(0, count)).prefix { (0x30...0x39).contains($0) }
        return digits.isEmpty ? "unknown" : String(decoding: digits, as: UTF8.self)
    }
}
