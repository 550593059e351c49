package import Incidents

/// A silence as a client posted it, with the id that it named.
package struct PostedSilence: Hashable, Sendable {
    package var draft: SilenceDraft
    /// Whether it changes a silence whose id none of ours can be: there is no such silence.
    package var namesNone: Bool
    /// The client's own name for this act; only our own interface has one.
    package var request: RequestID?

    package init(draft: SilenceDraft, namesNone: Bool = false, request: RequestID? = nil) {
        (self.draft, self.namesNone, self.request) = (draft, namesNone, request)
    }
}

/// Reads the body of `POST /api/v2/silences`, and that of `/api/v1`, which is the same with members of ours.
///
/// What it refuses it refuses in the words of Alertmanager 0.25: what is no JSON or of another type is 400 with an
/// object, what is missing is 422, and what makes no sense is 400 with a string. Ours are the members `reviewAt`,
/// `endsWithAlerts`, `readAsOf` and `request`, which Alertmanager's clients never send. Whether the matchers can be met is for
/// those to say who can compile them.
package struct SilencesParser: Sendable {
    /// Go's zero time, which stands for "not said".
    package static let unsaid = Timestamp(milliseconds: TimestampParser.range.lowerBound)
    /// The largest body, in bytes.
    package static let bodySizeMax = 1 << 20
    /// The most matchers of one silence.
    package static let matchersMax = 128

    package let limits: ParserLimits

    package init(limits: ParserLimits = ParserLimits()) { self.limits = limits }

    /// Reads a body.
    ///
    /// - Throws: the answer to one that is refused.
    package func parse(_ body: [UInt8]) throws(AlertsFault) -> PostedSilence {
        guard body.contains(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }) else {
            throw .required("silence")
        }
        let value: JSONValue
        do {
            value = try JSONReader(sizeMax: Self.bodySizeMax, depthMax: limits.depthMax).read(body)
        } catch {
            throw unreadable(error.words)
        }
        var pass = SilencePass()
        switch value {
        case .object(let object): pass.take(object)
        case .null: break
        case .bool, .integer, .number, .string, .array:
            throw unreadable(
                "json: cannot unmarshal \(value.goName) into Go value of type struct "
                    + "{ ID string \"json:\\\"id,omitempty\\\"\" }")
        }
        if let mismatch = pass.mismatch { throw unreadable(mismatch) }
        if let missing = pass.missing { throw .required(missing) }
        if pass.matchers.isEmpty {
            throw AlertsFault(
                status: 422,
                body: AlertmanagerV2.error(code: 612, message: "matchers in body should have at least 1 items"))
        }
        if let breach = breach(of: pass) { throw .refused("silence invalid: \(breach)") }
        return try silence(pass)
    }

    private func silence(_ pass: SilencePass) throws(AlertsFault) -> PostedSilence {
        let (startsAt, endsAt) = (pass.startsAt ?? Self.unsaid, pass.endsAt ?? Self.unsaid)
        guard startsAt < endsAt else {
            throw .refused("Failed to create silence: start time must be before end time")
        }
        let id = pass.id.flatMap { $0.isEmpty ? nil : $0 }
        var draft = SilenceDraft(
            id: id.flatMap { SilenceID($0) },
            matchers: pass.matchers.map { matcher in
                SilenceMatcher(
                    name: matcher.name ?? "", value: matcher.value ?? "", isRegex: matcher.isRegex ?? false,
                    isEqual: matcher.isEqual ?? true)
            },
            startsAt: startsAt, endsAt: endsAt, createdBy: SafeText(pass.createdBy ?? ""),
            comment: SafeText(pass.comment ?? ""), reviewAt: pass.reviewAt, endsWithAlerts: pass.endsWithAlerts)
        draft.readAsOf = pass.readAsOf
        return PostedSilence(
            draft: draft, namesNone: id != nil && draft.id == nil, request: pass.request.flatMap { RequestID($0) })
    }

    /// The first bound that a silence breaks.
    private func breach(of pass: SilencePass) -> String? {
        if pass.matchers.count > Self.matchersMax { return "more than \(Self.matchersMax) matchers" }
        for (index, matcher) in pass.matchers.enumerated() {
            if matcher.name?.utf8.count ?? 0 > limits.nameLengthMax {
                return "label matcher \(index): its name is longer than \(limits.nameLengthMax) bytes"
            }
            if matcher.value?.utf8.count ?? 0 > limits.valueLengthMax {
                return "label matcher \(index): its value is longer than \(limits.valueLengthMax) bytes"
            }
        }
        if pass.createdBy?.utf8.count ?? 0 > limits.nameLengthMax {
            return "createdBy is longer than \(limits.nameLengthMax) bytes"
        }
        if pass.comment?.utf8.count ?? 0 > limits.annotationLengthMax {
            return "the comment is longer than \(limits.annotationLengthMax) bytes"
        }
        if let request = pass.request, RequestID(request) == nil {
            return "request must be 1 to \(RequestID.lengthMax) bytes long"
        }
        return nil
    }

    private func unreadable(_ reason: String) -> AlertsFault { .unreadable(reason, "silence") }
}

