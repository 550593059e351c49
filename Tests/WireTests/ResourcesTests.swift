import Incidents
import Testing
import Wire

@Suite struct ResourcesTests {
    @Test(arguments: [ResourceSamples.full, ResourceSamples.bare])
    func `an incident comes back as it was`(incident: IncidentSummary) throws {
        #expect(try Resources.incident(from: Resources.encode(incident)) == incident)
    }

    @Test func `an incident has every member of the contract, missing ones null`() throws {
        let json = String(decoding: Resources.encode(ResourceSamples.bare), as: UTF8.self)

        #expect(
            json == #"{"number":1,"phase":"triggered","shown":"TRIG","severity":"SEV5","title":"t","service":"","#
                + #""openedAt":"2026-11-23T03:08:08.568Z","phaseSince":"2026-11-23T03:08:08.568Z","#
                + #""acknowledgedBy":null,"acknowledgedAt":null,"assignee":null,"snoozedUntil":null,"cleared":false,"#
                + #""muted":null,"noNewsSince":null,"resolvedBy":null,"resolvedAt":null,"mergedInto":null,"#
                + #""previous":null,"flaps":0,"firing":0,"mutedFiring":0,"resolved":0,"expired":0,"labels":{},"#
                + #""sharedLabels":{},"nextDeadline":null,"timelineCount":0,"revision":0}"#)
    }

    @Test func `lists come back as they were`() throws {
        let incidents = [ResourceSamples.full, ResourceSamples.bare]
        let timeline = [ResourceSamples.entry, ResourceSamples.ours]
        let alerts = [ResourceSamples.alert, ResourceSamples.firing]

        #expect(try Resources.incidents(from: Resources.encode(incidents)) == incidents)
        #expect(try Resources.timeline(from: Resources.encode(timeline)) == timeline)
        #expect(try Resources.alerts(from: Resources.encode(alerts)) == alerts)
    }

    @Test func `detail, snapshot, status, batch and notice come back as they were`() throws {
        #expect(try Resources.detail(from: Resources.encode(ResourceSamples.detail)) == ResourceSamples.detail)
        #expect(try Resources.snapshot(from: Resources.encode(ResourceSamples.snapshot)) == ResourceSamples.snapshot)
        #expect(try Resources.status(from: Resources.encode(ResourceSamples.status)) == ResourceSamples.status)
        #expect(try Resources.feedBatch(from: Resources.encode(ResourceSamples.batch)) == ResourceSamples.batch)
        let notice = Notice(
            degraded: ResourceSamples.text, clockSet: ResourceSamples.clockSet, paging: .shadow,
            allMuted: Mute(by: "kim", cause: .interval("nights")))
        #expect(try Resources.notice(from: Resources.encode(notice)) == notice)
    }

    @Test(arguments: [ResourceSamples.explanation, ResourceSamples.unexplained])
    func `an explanation comes back as it was`(explanation: Explanation) throws {
        #expect(try Resources.explanation(from: Resources.encode(explanation)) == explanation)
    }

