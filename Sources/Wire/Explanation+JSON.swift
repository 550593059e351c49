import Incidents

extension Resources {
    /// Writes why alerts were told or kept quiet.
    package static func encode(_ explanation: Explanation) -> [UInt8] {
        write { writer in
            writer.beginObject()
            writer.name("at")
            writer.time(explanation.at)
            writer.name("incident")
            if let incident = explanation.incident { writer.integer(incident.value) } else { writer.null() }
            writer.name("openedAt")
            writer.time(explanation.openedAt)
            writer.name("mergedInto")
            if let into = explanation.mergedInto { writer.integer(into.value) } else { writer.null() }
            writer.name("mergedAt")
            writer.time(explanation.mergedAt)
            writer.name("configuration")
            if let configuration = explanation.configuration { writer.explained(configuration) } else { writer.null() }
            writer.name("alerts")
            writer.array(explanation.alerts) { $0.explained($1) }
            writer.name("alertCount")
            writer.integer(explanation.alertCount)
            writer.name("pages")
            writer.array(explanation.pages) { $0.page($1) }
            writer.name("acts")
            writer.array(explanation.acts) { $0.timelineEntry($1) }
            if let outlook = explanation.outlook {
                writer.name("outlook")
                writer.outlook(outlook)
            }
            writer.endObject()
        }
    }

    /// Reads why alerts were told or kept quiet. An older router leaves out what it does not know of.
    package static func explanation(from bytes: [UInt8]) throws(ResourceFault) -> Explanation {
        let reader = try read(bytes)
        var explanation = Explanation(
            at: try reader.member("at").time,
            incident: try reader.nullable("incident").map { it throws(ResourceFault) in try it.incidentNumber },
            configuration: try reader.optional("configuration").map { it throws(ResourceFault) in
                try ExplainedConfiguration(it)
            },
            alerts: try reader.member("alerts").map { it throws(ResourceFault) in try ExplainedAlert(it) },
            alertCount: try reader.member("alertCount").count,
            pages: try reader.member("pages").map { it throws(ResourceFault) in try Page(it) })
        explanation.openedAt = try reader.optional("openedAt").map { it throws(ResourceFault) in try it.time }
        explanation.mergedInto = try reader.optional("mergedInto").map { it throws(ResourceFault) in
            try it.incidentNumber
        }
        explanation.mergedAt = try reader.optional("mergedAt").map { it throws(ResourceFault) in try it.time }
        explanation.acts =
            try reader.optional("acts")?.map { it throws(ResourceFault) in try TimelineEntry(it) } ?? []
        explanation.outlook = try reader.optional("outlook").map { it throws(ResourceFault) in
            try ExplainedOutlook(it)
        }
        return explanation
    }
}

extension JSONWriter {
    fileprivate mutating func explained(_ configuration: ExplainedConfiguration) {
        beginObject()
        name("since")
        time(configuration.since)
        name("loadedNow")
        bool(configuration.isLoaded)
        pagingThen(configuration.paging)
        endObject()
    }

    fileprivate mutating func explained(_ explained: ExplainedAlert) {
        beginObject()
        name("alert")
        alert(explained.alert)
        name("incident")
        if let incident = explained.incident { integer(incident.value) } else { null() }
        name("routes")
        array(explained.routes) { $0.explained($1) }
        name("mutes")
        array(explained.mutes) { $0.explained($1) }
        name("notifications")
        array(explained.notifications) { $0.explained($1) }
        endObject()
    }

    private mutating func explained(_ route: ExplainedRoute) {
        beginObject()
        name("depth")
        integer(route.depth)
        name("matchers")
        array(route.matchers) { $0.string($1) }
        name("receiver")
        string(route.receiver)
        name("verdict")
        string(route.verdict.rawValue)
        name("unmet")
        array(route.unmet) { $0.string($1) }
        name("quiet")
        if let quiet = route.quiet { string(quiet) } else { null() }
        name("groupKey")
        if let groupKey = route.groupKey { string(groupKey) } else { null() }
        name("groupWaitMilliseconds")
        integer(route.groupWait)
        name("groupIntervalMilliseconds")
        integer(route.groupInterval)
        name("repeatIntervalMilliseconds")
        integer(route.repeatInterval)
        name("nextFlush")
        time(route.nextFlush)
        name("firstFlush")
        bool(route.isFirstFlush)
        name("outSince")
        time(route.outSince)
        name("unspoken")
        array(route.unspoken) { $0.string($1) }
        name("hasNobody")
        bool(route.hasNobody)
        endObject()
    }

    private mutating func explained(_ mute: ExplainedMute) {
        beginObject()
        name("at")
        time(mute.at)
        name("by")
        if let by = mute.by { string(by) } else { null() }
        name("cause")
        string(mute.cause)
        name("reference")
        string(mute.reference)
        name("until")
        time(mute.until)
        name("rules")
        array(mute.rules) { $0.explained($1) }
        endObject()
    }

