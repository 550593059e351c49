import Incidents

/// Folds: which incidents stand in the row of another one. They are a thing of the rows alone; no incident is changed.
///
/// An incident belongs to a fold by what it is, by what parts the storm (``Causes``) and by the filter, never by the order
/// in which things happened. While the rows are frozen folds stand still too.
extension Roll {
    /// An incident that is in a fold, as it was counted there.
    struct Member {
        let key: FoldKey
        let incident: IncidentSummary
    }

    /// The fold in whose row an incident stands; nil when it has a row of its own alone.
    func fold(at number: IncidentNumber) -> Fold? {
        guard let folding, let face = self[face: number], let key = folding.key(of: face),
            let fold = folding.folds[key], fold.row == number, fold.count > 1
        else { return nil }
        return fold
    }

    /// The row that shows an incident: its own, or that of its fold; nil when there is none.
    func row(showing number: IncidentNumber) -> IncidentNumber? {
        guard !contains(number) else { return number }
        return member(number).flatMap { folding?.folds[$0.key]?.row }
    }

    /// Whether an incident stands in the row of another one, also while its own waits to go.
    func standsInFold(_ number: IncidentNumber) -> Bool { slotOf[number].map { slots[Int($0)].isFolded } ?? false }

    /// Whether a row shows an incident.
    func shows(_ number: IncidentNumber) -> Bool {
        slotOf[number].map { slots[Int($0)].isRow || slots[Int($0)].isFolded } ?? false
    }

    /// The incidents that a row stands for, the most urgent first.
    func incidents(ofRow number: IncidentNumber) -> [IncidentNumber] {
        guard let fold = fold(at: number) else { return [number] }
        return (0..<fold.count).compactMap { fold.members[$0] }.filter { slotOf[$0] != nil }
    }

    /// Of a first row, and of what stands in folds and is more urgent than their rows, the most urgent; nil where that
    /// cannot be told from the first of each, since that is muted.
    func mostUrgent(orInFolds first: IncidentNumber) -> IncidentNumber? {
        guard let folding, var best = self[first].flatMap({ Place($0) }) else { return first }
        for key in folding.restless {
            guard let number = folding.folds[key]?.members[0], let place = self[number].flatMap({ Place($0) }),
                place < best
            else { continue }
            guard self[number]?.mute == nil else { return nil }
            best = place
        }
        return best.number
    }

    /// The fold that an incident is in; nil when it stands for itself, is hidden, or is not known.
    func member(_ number: IncidentNumber) -> Member? {
        guard let folding, let slot = slotOf[number].map(Int.init), !slots[slot].isHidden else { return nil }
        return folding.key(of: slots[slot].incident).map { Member(key: $0, incident: slots[slot].incident) }
    }

    // MARK: All at once

    /// Gives an incident a row of its own. One that stood in another row until now was not seen by itself before.
    mutating func stand(_ slot: Int, at now: Timestamp) -> Place? {
        if slots[slot].isFolded { slots[slot].shownSince = now }
        (slots[slot].isRow, slots[slot].isFolded) = (true, false)
        return Place(slots[slot].incident, in: view.order)
    }

    /// Folds incidents by their slots, and answers where the rows go.
    mutating func fold(_ together: [FoldKey: [Int]], at now: Timestamp) -> [Place] {
        guard let least = folding?.least, let frequency = folding?.frequency else { return [] }
        let found = together.values.reduce(0) { $0 + $1.count }
        guard !view.isFiltered || found >= least else {
            folding?.isPaused = true
            return together.values.joined().compactMap { stand($0, at: now) }
        }
        var rows: [Place] = []
        for (key, indices) in together {
            let members = Ladder(indices.compactMap { Place(slots[$0].incident) })
            guard let first = members[0].flatMap({ slotOf[$0] }).map(Int.init) else { continue }
            var fold = Fold(row: slots[first].incident, cause: key.cause, in: frequency)
            for index in indices {
                fold.count(in: slots[index].incident)
                if index != first { (slots[index].isRow, slots[index].isFolded) = (false, true) }
            }
            fold.members = members
            fold.grown()
            folding?.folds[key] = fold
            folding?.count(fold.count, by: 1)
            if let place = stand(first, at: now) { rows.append(place) }
        }
        return rows
    }

    // MARK: One by one

    /// Takes down which fold an incident left and which it joined.
    mutating func note(_ number: IncidentNumber, _ before: Member?, into moves: inout FoldMoves) {
        guard folding != nil, frost == nil else { return }
        let after = member(number)
        if let before, let place = Place(before.incident) {
            moves.leaving[before.key, default: []].append(place)
            folding?.folds[before.key]?.count(out: before.incident)
        }
        if let after, let place = Place(after.incident) {
            moves.joining[after.key, default: []].append(place)
            if let frequency = folding?.frequency, folding?.folds[after.key] == nil {
                folding?.folds[after.key] = Fold(row: after.incident, cause: after.key.cause, in: frequency)
                // It is the only one: its row is that of the fold.
                if let slot = slotOf[number] { slots[Int(slot)].isFolded = false }
            } else if before?.key != after.key, let slot = slotOf[number] {
                slots[Int(slot)].isFolded = folding?.folds[after.key]?.row != number
            }
            let isLess = folding?.folds[after.key]?.count(in: after.incident) ?? false
            if before == nil, let fold = folding?.folds[after.key] { folding?.join(fold, isLess: isLess) }
        } else if let slot = slotOf[number] {
            slots[Int(slot)].isFolded = false
        }
        guard before?.key != after?.key, let slot = slotOf[number] else { return }
        fit(Int(slot))
    }

