import LosslessYAML
import Records

extension RecordDraft {
    /// Asks for what the team's profile wants and is missing, where a person can be asked; what still is missing is put off with
    /// `draft: true`, or refused.
    mutating func complete(_ change: Change, wantsDraft: Bool) throws {
        let profile = change.folder.settings.profile
        let terminal = Invocation.current.terminal
        if terminal.canAsk, !wantsDraft, !record.missingFields(profile).isEmpty {
            guard try askForMissing(change) else { throw CommandFailure.givenUp }
        }
        let missing = record.missingFields(profile)
        guard !missing.isEmpty else { return }
        let canBeDraft = kind.field("draft") != nil && !missing.contains(where: \.isRequired)
        let question = say("Save as a draft?", "保存为草稿？")
        if canBeDraft, wantsDraft || (terminal.canAsk && terminal.confirm(question, usually: true)) {
            return try apply([FieldChange("draft", true)], change)
        }
        let example = missing.map { "\($0.key)=…" }.joined(separator: " ")
        throw CommandFailure(
            .wrongUsage, Text(en: "missing: ", zh: "缺少必填项：") + Self.names(missing),
            remedy: Text(en: "add \(example)", zh: "请加上 \(example)")
                + (canBeDraft ? Text(en: ", or --draft to fill them in later", zh: "，或用 --draft 以后再补") : Text("")))
    }

    static func names(_ fields: [Field]) -> Text {
        Text(en: fields.map(\.key).joined(separator: ", "), zh: fields.map(\.name.zh).joined(separator: "、"))
    }

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
            guard let answer = terminal.ask("  " + say(field.name) + colon) else { return false }
            if answer.isEmpty { continue }
            try assign(["\(list.key)[\(entry)].\(field.key)=\(answer)"], change)
            given += 1
        }
        return true
    }

    private var colon: String { say(":", "：") }

    private func question(_ field: Field) -> String {
        guard !field.choices.isEmpty else { return say(field.name) + colon }
        let names = field.choices.map { say($0.label) }.joined(separator: say(", ", "、"))
        return say(field.name) + " (" + names + ")" + colon
    }
}
