import LosslessYAML

/// Writes what was decided: lines of the three texts as they stand, in our order, and new lines only where a value is new.
struct Writer {
    /// How much of the writing is kept, from all of it to none.
    enum Care: CaseIterable {
        /// Every piece as it stands in one of the texts.
        case pieces
        /// Whatever is put together from both sides is written anew.
        case merged
        /// Aliases are replaced by what they stand for as well, since an anchor went away.
        case aliases
        /// The whole record is written anew.
        case everything
    }

    let versions: Versions<MergeText>
    let care: Care

    /// The merged text in plain form; nil when this care cannot write it.
    func text(_ decision: Decision) -> [UInt8]? {
        guard let host = versions.ours ?? versions.theirs else { return nil }
        if care != .everything, case .map(let entries) = decision.plan,
            entries.contains(where: { !$0.decision.plan.isRemoval }),
            let ours = decision.versions.ours.flatMap(Self.rootParts),
            let theirs = decision.versions.theirs.flatMap(Self.rootParts)
        {
            let base = decision.versions.base.flatMap(Self.rootParts)
            let header = TextLines.merged(base?.header, ours.header, theirs.header)
            var out: [UInt8] = []
            out.reserveCapacity(host.bytes.count + host.bytes.count / 4)
            for line in header { out.append(line: line, column: 0) }
            out += children(
                entries.map { ($0.key, $0.decision) },
                Versions(base: base?.parts, ours: ours.parts, theirs: theirs.parts), column: ours.parts.column)
            return out
        }
        if care != .everything, let flow = rootFlow(decision) { return flow }
        return rewritten(decision, host)
    }

    private static func rootParts(_ root: Ref) -> (header: TextLines, parts: Parts)? {
        let first = root.text.lineStart(root.tree.range(root.node).lowerBound)
        let start = root.text.headerEnd(before: first)
        guard root.range.lowerBound >= first, let parts = Parts(root, region: start..<root.tree.bytes.count) else {
            return nil
        }
        return (TextLines(root.text, 0..<start, column: 0), parts)
    }

    /// A record in braces.
    private func rootFlow(_ decision: Decision) -> [UInt8]? {
        guard let ours = decision.versions.ours, ours.style == .flow, let text = flow(decision, in: ours) else {
            return nil
        }
        let range = ours.tree.range(ours.node)
        return Array(ours.tree.bytes[..<range.lowerBound]) + text + ours.tree.bytes[range.upperBound...]
    }

    /// Written anew, all comments on top.
    private func rewritten(_ decision: Decision, _ host: MergeText) -> [UInt8]? {
        guard let value = value(of: decision) else { return nil }
        var out: [UInt8] = []
        for comment in Self.required(
            versions.base?.allComments, versions.ours?.allComments, versions.theirs?.allComments)
        {
            out.append(line: comment, column: 0)
        }
        switch value {
        case .map(let entries) where !entries.isEmpty:
            for entry in entries {
                let block = host.handwriting.underKey(entry.value, column: 0)
                out += keyLine(host.handwriting.key(entry.key, inFlow: false), block, column: 0)
            }
        default: out += Array(host.handwriting.flow(value).utf8) + [0x0A]
        }
        return out
    }

    // MARK: Values

    /// What a decision comes to; nil when it is gone.
    func value(of decision: Decision) -> YAMLValue? {
        switch decision.plan {
        case .same: decision.versions.ours.map { YAMLValue($0.node, in: $0.tree) }
        case .take(let side, _): decision.versions[side].map { YAMLValue($0.node, in: $0.tree) }
        case .remove: nil
        case .map(let entries):
            .map(entries.compactMap { entry in value(of: entry.decision).map { .init(key: entry.key, value: $0) } })
        case .list(let items): .list(items.compactMap { value(of: $0) })
        case .value(let value): value
        case .block(let block): block.value
        }
    }

    /// `key: …` and the lines below.
    func keyLine(_ key: String, _ block: YAMLHandwriting.Block, column: Int) -> [UInt8] {
        var out: [UInt8] = []
        out.append(spaces: column)
        out += key.utf8
        out += ":".utf8
        if !block.first.isEmpty { out += (" " + block.first).utf8 }
        out.append(0x0A)
        for line in block.rest { out += line.utf8 + [0x0A] }
        return out
    }

    // MARK: Comments

    /// The comments that must not go: those that both sides have, and those that either has and the base has not.
    static func required(
        _ base: [ArraySlice<UInt8>]?, _ ours: [ArraySlice<UInt8>]?, _ theirs: [ArraySlice<UInt8>]?
    ) -> [ArraySlice<UInt8>] {
        let (ours, theirs) = (ours ?? [], theirs ?? [])
        if ours.isEmpty, theirs.isEmpty { return [] }
        let known = Set(base ?? [])
        let mine = Set(ours)
        let its = Set(theirs)
        var seen: Set<ArraySlice<UInt8>> = []
        return (ours + theirs).filter { comment in
            (!known.contains(comment) || (mine.contains(comment) && its.contains(comment)))
                && seen.insert(comment).inserted
        }
    }
}

extension MergeText {
    var allComments: [ArraySlice<UInt8>] { comments(in: 0..<bytes.count) }
}
