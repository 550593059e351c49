import Wire

/// Holds a value against a schema of the OpenAPI document: the part of JSON Schema that the document uses.
struct SchemaCheck {
    let document: JSONValue

    init() throws { document = try JSONReader().read(OpenAPIDocument.bytes) }

    /// What of a value does not fit the named schema; empty when everything does.
    func faults(of bytes: [UInt8], as schema: String) throws -> [String] {
        let value = try JSONReader(sizeMax: 1 << 24).read(bytes)
        return faults(of: value, reference(schema), "$")
    }

    func faults(ofArray bytes: [UInt8], of schema: String) throws -> [String] {
        guard case .array(let elements) = try JSONReader().read(bytes) else { return ["no array"] }
        return elements.flatMap { faults(of: $0, reference(schema), "$[]") }
    }

    private func reference(_ name: String) -> JSONValue { document["components"]?["schemas"]?[name] ?? .null }

    private func faults(of value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        guard case .object = schema else { return ["\(path): no schema"] }
        if let reference = schema["$ref"]?.text {
            return faults(of: value, self.reference(String(reference.split(separator: "/").last ?? "")), path)
        }
        if value == .null { return schema["nullable"] == .bool(true) ? [] : ["\(path): null"] }
        if case .array(let words)? = schema["enum"], !words.contains(value) { return ["\(path): not in the list"] }
        switch (schema["type"]?.text, value) {
        case ("string", .string), ("boolean", .bool), ("integer", .integer): return []
        case ("array", .array(let elements)):
            return elements.flatMap { faults(of: $0, schema["items"] ?? .null, path + "[]") }
        case ("object", .object(let object)): return faults(of: object, schema, path)
        default: return ["\(path): \(value.kindName) is not \(schema["type"]?.text ?? "?")"]
        }
    }

    private func faults(of object: JSONObject, _ schema: JSONValue, _ path: String) -> [String] {
        var faults: [String] = []
        if case .array(let names)? = schema["required"] {
            for name in names.compactMap(\.text) where object[name] == nil { faults.append("\(path).\(name): missing") }
        }
        for member in object.members {
            let path = "\(path).\(member.name)"
            if let property = schema["properties"]?[member.name] {
                faults += self.faults(of: member.value, property, path)
            } else if let rest = schema["additionalProperties"], case .object = rest {
                faults += self.faults(of: member.value, rest, path)
            } else if schema["additionalProperties"] == .bool(false) {
                faults.append("\(path): not in the schema")
            }
        }
        return faults
    }
}
