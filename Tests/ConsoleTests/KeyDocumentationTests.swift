import Console
import Foundation
import Testing

/// The page and the README are made from the table of keys. `MIDWATCH_RECORD=1 swift test --filter KeyDocumentation`
/// writes them anew.
@Suite("The documentation of the keys is that of the table")
struct KeyDocumentationTests {
    static let root = URL(fileURLWithPath: #filePath)
        .resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let page = root.appendingPathComponent("Sources/midwatch/Midwatch.docc/Keys.md")
    static let readme = root.appendingPathComponent("README.md")
    static let isRecording = ProcessInfo.processInfo.environment["MIDWATCH_RECORD"] == "1"

    @Test("Keys.md")
    func keys() throws {
        let wanted = KeyDocumentation.page()
        if Self.isRecording { try wanted.write(to: Self.page, atomically: true, encoding: .utf8) }

        #expect(try String(contentsOf: Self.page, encoding: .utf8) == wanted)
    }

    @Test("The table in the README")
    func readme() throws {
        let wanted = KeyDocumentation.readmeTable()
        var text = try String(contentsOf: Self.readme, encoding: .utf8)
        let start = try #require(text.range(of: "| key | does |\n"))
        let end = try #require(text.range(of: "\n\n", range: start.lowerBound..<text.endIndex))
        let range = start.lowerBound..<text.index(after: end.lowerBound)
        if Self.isRecording {
            text.replaceSubrange(range, with: wanted)
            try text.write(to: Self.readme, atomically: true, encoding: .utf8)
        } else {
            #expect(text[range] == wanted)
        }
    }
}
