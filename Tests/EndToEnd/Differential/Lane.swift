import Support

/// One story of a time line: a route of its own, and what happens to its alerts.
///
/// Many lanes run in the same two servers at once; a label keeps them apart. Times are in half seconds from the
/// beginning. What is done is done half a second away from every flush.
struct Lane: Sendable {
    /// What is done at a time.
    enum Act: Sendable {
        /// It begins, or is sent again with other annotations; when it ends by itself is known, or it does not.
        case fires([String: String], summary: String, since: Int, until: Int?)
        case resolves([String: String], since: Int)
        case silences(tag: String, [GeneratedMatcher], from: Int, until: Int)
        case unsilences(tag: String)
    }

    struct Deed: Sendable {
        var at: Int
        var act: Act
    }

    var name: String
    /// The first alert comes late, so its group is flushed at once, and what is done is done between whole seconds.
    var isEager: Bool
    /// The `group_interval`, in half seconds.
    var interval: Int
    /// One; or one that continues, and its twin: the same receiver, path and interval, a second later.
    var routes: [GeneratedRoute]
    var receivers: [GeneratedReceiver]
    var rules: [GeneratedInhibitRule]
    var deeds: [Deed]

    /// The number of the flush in which something is delivered: the whole second, counted from where no flush is.
    func bucket(_ offset: Double) -> Int { Int((isEager ? offset + 0.5 : offset).rounded(.down)) }

    /// When the flush of a number is, in half seconds.
    func time(ofFlush bucket: Int) -> Int { isEager ? 2 * bucket : 2 * bucket + 1 }

    /// The configuration that leads every lane to its route.
    static func configuration(_ lanes: [Lane]) -> GeneratedConfiguration {
        var root = GeneratedRoute(receiver: "nobody")
        root.children = lanes.flatMap(\.routes)
        return GeneratedConfiguration(
            route: root, receivers: [GeneratedReceiver("nobody")] + lanes.flatMap(\.receivers),
            rules: lanes.flatMap(\.rules))
    }
}

/// What is known of the alerts and silences of a lane at any time, without asking either server.
struct LaneHistory {
    /// How long an alert fires, or a silence is active; it ends before `until`.
    struct Span {
        var labels: [String: String] = [:]
        var matchers: [GeneratedMatcher] = []
        var from: Int
        var until: Int
    }

    let lane: Lane
    private(set) var firing: [Span] = []
    private var silences: [Span] = []

    init(_ lane: Lane) {
        self.lane = lane
        var tags: [String: Int] = [:]
        for deed in lane.deeds {
            switch deed.act {
            case .fires(let labels, _, let since, let until):
                if let index = firing.lastIndex(where: { $0.labels == labels && $0.until > deed.at }) {
                    firing[index].until = until ?? .max
                } else {
                    firing.append(Span(labels: labels, from: max(0, since), until: until ?? .max))
                }
            case .resolves(let labels, _):
                if let index = firing.lastIndex(where: { $0.labels == labels }) { firing[index].until = deed.at }
            case .silences(let tag, let matchers, let from, let until):
                tags[tag] = silences.count
                silences.append(Span(matchers: matchers, from: from, until: until))
            case .unsilences(let tag):
                if let index = tags[tag] { silences[index].until = min(silences[index].until, deed.at) }
            }
        }
    }

    func isMuted(_ labels: [String: String], at time: Int) -> Bool {
        if silences.contains(where: { $0.from <= time && time < $0.until && $0.matchers.hold(for: labels) }) {
            return true
        }
        return firing.contains { source in
            source.from <= time && time < source.until && lane.rules.contains { $0.mutes(labels, by: source.labels) }
        }
    }

    func fires(_ labels: [String: String], at time: Int) -> Bool {
        firing.contains { $0.labels == labels && $0.from <= time && time < $0.until }
    }
}
