package import Incidents

/// How a person wants the list to be when the console opens: its columns, and what it is ordered by.
package struct ListChoice: Hashable, Sendable {
    /// The columns from the left; never empty.
    let columns: [ListColumn]
    let order: ListOrder
    /// From when on incidents are folded by themselves; nil for never.
    package var storm: StormRule? = .usual

    /// These columns, by urgency; none takes the usual ones.
    package init(columns: [ListColumn] = ListColumn.usual) {
        self.columns = columns.isEmpty ? ListColumn.usual : columns
        order = ListOrder()
    }

    /// The choice of a configuration, by the names of ``ListColumn`` and ``SortColumn``: `severity`, `id`, `what`, and
    /// `age` or `age inverted`.
    ///
    /// - Parameter columns: none takes the usual ones.
    /// - Parameter sort: nil orders by urgency.
    /// - Throws: ``ListRefusal`` with all that is wrong.
    package init(columns names: [String], sort: String?) throws(ListRefusal) {
        var (columns, faults): ([ListColumn], [ListFault]) = ([], [])
        for (index, name) in names.enumerated() {
            guard let column = ListColumn(rawValue: name) else {
                let remedy = "write one of \(ListChoice.columnNames)"
                faults.append(ListFault(index, "\"\(SafeText(name))\" is no column of the list", remedy))
                continue
            }
            if columns.contains(column) {
                faults.append(ListFault(index, "\(name) stands in columns already", "keep one of them"))
            }
            columns.append(column)
        }
        var order = ListOrder()
        if let sort {
            if let read = ListOrder(sort) {
                order = read
            } else {
                let remedy = "write one of \(ListChoice.orderNames), and inverted behind it to turn the order around"
                faults.append(ListFault(nil, "the list cannot be sorted by \"\(SafeText(sort))\"", remedy))
            }
        }
        guard faults.isEmpty else { throw ListRefusal(faults: faults) }
        self.columns = columns.isEmpty ? ListColumn.usual : columns
        self.order = order
    }

    /// All columns by their names: `severity, state, …`.
    static let columnNames = ListColumn.allCases.map(\.rawValue).joined(separator: ", ")
    /// All orders by their names: `urgency, severity, …`.
    static let orderNames = SortColumn.allCases.map(\.rawValue).joined(separator: ", ")
}

/// What is wrong with a choice of columns or order.
package struct ListFault: Hashable, Sendable {
    /// Which of the columns, counted from zero; nil for the order.
    package let index: Int?
    /// What is wrong.
    package let message: SafeText
    /// What to do about it, as an order.
    package let remedy: SafeText

    fileprivate init(_ index: Int?, _ message: String, _ remedy: String) {
        (self.index, self.message, self.remedy) = (index, SafeText(message), SafeText(remedy))
    }
}

/// Why a choice was refused: every fault that it has; at least one.
package struct ListRefusal: Error, Hashable, Sendable {
    package let faults: [ListFault]
}

extension ListOrder {
    /// `age`, or `age inverted`.
    fileprivate init?(_ text: String) {
        let words = text.split(separator: " ")
        guard let column = words.first.flatMap({ SortColumn(rawValue: String($0)) }),
            words.count == 1 || words.dropFirst().elementsEqual(["inverted"])
        else { return nil }
        self.init(column: column, isInverted: words.count > 1)
    }
}
