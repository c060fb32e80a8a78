package import Records

/// A deal that comes to a stage: another one than before, in another pipeline than before, or as a new record.
struct DealStep {
    let deal: Record
    let pipeline: Pipeline
    /// nil for a new deal, and for one that changed its pipeline: there it stood nowhere.
    let old: String?
    /// The key as it stands in the file.
    let new: String

    /// nil when the change is no deal's, or the deal stays where it was.
    init?(_ change: RecordChange, _ situation: ChangeSituation) {
        guard let deal = change.after, deal.kind.key == "deal", let new = deal.string("stage"),
            change.changes("stage") || change.changes("pipeline")
        else { return nil }
        self.deal = deal
        self.new = new
        pipeline = Pipeline(of: deal, situation.settings)
        old = change.changes("pipeline") ? nil : change.before?.string("stage")
    }

    var stage: Pipeline.Stage? { pipeline[new] }

    /// True when the sale ends this way now, and had not before.
    func ends(_ outcome: Pipeline.Stage.Outcome) -> Bool {
        stage?.outcome == outcome && pipeline[old]?.outcome != outcome
    }

    /// Whether the gates on the way ask for a field, so that a rule of its own need not say it again.
    func isGated(_ key: String, _ situation: ChangeSituation) -> Bool {
        guard situation.settings.rules[.stageGate] != nil, let stage else { return false }
        return pipeline.gates(from: old, to: stage).contains { $0.requires.contains(key) }
    }
}

extension Pipeline {
    /// What people call a stage: the team's own name, else that of the schema.
    package func label(_ key: String, _ kind: Kind) -> Text {
        self[key]?.label ?? kind.field("stage")?.label(of: key) ?? Text(key)
    }
}
