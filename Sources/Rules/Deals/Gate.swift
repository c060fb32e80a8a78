package import Records

/// Something that a stage asks for and a deal does not have (R124).
package struct GateGap: Sendable {
    package let stage: Pipeline.Stage
    package let field: Field
    /// The file that is named and not there; nil when nothing is filled in.
    package let absentFile: String?
}

extension Pipeline {
    /// The stages whose gates a deal has to pass on its way. Who skips stages passes all gates in between; a step back passes
    /// none; a lost deal that is taken up again begins anew. A new deal whose sale is over already (an old one that is
    /// written down later) needs only what its end asks for.
    ///
    /// - Parameter old: nil for a new deal.
    package func gates(from old: String?, to new: Stage) -> [Stage] {
        if new.outcome == .lost { return [new] }
        guard let target = stages.firstIndex(where: { $0.key == new.key }) else { return [] }
        var start = 0
        if let index = stages.firstIndex(where: { $0.key == old }), stages[index].outcome != .lost {
            start = index + 1
        } else if old == nil, let outcome = new.outcome {
            start = stages.firstIndex { $0.outcome == outcome } ?? target
        }
        return start > target ? [] : stages[start...target].filter { $0.outcome != .lost }
    }

    /// What the deal lacks for some gates, each field once.
    ///
    /// - Parameter isFile: whether there is a file at a path of the repository.
    package func gaps(_ deal: Record, _ gates: [Stage], isFile: (RecordPath) -> Bool) -> [GateGap] {
        var seen: Set<String> = []
        return gates.flatMap { stage in
            stage.requires.compactMap { key -> GateGap? in
                guard seen.insert(key).inserted, let field = deal.kind.field(key) else { return nil }
                if !deal.holds(key) { return GateGap(stage: stage, field: field, absentFile: nil) }
                guard field.format == "file" else { return nil }
                let named = deal.attachments(key)
                if named.contains(where: { $0.path.map(isFile) ?? false }) { return nil }
                return GateGap(stage: stage, field: field, absentFile: named.first?.text)
            }
        }
    }
}

extension Record {
    /// The files that a field names, from the folder of the record's customer; without a path when it leads nowhere.
    func attachments(_ key: String) -> [(text: String, path: RecordPath?)] {
        let value = value(key)
        let texts = value.map { $0.items.isEmpty ? [$0] : $0.items }?.compactMap(\.string) ?? []
        return texts.map { text in (text, RecordPath((parentFolder ?? path.folder) + "/" + text)) }
    }
}
