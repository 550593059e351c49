import Calling
import Incidents
import Synchronization
import Wire

/// A router that plays a script: what each connection of the feed brings, one after the other.
final class ScriptedDesk: Desk {
    enum Connection: Sendable {
        /// These events, then the end.
        case brings([FeedEvent])
        /// These events, then a broken connection.
        case breaks([FeedEvent])
        case refuses(CallFault)
    }

    private struct State: Sendable {
        var connections: [Connection]
        var calls: [String] = []
        var seq: Int64 = 10
        var startedAt: [Timestamp]
    }

    private let state: Mutex<State>

    /// - Parameter startedAt: when the router was started, as the next answers say it; the last one stays.
    init(_ connections: [Connection], startedAt: [Timestamp] = [Timestamp(milliseconds: 0)]) {
        state = Mutex(State(connections: connections, startedAt: startedAt))
    }

    var calls: [String] { state.withLock { $0.calls } }

    private func identity(_ call: String) -> RouterIdentity {
        let startedAt = state.withLock { state in
            state.calls.append(call)
            return state.startedAt.count > 1 ? state.startedAt.removeFirst() : state.startedAt.first
        }
        return RouterIdentity(
            name: "midwatch", host: "h", version: "1", isDemo: false,
            startedAt: startedAt ?? Timestamp(milliseconds: 0))
    }

    func snapshot(_ take: @Sendable (SnapshotPiece) async -> Void) async throws {
        let seq = state.withLock { $0.seq }
        let snapshot = Snapshot(
            seq: seq, at: Timestamp(milliseconds: 0), router: identity("snapshot"), you: You(name: "kim", mayAct: true))
        await take(.first(snapshot, missing: 0))
    }

    func status() async throws -> RouterStatus {
        RouterStatus(router: identity("status"), storePath: "/s", storeSize: 0, storeSchema: 1)
    }

    func feed(after seq: Int64) async throws -> AsyncThrowingStream<FeedEvent, any Error> {
        let next = state.withLock { state in
            state.calls.append("feed \(seq)")
            return state.connections.isEmpty ? nil : state.connections.removeFirst()
        }
        // The script is over: the follower is to end.
        guard let next else { throw CallFault.unauthorized("over") }
        let (stream, events) = AsyncThrowingStream.makeStream(of: FeedEvent.self)
        switch next {
        case .brings(let all):
            for event in all { events.yield(event) }
            events.finish()
        case .breaks(let all):
            for event in all { events.yield(event) }
            events.finish(throwing: CallFault.unreachable(.standard, why: "gone away"))
        case .refuses(let fault): throw fault
        }
        return stream
    }
}
