package import Incidents

/// The incidents in memory, by number, in pages.
///
/// Numbers are given out one after the other, so a page is found by division, and order costs nothing. A copy shares
/// all pages: a reader may hold a hundred thousand incidents while the watch goes on, which then copies only the pages
/// that it changes.
package struct IncidentTable: Hashable, Sendable {
    /// How many numbers a page has: small enough that copying one is nothing, large enough that there are few.
    private static let pageSize = 32

    private struct Page: Hashable, Sendable {
        /// By number within the page. Empty until the first incident of the page comes, and after the last one went.
        var slots: [Incident?] = []
        var count = 0
    }

    /// The page of ``firstPage`` and those after it.
    private var pages: [Page] = []
    private var firstPage = 0
    package private(set) var count = 0

    package init() {}

    package var isEmpty: Bool { count == 0 }

    private func place(_ number: IncidentNumber) -> (page: Int, slot: Int)? {
        let page = number.value / IncidentTable.pageSize - firstPage
        guard number.value >= 0, pages.indices.contains(page), pages[page].count > 0 else { return nil }
        return (page, number.value % IncidentTable.pageSize)
    }

    package subscript(number: IncidentNumber) -> Incident? {
        guard let (page, slot) = place(number) else { return nil }
        return pages[page].slots[slot]
    }

    /// Why an incident is quiet, read where it lies.
    func mute(of number: IncidentNumber) -> Mute? {
        guard let (page, slot) = place(number) else { return nil }
        return pages[page].slots[slot]?.mute
    }

    /// Whether an incident reminds of a silence, read where it lies.
    func isReminder(_ number: IncidentNumber) -> Bool {
        guard let (page, slot) = place(number) else { return false }
        return pages[page].slots[slot]?.reminds != nil
    }

    package func contains(_ number: IncidentNumber) -> Bool {
        guard let (page, slot) = place(number) else { return false }
        return pages[page].slots[slot] != nil
    }

    /// Changes an incident where it lies; answers nil when there is none of this number.
    mutating func update<Result>(_ number: IncidentNumber, _ body: (inout Incident) -> Result) -> Result? {
        guard let (page, slot) = place(number) else { return nil }
        return pages[page].slots[slot]?.change(body)
    }

    /// Takes an incident in the place of one of the same number; answers the old one.
    @discardableResult
    mutating func put(_ incident: Incident) -> Incident? {
        makeRoom(for: incident.number.value / IncidentTable.pageSize)
        let page = incident.number.value / IncidentTable.pageSize - firstPage
        let slot = incident.number.value % IncidentTable.pageSize
        if pages[page].slots.isEmpty { pages[page].slots = Array(repeating: nil, count: IncidentTable.pageSize) }
        let old = pages[page].slots[slot]
        pages[page].slots[slot] = incident
        if old == nil {
            pages[page].count += 1
            count += 1
        }
        return old
    }

    private mutating func makeRoom(for page: Int) {
        if pages.isEmpty { firstPage = page }
        if page < firstPage {
            pages.insert(contentsOf: repeatElement(Page(), count: firstPage - page), at: 0)
            firstPage = page
        }
        let missing = page - firstPage - pages.count + 1
        if missing > 0 { pages.append(contentsOf: repeatElement(Page(), count: missing)) }
    }

    /// Forgets an incident; answers it.
    mutating func remove(_ number: IncidentNumber) -> Incident? {
        guard let (page, slot) = place(number), let old = pages[page].slots[slot] else { return nil }
        pages[page].slots[slot] = nil
        pages[page].count -= 1
        count -= 1
        if pages[page].count == 0 { pages[page].slots = [] }
        if count == 0 { pages = [] }
        return old
    }

    /// Every incident, by number.
    package var values: some Sequence<Incident> { pages.lazy.flatMap(\.slots).compactMap(\.self) }

    /// Visits every incident, by number, where it lies: without a copy of each.
    package func forEach(_ body: (borrowing Incident) -> Void) {
        for page in pages where page.count > 0 {
            for slot in page.slots.indices {
                if let incident = page.slots[slot] { body(incident) }
            }
        }
    }

    /// Every number, in order.
    package var numbers: [IncidentNumber] {
        var numbers: [IncidentNumber] = []
        numbers.reserveCapacity(count)
        for incident in values { numbers.append(incident.number) }
        return numbers
    }

    package static func == (a: IncidentTable, b: IncidentTable) -> Bool {
        a.count == b.count && a.values.elementsEqual(b.values)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(count) }
}

extension Incident {
    /// Changes it where it lies: what an optional can be asked for without taking a copy out.
    fileprivate mutating func change<Result>(_ body: (inout Incident) -> Result) -> Result { body(&self) }
}
