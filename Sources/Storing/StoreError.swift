/// What a store cannot do, and what to do about it.
package struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    package var code: Code
    /// The file or server, the fault and the remedy, in one sentence or two.
    package var message: String

    package enum Code: Hashable, Sendable {
        /// The disk is full, read-only or failing: writing may work again later.
        case unwritable
        /// The file is not a store of ours, or is damaged.
        case corrupt
        /// The store was written by a newer version.
        case newer
        /// Somebody else holds the store.
        case inUse
        /// The log no longer reaches back that far.
        case gone(oldest: Int64)
        /// A batch is not the next one after the last.
        case outOfOrder(last: Int64)
        /// The file that was to be written is there already.
        case exists
    }

    package init(_ code: Code, _ message: String) { (self.code, self.message) = (code, message) }

    package static func gone(oldest: Int64) -> StoreError {
        StoreError(
            .gone(oldest: oldest),
            "the changes after that number are not kept here, the oldest is \(oldest): take the snapshot again")
    }

    package static func outOfOrder(_ seq: Int64, last: Int64) -> StoreError {
        StoreError(
            .outOfOrder(last: last),
            "batch \(seq) was refused, because the last one kept is \(last): load the store again")
    }

    /// What to say when stored bytes cannot be read.
    ///
    /// - Parameter what: the record and the file: "batch 17 of /var/lib/midwatch/midwatch.db".
    package static func unreadable(_ what: String, _ fault: CodecFault) -> StoreError {
        if case .unknownVersion = fault {
            return StoreError(.newer, "\(what) was written by a newer midwatch: \(fault); start that version")
        }
        return StoreError(
            .corrupt,
            "\(what) is damaged: \(fault); move the file away and put a copy from midwatch backup in its place")
    }

    package var description: String { message }
}
