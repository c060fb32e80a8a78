package import Records

/// The way of a deal from the first contact to its end, as crm.yaml has it (R122, R128); the stages of the schema in their
/// order where crm.yaml says nothing.
package struct Pipeline: Sendable {
    /// One step of the way.
    package struct Stage: Sendable {
        /// How a deal ends that comes here.
        package enum Outcome: String, Sendable { case won, lost }

        package let key: String
        /// The team's own name for it; nil leaves the one of the schema.
        package let label: Text?
        /// Percent that a deal has here when it does not say.
        package let probability: String?
        /// Keys of the fields that a deal needs before it enters this stage (R124).
        package let requires: [String]
        /// Days after which a deal that is still here counts as standing still.
        package let maxDays: Int?
        /// nil while the sale is open.
        package let outcome: Outcome?
    }

    package let key: String
    package let stages: [Stage]

    /// The pipeline that a deal follows.
    package init(of deal: Record, _ settings: Settings) {
        self.init(deal.string("pipeline") ?? "default", deal.kind, settings)
    }

    /// - Parameter key: a pipeline that crm.yaml does not know has the stages of the schema.
    package init(_ key: String, _ kind: Kind, _ settings: Settings) {
        self.key = key
        let listed = settings.all["pipelines"]?[key]?["stages"]?.items ?? []
        let stages = Self.decided(listed.compactMap { Self.stage($0) })
        let all = (kind.field("stage")?.choices ?? []).map { choice in
            Stage(
                key: choice.key, label: nil, probability: nil, requires: [], maxDays: nil,
                outcome: Stage.Outcome(rawValue: choice.key))
        }
        self.stages = stages.isEmpty ? Self.decided(all) : stages
    }

    /// What comes behind the sale (R129: after-sales) is won as the sale is.
    private static func decided(_ stages: [Stage]) -> [Stage] {
        guard let won = stages.firstIndex(where: { $0.outcome == .won }) else { return stages }
        return stages.enumerated().map { index, stage in
            guard index > won, stage.outcome == nil else { return stage }
            return Stage(
                key: stage.key, label: stage.label, probability: stage.probability, requires: stage.requires,
                maxDays: stage.maxDays, outcome: .won)
        }
    }

    private static func stage(_ value: RecordValue) -> Stage? {
        guard let key = value["key"]?.string ?? value.string else { return nil }
        let labels = value["labels"]
        let some = labels?["en"]?.string ?? labels?["zh"]?.string
        return Stage(
            key: key,
            label: some.map { Text(en: labels?["en"]?.string ?? $0, zh: labels?["zh"]?.string ?? $0) },
            probability: value["probability"]?.string,
            requires: (value["requires"]?.items ?? []).compactMap(\.string),
            maxDays: value["max_days"]?.string.flatMap { Int($0) }.flatMap { (1...3_660).contains($0) ? $0 : nil },
            // Without a word of crm.yaml, the two stages of that name end the sale.
            outcome: Stage.Outcome(rawValue: value["outcome"]?.string ?? key))
    }

    /// The `max_days` of all stages of all pipelines, in no particular order.
    package static func stayLimits(_ settings: Settings) -> [Int] {
        settings.pipelines.flatMap { pipeline in
            (settings.all["pipelines"]?[pipeline.key]?["stages"]?.items ?? []).compactMap { stage($0)?.maxDays }
        }
    }

    package subscript(key: String?) -> Stage? {
        stages.first { $0.key == key }
    }

    /// The stage that a person means: by its key, the team's name or the schema's, in either language.
    package func stage(named typed: String, _ kind: Kind) -> Stage? {
        let wanted = typed.lowercased()
        if let stage = stages.first(where: { stage in
            [stage.key, stage.label?.en, stage.label?.zh].contains { $0?.lowercased() == wanted }
        }) {
            return stage
        }
        let choice = kind.field("stage")?.choices.first { $0.isNamed(typed) }
        return self[choice?.key]
    }

    /// Whether going from one stage to the other is a step back, which needs a reason. A lost deal taken up again is one.
    package func isBackward(from old: String?, to new: Stage) -> Bool {
        guard let old, let from = stages.firstIndex(where: { $0.key == old }) else { return false }
        if stages[from].outcome == .lost { return new.outcome != .lost }
        guard let to = stages.firstIndex(where: { $0.key == new.key }) else { return false }
        return to < from
    }
}
