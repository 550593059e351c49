import Hummingbird
import Incidents
import Routing

/// Which silences a reader asks for, and in which order they are shown: as in Alertmanager.
struct SilenceListing: Sendable {
    private let matchers: [Matcher]
    private let states: Set<Silence.State>

    /// - Throws: why a filter cannot be read, in Alertmanager's words.
    init(_ request: Request) throws(AlertFilter.Fault) {
        let parameters = QueryParameters(request)
        var matchers: [Matcher] = []
        for text in parameters.all("filter") {
            do { matchers.append(try MatcherParser.matcher(text)) } catch {
                throw AlertFilter.Fault(message: "\(error)")
            }
        }
        self.matchers = matchers
        states = Set(Silence.State.allCases.filter { AlertFilter.flag(parameters[$0.rawValue]) })
    }

    init(matchers: [Matcher] = [], states: Set<Silence.State> = Set(Silence.State.allCases)) {
        (self.matchers, self.states) = (matchers, states)
    }

    /// Those that are asked for: active ones by their end, pending ones by their start, then those that are over, the
    /// latest first. What is equal in that stands in the order of ids.
    func apply(to silences: some Sequence<Silence>, at now: Timestamp) -> [Silence] {
        silences.filter { states.contains($0.state(at: now)) && meets($0) }.sorted { Self.precedes($0, $1, at: now) }
    }

    /// A filter is compared with the matchers themselves, not with what they would match.
    private func meets(_ silence: Silence) -> Bool {
        matchers.allSatisfy { wanted in
            silence.matchers.contains {
                $0.operation == wanted.operation && $0.name.utf8.elementsEqual(wanted.name.utf8)
                    && $0.value.utf8.elementsEqual(wanted.value.utf8)
            }
        }
    }

    private static func precedes(_ a: Silence, _ b: Silence, at now: Timestamp) -> Bool {
        let (first, second) = (a.state(at: now), b.state(at: now))
        if first != second { return rank(first) < rank(second) }
        switch first {
        case .active where a.endsAt != b.endsAt: return a.endsAt < b.endsAt
        case .pending where a.startsAt != b.startsAt: return a.startsAt < b.startsAt
        case .expired where a.endsAt != b.endsAt: return a.endsAt > b.endsAt
        case .active, .pending, .expired: return a.id < b.id
        }
    }

    private static func rank(_ state: Silence.State) -> Int {
        switch state {
        case .active: 0
        case .pending: 1
        case .expired: 2
        }
    }
}
