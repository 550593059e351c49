package import Incidents

// What the watch will say of silences and inhibitions itself.
extension Watch {
    package var silences: [SilenceID: Silence] { [:] }
}

extension AlertView {
    package func silencedBy(of fingerprint: Fingerprint) -> [SilenceID] {
        if case .silence(let id)? = mute(of: fingerprint)?.cause { [id] } else { [] }
    }

    package func inhibitedBy(of fingerprint: Fingerprint) -> [Fingerprint] {
        if case .inhibition(let by)? = mute(of: fingerprint)?.cause { [by] } else { [] }
    }
}
