internal import AsyncHTTPClient
internal import Incidents
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

#if canImport(Glibc)
    internal import Glibc
#endif

/// Why a call could not be made, in words for people. They never hold an address, which may be a secret: at most the
/// name of its host.
struct CallFault: Error, Hashable, CustomStringConvertible {
    var words: String

    var description: String { words }
}

extension CallFault {
    /// What an error of the HTTP client means.
    static func of(_ error: any Error) -> CallFault {
        switch error {
        case let fault as CallFault: fault
        case let error as HTTPClientError: of(error)
        case let error as NIOConnectionError: of(error)
        case let error as IOError: CallFault(words: system(error.errnoCode))
        case let error as NIOSSLError: of(error)
        case is NIOSSLExtraError: CallFault(words: "its certificate is for another host")
        case let error as ChannelError:
            if case .connectTimeout = error {
                CallFault(words: "no connection in time")
            } else {
                CallFault(words: "the connection broke")
            }
        case is CancellationError: CallFault(words: "it was broken off")
        default: CallFault(words: "\(error)")
        }
    }

    private static func of(_ error: HTTPClientError) -> CallFault {
        switch error {
        case .cancelled: CallFault(words: "it was broken off")
        case .connectTimeout: CallFault(words: "no connection in time")
        case .deadlineExceeded, .readTimeout, .writeTimeout: CallFault(words: "no answer in time")
        case .remoteConnectionClosed: CallFault(words: "it closed the connection without an answer")
        case .tlsHandshakeTimeout: CallFault(words: "it does not speak TLS, or takes too long")
        case .invalidProxyResponse: CallFault(words: "the proxy does not let us through")
        case .proxyAuthenticationRequired: CallFault(words: "the proxy wants a name and a password")
        default: CallFault(words: error.shortDescription)
        }
    }

    /// A name that is not known has no errors of connecting; one that is known has one for each of its addresses.
    private static func of(_ error: NIOConnectionError) -> CallFault {
        if let failure = error.connectionErrors.first { return of(failure.error) }
        return CallFault(words: "the name \(error.host) is not known")
    }

    private static func of(_ error: NIOSSLError) -> CallFault {
        let text = "\(error)"
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
            return CallFault(
                words: "its certificate is not from an authority that is trusted; name one with tls_config.ca_file")
        }
        if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
            return CallFault(words: "it does not speak TLS; write http:// if that is meant")
        }
        return CallFault(words: "TLS failed: \(text)")
    }

    private static func system(_ code: CInt) -> String {
        switch code {
        case ECONNREFUSED: "nothing listens there"
        case ECONNRESET, EPIPE: "the connection broke"
        case EHOSTUNREACH, ENETUNREACH: "there is no way to it in the network"
        case ETIMEDOUT: "no answer in time"
        default: String(cString: strerror(code))
        }
    }
}
