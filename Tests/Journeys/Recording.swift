import Foundation
func record(_ name: String, _ screen: String) {
    try? screen.write(toFile: "/tmp/pkg-console/recorded-j/" + name, atomically: true, encoding: .utf8)
}