    /// Lets a row that there is stay where it belongs, or go when there should be none.
    mutating func fit(_ slot: Int) {
        let incident = slots[slot].incident
        guard slots[slot].isRow, let place = Place(incident, in: view.order) else { return }
        let standing = ladder.standing(of: incident.number) ?? place
        ladder.wish(incident.number, from: standing, to: slots[slot].isHidden || slots[slot].isFolded ? nil : place)
    }

    /// Lets incidents leave and join their folds. Answers the rows that are new: a fold whose row has left it gets
    /// another one at once.
    mutating func fold(_ moves: FoldMoves, at now: Timestamp) -> [Place] {
        var new: [Place] = []
        for key in Set(moves.leaving.keys).union(moves.joining.keys) {
            let before = folding?.folds[key]?.count ?? 0
            folding?.folds[key]?.members.remove(moves.leaving[key] ?? [])
            folding?.folds[key]?.members.insert(moves.joining[key] ?? [])
            folding?.count(before, by: -1)
            guard let fold = folding?.folds[key], let first = fold.members[0] else {
                folding?.folds[key] = nil
                folding?.restless.remove(key)
                continue
            }
            folding?.count(fold.count, by: 1)
            if member(fold.row)?.key != key, let place = give(first, theRowOf: key, at: now) { new.append(place) }
            if folding?.folds[key]?.row == first {
                folding?.restless.remove(key)
            } else {
                folding?.restless.insert(key)
            }
            look(into: key)
        }
        return new
    }

    /// Makes the row of an incident that of its fold. Answers where it goes when it had none.
    private mutating func give(_ number: IncidentNumber, theRowOf key: FoldKey, at now: Timestamp) -> Place? {
        folding?.folds[key]?.row = number
        guard let slot = slotOf[number].map(Int.init) else { return nil }
        slots[slot].isFolded = false
        guard !slots[slot].isRow else {
            fit(slot)
            return nil
        }
        slots[slot].shownSince = now
        return enter(number)
    }

    /// Rows that were those of a fold for a moment go at once when they have joined another one: a fold of hundreds is
    /// acknowledged in many small steps, and each makes another of its incidents the row. Nobody can have meant such a row
    /// yet, so that it need not wait.
    mutating func leave(_ joining: some Sequence<Place>, at now: Timestamp) {
        guard frost == nil else { return }
        for place in joining {
            guard let slot = slotOf[place.number].map(Int.init), slots[slot].isRow, slots[slot].isFolded,
                now >= slots[slot].shownSince, now - slots[slot].shownSince < Limits.lockout,
                let standing = ladder.standing(of: place.number) ?? Place(slots[slot].incident, in: view.order)
            else { continue }
            ladder.drop(standing)
            slots[slot].isRow = false
        }
    }

    /// Finds out what a fold has in common after many have left it.
    private mutating func look(into key: FoldKey) {
        guard let fold = folding?.folds[key] else { return }
        guard fold.isWorthLook else {
            folding?.folds[key]?.grown()
            return
        }
        let (slots, slotOf) = (slots, slotOf)
        let members = (0..<fold.count).lazy.compactMap { fold.members[$0] }.compactMap { slotOf[$0] }
        folding?.folds[key]?.look(at: members.map { slots[Int($0)].incident })
    }

    /// Lets the row of each fold be that of its most urgent incident.
    mutating func settleFolds(at now: Timestamp) {
        guard let restless = folding?.restless, !restless.isEmpty else { return }
        var new: [Place] = []
        for key in restless {
            guard let fold = folding?.folds[key], let first = fold.members[0] else { continue }
            if let slot = slotOf[fold.row].map(Int.init), slots[slot].isRow {
                let standing = ladder.standing(of: fold.row) ?? Place(slots[slot].incident, in: view.order)
                if let standing { ladder.drop(standing) }
                (slots[slot].isRow, slots[slot].isFolded) = (false, true)
            }
            if let place = give(first, theRowOf: key, at: now) { new.append(place) }
        }
        folding?.restless.removeAll()
        ladder.insert(new)
    }
}

/// Who leaves which fold and who joins it, of a batch of changes: a fold takes them in one pass.
struct FoldMoves {
    var leaving: [FoldKey: [Place]] = [:]
    var joining: [FoldKey: [Place]] = [:]
}
