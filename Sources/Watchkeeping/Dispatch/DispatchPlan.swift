import Incidents
import Routing

/// Who is spoken to on which route: what the configuration says about telling, made ready for asking.
struct DispatchPlan: Sendable {
    /// A route whose receiver can be told.
    struct Way: Sendable {
        var integrations: [Integration]
        fileprivate var salt: FNV1a
    }

    /// One integration of a receiver.
    struct Integration: Sendable {
        /// Its kind and its place within that kind, as Alertmanager counts: `webhook[0]`.
        var name: String
        var sendsResolved: Bool
        fileprivate var salt: FNV1a
    }

    /// By the place of the route; nil where the receiver has no integration that is spoken here.
    private let ways: [Way?]
    /// Whether nobody is ever told: then nothing of all this is kept.
    let isEmpty: Bool

    init(_ rules: WatchRules, _ routing: RoutingTree) {
        guard !rules.integrations.isEmpty else {
            (ways, isEmpty) = ([], true)
            return
        }
        var ordinals: [String: Int] = [:]
        ways = routing.routes.map { route in
            guard let integrations = rules.integrations[route.receiver], !integrations.isEmpty else { return nil }
            let ordinal = ordinals["\(route.path)\u{0}\(route.receiver)", default: 0]
            ordinals["\(route.path)\u{0}\(route.receiver)"] = ordinal + 1
            return Way(
                integrations: DispatchPlan.named(integrations, of: route.receiver),
                salt: DispatchPlan.salt(route.receiver, "\(ordinal)"))
        }
        isEmpty = !ways.contains { $0 != nil }
    }

    private static func named(_ rules: [IntegrationRule], of receiver: String) -> [Integration] {
        var counts: [String: Int] = [:]
        return rules.map { rule in
            let name = "\(rule.kind)[\(counts[rule.kind, default: 0])]"
            counts[rule.kind, default: 0] += 1
            return Integration(name: name, sendsResolved: rule.sendsResolved, salt: salt(receiver, name))
        }
    }

    private static func salt(_ one: String, _ two: String) -> FNV1a {
        var hash = FNV1a()
        for text in [one, two] {
            hash.add(text.utf8)
            hash.add(0xFF)
        }
        return hash
    }

    func way(_ route: RoutingTree.Index) -> Way? { ways.indices.contains(route) ? ways[route] : nil }

    /// The groups of an alert, whether they exist or not, in the order of its routes.
    func groups(of labels: LabelSet, on routing: RoutingTree) -> [Place] {
        groups(of: labels, on: routing, taking: routing.routes(for: labels))
    }

    /// The same, where it is known already which routes it takes.
    func groups(of labels: LabelSet, on routing: RoutingTree, taking routes: [RoutingTree.Index]) -> [Place] {
        var found: [Place] = []
        for index in routes {
            guard let way = way(index) else { continue }
            let group = routing.groupID(of: labels, route: index)
            found.append((index, group, way.id(of: group)))
        }
        return found
    }

    /// Where an alert is told of.
    typealias Place = (route: RoutingTree.Index, group: GroupID, id: DispatchID)
}

extension DispatchPlan.Way {
    /// What its groups differ by from those of other routes, besides the path and the group labels.
    var identity: UInt64 { salt.value }

    /// What identifies a group of this route: its receiver, which of the routes of equal path and receiver it is, and
    /// the path with the values of the group labels.
    func id(of group: GroupID) -> DispatchID { DispatchID(salt.value(with: group)) }
}

extension DispatchPlan.Integration {
    /// The key of a group in the notification log. Routes of equal path and receiver share it, as in Alertmanager.
    func key(of group: GroupID) -> NotificationKey { NotificationKey(salt.value(with: group)) }
}

extension FNV1a {
    fileprivate func value(with group: GroupID) -> UInt64 {
        var hash = self
        withUnsafeBytes(of: group.value.littleEndian) { for byte in $0 { hash.add(byte) } }
        return hash.value
    }
}
