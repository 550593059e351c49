/// A JSON value as a tree: for answers, requests and documents, never for the alert path.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A whole number, written without fraction and exponent, that fits 64 bits.
    case integer(Int64)
    /// Any other number; always finite.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// The member of an object, or nil where there is none or this is no object.
    package subscript(name: String) -> JSONValue? {
        if case .object(let object) = self { object[name] } else { nil }
    }

    package var text: String? { if case .string(let text) = self { text } else { nil } }

    /// What it is, for a sentence: "a string", "an object".
    package var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// The members of an object, in the order in which their names first stood; of equal names the last value counts.
package struct JSONObject: Hashable, Sendable {
    package private(set) var members: [Member] = []
    private var places: [String: Int] = [:]

    package struct Member: Hashable, Sendable {
        package var name: String
        package var value: JSONValue
    }

    package init() {}

    package subscript(name: String) -> JSONValue? { places[name].map { members[$0].value } }

    package mutating func set(_ name: String, to value: JSONValue) {
        if let place = places[name] {
            members[place].value = value
        } else {
            places[name] = members.count
            members.append(Member(name: name, value: value))
        }
    }

    /// Equal objects hold equal members, in whatever order.
    package static func == (a: JSONObject, b: JSONObject) -> Bool {
        a.members.count == b.members.count && a.members.allSatisfy { b[$0.name] == $0.value }
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(members.count) }
}

extension JSONWriter {
    /// Writes a tree.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .integer(let value): integer(value)
        case .number(let value): number(value)
        case .string(let text): string(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members {
                name(member.name)
                self.value(member.value)
            }
            endObject()
        }
    }
}
