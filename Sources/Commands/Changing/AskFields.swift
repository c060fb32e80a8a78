import LosslessYAML
import Records

extension RecordDraft {
    /// Asks for the fields that the team's profile wants and that are empty. An empty answer leaves one out.
    ///
    /// - Returns: false when the person broke off (Ctrl-D).
    mutating func askForMissing(_ change: Change) throws -> Bool {
        let terminal = Invocation.current.terminal
        for field in record.missingFields(change.folder.settings.profile) {
            let isEntries = field.isList && !field.fields.isEmpty
            while true {
                guard let answer = terminal.ask(question(field)) else { return false }
                if answer.isEmpty { break }
                do {
                    try assign([isEntries ? "\(field.key)+=\(answer)" : "\(field.key)=\(answer)"], change)
                    if isEntries, try !askForReach(field, entry: answer, change) { return false }
                    break
                } catch let failure as CommandFailure {
                    terminal.remark("  " + visible(say(failure.message)))
                    if let remedy = failure.remedy { terminal.remark("  → " + visible(say(remedy))) }
                }
            }
        }
        return true
    }

    /// Two ways to reach a person (R50), asked for until there are two.
    private mutating func askForReach(_ list: Field, entry: String, _ change: Change) throws -> Bool {
        let terminal = Invocation.current.terminal
        var given = 0
        for field in list.fields where field.isReach && given < 2 {
            guard let answer = terminal.ask("  " + say(field.name) + say(":", ":")) else { return false }
            if answer.isEmpty { continue }
            try assign(["\(list.key)[\(entry)].\(field.key)=\(answer)"], change)
            given += 1
        }
        return true
    }

    private func question(_ field: Field) -> String {
        guard !field.choices.isEmpty else { return say(field.name) + ":" }
        let names = field.choices.map { say($0.label) }.joined(separator: say(", ", "、"))
        return say(field.name) + " (" + names + "):"
    }
}
