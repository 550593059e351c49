import Incidents

/// Configurations: which one was in force when.
extension Watch {
    /// Keeps the text of a configuration, unless it is the one that is kept already.
    mutating func configured(_ text: String, at now: Timestamp) -> Outcome {
        if configuration?.text != text { emit(.configured(LoadedConfiguration(at: now, text: text))) }
        return .done(Receipt())
    }
}
