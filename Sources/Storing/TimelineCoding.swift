import Incidents

/// Timelines, pages, acts and their outcomes, as bytes.
extension ByteWriter {
    mutating func entry(_ entry: TimelineEntry) {
        number(entry.incident)
        int(entry.ordinal)
        time(entry.at)
        actor(entry.actor)
        byte(entry.kind.tag)
        text(entry.text)
    }

    mutating func page(_ page: Page) {
        number(page.id.incident)
        int(page.id.ordinal)
        time(page.at)
        byte(UInt8(page.severity.rawValue))
        text(page.reason)
        switch page.state {
        case .queued: byte(0)
        case .sent(let at, let reached):
            byte(page.paging == nil ? 1 : 3)
            time(at)
            int(reached)
            if let paging = page.paging { self.paging(paging) }
        case .dropped(let at):
            byte(2)
            time(at)
        }
    }

    mutating func paging(_ paging: Paging) {
        switch paging {
        case .on: byte(0)
        case .shadow: byte(1)
        case .off: byte(2)
        }
    }

    mutating func outcome(_ outcome: Outcome) {
        switch outcome {
        case .done(let receipt):
            byte(0)
            optional(receipt.incident) { $0.number($1) }
            text(receipt.said)
            optional(receipt.silence) { $0.silenceID($1) }
        case .refused(let refusal):
            byte(1)
            byte(refusal.code.tag)
            text(refusal.said)
        }
    }

    mutating func verb(_ verb: Act.Verb) {
        switch verb {
        case .acknowledge: byte(0)
        case .unacknowledge: byte(1)
        case .take: byte(2)
        case .snooze(let until):
            byte(3)
            time(until)
        case .mitigate: byte(4)
        case .resolve: byte(5)
        case .reopen: byte(6)
        case .note(let note):
            byte(7)
            text(note)
        case .severity(let severity):
            byte(8)
            byte(UInt8(severity.rawValue))
        case .merge(let into):
            byte(9)
            number(into)
        case .unmerge: byte(10)
        case .undo: byte(11)
        }
    }
}

extension ByteReader {
    mutating func entry() throws(CodecFault) -> TimelineEntry {
        TimelineEntry(
            incident: try number(), ordinal: try int(), at: try time(), actor: try actor(), kind: try kind(),
            text: try text())
    }

    private mutating func kind() throws(CodecFault) -> TimelineEntry.Kind {
        let start = offset
        let tag = try byte()
        guard let kind = TimelineEntry.Kind.tagged[tag] else {
            throw .unknownTag(UInt64(tag), of: "kind of entry", at: start)
        }
        return kind
    }

    mutating func page() throws(CodecFault) -> Page {
        let id = PageID(incident: try number(), ordinal: try int())
        var page = Page(id: id, at: try time(), severity: try severity(), reason: try text())
        let start = offset
        switch try byte() {
        case 0: break
        case 1: page.state = .sent(at: try time(), reached: try int())
        case 2: page.state = .dropped(at: try time())
        case 3:
            page.state = .sent(at: try time(), reached: try int())
            page.paging = try paging()
        case let tag: throw .unknownTag(UInt64(tag), of: "state of a page", at: start)
        }
        return page
    }

    mutating func paging() throws(CodecFault) -> Paging {
        let start = offset
        switch try byte() {
        case 0: return .on
        case 1: return .shadow
        case 2: return .off
        case let tag: throw .unknownTag(UInt64(tag), of: "paging", at: start)
        }
    }

    mutating func outcome() throws(CodecFault) -> Outcome {
        let start = offset
        switch try byte() {
        case 0:
            var receipt = Receipt(
                incident: try optional { reader throws(CodecFault) in try reader.number() }, said: try text())
            if version >= 3 {
                receipt.silence = try optional { reader throws(CodecFault) in try reader.silenceID() }
            }
            return .done(receipt)
        case 1: return .refused(Refusal(try refusalCode(), try text()))
        case let tag: throw .unknownTag(UInt64(tag), of: "outcome", at: start)
        }
    }

    private mutating func refusalCode() throws(CodecFault) -> Refusal.Code {
        let start = offset
        let tag = try byte()
        guard let code = Refusal.Code.tagged[tag] else { throw .unknownTag(UInt64(tag), of: "refusal", at: start) }
        return code
    }

    mutating func verb() throws(CodecFault) -> Act.Verb {
        let start = offset
        switch try byte() {
        case 0: return .acknowledge
        case 1: return .unacknowledge
        case 2: return .take
        case 3: return .snooze(until: try time())
        case 4: return .mitigate
        case 5: return .resolve
        case 6: return .reopen
        case 7: return .note(try text())
        case 8: return .severity(try severity())
        case 9: return .merge(into: try number())
        case 10: return .unmerge
        case 11: return .undo
        case let tag: throw .unknownTag(UInt64(tag), of: "act", at: start)
        }
    }
}

extension TimelineEntry.Kind {
    /// The tag on disk. Given once, never given again.
    fileprivate var tag: UInt8 {
        switch self {
        case .opened: 1
        case .joined: 2
        case .severity: 3
        case .acknowledged: 4
        case .unacknowledged: 5
        case .taken: 6
        case .snoozed: 7
        case .mitigated: 8
        case .resolved: 9
        case .reopened: 10
        case .triggered: 11
        case .note: 12
        case .merged: 13
        case .unmerged: 14
        case .undone: 15
        case .paged: 16
        case .muted: 17
        case .unmuted: 18
        case .noNews: 19
        case .warned: 20
        case .seen: 21
        case .cleared: 22
        case .flapping: 23
        }
    }

    fileprivate static let tagged = Dictionary(uniqueKeysWithValues: allCases.map { ($0.tag, $0) })
}

extension Refusal.Code {
    /// The tag on disk. Given once, never given again.
    fileprivate var tag: UInt8 {
        switch self {
        case .unknownIncident: 1
        case .resolvedAlready: 2
        case .heldBySomebodyElse: 3
        case .notHeld: 4
        case .notResolved: 5
        case .nothingToUndo: 6
        case .tooLateToUndo: 7
        case .mergeIntoItself: 8
        case .mergeIntoResolved: 9
        case .notMerged: 10
        case .inThePast: 11
        case .alertRefused: 12
        case .tooFarAhead: 13
        case .wrongPhase: 14
        case .groupIsElsewhere: 15
        case .unknownSilence: 16
        case .silenceRefused: 17
        }
    }

    fileprivate static let tagged = Dictionary(uniqueKeysWithValues: allCases.map { ($0.tag, $0) })
}
