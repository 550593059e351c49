internal import AsyncHTTPClient
internal import Incidents
internal import NIOCore
internal import Wire

/// Changes as they come from a router. Ends when the router closes it; throws a ``CallFault`` when the connection is
/// lost, falls silent, or carries something else.
package struct Feed: AsyncSequence {
    package typealias Element = FeedEvent

    let body: HTTPClientResponse.Body
    let address: RouterAddress

    package func makeAsyncIterator() -> Iterator { Iterator(pieces: body.makeAsyncIterator(), address: address) }

    package struct Iterator: AsyncIteratorProtocol {
        private var pieces: HTTPClientResponse.Body.AsyncIterator
        private let address: RouterAddress
        private var parser = SSEParser()
        /// What was read and not yet handed out, the next one last.
        private var waiting: [FeedEvent] = []

        init(pieces: HTTPClientResponse.Body.AsyncIterator, address: RouterAddress) {
            (self.pieces, self.address) = (pieces, address)
        }

        package mutating func next() async throws -> FeedEvent? {
            while true {
                if let event = waiting.popLast() { return event }
                let piece: ByteBuffer?
                do { piece = try await pieces.next(isolation: #isolation) } catch {
                    throw CallFault.of(error, at: address)
                }
                guard let piece else { return nil }
                do {
                    waiting = try parser.feed(Array(piece.readableBytesView)).compactMap(Self.event).reversed()
                } catch {
                    throw CallFault.badAnswer(address, why: SafeText("\(error)"))
                }
            }
        }

        /// What an item means; nil for an event of a kind that a newer router may send.
        private static func event(_ item: SSEItem) throws -> FeedEvent? {
            switch item {
            case .comment: .beat
            case .event(let event):
                switch event.event {
                case "changes": .changes(try Resources.feedBatch(from: event.data))
                case "notice": .notice(try Resources.notice(from: event.data))
                case "presence": .presence(try Resources.presence(from: event.data))
                default: nil
                }
            }
        }
    }
}
