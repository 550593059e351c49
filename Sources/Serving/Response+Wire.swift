import HTTPTypes
import Hummingbird
import Incidents
import NIOCore
import Wire

extension Response {
    /// A JSON answer.
    static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// An answer that is neither: the code and a sentence with the next step.
    static func fault(_ status: HTTPResponse.Status, _ code: String, _ sentence: String) -> Response {
        .json(Resources.encode(ErrorAnswer(code: code, error: SafeText(sentence))), status: status)
    }

    /// A refusal of the watch.
    static func refusal(_ refusal: Refusal) -> Response {
        let isUnknown = refusal.code == .unknownIncident || refusal.code == .unknownSilence
        return .json(Resources.encode(refusal), status: isUnknown ? .notFound : .conflict)
    }

    static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// Nothing but a status, as Alertmanager answers a post.
    static func empty(_ status: HTTPResponse.Status = .ok) -> Response { Response(status: status) }

    static func routerFault(_ fault: RouterFault) -> Response {
        .fault(.serviceUnavailable, "unavailable", fault.message)
    }
}
