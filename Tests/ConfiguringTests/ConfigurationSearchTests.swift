import Configuring
import Testing

@Suite struct ConfigurationSearchTests {
    typealias Found = ConfigurationSearch.Found

    @Test(
        "the first place that is named or has a file wins",
        arguments: [
            ("a.yaml", ["MIDWATCH_CONFIG": "b"], [], Found.named("a.yaml")),
            (nil, ["MIDWATCH_CONFIG": "b", "HOME": "/home/kim"], [], .named("b")),
            (
                nil, ["MIDWATCH_CONFIG": "", "XDG_CONFIG_HOME": "/x"], ["/x/midwatch/midwatch.yaml"],
                .usual("/x/midwatch/midwatch.yaml")
            ),
            (
                nil, ["XDG_CONFIG_HOME": "x", "HOME": "/home/kim"], ["/home/kim/.config/midwatch/midwatch.yaml"],
                .usual("/home/kim/.config/midwatch/midwatch.yaml")
            ),
            (nil, ["HOME": "/home/kim"], ["/etc/midwatch/midwatch.yaml"], .usual("/etc/midwatch/midwatch.yaml")),
            (
                nil, ["HOME": "/home/kim"],
                ["/home/kim/.config/midwatch/midwatch.yaml", "/etc/midwatch/midwatch.yaml"],
                .usual("/home/kim/.config/midwatch/midwatch.yaml")
            ),
            (nil, [:], [], .none),
        ] as [(String?, [String: String], [String], Found)])
    func finds(_ option: String?, _ environment: [String: String], _ files: [String], _ expected: Found) {
        #expect(ConfigurationSearch.find(option: option, environment: environment) { files.contains($0) } == expected)
    }

    @Test("a person without a home has no place of their own")
    func knowsThePersonalPath() {
        #expect(ConfigurationSearch.personalPath([:]) == nil)
        #expect(ConfigurationSearch.personalPath(["HOME": "/h"]) == "/h/.config/midwatch/midwatch.yaml")
    }
}
