import Foundation
import Support

/// A moment as senders write it, to the millisecond.
func rfc3339(_ moment: Date) -> String {
    moment.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
}

/// An alert as it is posted; times in seconds from the moment at which the scenario begins.
struct PostedAlert: Sendable {
    var labels: [String: String]
    var annotations: [String: String] = [:]
    var startsIn: Double?
    var endsIn: Double?

    func json(from start: Date) -> JSON {
        var members: [String: JSON] = [
            "labels": JSON(labels), "annotations": JSON(annotations),
            "generatorURL": .string("http://prometheus.example/graph?g0.expr=1"),
        ]
        if let startsIn { members["startsAt"] = .string(rfc3339(start + startsIn)) }
        if let endsIn { members["endsAt"] = .string(rfc3339(start + endsIn)) }
        return .object(members)
    }
}

/// What is done to silences, each known by a tag that is its comment.
enum SilenceDeed: Sendable {
    case create(tag: String, [GeneratedMatcher], startsIn: Double, endsIn: Double)
    /// Posted once more under its id: as it is except for its end, or for other matchers, or another start.
    case update(tag: String, [GeneratedMatcher], newTag: String, startsEarlier: Bool, endsIn: Double)
    case expire(tag: String)
}

extension GeneratedMatcher {
    var json: JSON {
        .object([
            "name": .string(name), "value": .string(value), "isRegex": .bool(isRegex), "isEqual": .bool(isEqual),
        ])
    }
}

/// A configuration, what is posted under it, and what is asked then.
struct StatusScenario: Sendable {
    var configuration: GeneratedConfiguration
    var batches: [[PostedAlert]]
    var silences: [SilenceDeed]
    /// Paths with their queries.
    var questions: [String]

    init(seed: Int) {
        var generator = RoutingGenerator(seed: 5000 + seed, .narrow)
        configuration = generator.configuration(routes: 1...8, rules: generator.chance.below(5))
        // Nothing is to be told while both are asked.
        configuration.route.timers = ["group_wait: 1h", "group_interval: 1h"]
        configuration.route.eachBelow { $0.timers = [] }
        batches = []
        silences = []
        questions = ["/api/v2/alerts", "/api/v2/alerts/groups", "/api/v2/silences", "/api/v2/receivers"]
        makeAlerts(&generator)
        makeSilences(&generator)
        for _ in 0..<5 { questions.append("/api/v2/alerts?" + Self.query(&generator, isGroups: false)) }
        for _ in 0..<4 { questions.append("/api/v2/alerts/groups?" + Self.query(&generator, isGroups: true)) }
        for _ in 0..<3 { questions.append("/api/v2/silences?" + Self.filters(&generator).joined(separator: "&")) }
    }

    private mutating func makeAlerts(_ generator: inout RoutingGenerator) {
        var known: [PostedAlert] = []
        for _ in 0..<generator.chance.within(1...3) {
            var batch: [PostedAlert] = []
            for _ in 0..<generator.chance.within(2...6) {
                var alert = PostedAlert(labels: generator.labels(missing: 35))
                alert.annotations = ["summary": "n\(generator.chance.below(3))"]
                if !known.isEmpty, generator.chance.happens(45) { alert.labels = generator.chance.pick(known).labels }
                (alert.startsIn, alert.endsIn) = generator.chance.pick([
                    (-60, 600), (-60, 600), (-60, 600), (-60, -5), (-60, -5), (-30, 900), (-90, 300), (-60, 300),
                    (-20, -2),
                    (-600, -300), (nil, 600), (-60, nil), (nil, nil), (nil, -3), (-3, -3),
                ])
                batch.append(alert)
            }
            known += batch
            batches.append(batch)
        }
    }

    private mutating func makeSilences(_ generator: inout RoutingGenerator) {
        for number in 0..<generator.chance.below(6) {
            let (tag, other) = ("s\(number)", "s\(number)-again")
            let matchers = generator.matchers(.list, count: 1...2)
            let isPending = generator.chance.happens(25)
            let end = Double(600 + 10 * number)
            silences.append(.create(tag: tag, matchers, startsIn: isPending ? end - 300 : -10, endsIn: end))
            switch generator.chance.below(8) {
            case 0: silences.append(.expire(tag: tag))
            case 1:
                silences.append(.update(tag: tag, matchers, newTag: other, startsEarlier: false, endsIn: end + 5))
            case 2: silences.append(.update(tag: tag, matchers, newTag: other, startsEarlier: true, endsIn: end + 5))
            case 3:
                let others = generator.matchers(.list, count: 1...2)
                silences.append(.update(tag: tag, others, newTag: other, startsEarlier: false, endsIn: end + 5))
            default: break
            }
        }
        if generator.chance.happens(30), !silences.isEmpty { silences.append(.expire(tag: "s0")) }
    }

    /// The alerts for which one of the two chose a time itself.
    var looseLabels: Set<[String: String]> {
        Set(batches.joined().filter { $0.startsIn == nil || $0.endsIn == nil }.map(\.labels))
    }

    private static func query(_ generator: inout RoutingGenerator, isGroups: Bool) -> String {
        var items = filters(&generator)
        for flag in ["active", "silenced", "inhibited"] + (isGroups ? [] : ["unprocessed"])
        where generator.chance.happens(35) { items.append("\(flag)=\(generator.chance.happens(30))") }
        if generator.chance.happens(30) {
            items.append("receiver=" + escaped(generator.chance.pick(["r1", "r.", "r[0-3]|r9", "r", ""])))
        }
        return items.joined(separator: "&")
    }

    private static func filters(_ generator: inout RoutingGenerator) -> [String] {
        (0..<generator.chance.below(3)).map { _ in "filter=" + escaped(generator.matcher().text) }
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

extension GeneratedRoute {
    /// Does something to each route below it.
    mutating func eachBelow(_ work: (inout GeneratedRoute) -> Void) {
        for index in children.indices {
            work(&children[index])
            children[index].eachBelow(work)
        }
    }
}
