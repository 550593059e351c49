package import Incidents

/// An alert that the watch keeps, with what it knows about it beyond what its sender said.
package struct WatchedAlert: Hashable, Sendable {
    package var alert: Alert
    package var group: GroupID
    package var incident: IncidentNumber?
    /// When its annotations were last stored: they are stored once a minute at most.
    package var annotatedAt: Timestamp
    /// When the agenda looks at it next; an agenda entry for another moment is stale.
    var armedAt: Timestamp
    /// All that keeps it quiet; nil for an alert that nothing mutes, and for one that has ended.
    package internal(set) var muting: Muting?

    /// Changes it in place, also where it lies in an optional.
    fileprivate mutating func change(_ body: (inout WatchedAlert) -> Void) { body(&self) }
}

extension UnsafeBufferPointer<WatchedAlert?> {
    /// The alert of a slot where it lies; nil for an empty slot. To ask an optional for one field, or an alert for what
    /// it computes, copies all of it, and that is dear for a hundred thousand: ask for stored fields.
    @inline(__always)
    func alert(at index: Int) -> UnsafePointer<WatchedAlert>? {
        guard let start = baseAddress else { return nil }
        if case .none = self[index] { return nil }
        // What an optional holds lies at its beginning.
        return UnsafeRawPointer(start + index).assumingMemoryBound(to: WatchedAlert.self)
    }
}

/// All alerts that the watch keeps, found by fingerprint.
///
/// They lie in pages of a fixed size, so that a reader who holds a view costs the writer one page per touched alert,
/// never a copy of everything.
package struct AlertTable: Sendable {
    static let pageSize = 1024

    fileprivate(set) var pages: [[WatchedAlert?]] = []
    /// The sketch of the labels at each place, close together: who looks for few of a hundred thousand alerts reads these
    /// and not the alerts. That of a place that is empty by now says nothing.
    private(set) var sketches: [[LabelSketch]] = []
    fileprivate(set) var places = Sharded<Fingerprint, Int32>()
    private var free: [Int32] = []

    package init() {}

    package var count: Int { places.count }

    func place(of fingerprint: Fingerprint) -> Int? { places[fingerprint].map(Int.init) }

    package subscript(fingerprint: Fingerprint) -> WatchedAlert? {
        guard let place = place(of: fingerprint) else { return nil }
        return pages[place / AlertTable.pageSize][place % AlertTable.pageSize]
    }

    /// The alert at a place that ``place(of:)`` named.
    subscript(place place: Int) -> WatchedAlert? {
        pages[place / AlertTable.pageSize][place % AlertTable.pageSize]
    }

    /// Changes the alert at a place, without copying it.
    @inline(__always)
    mutating func update(at place: Int, _ body: (inout WatchedAlert) -> Void) {
        pages[place / AlertTable.pageSize][place % AlertTable.pageSize]?.change(body)
    }

    mutating func update(_ fingerprint: Fingerprint, _ body: (inout WatchedAlert) -> Void) {
        guard let place = place(of: fingerprint) else { return }
        update(at: place, body)
    }

    /// Takes an alert in, in the place of an earlier occurrence; what mutes that one stays until the next word about it.
    mutating func set(_ watched: WatchedAlert) {
        let fingerprint = watched.alert.fingerprint
        if let place = place(of: fingerprint) {
            var watched = watched
            watched.muting = self[place: place]?.muting
            pages[place / AlertTable.pageSize][place % AlertTable.pageSize] = watched
            return
        }
        let place: Int
        if let reused = free.popLast() {
            place = Int(reused)
            pages[place / AlertTable.pageSize][place % AlertTable.pageSize] = watched
            sketches[place / AlertTable.pageSize][place % AlertTable.pageSize] = watched.alert.labels.sketch
        } else {
            if pages.last.map({ $0.count == AlertTable.pageSize }) ?? true {
                pages.append([])
                pages[pages.count - 1].reserveCapacity(AlertTable.pageSize)
                sketches.append([])
                sketches[sketches.count - 1].reserveCapacity(AlertTable.pageSize)
            }
            place = (pages.count - 1) * AlertTable.pageSize + pages[pages.count - 1].count
            pages[pages.count - 1].append(watched)
            sketches[sketches.count - 1].append(watched.alert.labels.sketch)
        }
        places.set(Int32(place), for: fingerprint)
    }

    mutating func remove(_ fingerprint: Fingerprint) {
        guard let place = places.remove(fingerprint) else { return }
        pages[Int(place) / AlertTable.pageSize][Int(place) % AlertTable.pageSize] = nil
        free.append(place)
    }

    /// Every fingerprint whose alert satisfies a condition, ascending: dictionary order never gets out.
    func fingerprints(where condition: (WatchedAlert) -> Bool) -> [Fingerprint] {
        var found: [Fingerprint] = []
        for page in pages {
            for case let watched? in page where condition(watched) { found.append(watched.alert.fingerprint) }
        }
        return found.sorted()
    }

    func forEach(_ body: (WatchedAlert) -> Void) {
        for page in pages {
            for case let watched? in page { body(watched) }
        }
    }

    /// Whether an alert fires; nil for one that is not known.
    func isFiring(_ fingerprint: Fingerprint) -> Bool? { state(of: fingerprint)?.isFiring }

    /// Whether an alert fires, and since when; nil for one that is not known.
    func state(of fingerprint: Fingerprint) -> (isFiring: Bool, startsAt: Timestamp)? {
        guard let place = place(of: fingerprint) else { return nil }
        return pages[place / AlertTable.pageSize].withUnsafeBufferPointer { slots in
            slots.alert(at: place % AlertTable.pageSize).map {
                ($0.pointee.alert.end == nil, $0.pointee.alert.startsAt)
            }
        }
    }

    var pageCount: Int { pages.count }

    /// Visits every firing alert where it lies, in no particular order. Ask for stored fields alone.
    func forEachFiringInPlace(
        onPages range: Range<Int>? = nil, _ body: (UnsafePointer<WatchedAlert>) -> Void
    ) {
        for page in pages[range ?? pages.indices] {
            page.withUnsafeBufferPointer { slots in
                for index in slots.indices {
                    guard let place = slots.alert(at: index), place.pointee.alert.end == nil else { continue }
                    body(place)
                }
            }
        }
    }

    /// Visits the labels of every firing alert, in no particular order.
    func forEachFiring(onPages range: Range<Int>? = nil, _ body: (LabelSet) -> Void) {
        forEachFiringInPlace(onPages: range) { body($0.pointee.alert.labels) }
    }

    /// Visits the labels of every alert, in no particular order.
    func forEachLabels(onPages range: Range<Int>? = nil, _ body: (LabelSet) -> Void) {
        for page in pages[range ?? pages.indices] {
            page.withUnsafeBufferPointer { slots in
                for index in slots.indices {
                    if let place = slots.alert(at: index) { body(place.pointee.alert.labels) }
                }
            }
        }
    }

    /// Visits every muted alert, in no particular order.
    func forEachMuted(_ body: (Fingerprint, Muting) -> Void) {
        for page in pages {
            page.withUnsafeBufferPointer { slots in
                for index in slots.indices {
                    guard let place = slots.alert(at: index), let muting = place.pointee.muting else { continue }
                    body(place.pointee.alert.labels.fingerprint, muting)
                }
            }
        }
    }

    mutating func updateAll(_ body: (inout WatchedAlert) -> Void) {
        for page in pages.indices {
            for index in pages[page].indices { pages[page][index]?.change(body) }
        }
    }
}
