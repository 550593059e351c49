import Incidents
import Support
import Testing
import Wire

/// The corpus as labels, annotations and links of alerts: whole, cut anywhere, and in bytes that are no text.
@Suite struct HostileCorpusTests {
    private static func alert(_ text: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        writer.beginObject()
        writer.name("labels")
        writer.beginObject()
        writer.name("alertname")
        writer.string(text)
        writer.name("service")
        writer.string("x" + text)
        writer.endObject()
        writer.name("annotations")
        writer.beginObject()
        writer.name("summary")
        writer.string(text)
        writer.endObject()
        writer.name("generatorURL")
        writer.string("http://x.example/" + text)
        writer.endObject()
        writer.endArray()
        return writer.bytes
    }

    /// The same without an escape where JSON allows that: the characters themselves.
    private static func raw(_ text: String) -> [UInt8] {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": escaped += "\\\(scalar)"
            case "\u{0}"..<"\u{20}":
                let digits = String(scalar.value, radix: 16)
                escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return Array("[{\"labels\":{\"alertname\":\"\(escaped)\",\"b\":\"\(escaped)\"}}]".utf8)
    }

    @Test(arguments: HostileCorpus.Category.allCases)
    func `a body with a hostile text is taken to the letter or refused`(category: HostileCorpus.Category) throws {
        var parser = PostableAlertsParser()
        for text in HostileCorpus.texts(category) {
            let (written, plain) = (try? parser.parse(Self.alert(text)), try? parser.parse(Self.raw(text)))
            #expect(written != nil && plain != nil, "\(text.debugDescription)")
            for batch in [written, plain].compactMap({ $0 }) where batch.fault == nil && !text.isEmpty {
                let name = try #require(batch.alerts.first?.labels[raw: "alertname"])
                #expect(Array(name.utf8) == Array(text.utf8), "\(text.debugDescription)")
            }
        }
    }

    @Test(arguments: HostileCorpus.Category.allCases)
    func `a body cut at any byte is refused, and never a trap`(category: HostileCorpus.Category) {
        var parser = PostableAlertsParser()
        for text in HostileCorpus.texts(category) where text.utf8.count <= 200 {
            for body in [Self.alert(text), Self.raw(text)] {
                let taken = (0..<body.count).filter { (try? parser.parse(Array(body[..<$0]))) != nil }
                #expect(taken.isEmpty, "\(text.debugDescription) cut at \(taken)")
            }
        }
    }

    @Test func `bytes that are no text are refused or mended, never handed on`() {
        var parser = PostableAlertsParser()
        for broken in HostileCorpus.brokenBytes {
            let body = Array("[{\"labels\":{\"alertname\":\"a".utf8) + broken + Array("z\",\"b\":\"c\"}}]".utf8)
            for end in 0..<body.count { _ = try? parser.parse(Array(body[..<end])) }
            guard let batch = try? parser.parse(body), batch.fault == nil else { continue }
            for alert in batch.alerts {
                let name = alert.labels[raw: "alertname"] ?? ""
                #expect(name.unicodeScalars.contains("\u{FFFD}"), "\(broken)")
                #expect(HostileCorpus.fault(inLine: SafeText(name).shown) == nil, "\(broken)")
            }
        }
    }

    @Test(arguments: HostileCorpus.Category.allCases)
    func `JSON of ours shows no hidden character, and keeps the text`(category: HostileCorpus.Category) throws {
        for text in HostileCorpus.texts(category) {
            var writer = JSONWriter()
            writer.beginObject()
            writer.name(text)
            writer.string(SafeText(text))
            writer.endObject()
            let written = String(decoding: writer.bytes, as: UTF8.self)
            let bad = written.unicodeScalars.filter(HostileCorpus.isForbidden)
            #expect(bad.isEmpty, "\(bad.map { String($0.value, radix: 16) })")
            let read = try JSONReader().read(writer.bytes)
            guard case .object(let object) = read, let member = object.members.first else {
                Issue.record("\(read)")
                continue
            }
            #expect(Array(member.name.utf8) == Array(text.utf8))
            #expect(member.value.text.map { Array($0.utf8) } == Array(text.utf8))
        }
    }
}
