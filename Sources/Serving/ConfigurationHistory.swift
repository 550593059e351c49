import Incidents
import Storing

/// Which configuration was in force when, as far as it is kept and can still be read.
struct ConfigurationHistory {
    /// A configuration that was in force for a while.
    struct Span {
        let loaded: LoadedConfiguration
        /// Nil when it cannot be read any more.
        let routing: KeptRouting?
        /// Up to when it was in force at least.
        fileprivate(set) var until: Timestamp
    }

    private let store: any IncidentStore
    private let loaded: (text: String, routing: KeptRouting)
    private let read: (String) -> KeptRouting?
    /// What was found, each configuration once.
    private(set) var spans: [Span] = []
    /// Up to when none is kept.
    private var noneUntil: Timestamp?

    /// - Parameters:
    ///   - loaded: the one that is loaded now.
    ///   - read: reads the text of one that was kept; nil when it cannot be read any more.
    init(
        store: any IncidentStore, loaded: (text: String, routing: KeptRouting), read: @escaping (String) -> KeptRouting?
    ) {
        (self.store, self.loaded, self.read) = (store, loaded, read)
    }

    /// Looks up many moments, newest first: a configuration in force at one of them was so ever since it was loaded, so that
    /// the store is asked once for each.
    mutating func lookUp(_ moments: [Timestamp]) throws {
        for moment in moments.sorted(by: >) { _ = try place(at: moment) }
    }

    /// The one that was in force at a moment, as its place among ``spans``; nil where none of that time is kept.
    mutating func place(at moment: Timestamp) throws -> Int? {
        if let known = spans.firstIndex(where: { $0.loaded.at <= moment && moment <= $0.until }) { return known }
        if let noneUntil, moment <= noneUntil { return nil }
        guard let found = try store.configuration(at: moment) else {
            noneUntil = moment
            return nil
        }
        if let known = spans.firstIndex(where: { $0.loaded == found }) {
            spans[known].until = max(spans[known].until, moment)
            return known
        }
        spans.append(Span(loaded: found, routing: routing(of: found.text), until: moment))
        return spans.count - 1
    }

    /// The one that was in force at a moment; nil where it is not kept, or cannot be read any more.
    mutating func readable(at moment: Timestamp) throws -> Span? {
        guard let place = try place(at: moment), spans[place].routing != nil else { return nil }
        return spans[place]
    }

    /// The one that was loaded soon after a moment, next to that which was in force at it, as its place among ``spans``.
    mutating func placeOfNext(after moment: Timestamp, within time: Duration) throws -> Int? {
        guard let next = try place(at: moment + time) else { return nil }
        let begin = spans[next].loaded.at
        let before = try place(at: moment)
        guard begin > moment, try place(at: begin - .milliseconds(1)) == before else { return nil }
        return next
    }

    private func routing(of text: String) -> KeptRouting? {
        if text == loaded.text { return loaded.routing }
        if let known = spans.first(where: { $0.loaded.text == text }) { return known.routing }
        return read(text)
    }
}
