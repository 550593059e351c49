package import Incidents

/// All alerts as they were at one moment: handed to readers, who take their time outside the loop.
package struct AlertView: Sendable {
    private let pages: [[WatchedAlert?]]
    private let sketches: [[LabelSketch]]
    private let places: Sharded<Fingerprint, Int32>
    /// Annotations that are shown already and stored at their minute.
    private let waitingTexts: [Fingerprint: AlertText]

    init(_ watch: Watch) {
        (pages, sketches) = (watch.alerts.pages, watch.alerts.sketches)
        (places, waitingTexts) = (watch.alerts.places, watch.waitingTexts)
    }

    /// Visits every alert, in no particular order, with its latest annotations.
    package func forEach(_ body: (WatchedAlert) -> Void) {
        for page in pages {
            for case var watched? in page {
                if let text = waitingTexts[watched.alert.fingerprint] { watched.alert.text = text }
                body(watched)
            }
        }
    }

    /// Visits the alerts that fire beyond a moment and whose labels meet a condition, in no particular order, with their
    /// latest annotations. Labels are looked at where they lie: to copy every alert costs more than most conditions.
    ///
    /// - Parameter pairs: labels that the condition needs; sets without them are passed by without looking at them.
    package func forEachFiring(
        beyond now: Timestamp, with pairs: LabelSketch = LabelSketch(), where condition: (LabelSet) -> Bool,
        _ body: (WatchedAlert) -> Void
    ) {
        for (page, sketches) in zip(pages, sketches) {
            page.withUnsafeBufferPointer { slots in
                for index in sketches.indices where sketches[index].mayHold(pairs) {
                    guard let place = slots.alert(at: index), place.pointee.alert.end == nil,
                        place.pointee.alert.endsAt > now, condition(place.pointee.alert.labels)
                    else { continue }
                    var watched = place.pointee
                    if !waitingTexts.isEmpty, let text = waitingTexts[watched.alert.fingerprint] {
                        watched.alert.text = text
                    }
                    body(watched)
                }
            }
        }
    }

    package func filter(_ condition: (WatchedAlert) -> Bool) -> [WatchedAlert] {
        var found: [WatchedAlert] = []
        forEach { if condition($0) { found.append($0) } }
        return found
    }

    /// Why an alert is kept quiet, or nil: of several causes a silence is named before an inhibition, and that before a
    /// time interval of its incident's route.
    package func mute(of fingerprint: Fingerprint) -> Mute? { muting(of: fingerprint)?.mute }

    /// The silences that mute an alert, ascending.
    package func silencedBy(of fingerprint: Fingerprint) -> [SilenceID] { muting(of: fingerprint)?.silencedBy ?? [] }

    /// The firing alert that inhibits an alert, the one with the smallest fingerprint of several; else nothing.
    package func inhibitedBy(of fingerprint: Fingerprint) -> [Fingerprint] {
        muting(of: fingerprint)?.inhibitedBy ?? []
    }

    private func muting(of fingerprint: Fingerprint) -> Muting? {
        guard let place = places[fingerprint].map(Int.init) else { return nil }
        return pages[place / AlertTable.pageSize][place % AlertTable.pageSize]?.muting
    }
}
