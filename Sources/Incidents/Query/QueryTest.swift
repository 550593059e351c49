/// What one term asks of an incident.
enum QueryTest: Hashable, Sendable {
    case severity(QueryRange<Int>)
    case state(QueryState)
    case service(TextPattern)
    case owner(QueryOwner)
    case age(QueryRange<Int64>)
    case changed(QueryRange<Int64>)
    case number(QueryRange<Int>)
    case firing(QueryRange<Int>)
    case label(name: [UInt8], TextPattern)
    case words(TextPattern)

    /// Whether it holds for an incident.
    func holds(_ incident: borrowing IncidentSummary, _ me: SafeText, _ now: Timestamp) -> Bool {
        switch self {
        case .severity(let range): return range.contains(incident.severity.rawValue)
        case .state(let state):
            return state.holds(
                incident.shown, incident.phase, needsAcknowledge: incident.needsAcknowledge, isOpen: incident.isOpen)
        case .service(let pattern): return pattern.matches(incident.service)
        case .owner(let owner): return owner.holds(incident.acknowledgedBy, incident.assignee, me)
        case .age(let range): return range.contains((now - incident.openedAt).wholeMilliseconds)
        case .changed(let range): return range.contains((now - incident.phaseSince).wholeMilliseconds)
        case .number(let range): return range.contains(incident.number.value)
        case .firing(let range): return range.contains(incident.counts.firing)
        case .label(let name, let pattern):
            var pairs = incident.packedLabels
            var range = pairs.range(of: name)
            if range == nil { (pairs, range) = (incident.packedShared, incident.packedShared.range(of: name)) }
            guard let range else { return false }
            return pairs.bytes.withUnsafeBufferPointer { pattern.matches(UnsafeBufferPointer(rebasing: $0[range])) }
        case .words(let pattern):
            if pattern.isFound(in: incident.title) || pattern.isFound(in: incident.service) { return true }
            return QueryTest.hasValue(incident.packedLabels, pattern)
                || QueryTest.hasValue(incident.packedShared, pattern)
        }
    }

    private static func hasValue(_ packed: PackedPairs, _ pattern: TextPattern) -> Bool {
        packed.bytes.withUnsafeBufferPointer { bytes in
            var isFound = false
            packed.forEachRange { _, value in
                isFound = isFound || pattern.isFound(in: UnsafeBufferPointer(rebasing: bytes[value]))
            }
            return isFound
        }
    }
}

/// From where to where a number may be; both ends belong to it.
struct QueryRange<Number: FixedWidthInteger & Hashable & Sendable>: Hashable, Sendable {
    var least = Number.min
    var most = Number.max

    func contains(_ number: Number) -> Bool { number >= least && number <= most }
}

/// Whom an incident belongs to.
enum QueryOwner: Hashable, Sendable {
    case me, nobody
    case named(TextPattern)

    func holds(_ holder: SafeText?, _ assignee: SafeText?, _ me: SafeText) -> Bool {
        switch self {
        case .me: holder == me || assignee == me
        case .nobody: holder == nil && assignee == nil
        case .named(let pattern):
            holder.map { pattern.matches($0) } ?? false || assignee.map { pattern.matches($0) } ?? false
        }
    }
}

/// What an incident is shown as, or which phase it is in, or a group of these.
enum QueryState: Hashable, Sendable {
    case new, open, all
    case shown(ShownState)
    case phase(PhaseName)

    static let words: [(String, QueryState)] = [
        ("new", .new), ("open", .open), ("all", .all), ("trig", .shown(.triggered)), ("ack", .shown(.acknowledged)),
        ("snooze", .shown(.snoozed)), ("mitg", .shown(.mitigated)), ("rslv", .shown(.resolved)),
        ("clrd", .shown(.cleared)), ("muted", .shown(.muted)), ("nonews", .shown(.noNews)),
        ("triggered", .phase(.triggered)), ("acknowledged", .phase(.acknowledged)), ("mitigated", .phase(.mitigated)),
        ("resolved", .phase(.resolved)), ("cleared", .shown(.cleared)), ("snoozed", .shown(.snoozed)),
    ]

    func holds(_ shown: ShownState, _ phase: PhaseName, needsAcknowledge: Bool, isOpen: Bool) -> Bool {
        switch self {
        case .new: needsAcknowledge
        case .open: isOpen
        case .all: true
        case .shown(let state): shown == state
        case .phase(let name): phase == name
        }
    }
}
