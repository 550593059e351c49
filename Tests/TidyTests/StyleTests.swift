import Testing

@Suite("Style that matters")
struct StyleTests {
    /// Tables that are longer than a file of code should be, with the reason.
    static let longFiles: Set<String> = []

    @Test("No file is longer than 400 lines", arguments: SourceTree.sources + SourceTree.tests)
    func length(file: SourceTree.File) {
        #expect(file.lines.count <= 400 || Self.longFiles.contains(file.path), "\(file.path): is it two?")
    }

    @Test("Nothing is left unfinished", arguments: SourceTree.sources)
    func finished(file: SourceTree.File) {
        // Put together here, so that this file does not name what it forbids.
        for word in ["TO" + "DO", "FIX" + "ME", "fatal" + "Error(", "try" + "!"] {
            #expect(!file.text.contains(word), "\(file.path) says \(word)")
        }
    }

    @Test("No test sleeps", arguments: SourceTree.tests)
    func awake(file: SourceTree.File) {
        for word in ["Task." + "sleep", "Thread." + "sleep", "us" + "leep("] {
            #expect(!file.text.contains(word), "\(file.path) says \(word)")
        }
    }

    @Test("Types of the package carry a doc comment", arguments: SourceTree.sources)
    func documented(file: SourceTree.File) {
        let lines = file.lines
        for (index, line) in lines.enumerated() where index > 0 {
            let words = line.split(separator: " ").map(String.init)
            guard line.hasPrefix("package "),
                words.contains(where: { ["struct", "enum", "class", "actor", "protocol"].contains($0) }),
                !line.hasPrefix("package import")
            else { continue }
            var above = index - 1
            while above > 0, lines[above].hasPrefix("@") || lines[above].hasPrefix("// ") || lines[above] == "//" {
                above -= 1
            }
            #expect(lines[above].hasPrefix("///"), "\(file.path):\(index + 1): \(line)")
        }
    }
}
