package import Incidents

/// What one batch of changes tells those who watch: the data of a `changes` event of the feed.
package struct FeedBatch: Hashable, Sendable {
    package var seq: Int64
    package var at: Timestamp
    package var items: [FeedItem]

    package init(seq: Int64, at: Timestamp, items: [FeedItem]) {
        (self.seq, self.at, self.items) = (seq, at, items)
    }

    /// What of a batch is for those who watch: incidents, timeline entries, pages and silences.
    package init(_ batch: ChangeBatch) {
        self.init(seq: batch.seq, at: batch.at, items: batch.changes.compactMap(FeedItem.init))
    }
}

/// One thing that changed, as it stands now.
package enum FeedItem: Hashable, Sendable {
    case incident(IncidentSummary)
    case timeline(TimelineEntry)
    case page(Page)
    /// A silence as it stands since.
    indirect case silence(Silence)

    /// Nil for what only the store needs.
    package init?(_ change: Change) {
        switch change {
        case .incident(let incident): self = .incident(IncidentSummary(incident))
        case .timeline(let entry): self = .timeline(entry)
        case .page(let page): self = .page(page)
        case .silence(let silence): self = .silence(silence)
        case .alertStarted, .alertJoined, .alertAnnotated, .alertEnded, .alertMuted, .alertsMoved, .served,
            .groupStarted, .groupEnded, .notified, .configured:
            return nil
        }
    }
}

/// The data of a `notice` event of the feed: how the router itself is.
package struct Notice: Hashable, Sendable {
    /// Why the router cannot do its whole job now; nil when it can again.
    package var degraded: SafeText?
    /// When and by how much its wall clock was last set; nil while it runs as it should.
    package var clockSet: ClockSet?
    /// Whether anybody is told.
    package var paging: Paging
    /// The silence that mutes whatever fires; nil while there is none.
    package var allMuted: Mute?

    package init(degraded: SafeText?, clockSet: ClockSet? = nil, paging: Paging = .on, allMuted: Mute? = nil) {
        (self.degraded, self.clockSet, self.paging, self.allMuted) = (degraded, clockSet, paging, allMuted)
    }
}

extension Resources {
    /// Writes the data of a `changes` event.
    package static func encode(_ batch: FeedBatch) -> [UInt8] {
        write { writer in
            writer.beginObject()
            writer.name("seq")
            writer.integer(batch.seq)
            writer.name("at")
            writer.time(batch.at)
            writer.name("changes")
            writer.array(batch.items) { $0.feedItem($1, at: batch.at) }
            writer.endObject()
        }
    }

    /// Writes what of a batch is for those who watch.
    package static func encode(_ batch: ChangeBatch) -> [UInt8] { encode(FeedBatch(batch)) }

    /// Reads a batch. An item of a kind that is not known is passed over: a newer router may tell more.
    package static func feedBatch(from bytes: [UInt8]) throws(ResourceFault) -> FeedBatch {
        let reader = try read(bytes)
        var items: [FeedItem] = []
        for element in try reader.member("changes").elements {
            if let incident = try element.optional("incident") {
                items.append(.incident(try IncidentSummary(incident)))
            } else if let entry = try element.optional("timeline") {
                items.append(.timeline(try TimelineEntry(entry)))
            } else if let page = try element.optional("page") {
                items.append(.page(try Page(page)))
            } else if let silence = try element.optional("silence") {
                items.append(.silence(try Silence(silence)))
            }
        }
        return FeedBatch(seq: try reader.member("seq").long, at: try reader.member("at").time, items: items)
    }

    /// Writes the data of a `notice` event.
    package static func encode(_ notice: Notice) -> [UInt8] {
        write { writer in
            writer.beginObject()
            writer.name("degraded")
            writer.string(notice.degraded)
            writer.clockSet(notice.clockSet)
            writer.paging(notice.paging)
            writer.name("allMuted")
            writer.mute(notice.allMuted)
            writer.endObject()
        }
    }

    /// Reads the data of a `notice` event.
    package static func notice(from bytes: [UInt8]) throws(ResourceFault) -> Notice {
        let reader = try read(bytes)
        return Notice(
            degraded: try reader.nullable("degraded")?.safeText,
            clockSet: try reader.optional("clockSet").map { it throws(ResourceFault) in try ClockSet(it) },
            paging: try Paging(optional: reader), allMuted: try Mute(all: reader))
    }
}

extension Mute {
    /// The member `allMuted`; a router of an older version does not tell it.
    init?(all reader: ResourceReader) throws(ResourceFault) {
        guard let member = try reader.optional("allMuted") else { return nil }
        try self.init(member)
    }
}

extension Paging {
    /// The member `paging`; a router of an older version does not tell it, and one of a newer may know more words.
    init(optional reader: ResourceReader) throws(ResourceFault) {
        guard let member = try reader.optional("paging") else { self = .on; return }
        self = Paging(rawValue: try member.text) ?? .on
    }
}

extension ResourceReader {
    /// The member `paging` of something that is past; nil where it does not matter or is not known.
    var pagingThen: Paging? {
        get throws(ResourceFault) {
            try optional("paging").flatMap { it throws(ResourceFault) in Paging(rawValue: try it.text) }
        }
    }
}

extension ClockSet {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        self.init(at: try reader.member("at").time, by: .milliseconds(try reader.member("byMilliseconds").long))
    }
}

extension JSONWriter {
    /// The member `clockSet`, with its name.
    mutating func clockSet(_ set: ClockSet?) {
        name("clockSet")
        guard let set else { return null() }
        beginObject()
        name("at")
        time(set.at)
        name("byMilliseconds")
        integer(set.by.wholeMilliseconds)
        endObject()
    }

    /// The member `paging` of something that is past, with its name; null where it does not matter or is not kept.
    mutating func pagingThen(_ paging: Paging?) {
        name("paging")
        if let paging { string(paging.rawValue) } else { null() }
    }

    /// The member `paging`, with its name.
    mutating func paging(_ paging: Paging) {
        name("paging")
        string(paging.rawValue)
    }

    mutating func feedItem(_ item: FeedItem, at now: Timestamp) {
        beginObject()
        switch item {
        case .incident(let incident):
            name("incident")
            self.incident(incident)
        case .timeline(let entry):
            name("timeline")
            timelineEntry(entry)
        case .page(let page):
            name("page")
            self.page(page)
        case .silence(let silence):
            name("silence")
            self.silence(silence, silence.state(at: now))
        }
        endObject()
    }
}