/// One walk over the members of a silence, in their order, as Go's reader takes them: names without regard to ASCII
/// case, unknown ones passed over, and the first value of another type is what is complained about.
private struct SilencePass {
    struct Matcher {
        var name: String?
        var value: String?
        var isRegex: Bool?
        var isEqual: Bool?
    }

    var id: String?
    var matchers: [Matcher] = []
    var startsAt: Timestamp?
    var endsAt: Timestamp?
    var createdBy: String?
    var comment: String?
    var reviewAt: Timestamp?
    var endsWithAlerts = false
    var readAsOf: Timestamp?
    var request: String?
    /// The first place where a value is of another type than it must be, in Go's words.
    private(set) var mismatch: String?
    /// The members that were there and not null, in small letters.
    private var present: Set<String> = []
    /// The first member of a matcher that is missing.
    private var missingOfMatchers: String?

    mutating func take(_ object: JSONObject) {
        // The id is read by itself, before everything else.
        for member in object.members where member.name.lowercased() == "id" {
            id = text(member.value, "struct field .id") ?? id
        }
        for member in object.members {
            let name = member.name.lowercased()
            if member.value != .null { present.insert(name) }
            switch name {
            case "comment": comment = text(member.value, "struct field Silence.comment") ?? comment
            case "createdby": createdBy = text(member.value, "struct field Silence.createdBy") ?? createdBy
            case "startsat": startsAt = time(member.value, "startsAt") ?? startsAt
            case "endsat": endsAt = time(member.value, "endsAt") ?? endsAt
            case "matchers": take(matchers: member.value)
            case "reviewat": reviewAt = time(member.value, "reviewAt") ?? reviewAt
            case "endswithalerts": endsWithAlerts = bool(member.value, "Silence.endsWithAlerts") ?? false
            case "readasof": readAsOf = time(member.value, "readAsOf") ?? readAsOf
            case "request": request = text(member.value, "struct field Silence.request") ?? request
            default: break
            }
        }
    }

    /// The first member that must be there and is not; in Alertmanager's order, which is that of the alphabet.
    var missing: String? {
        for name in ["comment", "createdBy", "endsAt", "matchers", "startsAt"] {
            if !present.contains(name.lowercased()) { return name }
            if name == "matchers", let missingOfMatchers { return missingOfMatchers }
            // An empty list is complained about in its turn.
            if name == "matchers", matchers.isEmpty { return nil }
        }
        return nil
    }

    private mutating func take(matchers value: JSONValue) {
        (matchers, missingOfMatchers) = ([], nil)
        guard case .array(let elements) = value else {
            if value != .null { mismatched(value, "struct field Silence.matchers of type models.Matchers") }
            return
        }
        for (index, element) in elements.enumerated() {
            var matcher = Matcher()
            switch element {
            case .object(let object): take(object, into: &matcher)
            case .null: break
            case .bool, .integer, .number, .string, .array:
                mismatched(element, "struct field Silence.matchers of type models.Matcher")
            }
            let missing = matcher.isRegex == nil ? "isRegex" : matcher.name == nil ? "name" : "value"
            if matcher.isRegex == nil || matcher.name == nil || matcher.value == nil {
                missingOfMatchers = missingOfMatchers ?? "matchers.\(index).\(missing)"
            }
            matchers.append(matcher)
        }
    }

    private mutating func take(_ object: JSONObject, into matcher: inout Matcher) {
        for member in object.members {
            switch member.name.lowercased() {
            case "name": matcher.name = text(member.value, "struct field Matcher.matchers.name") ?? matcher.name
            case "value": matcher.value = text(member.value, "struct field Matcher.matchers.value") ?? matcher.value
            case "isregex": matcher.isRegex = bool(member.value, "Matcher.matchers.isRegex") ?? matcher.isRegex
            case "isequal": matcher.isEqual = bool(member.value, "Matcher.matchers.isEqual") ?? matcher.isEqual
            default: break
            }
        }
    }

    private mutating func mismatched(_ value: JSONValue, _ target: String) {
        mismatch = mismatch ?? "json: cannot unmarshal \(value.goName) into Go \(target)"
    }

    private mutating func text(_ value: JSONValue, _ place: String) -> String? {
        if case .string(let text) = value { return text }
        if value != .null { mismatched(value, "\(place) of type string") }
        return nil
    }

    private mutating func bool(_ value: JSONValue, _ field: String) -> Bool? {
        if case .bool(let bool) = value { return bool }
        if value != .null { mismatched(value, "struct field \(field) of type bool") }
        return nil
    }

    private mutating func time(_ value: JSONValue, _ field: String) -> Timestamp? {
        guard let text = text(value, "struct field Silence.\(field)") else { return nil }
        do { return try TimestampParser.parse(text) } catch {
            mismatch = mismatch ?? error.description
            return nil
        }
    }
}

extension JSONValue {
    /// What Go calls its kind in a complaint about a type.
    fileprivate var goName: String {
        switch self {
        case .null: "null"
        case .bool: "bool"
        case .integer, .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
