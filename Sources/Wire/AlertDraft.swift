internal import Incidents

/// The members of a posted alert that mean something.
enum AlertMember {
    case labels, annotations, startsAt, endsAt, generatorURL

    /// The member of a name, by bytes; then, as Go's reader does it, without regard to ASCII case; else nil.
    @inline(__always)
    init?(_ name: JSONText, in scanner: JSONScanner) {
        if name.needsDecoding {
            var decoded: [UInt8] = []
            scanner.decode(name, into: &decoded)
            guard let member = decoded.withUnsafeBytes({ AlertMember(bytes: $0) }) else { return nil }
            self = member
        } else {
            let bytes = UnsafeRawBufferPointer(rebasing: scanner.bytes[name.range])
            guard let member = AlertMember(bytes: bytes) else { return nil }
            self = member
        }
    }

    private init?(bytes: UnsafeRawBufferPointer) {
        switch bytes.count {
        case 6 where AlertMember.equal(bytes, "labels"): self = .labels
        case 6 where AlertMember.equal(bytes, "endsat"): self = .endsAt
        case 8 where AlertMember.equal(bytes, "startsat"): self = .startsAt
        case 11 where AlertMember.equal(bytes, "annotations"): self = .annotations
        case 12 where AlertMember.equal(bytes, "generatorurl"): self = .generatorURL
        default: return nil
        }
    }

    @inline(__always)
    private static func equal(_ bytes: UnsafeRawBufferPointer, _ lowercase: StaticString) -> Bool {
        for index in 0..<bytes.count {
            let byte = bytes[index]
            let folded = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
            if folded != lowercase.utf8Start[index] { return false }
        }
        return true
    }
}

/// Why one alert of a batch is refused.
struct AlertRefusal: Error {
    var sentence: String
}

/// The alert that is being read. Reused from alert to alert, so that its buffers are too.
struct AlertDraft: Sendable {
    var hasLabels = false
    var startsAt: Timestamp?
    var endsAt: Timestamp?
    private var labels = PairsPacker()
    private var annotations = PairsPacker()
    private var generatorURL: PairsPacker.Piece?
    /// The first bound that the alert breaks.
    private var breach: String?

    mutating func reset() {
        hasLabels = false
        (startsAt, endsAt, generatorURL, breach) = (nil, nil, nil, nil)
        labels.removeAll()
        annotations.removeAll()
    }

    /// `"labels": null` after labels takes them back, as in Go.
    mutating func forgetLabels() {
        hasLabels = false
        labels.removeAll()
    }

    mutating func forgetAnnotations() {
        // The generator's address may lie in the same arena.
        guard generatorURL?.isInArena != true else { return annotations.removePairs() }
        annotations.removeAll()
    }

    /// Adds a label; null stands for an empty value.
    @inline(__always)
    mutating func addLabel(_ name: JSONText, _ value: JSONText?, _ scanner: JSONScanner, _ limits: ParserLimits) {
        guard labels.count < limits.labelsMax else { return exceed("more than \(limits.labelsMax) labels") }
        let namePiece = labels.piece(of: name, in: scanner)
        let valuePiece = value.map { labels.piece(of: $0, in: scanner) } ?? .empty
        if namePiece.count > limits.nameLengthMax || valuePiece.count > limits.valueLengthMax {
            let text = labels.text(namePiece, in: scanner.bytes)
            let sentence = tooLong("label", text, valuePiece, limits, limits.valueLengthMax)
            return exceed(sentence)
        }
        labels.add(namePiece, valuePiece)
    }

    /// Adds an annotation; null stands for an empty value.
    @inline(__always)
    mutating func addAnnotation(_ name: JSONText, _ value: JSONText?, _ scanner: JSONScanner, _ limits: ParserLimits) {
        guard annotations.count < limits.labelsMax else { return exceed("more than \(limits.labelsMax) annotations") }
        let namePiece = annotations.piece(of: name, in: scanner)
        let valuePiece = value.map { annotations.piece(of: $0, in: scanner) } ?? .empty
        if namePiece.count > limits.nameLengthMax || valuePiece.count > limits.annotationLengthMax {
            let text = annotations.text(namePiece, in: scanner.bytes)
            let sentence = tooLong("annotation", text, valuePiece, limits, limits.annotationLengthMax)
            return exceed(sentence)
        }
        annotations.add(namePiece, valuePiece)
    }

    mutating func setGeneratorURL(_ text: JSONText, _ scanner: JSONScanner, _ limits: ParserLimits) {
        let piece = annotations.piece(of: text, in: scanner)
        guard piece.count <= limits.annotationLengthMax else {
            return exceed("generatorURL: longer than \(limits.annotationLengthMax) bytes")
        }
        generatorURL = piece
    }

    private mutating func exceed(_ sentence: String) {
        if breach == nil { breach = sentence }
    }

    private func tooLong(
        _ what: String, _ name: String, _ value: PairsPacker.Piece, _ limits: ParserLimits, _ valueMax: Int
    ) -> String {
        if name.utf8.count > limits.nameLengthMax {
            let start = GoText.quoted(String(name.prefix(32)))
            return "\(what) name starting \(start): longer than \(limits.nameLengthMax) bytes"
        }
        return "\(what) \(GoText.quoted(name)): value of \(value.count) bytes is longer than \(valueMax)"
    }

    /// The alert, or why it is refused: the checks and their order are Alertmanager's, the bounds come first.
    mutating func finish(
        _ body: UnsafeRawBufferPointer, index: Int, limits: ParserLimits
    ) -> Result<PostedAlert, AlertRefusal> {
        if let breach { return .failure(AlertRefusal(sentence: "alert \(index): \(breach)")) }
        if let startsAt, let endsAt, endsAt < startsAt {
            return .failure(AlertRefusal(sentence: "start time must be before end time"))
        }
        if let name = labels.invalidName(in: body, ignoringEmptyValues: true) {
            return .failure(AlertRefusal(sentence: "invalid label set: invalid name \(GoText.quoted(name))"))
        }
        let packedLabels = labels.finish(body, droppingEmptyValues: true)
        if packedLabels.isEmpty { return .failure(AlertRefusal(sentence: "at least one label pair required")) }
        if let name = annotations.invalidName(in: body, ignoringEmptyValues: false) {
            return .failure(AlertRefusal(sentence: "invalid annotations: invalid name \(GoText.quoted(name))"))
        }
        if let generatorURL, generatorURL.count > 0 { annotations.add(.empty, generatorURL) }
        let packedText = annotations.finish(body, droppingEmptyValues: false)
        return .success(
            PostedAlert(
                labels: LabelSet(packedLabels), text: AlertText(packed: packedText), startsAt: startsAt,
                endsAt: endsAt))
    }
}
