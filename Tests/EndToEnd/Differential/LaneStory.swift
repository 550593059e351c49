import Support

/// What receivers were told in a time line: for each integration and group, the bodies in their order.
struct LaneStory: Sendable {
    /// One integration of one receiver, and the key of the group.
    struct Teller: Hashable, Comparable, Sendable, CustomStringConvertible {
        var path: String
        var group: String

        var lane: String { path.split(separator: "/").first.map(String.init) ?? "" }
        var description: String { "\(path) \(group)" }

        /// What stands behind the host.
        static func path(of url: String) -> String {
            "/" + url.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3).joined(separator: "/")
        }

        static func < (one: Teller, other: Teller) -> Bool {
            (one.path, one.group) < (other.path, other.group)
        }
    }

    /// One delivery.
    struct Told: Sendable {
        /// The number of the flush.
        var bucket: Int
        var body: JSON

        var line: String { "flush \(bucket): \(body.text)" }

        /// Whether the body names an alert with this status.
        func says(_ labels: [String: String], is status: String) -> Bool {
            body["alerts"].items.contains { $0["status"].string == status && $0["labels"].pairs == labels }
        }

        /// Which alerts fire and which are over, for reading.
        var summary: String {
            let alerts = body["alerts"].items.map { alert in
                let labels = alert["labels"].pairs.filter { $0.key != "lane" }.sorted { $0.key < $1.key }
                return "\(alert["status"].string ?? "?") \(labels.map(\.value).joined(separator: "/"))"
            }
            return "flush \(bucket): \(alerts.joined(separator: ", "))"
        }
    }

    private(set) var told: [Teller: [Told]] = [:]

    init(_ deliveries: [WebhookSink.Delivery], _ timeLine: TimeLine, _ played: TimeLine.Played) {
        let lanes = Dictionary(timeLine.lanes.map { ($0.name, $0) }) { first, _ in first }
        for delivery in deliveries.sorted(by: { $0.at < $1.at }) {
            let teller = Teller(path: delivery.path, group: delivery.body["groupKey"].string ?? "no group")
            let bucket = lanes[teller.lane]?.bucket(delivery.at - played.start) ?? 0
            var members = delivery.body.members
            // Where each is reached is its own.
            members["externalURL"] = nil
            told[teller, default: []].append(Told(bucket: bucket, body: .object(members)))
        }
    }

    var count: Int { told.values.reduce(0) { $0 + $1.count } }

    /// What one tells otherwise than the other: nothing, when they agree.
    ///
    /// - Parameter cuts: from when on groups are not compared.
    func differences(to other: LaneStory, cuts: [Cut] = []) -> [String] {
        let cuts = Dictionary(cuts.map { ($0.teller, $0.bucket) }) { min($0, $1) }
        return Set(told.keys).union(other.told.keys).sorted().compactMap { teller in
            let end = cuts[teller] ?? .max
            let ours = (told[teller] ?? []).filter { $0.bucket < end }
            let theirs = (other.told[teller] ?? []).filter { $0.bucket < end }
            guard ours.map(\.line) != theirs.map(\.line) else { return nil }
            var text = "\(teller)\n  \(ours.map(\.summary).joined(separator: "\n  "))\n instead of\n  "
            text += theirs.map(\.summary).joined(separator: "\n  ")
            if let first = zip(ours, theirs).first(where: { $0.line != $1.line }), first.0.summary == first.1.summary {
                text += "\n in\n  \(first.0.line)\n  \(first.1.line)"
            }
            return text
        }
    }

    /// The end of an alert that fell into a time at which the alert was muted, and of which somebody had been told.
    ///
    /// Alertmanager forgets it there, and nobody hears of the end; Midwatch tells whoever was told of the beginning. So
    /// from this flush on the two may differ.
    struct Cut: Sendable {
        var teller: Teller
        var labels: [String: String]
        var bucket: Int
    }

    func cuts(_ timeLine: TimeLine) -> [Cut] {
        timeLine.lanes.flatMap { lane -> [Cut] in
            let history = LaneHistory(lane)
            var found: [Cut] = []
            for span in history.firing where span.until < timeLine.end {
                for teller in tellers(of: span.labels, in: lane) {
                    let bucket = nextFlush(of: teller, after: span.until, in: lane)
                    let time = lane.time(ofFlush: bucket)
                    let isForgotten = history.isMuted(span.labels, at: time) && !history.fires(span.labels, at: time)
                    guard isForgotten, wasTold(teller, span.labels, before: bucket) else { continue }
                    found.append(Cut(teller: teller, labels: span.labels, bucket: bucket))
                }
            }
            return found
        }
    }

    /// The flushes of a group are on a grid, which one delivery gives away.
    private func nextFlush(of teller: Teller, after time: Int, in lane: Lane) -> Int {
        let step = lane.interval / 2
        var bucket = (told[teller]?.first?.bucket ?? 0) % step
        while lane.time(ofFlush: bucket) < time { bucket += step }
        return bucket
    }

    /// Whether the last that was said of an alert is that it fires. A body that leaves alerts out may have meant it.
    private func wasTold(_ teller: Teller, _ labels: [String: String], before bucket: Int) -> Bool {
        let last = (told[teller] ?? []).last {
            $0.bucket < bucket
                && ($0.says(labels, is: "firing") || $0.says(labels, is: "resolved")
                    || $0.body["truncatedAlerts"].int != 0)
        }
        return last.map { !$0.says(labels, is: "resolved") } ?? false
    }

    /// The groups in which an alert may be.
    private func tellers(of labels: [String: String], in lane: Lane) -> [Teller] {
        told.filter { teller, told in
            guard teller.lane == lane.name else { return false }
            let group = told.first?.body["groupLabels"].pairs ?? [:]
            return group.allSatisfy { labels[$0.key] ?? "" == $0.value }
        }
        .map(\.key)
    }

    /// Ends that were kept from somebody who had been told of the beginning.
    func keptBack(_ timeLine: TimeLine) -> [String] {
        let hooks = Dictionary(
            timeLine.lanes.flatMap(\.receivers).flatMap(\.hooks).map { (Teller.path(of: $0.url), $0) }
        ) { first, _ in first }
        return cuts(timeLine).compactMap { cut in
            guard let hook = hooks[cut.teller.path], hook.sendsResolved ?? true, hook.alertsMax == nil,
                !hook.url.contains("refuse"), 2 * cut.bucket + 1 < timeLine.end
            else { return nil }
            let isTold = (told[cut.teller] ?? []).contains {
                $0.bucket == cut.bucket && $0.says(cut.labels, is: "resolved")
            }
            return isTold ? nil : "\(cut.teller): nobody was told in flush \(cut.bucket) that \(cut.labels) ended"
        }
    }
}
