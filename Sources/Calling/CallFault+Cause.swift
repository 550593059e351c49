internal import AsyncHTTPClient
internal import Incidents
internal import NIOCore
internal import NIOPosix

#if canImport(Glibc)
    internal import Glibc
#endif

extension CallFault {
    /// What an error of the HTTP client means; cancellation and what is a fault already stay as they are.
    static func of(_ error: any Error, at address: RouterAddress) -> any Error {
        switch error {
        case let fault as CallFault: fault
        case is CancellationError: error
        case let error as HTTPClientError: of(error, at: address)
        case is NIOTooManyBytesError: CallFault.badAnswer(address, why: "its answer is larger than it may be")
        default: CallFault.unreachable(address, why: cause(error, address))
        }
    }

    private static func of(_ error: HTTPClientError, at address: RouterAddress) -> any Error {
        switch error {
        case .cancelled: CancellationError()
        case .connectTimeout, .deadlineExceeded, .readTimeout:
            CallFault.unreachable(address, why: "no answer in time")
        case .remoteConnectionClosed: CallFault.unreachable(address, why: "it closed the connection")
        case .redirectLimitReached, .redirectCycleDetected:
            CallFault.badAnswer(address, why: "it sends elsewhere")
        default: CallFault.unreachable(address, why: SafeText(error.shortDescription))
        }
    }

    /// Why a connection could not be made, in words for people.
    private static func cause(_ error: any Error, _ address: RouterAddress) -> SafeText {
        if let error = error as? NIOConnectionError {
            if let failure = error.connectionErrors.first { return cause(failure.error, address) }
            return SafeText("the name \(error.host) is not known")
        }
        guard let error = error as? IOError else { return SafeText("\(error)") }
        switch (error.errnoCode, address) {
        case (ENOENT, .socket): return "there is no such socket"
        case (ECONNREFUSED, _): return "nothing listens there"
        case (EACCES, .socket), (EPERM, .socket):
            return "you may not use this socket; join the group that ls -l shows for it"
        case (ENOTSOCK, .socket): return "this is no socket"
        case (ECONNRESET, _), (EPIPE, _): return "the connection broke"
        default: return SafeText(String(cString: strerror(error.errnoCode)))
        }
    }
}
