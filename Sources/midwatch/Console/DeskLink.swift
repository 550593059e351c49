import Calling
import Console
import Curses
import Incidents
import Wire

/// The console's other half: does what the console wants at the router, in the background, and leaves what comes back
/// in its inbox. The console never waits for any of it.
struct DeskLink: Sendable {
    let desk: HTTPDesk
    let inbox: Inbox<Message>
    private let whereabouts: Whereabouts

    init(desk: HTTPDesk, inbox: Inbox<Message>) {
        let console = Requests.session()
        (self.desk, self.inbox) = (desk.seated(at: console), inbox)
        whereabouts = Whereabouts(desk: desk, console: console)
    }

    /// Follows the router until the task is cancelled.
    func follow() async {
        let feed = FollowedFeed(
            desk: desk, chance: { Double.random(in: 0..<1) }, sleep: { try await Task.sleep(for: $0) })
        do {
            try await feed.run { event in deliver(event) }
        } catch let fault as CallFault {
            inbox.post(.link(.lost(since: WallTime.now, why: fault.sentence)))
        } catch {
            // Cancelled: the console is on its way out.
        }
    }

    private func deliver(_ event: FollowedEvent) {
        switch event {
        case .snapshot(let snapshot, let missing): inbox.post(.snapshot(ConsoleSnapshot(snapshot, missing: missing)))
        case .more(let incidents, let missing): inbox.post(.more(incidents, missing: missing))
        case .changes(let batch): inbox.post(.changed(seq: batch.seq, batch.items.map { ConsoleChange($0) }))
        case .notice(let notice):
            inbox.post(.degraded(notice.degraded))
            inbox.post(.clockSet(notice.clockSet))
            inbox.post(.paging(notice.paging))
            inbox.post(.allMuted(notice.allMuted))
        case .presence(let presence): inbox.post(.present(presence.onlookers))
        case .lost(let why): inbox.post(.link(.lost(since: WallTime.now, why: why)))
        case .live:
            inbox.post(.link(.live))
            Task { [whereabouts] in await whereabouts.renew() }
        }
    }

    /// Sends an act once; its answer comes back under the same request.
    func perform(_ act: Act, _ request: RequestID) async {
        await send(request) { try await desk.perform(act, request: request) }
    }

    /// Posts the answer to something that was asked of the router under a request.
    func send(_ request: RequestID, _ order: () async throws -> Receipt) async {
        do {
            inbox.post(.receipt(request, try await order()))
        } catch let refusal as Refusal {
            inbox.post(.refused(request, refusal))
        } catch let fault as CallFault {
            inbox.post(.failed(request, fault.sentence))
        } catch {
            inbox.post(.failed(request, SafeText("\(error)")))
        }
    }

    /// Gets the timeline and the alerts of an incident.
    func fetch(_ number: IncidentNumber) async {
        do {
            let detail = try await desk.detail(of: number)
            inbox.post(.detail(detail.summary, timeline: detail.timeline, alerts: detail.alerts))
        } catch {
            inbox.post(.detailMissing(number, sentence(of: error)))
        }
    }

    /// Why there is no answer, in the words of whoever said no.
    func sentence(of error: any Error) -> SafeText {
        switch error {
        case let refusal as Refusal: refusal.said
        case let fault as CallFault: fault.sentence
        default: SafeText("\(error)")
        }
    }

    /// Tells the router where the person looks.
    func look(at number: IncidentNumber?, isWriting: Bool) async {
        await whereabouts.look(at: number, isWriting: isWriting)
    }

    /// Takes everything anew.
    func refetch() async {
        do {
            try await desk.snapshot { piece in
                switch piece {
                case .first(let snapshot, let missing):
                    inbox.post(.snapshot(ConsoleSnapshot(snapshot, missing: missing)))
                case .more(let incidents, let missing): inbox.post(.more(incidents, missing: missing))
                }
            }
        } catch {
            // The feed says by itself when the router is gone, and takes a snapshot when it is back.
        }
    }
}

extension ConsoleSnapshot {
    init(_ snapshot: Snapshot, missing: Int) {
        self.init(
            seq: snapshot.seq, at: snapshot.at,
            router: RouterFace(
                name: snapshot.router.name, host: snapshot.router.host, version: snapshot.router.version,
                isDemo: snapshot.router.isDemo),
            you: Person(name: snapshot.you.name, mayAct: snapshot.you.mayAct, why: snapshot.you.why),
            degraded: snapshot.degraded, clockSet: snapshot.clockSet, incidents: snapshot.incidents,
            present: snapshot.presence?.onlookers)
        self.missing = missing
        (paging, allMuted) = (snapshot.paging, snapshot.allMuted)
    }
}

extension ConsoleChange {
    init(_ item: FeedItem) {
        switch item {
        case .incident(let summary): self = .incident(summary)
        case .timeline(let entry): self = .timeline(entry)
        case .page(let page): self = .page(page)
        case .silence(let silence): self = .silence(silence)
        }
    }
}