    @Test func `an explanation of an older router is read without what that does not send`() throws {
        var old = ResourceSamples.explanation
        (old.openedAt, old.mergedInto, old.mergedAt, old.configuration) = (nil, nil, nil, nil)
        for route in old.alerts[0].routes.indices {
            old.alerts[0].routes[route].nextFlush = nil
            old.alerts[0].routes[route].outSince = nil
            old.alerts[0].routes[route].unspoken = []
        }
        for mute in old.alerts[0].mutes.indices { old.alerts[0].mutes[mute].rules = [] }
        for told in old.alerts[0].notifications.indices { old.alerts[0].notifications[told].paging = nil }
        let full = String(decoding: Resources.encode(old), as: UTF8.self)
        let unsent = [
            #","openedAt":null"#, #","mergedInto":null"#, #","mergedAt":null"#, #","configuration":null"#,
            #","nextFlush":null"#, #","outSince":null"#, #","unspoken":[]"#, #","rules":[]"#, #","paging":null"#,
        ]
        for member in unsent { #expect(full.contains(member)) }
        let json = unsent.reduce(full) { $0.replacing($1, with: "") }

        #expect(try Resources.explanation(from: Array(full.utf8)) == old)
        #expect(try Resources.explanation(from: Array(json.utf8)) == old)
    }

    @Test func `a page of an older router does not say whether anybody was to be told`() throws {
        let json = String(decoding: Resources.encode(ResourceSamples.detail), as: UTF8.self)
            .replacing(#","paging":"shadow""#, with: "")

        #expect(try Resources.detail(from: Array(json.utf8)).pages.first?.paging == nil)
    }

    @Test func `who looks comes back as it was, in the order of the numbers`() throws {
        #expect(try Resources.presence(from: Resources.encode(ResourceSamples.presence)) == ResourceSamples.presence)
        let two = Presence([IncidentNumber(17): [Onlooker("kim", isWriting: true)], IncidentNumber(3): [Onlooker("a")]])
        #expect(
            String(decoding: Resources.encode(two), as: UTF8.self)
                == #"{"presence":[{"incident":3,"people":[{"name":"a","writing":false}]},"#
                + #"{"incident":17,"people":[{"name":"kim","writing":true}]}]}"#)
    }

    @Test(
        arguments: [
            PresenceRequest(console: "console-1.a_B", incident: IncidentNumber(17), isWriting: true),
            PresenceRequest(console: "c", incident: nil),
        ])
    func `where somebody looks comes back as it was`(request: PresenceRequest) throws {
        #expect(try Resources.presenceRequest(from: Resources.encode(request)) == request)
    }

    @Test(
        arguments: [
            (#"{"incident":1}"#, "console is required"),
            (#"{"console":"c"}"#, "incident is required"),
            (#"{"console":"c","incident":0}"#, "incident must be the number of an incident, from 1 on"),
            (#"{"console":"c","incident":1,"writing":1}"#, "writing must be a boolean, not a number"),
            (
                #"{"console":"a b","incident":1}"#,
                "console must be 1 to 64 letters, digits, hyphens, dots and underscores"
            ),
        ])
    func `a look that cannot be read names the member`(body: String, words: String) {
        do {
            _ = try Resources.presenceRequest(from: Array(body.utf8))
            Issue.record("was read")
        } catch {
            #expect(error.description.hasPrefix(words), "\(error)")
        }
    }

    @Test func `a snapshot of a router that does not tell who looks is read`() throws {
        var snapshot = ResourceSamples.snapshot
        snapshot.presence = nil

        #expect(try Resources.snapshot(from: Resources.encode(snapshot)) == snapshot)
    }

    @Test func `receipts and refusals come back as they were`() throws {
        let receipt = Receipt(incident: IncidentNumber(17), said: ResourceSamples.text)
        let empty = Receipt()
        let refusal = Refusal(.heldBySomebodyElse, ResourceSamples.text)

        #expect(try Resources.receipt(from: Resources.encode(receipt)) == receipt)
        #expect(try Resources.receipt(from: Resources.encode(empty)) == empty)
        #expect(try Resources.errorAnswer(from: Resources.encode(refusal)).refusal == refusal)
    }

    @Test func `an error of the door is no refusal, and may be without a sentence`() throws {
        let gone = try Resources.errorAnswer(from: Array(#"{"code":"gone"}"#.utf8))

        #expect(gone == ErrorAnswer(code: "gone", error: ""))
        #expect(gone.refusal == nil)
    }

    @Test func `of a batch of changes only what is for watchers is told`() throws {
        let incident = Incident(
            number: IncidentNumber(2), title: "t", service: "s", severity: .sev3, openedAt: ResourceSamples.at)
        let changes = ChangeBatch(
            seq: 5, at: ResourceSamples.at,
            changes: [
                .alertJoined(Fingerprint(1), IncidentNumber(2)), .incident(incident),
                .timeline(ResourceSamples.entry), .alertMuted(Fingerprint(1), nil, at: ResourceSamples.at),
                .page(ResourceSamples.page),
            ])
        let told = try Resources.feedBatch(from: Resources.encode(changes))

        #expect(
            told.items == [
                .incident(IncidentSummary(incident)), .timeline(ResourceSamples.entry), .page(ResourceSamples.page),
            ])
    }

    @Test func `an item of a kind from a newer router is passed over`() throws {
        let json = #"{"seq":1,"at":"2026-11-23T03:08:08.568Z","changes":[{"moon":{}}],"tide":1}"#

        #expect(try Resources.feedBatch(from: Array(json.utf8)).items.isEmpty)
    }

    @Test func `no text of a resource shows itself`() {
        let all = [
            Resources.encode(ResourceSamples.snapshot), Resources.encode(ResourceSamples.detail),
            Resources.encode(ResourceSamples.status), Resources.encode(ResourceSamples.batch),
        ]

        #expect(
            all.allSatisfy { !String(decoding: $0, as: UTF8.self).unicodeScalars.contains(where: SafeText.mustHide) })
    }

    @Test(
        arguments: [
            (#""severity":"SEV2""#, #""severity":"SEV9""#, "incidents[0].severity must be one of SEV1 to SEV5"),
            (#""number":17,"#, "", "incidents[0].number is required"),
            (#""number":17,"#, #""number":"17","#, "incidents[0].number must be a whole number, not a string"),
            (#""firing":5"#, #""firing":-5"#, "incidents[0].firing must not be negative"),
            (
                #""phase":"acknowledged""#, #""phase":"lost""#,
                "incidents[0].phase must be one of triggered, acknowledged, mitigated, resolved"
            ),
            (#""seq":41"#, #""seq":4.5"#, "seq must be a whole number, not a number"),
            (#""demo":true"#, #""demo":null"#, "router.demo must be a boolean, not null"),
            (#""mayAct":false"#, #""may":false"#, "you.mayAct is required"),
            (
                #""at":"2026-11-23T03:08:08.568Z","router""#, #""at":"soon","router""#,
                #"at must be a time: parsing time "soon" as "2006-01-02 15:04:05": cannot parse "soon" as "2006""#
            ),
        ])
    func `what is missing or wrong is named by its path`(good: String, bad: String, words: String) throws {
        let json = String(decoding: Resources.encode(ResourceSamples.snapshot), as: UTF8.self)
        let broken = json.replacing(good, with: bad, maxReplacements: 1)
        try #require(broken != json)

        do {
            _ = try Resources.snapshot(from: Array(broken.utf8))
            Issue.record("was read")
        } catch {
            #expect(error.description == words)
        }
    }
}

@Suite struct ActRequestTests {
    @Test(arguments: ResourceSamples.verbs)
    func `every act comes back as it was`(verb: Act.Verb) throws {
        let number = IncidentNumber(17)
        let request = ActRequest(act: Act(verb, number), request: RequestID("mine/1"))
        let anonymous = ActRequest(act: Act(verb, number))

        #expect(try Resources.actRequest(from: Resources.encode(request), incident: number) == request)
        #expect(try Resources.actRequest(from: Resources.encode(anonymous), incident: number) == anonymous)
    }

    @Test(
        arguments: [
            ("{}", "verb is required"), (#"{"verb":5}"#, "verb must be a string, not a number"),
            (
                #"{"verb":"eat"}"#,
                "verb must be one of ack, unack, take, snooze, mitigate, resolve, reopen, note, "
                    + "severity, merge, unmerge, undo"
            ),
            (#"{"verb":"snooze"}"#, "until is required"),
            (#"{"verb":"snooze","until":null}"#, "until must be a string, not null"),
            (#"{"verb":"snooze","until":"0001-01-01T00:00:00Z"}"#, "until must be a time, not an empty one"),
            (#"{"verb":"note"}"#, "text is required"), (#"{"verb":"note","text":" \n"}"#, "text must not be empty"),
            (#"{"verb":"severity","severity":"2"}"#, "severity must be one of SEV1 to SEV5"),
            (#"{"verb":"merge","into":0}"#, "into must be the number of an incident, from 1 on"),
            (#"{"verb":"ack","request":""}"#, "request must be 1 to 128 bytes long"),
            (#"{"verb":"ack","request":[]}"#, "request must be a string, not an array"),
            ("[]", "must be an object, not an array"),
            ("{", "not JSON: line 1: unexpected EOF (byte 1)"),
        ])
    func `a request that cannot be read names the member`(body: String, words: String) {
        do {
            _ = try Resources.actRequest(from: Array(body.utf8), incident: IncidentNumber(1))
            Issue.record("was read")
        } catch {
            #expect(error.description == words)
        }
    }

    @Test func `notes and requests are bounded`() {
        let note = "{\"verb\":\"note\",\"text\":\"\(String(repeating: "x", count: ActRequest.noteLengthMax + 1))\"}"
        let body = Array(repeating: UInt8(ascii: " "), count: ActRequest.bodySizeMax + 1)

        #expect(throws: ResourceFault(path: "text", reason: "must not be longer than 16384 bytes")) {
            try Resources.actRequest(from: Array(note.utf8), incident: IncidentNumber(1))
        }
        #expect(throws: ResourceFault.self) { try Resources.actRequest(from: body, incident: IncidentNumber(1)) }
    }
}
