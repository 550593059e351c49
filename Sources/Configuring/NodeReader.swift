internal import Yams

/// Turns the text of a file into nodes with places, within bounds, and finds what is wrong with the text as YAML.
///
/// The YAML library unfolds aliases itself, which makes a small file huge, and it stops at the first key that stands
/// twice. Both are turned around by what ``MaskedText`` hides from it.
struct NodeReader {
    /// The longest file, in bytes.
    static let sizeMax = 1 << 20
    /// How deep blocks and lists may be nested.
    static let depthMax = 64
    /// How many nodes a file may have once its aliases are unfolded.
    static let nodesMax = 100_000
    /// How many keys that stand twice are told.
    static let duplicatesMax = 32

    private var text: MaskedText
    private var anchors: [String: ConfigurationNode] = [:]
    /// Set once a bound was passed: what is missing then is no further fault.
    private var isCut = false

    /// Reads a file. Nil when it is empty, or so wrong that there is nothing to look at.
    static func read(_ text: String, into findings: inout Findings) -> ConfigurationNode? {
        guard text.utf8.count <= sizeMax else {
            findings.fault(.start, "the file is larger than 1 MiB", "split off what does not belong in it")
            return nil
        }
        let document = FirstDocument(text)
        if let place = document.rest {
            findings.warn(place, "this stands behind the first document, which is all that is read of a file")
        }
        if let place = MaskedText.reservedPlace(in: document.text) {
            findings.fault(place, "a private-use character (U+E000–U+E0FF) is not allowed", "remove it")
            return nil
        }
        var reader = NodeReader(text: MaskedText(document.text))
        return reader.read(into: &findings)
    }

    private init(text: MaskedText) { self.text = text }

