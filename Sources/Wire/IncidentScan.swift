import Incidents

/// Reads incidents straight from the bytes of a JSON text, without a tree: a console takes in a hundred thousand.
///
/// The members may stand in any order; the one that our own writer keeps is the fast one.
struct IncidentScan {
    private var packer = PairsPacker()
    private var decoded: [UInt8] = []

    /// The members of an incident, in the order in which ``JSONWriter`` writes them.
    private enum Member: Int, CaseIterable {
        case number, phase, shown, severity, title, service, openedAt, phaseSince, acknowledgedBy, acknowledgedAt
        case assignee, snoozedUntil, cleared, muted, noNewsSince, resolvedBy, resolvedAt, mergedInto, previous, flaps
        case firing, mutedFiring, resolved, expired, labels, sharedLabels, nextDeadline, timelineCount, revision

        static let names = Member.allCases.map { Array("\($0)".utf8) }
    }

    private static let phases = PhaseName.allCases.map { (bytes: Array($0.rawValue.utf8), phase: $0) }
    /// All members but `shown`, which says what the others say, and `sharedLabels`, which earlier routers do not send.
    private static let required =
        ((UInt32(1) << UInt32(Member.allCases.count)) - 1)
        & ~(1 << Member.shown.rawValue | 1 << Member.sharedLabels.rawValue)

    /// Reads one line: exactly one incident.
    mutating func line(_ bytes: UnsafeRawBufferPointer, number line: Int) throws(ResourceFault) -> IncidentSummary {
        var scanner = JSONScanner(bytes, depthMax: 8)
        do {
            let incident = try incident(&scanner)
            guard scanner.isAtEnd() else { throw scanner.unexpected(.afterValue) }
            return incident
        } catch let fault as ResourceFault {
            throw ResourceFault(path: "incidents[\(line)].\(fault.path)", reason: fault.reason)
        } catch {
            throw ResourceFault(path: "incidents[\(line)]", reason: "not JSON: \(error)")
        }
    }

    private mutating func incident(_ scanner: inout JSONScanner) throws -> IncidentSummary {
        var incident = IncidentSummary(
            number: IncidentNumber(0), phase: .triggered, severity: .sev5, title: .empty, service: .empty,
            openedAt: Timestamp(milliseconds: 0), phaseSince: Timestamp(milliseconds: 0))
        var details = IncidentSummary.Details()
        var (seen, expected): (UInt32, Int) = (0, 0)
        guard try scanner.kind() == .object else { throw ResourceFault(path: "", reason: "must be an object") }
        var hasMore = try scanner.enterObject()
        while hasMore {
            let key = try scanner.key()
            if let index = Self.member(key, scanner, expecting: expected), let member = Member(rawValue: index) {
                try take(member, &scanner, &incident, &details)
                seen |= 1 << UInt32(index)
                expected = index + 1
            } else {
                try scanner.skipValue(depth: 1)
            }
            hasMore = try scanner.hasNextMember()
        }
        guard seen & Self.required == Self.required else { throw Self.missing(seen) }
        incident.details = details
        return incident
    }

    private static func missing(_ seen: UInt32) -> ResourceFault {
        let first = Member.allCases.first {
            seen & 1 << UInt32($0.rawValue) == 0 && required & 1 << UInt32($0.rawValue) != 0
        }
        return ResourceFault(path: "\(first ?? .number)", reason: "is required")
    }

    private static func member(_ key: JSONText, _ scanner: JSONScanner, expecting expected: Int) -> Int? {
        let bytes = UnsafeRawBufferPointer(rebasing: scanner.bytes[key.range])
        if expected < Member.names.count, isEqual(bytes, Member.names[expected]) { return expected }
        return Member.names.firstIndex { isEqual(bytes, $0) }
    }

    @inline(__always)
    private static func isEqual(_ bytes: UnsafeRawBufferPointer, _ name: [UInt8]) -> Bool {
        guard bytes.count == name.count else { return false }
        for index in 0..<name.count where bytes[index] != name[index] { return false }
        return true
    }

