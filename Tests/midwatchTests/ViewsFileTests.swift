import Foundation
import Incidents
import Testing

@testable import midwatch

@Suite("Saved filters")
struct ViewsFileTests {
    private let folder = NSTemporaryDirectory() + "views-\(UUID().uuidString)"

    @Test("come back as they were, and the folder is made")
    func roundTrip() {
        let file = ViewsFile(path: folder + "/state/midwatch/views")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(file.load().isEmpty)
        #expect(file.save(["night": "sev<=2 !deploy", "mine": "owner:me"]) == nil)
        #expect(file.load() == ["night": "sev<=2 !deploy", "mine": "owner:me"])
        #expect(file.save([:]) == nil)
        #expect(file.load().isEmpty)
    }

    @Test("that cannot be written are said, with the file")
    func refused() {
        let file = ViewsFile(path: "/proc/nowhere/views")
        #expect(file.save(["a": "b"])?.shown.contains("/proc/nowhere/views") == true)
    }

    @Test("lie under the state folder of the person")
    func place() {
        #expect(ViewsFile(environment: ["XDG_STATE_HOME": "/s", "HOME": "/h"])?.path == "/s/midwatch/views")
        #expect(ViewsFile(environment: ["HOME": "/h"])?.path == "/h/.local/state/midwatch/views")
        #expect(ViewsFile(environment: [:]) == nil)
    }
}
