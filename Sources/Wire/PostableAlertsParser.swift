internal import Incidents

/// Reads the body of `POST /api/v2/alerts` in one pass over its bytes.
///
/// Nothing is taken from a body that is not JSON from end to end. From a body that is, each alert that is good is
/// taken, and the others are named in the fault of the batch. Members match their names without regard to ASCII case
/// and unknown ones are passed over, as Go's reader does it. Keep one parser for many bodies: it reuses its buffers.
package struct PostableAlertsParser: Sendable {
    package let limits: ParserLimits
    private var alert = AlertDraft()

    package init(limits: ParserLimits = ParserLimits()) { self.limits = limits }

    /// Reads a body.
    ///
    /// - Throws: the answer to a body of which nothing is taken.
    package mutating func parse(_ body: [UInt8]) throws(AlertsFault) -> PostedBatch {
        let result: Result<PostedBatch, AlertsFault> = body.withUnsafeBytes { bytes in
            do throws(AlertsFault) {
                return .success(try parse(bytes))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Reads a body; see ``parse(_:)-([UInt8])``.
    package mutating func parse(_ body: UnsafeRawBufferPointer) throws(AlertsFault) -> PostedBatch {
        // The draft has one owner at a time, so that its buffers are reused and never copied.
        var draft = AlertDraft()
        swap(&draft, &alert)
        var pass = AlertsPass(body: body, limits: limits, alert: draft)
        draft = AlertDraft()
        defer { alert = pass.alert }
        if pass.scanner.isAtEnd() { throw .required("alerts") }
        do {
            try pass.run()
        } catch {
            throw .unreadable(error.words)
        }
        if let mismatch = pass.mismatch { throw .unreadable(mismatch) }
        if pass.alertCount > limits.alertsMax {
            throw .tooLarge("body holds \(pass.alertCount) alerts, more than \(limits.alertsMax)")
        }
        if let index = pass.withoutLabels { throw .required("\(index).labels") }
        return pass.batch
    }
}

/// One walk over one body.
struct AlertsPass {
    var scanner: JSONScanner
    var alert: AlertDraft
    let limits: ParserLimits
    /// The alerts that are good so far.
    private var alerts: [PostedAlert] = []
    private var refusals = Refusals()
    private(set) var alertCount = 0
    /// The first place where a value is of another type than it must be, in Go's words.
    private(set) var mismatch: String?
    /// The first alert that has no labels at all.
    private(set) var withoutLabels: Int?

    init(body: UnsafeRawBufferPointer, limits: ParserLimits, alert: AlertDraft) {
        scanner = JSONScanner(body, depthMax: limits.depthMax)
        (self.limits, self.alert) = (limits, alert)
    }

    var batch: PostedBatch { PostedBatch(alerts: alerts, refusals: refusals) }

    /// Reads the whole body.
    mutating func run() throws(JSONFault) {
        let kind = try scanner.kind()
        switch kind {
        case .array:
            if try scanner.enterArray() {
                repeat { try element() } while try scanner.hasNextElement()
            }
        case .null: try scanner.null()
        case .string, .number, .object, .bool:
            mismatched(kind, into: "value of type models.PostableAlerts")
            try scanner.skipValue(depth: 0)
        }
        guard scanner.isAtEnd() else { throw scanner.unexpected(.afterValue) }
    }

    private mutating func mismatched(_ kind: JSONScanner.Kind, into target: String) {
        guard mismatch == nil else { return }
        mismatch = "json: cannot unmarshal \(kind.name) into Go \(target)"
    }

    private mutating func element() throws(JSONFault) {
        let index = alertCount
        alertCount += 1
        let kind = try scanner.kind()
        guard kind == .object else {
            if kind == .null {
                withoutLabels = withoutLabels ?? index
            } else {
                mismatched(kind, into: "value of type models.PostableAlert")
            }
            try scanner.skipValue(depth: 1)
            return
        }
        alert.reset()
        if try scanner.enterObject() {
            repeat {
                let name = try scanner.key()
                try member(AlertMember(name, in: scanner))
            } while try scanner.hasNextMember()
        }
        // Beyond the bound the body is only looked at for its syntax, and then refused as a whole.
        guard alertCount <= limits.alertsMax else { return }
        guard alert.hasLabels else {
            withoutLabels = withoutLabels ?? index
            return
        }
        switch alert.finish(scanner.bytes, index: index, limits: limits) {
        case .success(let posted): alerts.append(posted)
        case .failure(let refusal): refusals.add(refusal.sentence)
        }
    }

    private mutating func member(_ member: AlertMember?) throws(JSONFault) {
        switch member {
        case .labels: try pairs(isLabels: true)
        case .annotations: try pairs(isLabels: false)
        case .startsAt: alert.startsAt = try time("startsAt") ?? alert.startsAt
        case .endsAt: alert.endsAt = try time("endsAt") ?? alert.endsAt
        case .generatorURL: try generatorURL()
        case nil: try scanner.skipValue(depth: 2)
        }
    }

    /// An object of strings.
    private mutating func pairs(isLabels: Bool) throws(JSONFault) {
        let place = isLabels ? "struct field Alert.labels" : "struct field .annotations"
        let kind = try scanner.kind()
        guard kind == .object else {
            if kind == .null {
                if isLabels { alert.forgetLabels() } else { alert.forgetAnnotations() }
            } else {
                mismatched(kind, into: "\(place) of type models.LabelSet")
            }
            try scanner.skipValue(depth: 2)
            return
        }
        if isLabels { alert.hasLabels = true }
        guard try scanner.enterObject() else { return }
        repeat {
            let name = try scanner.key()
            let kind = try scanner.kind()
            switch kind {
            case .string:
                let value = try scanner.string()
                if isLabels {
                    alert.addLabel(name, value, scanner, limits)
                } else {
                    alert.addAnnotation(name, value, scanner, limits)
                }
            case .null:
                try scanner.null()
                if isLabels {
                    alert.addLabel(name, nil, scanner, limits)
                } else {
                    alert.addAnnotation(name, nil, scanner, limits)
                }
            case .number, .object, .array, .bool:
                mismatched(kind, into: "\(place) of type string")
                try scanner.skipValue(depth: 3)
            }
        } while try scanner.hasNextMember()
    }

    /// A moment: outer nil when the member is null and says nothing, inner nil when it says "not set".
    private mutating func time(_ member: StaticString) throws(JSONFault) -> Timestamp?? {
        let kind = try scanner.kind()
        switch kind {
        case .string:
            let text = try scanner.string()
            do throws(TimestampFault) {
                guard text.needsDecoding else {
                    return try TimestampParser.parse(UnsafeRawBufferPointer(rebasing: scanner.bytes[text.range]))
                }
                var decoded: [UInt8] = []
                scanner.decode(text, into: &decoded)
                return try TimestampParser.parse(String(decoding: decoded, as: UTF8.self))
            } catch {
                mismatch = mismatch ?? error.description
                return nil
            }
        case .number:
            let (range, isInteger) = try scanner.number()
            let digits = String(decoding: scanner.bytes[range], as: UTF8.self)
            if isInteger, let number = Int64(digits), let moment = TimestampParser.parse(epochMilliseconds: number) {
                return moment
            }
            mismatch = mismatch ?? "parsing time \(digits): not milliseconds since 1970 of the years 1 to 9999"
            return nil
        case .null:
            try scanner.null()
            return nil
        case .object, .array, .bool:
            mismatched(kind, into: "struct field .\(member) of type string")
            try scanner.skipValue(depth: 2)
            return nil
        }
    }

    private mutating func generatorURL() throws(JSONFault) {
        let kind = try scanner.kind()
        switch kind {
        case .string: alert.setGeneratorURL(try scanner.string(), scanner, limits)
        case .null: try scanner.null()
        case .number, .object, .array, .bool:
            mismatched(kind, into: "struct field Alert.generatorURL of type string")
            try scanner.skipValue(depth: 2)
        }
    }
}
