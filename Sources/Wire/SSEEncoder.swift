/// Writes server-sent events.
package enum SSEEncoder {
    /// An event with its data; the kind and the id are words of ours, without line breaks.
    package static func event(_ name: StaticString, id: Int64? = nil, data: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(data.count + 64)
        if let id { bytes.append(contentsOf: "id: \(id)\n".utf8) }
        bytes.append(contentsOf: "event: \(name)\n".utf8)
        for line in data.split(omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            bytes.append(contentsOf: "data: ".utf8)
            bytes.append(contentsOf: line)
            bytes.append(0x0A)
        }
        bytes.append(0x0A)
        return bytes
    }

    /// The changes of a batch, with its sequence number as the id to go on from.
    package static func changes(_ batch: FeedBatch) -> [UInt8] {
        event("changes", id: batch.seq, data: Resources.encode(batch))
    }

    /// How the router itself is.
    package static func notice(_ notice: Notice) -> [UInt8] { event("notice", data: Resources.encode(notice)) }

    /// Who looks at which incident now.
    package static func presence(_ presence: Presence) -> [UInt8] {
        event("presence", data: Resources.encode(presence))
    }

    /// A comment that shows that the stream lives.
    package static let beat: [UInt8] = Array(": beat\n\n".utf8)
}
