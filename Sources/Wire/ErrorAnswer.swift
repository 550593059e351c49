package import Incidents

/// What an answer of `/api/v1` says when it is not the one that was asked for.
package struct ErrorAnswer: Error, Hashable, Sendable {
    /// A word for programs: that of a ``Refusal``, or of the door: `badRequest`, `unauthorized`, `gone`.
    package var code: String
    /// A sentence for people, with the next step.
    package var error: SafeText

    package init(code: String, error: SafeText) { (self.code, self.error) = (code, error) }

    package init(_ refusal: Refusal) { self.init(code: refusal.code.rawValue, error: refusal.said) }

    /// The refusal that this is; nil when it is an error of the door.
    package var refusal: Refusal? { Refusal.Code(rawValue: code).map { Refusal($0, error) } }
}

extension Resources {
    /// Writes an error.
    package static func encode(_ answer: ErrorAnswer) -> [UInt8] {
        write { writer in
            writer.beginObject()
            writer.name("code")
            writer.string(answer.code)
            writer.name("error")
            writer.string(answer.error)
            writer.endObject()
        }
    }

    /// Writes a refusal of the watch.
    package static func encode(_ refusal: Refusal) -> [UInt8] { encode(ErrorAnswer(refusal)) }

    /// Reads an error; one without a sentence is read too.
    package static func errorAnswer(from bytes: [UInt8]) throws(ResourceFault) -> ErrorAnswer {
        let reader = try read(bytes)
        return ErrorAnswer(
            code: try reader.member("code").text, error: try reader.optional("error")?.safeText ?? .empty)
    }

    /// Writes a receipt.
    package static func encode(_ receipt: Receipt) -> [UInt8] {
        write { writer in
            writer.beginObject()
            writer.name("incident")
            writer.incidentNumber(receipt.incident)
            writer.name("silence")
            if let silence = receipt.silence { writer.string(silence.description) } else { writer.null() }
            writer.name("said")
            writer.string(receipt.said)
            writer.name("updatedAt")
            writer.time(receipt.updatedAt)
            writer.endObject()
        }
    }

    /// Reads a receipt.
    package static func receipt(from bytes: [UInt8]) throws(ResourceFault) -> Receipt {
        let reader = try read(bytes)
        return Receipt(
            incident: try reader.nullable("incident")?.incidentNumber,
            silence: try reader.optional("silence")?.silenceID, said: try reader.member("said").safeText,
            updatedAt: try reader.optional("updatedAt")?.time)
    }
}