    private mutating func explained(_ rule: ExplainedInhibitRule) {
        beginObject()
        name("sourceMatchers")
        array(rule.sourceMatchers) { $0.string($1) }
        name("targetMatchers")
        array(rule.targetMatchers) { $0.string($1) }
        name("equal")
        array(rule.equal) { $0.string($1) }
        name("line")
        if let line = rule.line { integer(line) } else { null() }
        name("ofThatTime")
        bool(rule.isOfThatTime)
        name("name")
        if let name = rule.name { string(name) } else { null() }
        endObject()
    }

    private mutating func explained(_ told: ExplainedNotification) {
        beginObject()
        name("receiver")
        string(told.receiver)
        name("integration")
        string(told.integration)
        name("decidedAt")
        time(told.decidedAt)
        name("at")
        time(told.at)
        name("firing")
        bool(told.isFiring)
        name("outcome")
        string(told.outcome)
        name("reason")
        string(told.reason)
        pagingThen(told.paging)
        endObject()
    }
}

extension ExplainedAlert {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        self.init(
            alert: try AlertSummary(try reader.member("alert")),
            incident: try reader.nullable("incident").map { it throws(ResourceFault) in try it.incidentNumber },
            routes: try reader.member("routes").map { it throws(ResourceFault) in try ExplainedRoute(it) },
            mutes: try reader.member("mutes").map { it throws(ResourceFault) in try ExplainedMute(it) },
            notifications: try reader.member("notifications").map { it throws(ResourceFault) in
                try ExplainedNotification(it)
            })
    }
}

extension ExplainedRoute {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        self.init(
            depth: try reader.member("depth").count,
            matchers: try reader.member("matchers").map { it throws(ResourceFault) in try it.safeText },
            receiver: try reader.member("receiver").safeText,
            verdict: try reader.member("verdict").word(Verdict.self),
            unmet: try reader.member("unmet").map { it throws(ResourceFault) in try it.safeText },
            quiet: try reader.nullable("quiet").map { it throws(ResourceFault) in try it.safeText },
            groupKey: try reader.nullable("groupKey").map { it throws(ResourceFault) in try it.safeText },
            groupWait: try reader.member("groupWaitMilliseconds").long,
            groupInterval: try reader.member("groupIntervalMilliseconds").long,
            repeatInterval: try reader.member("repeatIntervalMilliseconds").long)
        nextFlush = try reader.optional("nextFlush").map { it throws(ResourceFault) in try it.time }
        outSince = try reader.optional("outSince").map { it throws(ResourceFault) in try it.time }
        unspoken = try reader.optional("unspoken")?.map { it throws(ResourceFault) in try it.safeText } ?? []
        isFirstFlush = try reader.optional("firstFlush")?.bool ?? false
        hasNobody = try reader.optional("hasNobody")?.bool ?? false
    }
}

extension ExplainedMute {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        self.init(
            at: try reader.member("at").time,
            by: try reader.nullable("by").map { it throws(ResourceFault) in try it.safeText },
            cause: try reader.member("cause").safeText, reference: try reader.member("reference").safeText,
            until: try reader.nullable("until").map { it throws(ResourceFault) in try it.time })
        rules = try reader.optional("rules")?.map { it throws(ResourceFault) in try ExplainedInhibitRule(it) } ?? []
    }
}

extension ExplainedInhibitRule {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        func texts(_ name: String) throws(ResourceFault) -> [SafeText] {
            try reader.member(name).map { it throws(ResourceFault) in try it.safeText }
        }
        self.init(
            sourceMatchers: try texts("sourceMatchers"), targetMatchers: try texts("targetMatchers"),
            equal: try texts("equal"),
            line: try reader.nullable("line").map { it throws(ResourceFault) in try it.count },
            isOfThatTime: try reader.member("ofThatTime").bool)
        name = try reader.optional("name").map { it throws(ResourceFault) in try it.safeText }
    }
}

extension ExplainedConfiguration {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        self.init(
            since: try reader.nullable("since").map { it throws(ResourceFault) in try it.time },
            isLoaded: try reader.member("loadedNow").bool, paging: try reader.pagingThen)
    }
}

extension ExplainedNotification {
    init(_ reader: ResourceReader) throws(ResourceFault) {
        receiver = try reader.member("receiver").safeText
        integration = try reader.member("integration").safeText
        decidedAt = try reader.member("decidedAt").time
        at = try reader.member("at").time
        isFiring = try reader.member("firing").bool
        outcome = try reader.member("outcome").safeText
        reason = try reader.member("reason").safeText
        paging = try reader.pagingThen
    }
}
