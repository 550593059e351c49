package import Incidents
internal import Synchronization
package import Wire

/// What a follower is told.
package enum FollowedEvent: Hashable, Sendable {
    /// Everything as it stands: forget what was known before. So many incidents more are to come, by urgency.
    case snapshot(Snapshot, missing: Int)
    /// Further incidents of the snapshot, and how many are still to come.
    case more([IncidentSummary], missing: Int)
    /// What changed since.
    case changes(FeedBatch)
    /// How the router itself is.
    case notice(Notice)
    /// Who looks at which incident now.
    case presence(Presence)
    /// The connection is gone; what is shown grows old until ``live``.
    case lost(SafeText)
    /// The feed is connected and everything up to now was told; said again with each beat.
    case live
}

/// Follows a router through every loss: snapshot, feed, and on loss the feed again from where it broke.
///
/// A sequence number that is no longer kept, and a router that was started anew, lead to a new snapshot.
package struct FollowedFeed<Router: Desk>: Sendable {
    private let desk: Router
    private let backoff: Backoff
    private let chance: @Sendable () -> Double
    private let sleep: @Sendable (Duration) async throws -> Void

    /// - Parameters:
    ///   - chance: a number from 0 up to 1, anew at each call.
    ///   - sleep: waits; throws when it is cancelled.
    package init(
        desk: Router, backoff: Backoff = Backoff(), chance: @escaping @Sendable () -> Double,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        (self.desk, self.backoff, self.chance, self.sleep) = (desk, backoff, chance, sleep)
    }

    /// Follows until the task is cancelled, or until the router says that the caller may not follow.
    ///
    /// - Parameter emit: takes each event, in order; the feed waits for it.
    package func run(_ emit: @escaping @Sendable (FollowedEvent) async -> Void) async throws {
        var wait = backoff
        var place: Place?
        while true {
            do {
                try await follow(&place, &wait, emit)
                await emit(.lost("the router closed the feed"))
            } catch CallFault.gone {
                place = nil
            } catch let fault as CallFault {
                if case .unauthorized = fault { throw fault }
                await emit(.lost(fault.sentence))
            }
            try await sleep(wait.next(chance: chance()))
        }
    }

    /// How far the feed was followed, and in which life of the router.
    private struct Place {
        var seq: Int64
        var startedAt: Timestamp
    }

    /// Tells of everything as it stands, piece by piece.
    private func takeSnapshot(_ emit: @Sendable (FollowedEvent) async -> Void) async throws -> Place {
        let found = Mutex<Place?>(nil)
        try await desk.snapshot { piece in
            switch piece {
            case .first(let snapshot, let missing):
                found.withLock { $0 = Place(seq: snapshot.seq, startedAt: snapshot.router.startedAt) }
                await emit(.snapshot(snapshot, missing: missing))
            case .more(let incidents, let missing): await emit(.more(incidents, missing: missing))
            }
        }
        guard let place = found.withLock({ $0 }) else { throw CancellationError() }
        return place
    }

    private func follow(
        _ place: inout Place?, _ wait: inout Backoff, _ emit: @Sendable (FollowedEvent) async -> Void
    ) async throws {
        if let known = place, try await desk.status().router.startedAt != known.startedAt { place = nil }
        var here: Place
        if let known = place {
            here = known
        } else {
            here = try await takeSnapshot(emit)
            place = here
        }
        var isFirst = true
        for try await event in try await desk.feed(after: here.seq) {
            if isFirst { wait.reset() }
            // The router lives: what is shown is not growing old.
            if isFirst || event == .beat { await emit(.live) }
            isFirst = false
            switch event {
            case .changes(let batch):
                // What was seen is not told again, whatever the router repeats.
                guard batch.seq > here.seq else { continue }
                here.seq = batch.seq
                place = here
                await emit(.changes(batch))
            case .notice(let notice): await emit(.notice(notice))
            case .presence(let presence): await emit(.presence(presence))
            case .beat: break
            }
        }
    }
}
