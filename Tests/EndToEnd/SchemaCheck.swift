/// Holds a value against a schema of an OpenAPI 3.0 document, strictly: a keyword that is not understood is a fault of
/// its own, so that nothing is passed over.
struct SchemaCheck {
    private let document: JSON
    private(set) var faults: [String] = []

    init(document: JSON) { self.document = document }

    /// What is wrong with a value; nothing when it fits.
    static func faults(of value: JSON, against schema: JSON, in document: JSON) -> [String] {
        var check = SchemaCheck(document: document)
        check.check(value, schema, "$")
        return check.faults
    }

    /// Follows a reference within the document.
    static func resolve(_ part: JSON, in document: JSON) -> JSON {
        guard let reference = part["$ref"].string else { return part }
        let path = reference.split(separator: "/").dropFirst()
        return resolve(path.reduce(document) { $0[String($1)] }, in: document)
    }

    private mutating func check(_ value: JSON, _ unresolved: JSON, _ place: String) {
        let schema = Self.resolve(unresolved, in: document)
        guard case .object(let members) = schema, !members.isEmpty else {
            return faults.append("\(place): there is no schema \(unresolved["$ref"].string ?? "here")")
        }
        for key in members.keys where !Self.known.contains(key) {
            faults.append("\(place): the schema says \(key), which this check does not understand")
        }
        if value.isNull {
            if schema["nullable"].bool != true { faults.append("\(place): null is not allowed") }
            return
        }
        if case .array(let choices) = schema["oneOf"] { return checkOneOf(value, choices, place) }
        if case .array(let allowed) = schema["enum"], !allowed.contains(value) {
            faults.append("\(place): \(value) is none of the allowed ones")
        }
        switch (schema["type"].string, value) {
        case ("object", .object(let members)): checkObject(members, schema, place)
        case ("array", .array(let items)):
            if let most = schema["maxItems"].int, items.count > most { faults.append("\(place): too many") }
            for (index, item) in items.enumerated() { check(item, schema["items"], "\(place)[\(index)]") }
        case ("string", .string(let text)): checkString(text, schema, place)
        case ("integer", .number(let number)):
            if Int(exactly: number) == nil { faults.append("\(place): \(number) is no integer") }
            checkBounds(number, schema, place)
        case ("number", .number(let number)): checkBounds(number, schema, place)
        case ("boolean", .bool): break
        default: faults.append("\(place): \(value) is no \(schema["type"].string ?? "value of a type")")
        }
    }

    private static let known: Set<String> = [
        "type", "description", "required", "properties", "additionalProperties", "items", "enum", "nullable", "format",
        "pattern", "minimum", "minLength", "maxLength", "maxItems", "minProperties", "maxProperties", "oneOf",
        "example",
    ]

    private mutating func checkOneOf(_ value: JSON, _ choices: [JSON], _ place: String) {
        let fitting = choices.count { Self.faults(of: value, against: $0, in: document).isEmpty }
        if fitting != 1 { faults.append("\(place): fits \(fitting) of \(choices.count) schemas, not one") }
    }

    private mutating func checkObject(_ members: [String: JSON], _ schema: JSON, _ place: String) {
        for name in schema["required"].items.compactMap(\.string) where members[name] == nil {
            faults.append("\(place): \(name) is missing")
        }
        if let least = schema["minProperties"].int, members.count < least { faults.append("\(place): too few members") }
        if let most = schema["maxProperties"].int, members.count > most { faults.append("\(place): too many members") }
        let properties = schema["properties"].members
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            if let property = properties[name] {
                check(value, property, "\(place).\(name)")
            } else if case .object = schema["additionalProperties"] {
                check(value, schema["additionalProperties"], "\(place).\(name)")
            } else if schema["additionalProperties"].bool != true {
                faults.append("\(place): \(name) is not in the schema")
            }
        }
    }

    private mutating func checkString(_ text: String, _ schema: JSON, _ place: String) {
        if schema["format"].string == "date-time", text.wholeMatch(of: Self.time) == nil {
            faults.append("\(place): \(text) is no time in UTC")
        }
        if let pattern = schema["pattern"].string {
            let regex = try? Regex(pattern)
            if regex.map({ text.firstMatch(of: $0) == nil }) ?? true {
                faults.append("\(place): \(text) is no \(pattern)")
            }
        }
        if let least = schema["minLength"].int, text.count < least { faults.append("\(place): too short") }
        if let most = schema["maxLength"].int, text.count > most { faults.append("\(place): too long") }
    }

    private nonisolated(unsafe) static let time = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/

    private mutating func checkBounds(_ number: Double, _ schema: JSON, _ place: String) {
        if case .number(let least) = schema["minimum"], number < least {
            faults.append("\(place): \(number) is too small")
        }
        if case .number(let most) = schema["maximum"], number > most {
            faults.append("\(place): \(number) is too large")
        }
    }
}
