/// How much a sender may send at once. The sizes are bytes of UTF-8, after JSON escapes are resolved.
package struct ParserLimits: Hashable, Sendable {
    /// The largest body; whoever reads it from the network checks this before the parser sees it.
    package var bodySizeMax: Int
    /// How many alerts one body may hold.
    package var alertsMax: Int
    /// How many labels an alert may have, and how many annotations.
    package var labelsMax: Int
    /// The longest name of a label or an annotation.
    package var nameLengthMax: Int
    /// The longest value of a label.
    package var valueLengthMax: Int
    /// The longest value of an annotation, and the longest generator's address.
    package var annotationLengthMax: Int
    /// How deep arrays and objects may lie in each other, those of unknown members included.
    package var depthMax: Int

    package init(
        bodySizeMax: Int = 8 << 20, alertsMax: Int = 10_000, labelsMax: Int = 128, nameLengthMax: Int = 1 << 10,
        valueLengthMax: Int = 16 << 10, annotationLengthMax: Int = 64 << 10, depthMax: Int = 64
    ) {
        (self.bodySizeMax, self.alertsMax, self.labelsMax) = (bodySizeMax, alertsMax, labelsMax)
        // What the packed form of labels cannot hold is refused, whatever a configuration asks for.
        self.nameLengthMax = min(nameLengthMax, 0xFFFF)
        self.valueLengthMax = min(valueLengthMax, 0xFF_FFFF)
        self.annotationLengthMax = min(annotationLengthMax, 0xFF_FFFF)
        self.depthMax = depthMax
    }
}
