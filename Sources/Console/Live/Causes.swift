import Incidents

/// What parts the incidents of a storm: labels that many of them have and the others have not, such as a rack. Two storms
/// in the same minutes are told apart by it, and so is what only happens to open meanwhile.
///
/// It is a tree of questions, each of them for one label. A question is asked where its answers tell enough: where what
/// the incidents of both answers have in common, each for itself, is half a label more for each of them than what all
/// have in common. So the ten hosts of a rack stand in one row and two racks in two.
indirect enum Causes: Hashable, Sendable {
    /// Nothing parts them.
    case one
    /// A label, and what parts those that have it, and those that do not.
    case parted(by: SharedLabel, with: Causes, without: Causes)

    /// The label that tells best why an incident stands where it does; nil for what is left when all labels were asked.
    func cause(of incident: IncidentSummary) -> SharedLabel? {
        var (node, cause) = (self, SharedLabel?.none)
        while case .parted(let label, let with, let without) = node {
            if label.isOn(incident) {
                (node, cause) = (with, label)
            } else {
                node = without
            }
        }
        return cause
    }

    /// Looks for what parts incidents.
    ///
    /// - Parameters:
    ///   - indices: the slots that the incidents are in.
    ///   - least: how many have to share a label that it may part them.
    ///   - frequency: how often labels are met elsewhere too: of two that part alike the rarer is taken.
    init(of indices: [Int], in slots: [Roll.Slot], least: Int, _ frequency: LabelFrequency) {
        var questions = Causes.questionsMax
        self.init(of: indices, in: slots, least: least, frequency, &questions)
    }

    private init(
        of indices: [Int], in slots: [Roll.Slot], least: Int, _ frequency: LabelFrequency, _ questions: inout Int
    ) {
        guard questions > 0, indices.count > least,
            let label = LabelTable(of: indices, in: slots).question(least: least, frequency)
        else {
            self = .one
            return
        }
        questions -= 1
        var (with, without): ([Int], [Int]) = ([], [])
        for index in indices {
            if label.isOn(slots[index].incident) { with.append(index) } else { without.append(index) }
        }
        // The larger part has the first right to the questions that are left.
        let (larger, smaller) = with.count >= without.count ? (with, without) : (without, with)
        let first = Causes(of: larger, in: slots, least: least, frequency, &questions)
        let second = Causes(of: smaller, in: slots, least: least, frequency, &questions)
        self =
            with.count >= without.count
            ? .parted(by: label, with: first, without: second) : .parted(by: label, with: second, without: first)
    }

    /// More than so many labels are no longer few rows.
    private static let questionsMax = 7
}

/// How many incidents have which labels, of all that are listed: what nearly all have tells least.
struct LabelFrequency: Hashable, Sendable {
    private var counts: [SharedLabel: Int] = [:]

    init() {}

    init(_ incidents: some Sequence<IncidentSummary>) {
        for incident in incidents {
            for label in SharedLabel.all(of: incident) { counts[label, default: 0] += 1 }
        }
    }

    subscript(label: SharedLabel) -> Int { counts[label] ?? 0 }

    /// Labels in the order in which they tell most: what parts a storm first, the severity last, else the rarest.
    func ordered(_ labels: [SharedLabel], first cause: SharedLabel?) -> [SharedLabel] {
        // Each is looked up once, not at each comparison: rows are drawn often.
        let ranks = labels.map { label in
            label == cause ? -1 : label.name == SharedLabel.severity ? Int.max : self[label]
        }
        return labels.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.map { labels[$0] }
    }
}

/// Which of some incidents have which labels: as many incidents as are enough to tell, evenly taken from all.
private struct LabelTable {
    private var labels: [SharedLabel] = []
    /// For each incident its labels, and for each label its incidents, by their places.
    private var labelsOf: [[Int]] = []
    private var incidentsWith: [[Int]] = []

    init(of indices: [Int], in slots: [Roll.Slot]) {
        var placeOf: [SharedLabel: Int] = [:]
        let step = max(1, (indices.count + LabelTable.incidentsMax - 1) / LabelTable.incidentsMax)
        for at in stride(from: 0, to: indices.count, by: step) {
            var places: [Int] = []
            for label in SharedLabel.all(of: slots[indices[at]].incident) where label.name != SharedLabel.severity {
                let place = placeOf[label] ?? labels.count
                if place == labels.count {
                    placeOf[label] = place
                    labels.append(label)
                    incidentsWith.append([])
                }
                incidentsWith[place].append(labelsOf.count)
                places.append(place)
            }
            labelsOf.append(places)
        }
        share = Double(labelsOf.count) / Double(max(1, indices.count))
    }

    /// Which part of all incidents is in the table.
    private let share: Double

    /// The label that parts the incidents best; nil where none tells enough.
    func question(least: Int, _ frequency: LabelFrequency) -> SharedLabel? {
        let count = labelsOf.count
        let least = max(2, Int((Double(least) * share).rounded()))
        let asked = labels.indices.filter { (least..<max(least, count)).contains(incidentsWith[$0].count) }
            .sorted { a, b in
                incidentsWith[a].count != incidentsWith[b].count
                    ? incidentsWith[a].count > incidentsWith[b].count : labels[a].isBefore(labels[b])
            }
        var best: (gain: Int, place: Int)?
        for place in asked.prefix(LabelTable.askedMax) {
            let gain = gain(place)
            guard gain * 2 >= count, gain >= best?.gain ?? 0 else { continue }
            // Of two that tell the same the one that more have, then the one that is rarer elsewhere.
            if let best, gain == best.gain {
                let (size, other) = (incidentsWith[place].count, incidentsWith[best.place].count)
                guard size == other, frequency[labels[place]] < frequency[labels[best.place]] else { continue }
            }
            best = (gain, place)
        }
        return best.map { labels[$0.place] }
    }

    /// How many labels more are shared, counted for each incident, when those with a label and those without stand apart.
    private func gain(_ place: Int) -> Int {
        var within: [Int: Int] = [:]
        for incident in incidentsWith[place] {
            for label in labelsOf[incident] { within[label, default: 0] += 1 }
        }
        let (count, with) = (labelsOf.count, incidentsWith[place].count)
        var gain = 0
        for label in labels.indices where incidentsWith[label].count < count {
            let inside = within[label] ?? 0
            if inside == with { gain += with }
            if incidentsWith[label].count - inside == count - with { gain += count - with }
        }
        return gain
    }

    /// Of more incidents than these an even part is looked at.
    private static let incidentsMax = 1_000
    /// Of more labels than these the most frequent are tried.
    private static let askedMax = 64
}