    private mutating func take(
        _ member: Member, _ scanner: inout JSONScanner, _ incident: inout IncidentSummary,
        _ details: inout IncidentSummary.Details
    ) throws {
        switch member {
        case .number: incident.number = IncidentNumber(try count(&scanner, member, from: 1))
        case .phase: incident.phase = try phase(&scanner)
        case .shown: try scanner.skipValue(depth: 1)
        case .severity: incident.severity = try severity(&scanner)
        case .title: incident.title = try need(text(&scanner, member), member)
        case .service: incident.service = try need(text(&scanner, member), member)
        case .openedAt: incident.openedAt = try need(time(&scanner, member), member)
        case .phaseSince: incident.phaseSince = try need(time(&scanner, member), member)
        case .firing: incident.counts.firing = try count(&scanner, member)
        case .mutedFiring: incident.counts.muted = try count(&scanner, member)
        case .resolved: incident.counts.resolved = try count(&scanner, member)
        case .expired: incident.counts.expired = try count(&scanner, member)
        case .labels: incident.packedLabels = try labels(&scanner, member)
        case .sharedLabels: incident.packedShared = try labels(&scanner, member)
        case .nextDeadline: incident.nextDeadline = try time(&scanner, member)
        case .timelineCount: incident.timelineCount = try count(&scanner, member)
        case .revision: incident.revision = try count(&scanner, member)
        case .acknowledgedBy, .acknowledgedAt, .assignee, .snoozedUntil, .cleared, .muted, .noNewsSince, .resolvedBy,
            .resolvedAt, .mergedInto, .previous, .flaps:
            try take(member, &scanner, &details)
        }
    }

    private mutating func take(
        _ member: Member, _ scanner: inout JSONScanner, _ details: inout IncidentSummary.Details
    ) throws {
        switch member {
        case .acknowledgedBy: details.acknowledgedBy = try text(&scanner, member)
        case .acknowledgedAt: details.acknowledgedAt = try time(&scanner, member)
        case .assignee: details.assignee = try text(&scanner, member)
        case .snoozedUntil: details.snoozedUntil = try time(&scanner, member)
        case .cleared:
            guard try scanner.kind() == .bool else { throw Self.wrong(member, "a boolean") }
            details.isCleared = try scanner.bool()
        case .muted: details.mute = try mute(&scanner)
        case .noNewsSince: details.noNewsSince = try time(&scanner, member)
        case .resolvedBy: details.resolvedBy = try text(&scanner, member)
        case .resolvedAt: details.resolvedAt = try time(&scanner, member)
        case .mergedInto: details.mergedInto = try number(&scanner, member)
        case .previous: details.previous = try number(&scanner, member)
        case .flaps: details.flaps = try count(&scanner, member)
        default: break
        }
    }

    // MARK: Values

    private static let sev = Array("SEV".utf8)

    /// A rebased buffer is one that the decoder of the standard library knows: a slice would go through generic code.
    private static func string(_ scanner: JSONScanner, _ range: Range<Int>) -> String {
        String(decoding: UnsafeRawBufferPointer(rebasing: scanner.bytes[range]), as: UTF8.self)
    }

    private static func wrong(_ member: Member, _ expected: String) -> ResourceFault {
        ResourceFault(path: "\(member)", reason: "must be \(expected)")
    }

    private func need<Value>(_ value: Value?, _ member: Member) throws -> Value {
        guard let value else { throw Self.wrong(member, "there, not null") }
        return value
    }

    /// Whether the next value is null, which is passed then.
    private func isNull(_ scanner: inout JSONScanner) throws -> Bool {
        guard try scanner.kind() == .null else { return false }
        try scanner.null()
        return true
    }

    private mutating func text(_ scanner: inout JSONScanner, _ member: Member) throws -> SafeText? {
        if try isNull(&scanner) { return nil }
        guard try scanner.kind() == .string else { throw Self.wrong(member, "a string") }
        let text = try scanner.string()
        guard text.needsDecoding else { return SafeText(Self.string(scanner, text.range)) }
        decoded.removeAll(keepingCapacity: true)
        scanner.decode(text, into: &decoded)
        return SafeText(String(decoding: decoded, as: UTF8.self))
    }

