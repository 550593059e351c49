#if canImport(Glibc)
    import Glibc
#endif

/// Why a door cannot be opened: the address, the fault and the remedy.
struct DoorFault: Error, CustomStringConvertible {
    var address: String
    /// What the system answered.
    var code: CInt

    var description: String {
        let remedy =
            switch code {
            case EADDRINUSE: "another program listens there; stop it, or name another address with --listen"
            case EACCES, EPERM: "this user may not listen there; name a port above 1023 with --listen"
            case EADDRNOTAVAIL: "this machine has no such address; name one that it has with --listen"
            default: "name another address with --listen or --socket"
            }
        return "\(address): \(String(cString: strerror(code))); \(remedy)"
    }
}
