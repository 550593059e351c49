import Configuring
import Incidents
import TerminalUI
import Wire

/// The themes that there are, with how well each can be read.
enum ThemeTable {
    static func text(_ entries: [ThemeCatalogue.Entry], _ style: OutputStyle) -> String {
        var table = TextTable([
            .init(title: "NAME", widthMax: 24),
            .init(title: "CONTRAST", widthMax: 24, drop: 1),
            .init(title: "FROM", widthMax: 48, drop: 2),
            .init(title: "ABOUT", widthMax: SafeText.lengthMax),
        ])
        table.rows = entries.map(row)
        return table.text(style)
    }

    private static func row(_ entry: ThemeCatalogue.Entry) -> [TextTable.Cell] {
        let from = entry.path.map { SafeText($0) } ?? "built-in"
        switch entry.read {
        case .success(let file):
            let weakest = file.theme.weakest
            return [
                .init(SafeText(entry.name)), .init(SafeText("\(ratio(weakest.contrast)) (\(weakest.role.name))")),
                .init(from), .init(file.theme.about),
            ]
        case .failure(let refusal):
            let count = refusal.faults.count
            let words = "\(count) \(count == 1 ? "fault" : "faults"); midwatch theme preview \(entry.name) says them"
            return [.init(SafeText(entry.name)), .init("-"), .init(from), .init(SafeText(words), .red)]
        }
    }

    /// `4.5:1`, cut and never rounded up: what is said to be reached is reached.
    static func ratio(_ contrast: Double) -> String {
        let tenths = Int(contrast * 10)
        return "\(tenths / 10).\(tenths % 10):1"
    }

    static func json(_ entries: [ThemeCatalogue.Entry]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for entry in entries {
            writer.beginObject()
            writer.name("name")
            writer.string(entry.name)
            writer.name("file")
            if let path = entry.path { writer.string(path) } else { writer.null() }
            switch entry.read {
            case .success(let file):
                let weakest = file.theme.weakest
                writer.name("about")
                writer.string(file.theme.about)
                writer.name("contrast")
                writer.number(Double(Int(weakest.contrast * 10)) / 10)
                writer.name("weakest")
                writer.string(weakest.role.name)
                writer.name("faults")
                writer.integer(0)
            case .failure(let refusal):
                writer.name("about")
                writer.null()
                writer.name("contrast")
                writer.null()
                writer.name("weakest")
                writer.null()
                writer.name("faults")
                writer.integer(refusal.faults.count)
            }
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
    }
}

extension Theme {
    /// The role that is hardest to read on any of the usual terminals.
    var weakest: (role: Role, contrast: Double) {
        Palette.usual.map { weakest(in: $0) }.min { $0.contrast < $1.contrast } ?? (.text, 1)
    }
}
