/// What a sender may send at most, and how much may wait: the `limits:` block.
package struct Limits: Hashable, Sendable {
    /// The longest body of a request, in bytes.
    package var bodyBytes = 8 << 20
    /// The most alerts in one request.
    package var alertsPerBatch = 10_000
    /// The most labels of one alert.
    package var labelsPerAlert = 128
    /// The longest name of a label or annotation, in bytes.
    package var labelNameBytes = 1 << 10
    /// The longest value of a label, in bytes.
    package var labelValueBytes = 16 << 10
    /// The longest value of an annotation, in bytes.
    package var annotationBytes = 64 << 10
    /// How much may wait to be handled, in bytes; what comes then is answered 503.
    package var queueBytes = 64 << 20

    package init() {}

    /// What holds without a configuration.
    package static let standard = Limits()
}
