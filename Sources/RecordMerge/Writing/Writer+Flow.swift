import LosslessYAML

extension Writer {
    /// A map or list in brackets, merged child by child between the separators of the side that leads; nil when that cannot be done.
    func flow(_ decision: Decision, in host: Ref) -> [UInt8]? {
        guard care == .pieces || care == .aliases, host.style == .flow, let frame = FlowFrame(host) else { return nil }
        let children: [(String?, Decision)]
        switch decision.plan {
        case .map(let entries): children = entries.map { ($0.key, $0.decision) }
        case .list(let items): children = items.map { (nil, $0) }
        default: return nil
        }
        var out = frame.open
        var count = 0
        for (key, decision) in children {
            guard !decision.plan.isRemoval else { continue }
            guard let text = flowChild(key, decision, host, frame) else { return nil }
            let own = [decision.versions.ours, decision.versions.theirs].lazy.compactMap { $0 }.compactMap { ref in
                ref.text === host.text ? frame.lead(of: ref.node) : nil
            }.first
            if count > 0 { out.append(0x2C) }
            out += frame.separator(own, isFirst: count == 0)
            out += text
            count += 1
        }
        return out + (count == 0 ? frame.close : frame.end)
    }

    private func flowChild(_ key: String?, _ decision: Decision, _ host: Ref, _ frame: FlowFrame) -> [UInt8]? {
        if care != .aliases {
            // As it stands, with its key.
            switch decision.plan {
            case .same, .take(.ours, _):
                if let ours = decision.versions.ours, let text = frame.text(of: ours, host) { return text }
            case .take(.theirs, _):
                if let theirs = decision.versions.theirs, let text = frame.text(of: theirs, host) { return text }
            default: break
            }
        }
        switch decision.plan {
        case .same: return decision.versions.ours.flatMap { slice(key, $0, host) }
        case .take(let side, _): return decision.versions[side].flatMap { slice(key, $0, host) }
        default: break
        }
        let name = key.map { Array((host.text.handwriting.key($0, inFlow: true) + ": ").utf8) } ?? []
        if let ours = decision.versions.ours, let inner = flow(decision, in: ours) { return name + inner }
        return value(of: decision).map { name + Array(host.text.handwriting.flow($0).utf8) }
    }

    /// A child as it stands in a text, where that fits between brackets; else written anew.
    private func slice(_ key: String?, _ ref: Ref, _ host: Ref) -> [UInt8]? {
        let name = key.map { host.text.handwriting.key($0, inFlow: true) + ": " } ?? ""
        let range = ref.range
        let bytes = ref.tree.bytes[range]
        let isSafe: Bool
        switch ref.style {
        case .flow: isSafe = ref.text === host.text || !bytes.contains(0x0A)
        case .singleQuoted, .doubleQuoted: isSafe = ref.text === host.text || !bytes.contains(0x0A)
        case .plain:
            isSafe =
                ref.text === host.text
                || (!bytes.isEmpty && !bytes.contains { $0 == 0x0A || ",[]{}?".utf8.contains($0) })
        case .literal, .folded, .block: isSafe = false
        }
        if isSafe, care != .aliases || ref.kind != .alias { return Array(name.utf8) + bytes }
        return Array((name + host.text.handwriting.flow(YAMLValue(ref.node, in: ref.tree))).utf8)
    }
}

/// What stands between the children of a collection in brackets.
struct FlowFrame {
    /// The bracket.
    let open: [UInt8]
    /// From the last child to the end, a trailing comma included.
    private(set) var end: [UInt8]
    /// The end of an empty collection.
    let close: [UInt8]
    private var leads: [YAMLNodeID: [UInt8]] = [:]
    private var places: [YAMLNodeID: Range<Int>] = [:]
    private var first: [UInt8] = []
    private var usual: [UInt8] = [0x20]

    init?(_ ref: Ref) {
        let tree = ref.tree
        let bytes = tree.bytes
        let range = tree.range(ref.node)
        guard range.count >= 2, bytes[range.lowerBound] == 0x5B || bytes[range.lowerBound] == 0x7B else { return nil }
        open = [bytes[range.lowerBound]]
        close = [bytes[range.upperBound - 1]]
        let children: [(start: Int, end: Int, node: YAMLNodeID)] =
            tree.kind(ref.node) == .mapping
            ? tree.entries(ref.node).map { entry in
                let key = tree.range(entry.key)
                let value = tree.range(entry.value)
                let colon = value.isEmpty ? tree.indicator(0x3A, behind: key.upperBound).map { $0 + 1 } : nil
                return (
                    tree.rangeWithProperties(entry.key).lowerBound, max(key.upperBound, value.upperBound, colon ?? 0),
                    entry.value
                )
            } : tree.children(ref.node).map { (tree.rangeWithProperties($0).lowerBound, tree.range($0).upperBound, $0) }
        var from = range.lowerBound + 1
        for (index, child) in children.enumerated() {
            guard child.start >= from else { return nil }
            let lead = Array(bytes[from..<child.start])
            leads[child.node] = lead
            places[child.node] = child.start..<child.end
            if index == 0 { first = lead }
            if index == 1, !lead.contains(0x23) { usual = lead }
            if index < children.count - 1 {
                guard let comma = tree.indicator(0x2C, behind: child.end), !bytes[child.end..<comma].contains(0x23)
                else {
                    return nil
                }
                from = comma + 1
            } else {
                from = child.end
            }
        }
        if children.count == 1, first.contains(0x0A), !first.contains(0x23) { usual = first }
        end = Array(bytes[from..<range.upperBound])
    }

    /// A child of the collection as it stands, with its key; nil for a node of another text.
    func text(of ref: Ref, _ host: Ref) -> [UInt8]? {
        guard ref.text === host.text else { return nil }
        return places[ref.node].map { Array(host.tree.bytes[$0]) }
    }

    func lead(of node: YAMLNodeID) -> [UInt8]? { leads[node] }

    /// What stands in front of a child; `own` is what stood there.
    func separator(_ own: [UInt8]?, isFirst: Bool) -> [UInt8] {
        if let own, own.contains(0x23) || !isFirst, !(own == first && !isFirst) { return own }
        return isFirst ? (first.contains(0x23) ? [] : first) : usual
    }
}
