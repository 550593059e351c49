/// Why stored bytes cannot be read. Offsets count from the first byte.
package enum CodecFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The bytes end in the middle of something.
    case truncated(at: Int)
    /// The bytes were written by a version that is not known here.
    case unknownVersion(UInt8)
    /// A case that is not known here.
    case unknownTag(UInt64, of: String, at: Int)
    /// Bytes that this codec never writes.
    case malformed(String, at: Int)
    /// More bytes than what was written.
    case trailing(Int, at: Int)

    package var description: String {
        switch self {
        case .truncated(let offset): "it ends too early, at byte \(offset)"
        case .unknownVersion(let version):
            "its format is version \(version), and this midwatch reads up to \(ChangeCodec.version)"
        case .unknownTag(let tag, let kind, let offset): "byte \(offset) names \(kind) \(tag), which is not known"
        case .malformed(let kind, let offset): "byte \(offset) begins no \(kind)"
        case .trailing(let count, let offset): "\(count) bytes too many follow byte \(offset)"
        }
    }
}
