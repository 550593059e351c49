package import Incidents

/// Everything that a console starts from: `GET /api/v1/snapshot`. The feed goes on from ``seq``.
package struct Snapshot: Hashable, Sendable {
    package var seq: Int64
    package var at: Timestamp
    package var router: RouterIdentity
    package var you: You
    /// Why the router cannot do its whole job now; nil while it can.
    package var degraded: SafeText?
    /// When and by how much its wall clock was last set; nil while it runs as it should.
    package var clockSet: ClockSet?
    /// Whether anybody is told.
    package var paging: Paging
    /// The silence that mutes whatever fires; nil while there is none.
    package var allMuted: Mute?
    package var incidents: [IncidentSummary]
    /// Who looks at which incident now; nil when a router of an older version does not tell.
    package var presence: Presence?

    package init(
        seq: Int64, at: Timestamp, router: RouterIdentity, you: You, degraded: SafeText? = nil,
        clockSet: ClockSet? = nil, paging: Paging = .on, allMuted: Mute? = nil, incidents: [IncidentSummary] = [],
        presence: Presence? = Presence()
    ) {
        (self.seq, self.at, self.router, self.you) = (seq, at, router, you)
        (self.degraded, self.clockSet, self.paging, self.allMuted) = (degraded, clockSet, paging, allMuted)
        (self.incidents, self.presence) = (incidents, presence)
    }
}

/// Which router this is.
package struct RouterIdentity: Hashable, Sendable {
    package var name: SafeText
    package var host: SafeText
    package var version: SafeText
    /// Whether it plays a scenario on a throw-away store.
    package var isDemo: Bool
    package var startedAt: Timestamp

    package init(name: SafeText, host: SafeText, version: SafeText, isDemo: Bool, startedAt: Timestamp) {
        (self.name, self.host, self.version) = (name, host, version)
        (self.isDemo, self.startedAt) = (isDemo, startedAt)
    }
}

/// Who the router takes the caller for.
package struct You: Hashable, Sendable {
    package var name: SafeText
    package var mayAct: Bool
    /// Why they may not act, with the remedy; nil when they may.
    package var why: SafeText?

    package init(name: SafeText, mayAct: Bool, why: SafeText? = nil) {
        (self.name, self.mayAct, self.why) = (name, mayAct, why)
    }
}

extension Resources {
    /// Writes a snapshot.
    package static func encode(_ snapshot: Snapshot) -> [UInt8] {
        write { writer in
            writer.beginObject()
            writer.snapshotHead(snapshot)
            writer.name("incidents")
            writer.array(snapshot.incidents) { $0.incident($1) }
            writer.endObject()
        }
    }

    /// Reads a snapshot.
    package static func snapshot(from bytes: [UInt8]) throws(ResourceFault) -> Snapshot {
        let reader = try read(bytes)
        var snapshot = try Snapshot(head: reader)
        snapshot.incidents = try reader.member("incidents").map { it throws(ResourceFault) in try IncidentSummary(it) }
        return snapshot
    }
}

extension Snapshot {
    /// Everything but the incidents.
    init(head reader: ResourceReader) throws(ResourceFault) {
        self.init(
            seq: try reader.member("seq").long, at: try reader.member("at").time,
            router: try RouterIdentity(try reader.member("router")), you: try You(try reader.member("you")),
            degraded: try reader.nullable("degraded")?.safeText,
            clockSet: try reader.optional("clockSet").map { it throws(ResourceFault) in try ClockSet(it) },
            paging: try Paging(optional: reader), allMuted: try Mute(all: reader),
            presence: try reader.optional("presence").map { it throws(ResourceFault) in try Presence(it) })
    }
}

extension JSONWriter {
    /// The members of a snapshot but for the incidents.
    mutating func snapshotHead(_ snapshot: Snapshot) {
        name("seq")
        integer(snapshot.seq)
        name("at")
        time(snapshot.at)
        name("router")
        router(snapshot.router)
        name("you")
        you(snapshot.you)
        name("degraded")
        string(snapshot.degraded)
        clockSet(snapshot.clockSet)
        paging(snapshot.paging)
        name("allMuted")
        mute(snapshot.allMuted)
        if let presence = snapshot.presence {
            name("presence")
            self.presence(presence)
        }
    }

    mutating func router(_ router: RouterIdentity) {
        beginObject()
        name("name")
        string(router.name)
        name("host")
        string(router.host)
        name("version")
        string(router.version)
        name("demo")
        bool(router.isDemo)
        name("startedAt")
        time(router.startedAt)
        endObject()
    }

    mutating func you(_ you: You) {
        beginObject()
        name("name")
        string(you.name)
        name("mayAct")
        bool(you.mayAct)
        name("why")
        string(you.why)
        endObject()
    }
}

extension RouterIdentity {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        self.init(
            name: try reader.member("name").safeText, host: try reader.member("host").safeText,
            version: try reader.member("version").safeText, isDemo: try reader.member("demo").bool,
            startedAt: try reader.member("startedAt").time)
    }
}

extension You {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        self.init(
            name: try reader.member("name").safeText, mayAct: try reader.member("mayAct").bool,
            why: try reader.nullable("why")?.safeText)
    }
}
