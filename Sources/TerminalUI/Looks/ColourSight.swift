/// The ways in which people see colours: with all three kinds of cones, or with one kind missing.
///
/// Source of the numbers: Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
/// Deficiency", 2009, the matrices for severity 1.0, applied to linear light.
package enum ColourSight: String, Hashable, Sendable, CaseIterable {
    case usual
    /// No cones for long waves: red is dark.
    case protanopia
    /// No cones for middle waves: red and green look alike.
    case deuteranopia
    /// No cones for short waves: blue and green look alike.
    case tritanopia

    /// What this eye makes of light.
    func seen(_ light: LinearLight) -> LinearLight {
        let rows = matrix
        func mixed(_ row: [Double]) -> Double {
            // A screen sends no less light than none, and no more than all.
            min(1, max(0, row[0] * light.red + row[1] * light.green + row[2] * light.blue))
        }
        return LinearLight(red: mixed(rows[0]), green: mixed(rows[1]), blue: mixed(rows[2]))
    }

    private var matrix: [[Double]] {
        switch self {
        case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .protanopia:
            [
                [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
            ]
        case .deuteranopia:
            [
                [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
            ]
        case .tritanopia:
            [
                [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
            ]
        }
    }
}