    private mutating func read(into findings: inout Findings) -> ConfigurationNode? {
        do {
            for _ in 0...NodeReader.duplicatesMax {
                do {
                    return try readOnce(into: &findings)
                } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                    if text.maskKey(at: Place(context.mark)) { continue }
                    findings.fault(
                        Place(context.mark), "the key \"\(text.restoredKey(keys.first ?? ""))\" stands more than once",
                        "keep one of them")
                    return nil
                }
            }
            findings.fault(.start, "more than \(NodeReader.duplicatesMax) keys stand twice", "keep one of each")
        } catch {
            let (place, problem) = NodeReader.told(error)
            guard !text.hasTab(at: place) else {
                findings.fault(place, "a tab cannot indent here", "write spaces in its place")
                return nil
            }
            findings.fault(place, "this is not YAML: \(problem)", "check indentation, quotes and brackets before it")
        }
        return nil
    }

    /// Throws what the YAML library throws.
    private mutating func readOnce(into findings: inout Findings) throws -> ConfigurationNode? {
        let parser = try Parser(yaml: text.masked, encoding: .utf8)
        guard let root = try parser.singleRoot() else { return nil }
        // The nodes hold their anchors weakly: they live as long as the parser.
        return withExtendedLifetime(parser) { convert(root, depth: 0, into: &findings) }
    }

    private mutating func convert(_ node: Node, depth: Int, into findings: inout Findings) -> ConfigurationNode? {
        let place = node.mark.map(Place.init) ?? .start
        guard depth <= NodeReader.depthMax else {
            if !isCut { findings.fault(place, "nested deeper than \(NodeReader.depthMax) levels", "flatten it") }
            isCut = true
            return nil
        }
        var converted: ConfigurationNode?
        switch node {
        case .scalar(let scalar):
            converted = convert(scalar, at: place, into: &findings)
        case .sequence(let sequence):
            var items: [ConfigurationNode] = []
            for item in sequence {
                if let item = convert(item, depth: depth + 1, into: &findings) { items.append(item) }
            }
            converted = weighed(.list(items), place, items.reduce(1) { $0 + $1.weight }, into: &findings)
        case .mapping(let mapping):
            let entries = convert(mapping, depth: depth, into: &findings)
            converted = weighed(.block(entries), place, entries.reduce(1) { $0 + $1.value.weight }, into: &findings)
        case .alias:
            converted = nil
        }
        if let converted, let anchor = node.anchor { anchors[anchor.rawValue] = converted }
        return converted
    }

    private func convert(
        _ scalar: Node.Scalar, at place: Place, into findings: inout Findings
    ) -> ConfigurationNode? {
        if let name = NodeReader.alias(scalar) {
            guard let target = anchors[name] else {
                if isCut { return nil }
                findings.fault(
                    place, "the alias *\(name) has no anchor before it", "write &\(name) before what it stands for")
                return nil
            }
            return target
        }
        return ConfigurationNode(
            place: place, content: .text(MaskedText.restored(scalar.string), isPlain: scalar.style == .plain),
            weight: 1)
    }

    /// The name of the alias that a scalar was, or nil.
    private static func alias(_ scalar: Node.Scalar) -> String? {
        scalar.style == .plain ? MaskedText.alias(in: scalar.string) : nil
    }

    private mutating func convert(
        _ mapping: Node.Mapping, depth: Int, into findings: inout Findings
    ) -> [ConfigurationNode.Entry] {
        var entries: [ConfigurationNode.Entry] = []
        var merged: [ConfigurationNode] = []
        var places: [String: Place] = [:]
        for (keyNode, valueNode) in mapping {
            let place = keyNode.mark.map(Place.init) ?? .start
            let value = convert(valueNode, depth: depth + 1, into: &findings)
            guard case .scalar(let scalar) = keyNode, NodeReader.alias(scalar) == nil else {
                findings.fault(place, "a key must be a word", "write the key out")
                continue
            }
            guard let value else { continue }
            let key = text.restoredKey(scalar.string)
            if key == "<<", scalar.style == .plain {
                merged.append(value)
            } else if let first = places[key] {
                findings.fault(
                    place, "the key \"\(key)\" already stands in line \(first.line)", "keep one of them")
            } else {
                places[key] = place
                entries.append(ConfigurationNode.Entry(key: key, keyPlace: place, value: value))
            }
        }
        for source in merged { merge(source, into: &entries, &places, findings: &findings) }
        return entries
    }

    /// Adds the entries of a merge key's value, or of each block in its list, where their keys are not there yet.
    private func merge(
        _ source: ConfigurationNode, into entries: inout [ConfigurationNode.Entry], _ places: inout [String: Place],
        findings: inout Findings
    ) {
        switch source.content {
        case .block(let others):
            for other in others where places[other.key] == nil {
                places[other.key] = other.keyPlace
                entries.append(other)
            }
        case .list(let items) where !items.contains(where: \.isList):
            for item in items { merge(item, into: &entries, &places, findings: &findings) }
        case .list, .text:
            findings.fault(source.place, "<< takes a block of keys, not \(source.kind)", "write an alias of a block")
        }
    }

    /// A node, unless the file has become too heavy by it; that is said once.
    private mutating func weighed(
        _ content: ConfigurationNode.Content, _ place: Place, _ weight: Int, into findings: inout Findings
    ) -> ConfigurationNode? {
        guard weight > NodeReader.nodesMax || isCut else {
            return ConfigurationNode(place: place, content: content, weight: weight)
        }
        if !isCut {
            findings.fault(
                place, "more than \(NodeReader.nodesMax) values once its aliases are unfolded",
                "write fewer aliases of aliases")
        }
        isCut = true
        return nil
    }

    /// Place and words of a fault that the YAML library found.
    private static func told(_ error: any Error) -> (Place, String) {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            (Place(mark), [context?.text, problem].compactMap { $0 }.joined(separator: ", "))
        case .reader(let problem, _, _, _):
            (.start, problem)
        default:
            (.start, "it cannot be read")
        }
    }
}

extension Place {
    init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }
}

extension ConfigurationNode {
    fileprivate var isList: Bool { if case .list = content { true } else { false } }
}
