internal import Incidents

/// The resources of `/api/v1`, as JSON, both ways.
///
/// Each function writes one whole answer or request, or reads one. Reading passes over members that it does not know,
/// and names the path of one that is missing or of another type.
package enum Resources {
    /// The largest answer that a client reads: a snapshot of a hundred thousand open incidents fits.
    package static let answerSizeMax = 256 << 20

    static func write(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(reserving: 1024)
        body(&writer)
        return writer.bytes
    }

    static func read(_ bytes: [UInt8]) throws(ResourceFault) -> ResourceReader {
        do {
            return ResourceReader(try JSONReader(sizeMax: answerSizeMax).read(bytes), path: "")
        } catch {
            throw ResourceFault(path: "", reason: "not JSON: line \(error.line(in: bytes)): \(error)")
        }
    }
}

/// Why a resource cannot be read: which member, and what is wrong with it.
package struct ResourceFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The member: `incidents[3].severity`; empty for the whole.
    package var path: String
    /// What is wrong, without the path: "is required".
    package var reason: String

    package init(path: String, reason: String) { (self.path, self.reason) = (path, reason) }

    package var description: String { path.isEmpty ? reason : "\(path) \(reason)" }
}

/// Reads members out of a tree and knows where it is.
struct ResourceReader {
    let value: JSONValue
    let path: String

    init(_ value: JSONValue, path: String) { (self.value, self.path) = (value, path) }

    func fault(_ reason: String) -> ResourceFault { ResourceFault(path: path, reason: reason) }

    private func wrong(_ expected: String) -> ResourceFault {
        fault("must be \(expected), not \(value.kindName)")
    }

    /// A member that must be there; it may be null.
    func member(_ name: String) throws(ResourceFault) -> ResourceReader {
        guard case .object(let object) = value else { throw wrong("an object") }
        let path = path.isEmpty ? name : "\(path).\(name)"
        guard let member = object[name] else { throw ResourceFault(path: path, reason: "is required") }
        return ResourceReader(member, path: path)
    }

    /// A member that must be there, nil when it is null.
    func nullable(_ name: String) throws(ResourceFault) -> ResourceReader? {
        let member = try member(name)
        return member.value == .null ? nil : member
    }

    /// A member that may be missing or null.
    func optional(_ name: String) throws(ResourceFault) -> ResourceReader? {
        guard case .object(let object) = value else { throw wrong("an object") }
        guard object[name] != nil else { return nil }
        return try nullable(name)
    }

    var elements: [ResourceReader] {
        get throws(ResourceFault) {
            guard case .array(let elements) = value else { throw wrong("an array") }
            return elements.enumerated().map { ResourceReader($1, path: "\(path)[\($0)]") }
        }
    }

    func map<Element>(
        _ transform: (ResourceReader) throws(ResourceFault) -> Element
    ) throws(ResourceFault) -> [Element] {
        var all: [Element] = []
        for element in try elements { all.append(try transform(element)) }
        return all
    }

    var text: String {
        get throws(ResourceFault) {
            guard case .string(let text) = value else { throw wrong("a string") }
            return text
        }
    }

    var safeText: SafeText { get throws(ResourceFault) { SafeText(try text) } }

    var bool: Bool {
        get throws(ResourceFault) {
            guard case .bool(let bool) = value else { throw wrong("a boolean") }
            return bool
        }
    }

    var long: Int64 {
        get throws(ResourceFault) {
            guard case .integer(let number) = value else { throw wrong("a whole number") }
            return number
        }
    }

    /// A count or an ordinal: not negative.
    var count: Int {
        get throws(ResourceFault) {
            let number = try long
            guard number >= 0, let count = Int(exactly: number) else { throw fault("must not be negative") }
            return count
        }
    }

    var incidentNumber: IncidentNumber {
        get throws(ResourceFault) {
            let number = try long
            guard number >= 1, let value = Int(exactly: number) else {
                throw fault("must be the number of an incident, from 1 on")
            }
            return IncidentNumber(value)
        }
    }

    var time: Timestamp {
        get throws(ResourceFault) {
            do {
                if let moment = try TimestampParser.parse(try text) { return moment }
            } catch let error as TimestampFault {
                throw fault("must be a time: \(error)")
            } catch let error as ResourceFault {
                throw error
            } catch {
                throw fault("must be a time")
            }
            throw fault("must be a time, not an empty one")
        }
    }

    var severity: Severity {
        get throws(ResourceFault) {
            let text = try text
            guard let severity = Severity.allCases.first(where: { $0.name == text }) else {
                throw fault("must be one of SEV1 to SEV5")
            }
            return severity
        }
    }

    /// One word of a closed list.
    func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) throws(ResourceFault) -> Word
    where Word.RawValue == String {
        guard let word = Word(rawValue: try text) else {
            throw fault("must be one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return word
    }

    var labels: [LabelText] {
        get throws(ResourceFault) {
            guard case .object(let object) = value else { throw wrong("an object") }
            var labels: [LabelText] = []
            for member in object.members {
                let reader = ResourceReader(member.value, path: "\(path).\(member.name)")
                labels.append(LabelText(name: SafeText(member.name), value: try reader.safeText))
            }
            return labels
        }
    }
}