    private mutating func time(_ scanner: inout JSONScanner, _ member: Member) throws -> Timestamp? {
        if try isNull(&scanner) { return nil }
        guard try scanner.kind() == .string else { throw Self.wrong(member, "a time") }
        let text = try scanner.string()
        let bytes = UnsafeRawBufferPointer(rebasing: scanner.bytes[text.range])
        guard !text.needsDecoding, let moment = try? TimestampParser.parse(bytes) else {
            throw Self.wrong(member, "a time")
        }
        return moment
    }

    private func count(_ scanner: inout JSONScanner, _ member: Member, from least: Int = 0) throws -> Int {
        guard try scanner.kind() == .number else { throw Self.wrong(member, "a whole number") }
        let (range, isInteger) = try scanner.number()
        var (value, isNegative): (Int, Bool) = (0, false)
        for offset in range {
            let byte = scanner.bytes[offset]
            if byte == UInt8(ascii: "-") {
                isNegative = true
                continue
            }
            guard isInteger else { break }
            let (times, over) = value.multipliedReportingOverflow(by: 10)
            let (sum, overAgain) = times.addingReportingOverflow(Int(byte &- UInt8(ascii: "0")))
            guard !over, !overAgain else { throw Self.wrong(member, "a whole number that fits 64 bits") }
            value = sum
        }
        guard isInteger, !isNegative || value == 0, value >= least else {
            throw Self.wrong(member, "a whole number from \(least) on")
        }
        return value
    }

    private func number(_ scanner: inout JSONScanner, _ member: Member) throws -> IncidentNumber? {
        try isNull(&scanner) ? nil : IncidentNumber(try count(&scanner, member, from: 1))
    }

    private func phase(_ scanner: inout JSONScanner) throws -> PhaseName {
        guard try scanner.kind() == .string else { throw Self.wrong(.phase, "a string") }
        let bytes = UnsafeRawBufferPointer(rebasing: scanner.bytes[try scanner.string().range])
        guard let known = Self.phases.first(where: { Self.isEqual(bytes, $0.bytes) }) else {
            throw Self.wrong(.phase, "one of triggered, acknowledged, mitigated, resolved")
        }
        return known.phase
    }

    /// `SEV1` to `SEV5`.
    private func severity(_ scanner: inout JSONScanner) throws -> Severity {
        guard try scanner.kind() == .string else { throw Self.wrong(.severity, "a string") }
        let range = try scanner.string().range
        guard range.count == 4,
            Self.isEqual(UnsafeRawBufferPointer(rebasing: scanner.bytes[range.prefix(3)]), Self.sev),
            let severity = Severity(rawValue: Int(scanner.bytes[range.upperBound - 1]) - 0x30)
        else { throw Self.wrong(.severity, "one of SEV1 to SEV5") }
        return severity
    }

    private mutating func mute(_ scanner: inout JSONScanner) throws -> Mute? {
        if try isNull(&scanner) { return nil }
        guard try scanner.kind() == .object else { throw Self.wrong(.muted, "an object") }
        var mute: Mute?
        var until: Timestamp?
        var (cause, reference) = (SafeText.empty, SafeText.empty)
        var hasMore = try scanner.enterObject()
        while hasMore {
            let key = try scanner.key()
            let name = String(decoding: scanner.bytes[key.range], as: UTF8.self)
            switch name {
            case "by": mute = Mute(by: try need(text(&scanner, .muted), .muted))
            case "until": until = try time(&scanner, .muted)
            case "cause": cause = try need(text(&scanner, .muted), .muted)
            case "reference": reference = try need(text(&scanner, .muted), .muted)
            default: try scanner.skipValue(depth: 2)
            }
            hasMore = try scanner.hasNextMember()
        }
        mute?.until = until
        mute?.cause = Mute.Cause(cause, reference)
        return try need(mute, .muted)
    }

    private mutating func labels(_ scanner: inout JSONScanner, _ member: Member) throws -> PackedPairs {
        guard try scanner.kind() == .object else { throw Self.wrong(member, "an object") }
        var hasMore = try scanner.enterObject()
        while hasMore {
            let name = try scanner.key()
            guard try scanner.kind() == .string else { throw Self.wrong(member, "an object of strings") }
            let value = try scanner.string()
            packer.add(packer.piece(of: name, in: scanner), packer.piece(of: value, in: scanner))
            hasMore = try scanner.hasNextMember()
        }
        return packer.finish(scanner.bytes, droppingEmptyValues: false)
    }
}
