import LosslessYAML
import Records

/// Two versions that both changed something: decided, written, read again and checked.
struct Merging {
    let texts: Versions<MergeText>
    let schema: RecordSchema?
    let options: MergeOptions

    func result() -> MergeResult {
        var decider = Decider(options)
        let roots = texts.map { text in text.tree.root.map { Ref(text: text, node: $0) } }
        let decision = decider.decide(roots, schema.map { Field(record: $0.fields) }, FieldPath())
        return finish(decision, decider.conflicts, waits: decider.waits)
    }

    private func finish(_ decision: Decision, _ conflicts: [MergeConflict], waits: Bool) -> MergeResult {
        if waits { return .waiting(conflicts) }
        guard let merged = written(decision) else {
            return .refused([MergeRefusal(version: .result, reason: .notExpressible)])
        }
        if options.checksSchema, let schema, let broken = SchemaSum(schema: schema, texts: texts).broken(merged.text),
            let retry = SchemaSum(schema: schema, texts: texts).settled(decision, broken, options)
        {
            let waits = waits || retry.conflicts.contains { options.asks($0.path) }
            return Merging(texts: texts, schema: retry.isFinal ? nil : schema, options: options)
                .finish(retry.decision, conflicts + retry.conflicts, waits: waits)
        }
        let open = openConflicts(in: merged.text, besides: conflicts)
        return .merged(merged.bytes, conflicts: conflicts + open)
    }

    /// The text of a decision that reads as decided and has lost no comment; nil when no way was found to write it.
    private func written(_ decision: Decision) -> (bytes: [UInt8], text: MergeText)? {
        guard let ours = texts.ours, let theirs = texts.theirs else { return nil }
        let form = TextForm.merged(base: texts.base?.form, ours: ours.form, theirs: theirs.form)
        for care in Writer.Care.allCases {
            guard var plain = Writer(versions: texts, care: care).text(decision) else { continue }
            restoreComments(&plain, ours, theirs)
            var forms = [form]
            // A text that ends with a block scalar may need its last line break.
            if !form.endsInLineBreak { forms.append(form) }
            if forms.count > 1 { forms[1].endsInLineBreak = true }
            for form in forms {
                let bytes = form.text(plain)
                var reader = YAMLReader()
                guard let text = try? MergeText(bytes, reader: &reader), let root = text.tree.root else { continue }
                if decision.matches(Ref(text: text, node: root)), text.form.endsInLineBreak == form.endsInLineBreak {
                    return (bytes, text)
                }
            }
        }
        return nil
    }

    /// Puts comments that got lost at the end. Should not be needed, and must not fail.
    private func restoreComments(_ plain: inout [UInt8], _ ours: MergeText, _ theirs: MergeText) {
        let mine = ours.allComments
        let its = theirs.allComments
        if mine.isEmpty, its.isEmpty { return }
        for comment in Writer.required(texts.base?.allComments, mine, its) where !Writer.holds(comment, plain) {
            plain.append(line: comment, column: 0)
        }
    }
}

/// The conflicts that stand open in a text, apart from those that are known.
func openConflicts(in text: MergeText, besides known: [MergeConflict]) -> [MergeConflict] {
    guard let root = text.tree.root, text.bytes.contains(UInt8(ascii: "$")) else { return [] }
    let paths = Set(known.flatMap { [$0.path] + $0.members.map(\.path) })
    var found: [MergeConflict] = []
    var total = 0
    func search(_ ref: Ref, _ path: FieldPath) {
        if ConflictBlock(reading: ref) != nil {
            total += 1
            guard !paths.contains(path) else { return }
            let block = ref.value(ConflictBlock.key)
            func value(_ label: String) -> RecordValue? {
                block?.value(label).map { typedValue($0.tree, $0.node, nil) }
            }
            found.append(
                MergeConflict(
                    path: path, reason: .open, base: value("base"), ours: value("ours"), theirs: value("theirs"),
                    members: [], kept: nil))
            return
        }
        for entry in ref.tree.entries(ref.node) {
            search(ref.child(entry.value), path.appending(.key(ref.tree.text(entry.key))))
        }
        for (index, item) in ref.tree.children(ref.node).enumerated() {
            let key = ItemKey(ref.child(item), ["name"])
            search(ref.child(item), path.appending(.item(key?.values ?? [String(index)])))
        }
    }
    search(Ref(text: text, node: root), FieldPath())
    // Items of lists have no sure name once they are a block, so the number decides first.
    let blocks = known.reduce(0) { count, conflict in
        count + (conflict.kept != nil ? 0 : max(conflict.members.count, 1))
    }
    return total > blocks ? found : []
}
