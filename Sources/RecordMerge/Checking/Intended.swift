import LosslessYAML

extension Decision {
    /// Whether a node of the merged text is what was decided, value by value and key by key.
    func matches(_ result: Ref?) -> Bool {
        guard let result else { return plan.isRemoval }
        switch plan {
        case .remove: return false
        case .same: return isWritten(versions.ours, result) || isWritten(versions.theirs, result)
        case .take(let side, _): return isWritten(versions[side], result)
        case .value(let value): return isSameData(value, YAMLValue(result.node, in: result.tree))
        case .block(let block): return isSameData(block.value, YAMLValue(result.node, in: result.tree))
        case .list(let items):
            guard result.isList else { return false }
            var children = result.tree.children(result.node)
            for item in items where !item.plan.isRemoval {
                guard let child = children.next(), item.matches(result.child(child)) else { return false }
            }
            return children.next() == nil
        case .map(let entries):
            guard result.isMap else { return false }
            // In whatever order: what one side did not touch is copied from the other.
            let keys = KeyFinder(result)
            var count = 0
            for entry in entries where !entry.decision.plan.isRemoval {
                count += 1
                guard let node = keys.find(entry.key), entry.decision.matches(result.child(node)) else { return false }
            }
            return count == keys.count
        }
    }
}

/// Whether a node reads as the node that it was copied from: types and bytes of scalars, order of keys.
private func isWritten(_ source: Ref?, _ result: Ref) -> Bool {
    guard let source else { return false }
    if source.kind == .alias || result.kind == .alias {
        if source.kind == result.kind { return source.tree.text(source.node) == result.tree.text(result.node) }
        return isWritten(source.target, result.target)
    }
    guard source.kind == result.kind else { return false }
    switch source.kind {
    case .scalar, .alias:
        let type = source.tree.scalarType(source.node)
        guard type == result.tree.scalarType(result.node) else { return false }
        return type == .null
            || source.tree.withScalarBytes(source.node) { wanted in
                result.tree.withScalarBytes(result.node) { wanted.count == $0.count && wanted.elementsEqual($0) }
            }
    case .sequence:
        var others = result.tree.children(result.node)
        for item in source.tree.children(source.node) {
            guard let other = others.next(), isWritten(source.child(item), result.child(other)) else { return false }
        }
        return others.next() == nil
    case .mapping:
        var others = result.tree.entries(result.node)
        for entry in source.tree.entries(source.node) {
            guard let other = others.next(),
                source.tree.withScalarBytes(
                    entry.key,
                    { key in
                        result.tree.withScalarBytes(other.key) { key.count == $0.count && key.elementsEqual($0) }
                    }), isWritten(source.child(entry.value), result.child(other.value))
            else { return false }
        }
        return others.next() == nil
    }
}

/// Values compared by their bytes; a date is a text.
private func isSameData(_ one: YAMLValue, _ two: YAMLValue) -> Bool {
    switch (one, two) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): sameBytes(a, b)
    case (.string(let a), .string(let b)), (.timestamp(let a), .timestamp(let b)), (.string(let a), .timestamp(let b)),
        (.timestamp(let a), .string(let b)):
        sameBytes(a, b)
    case (.list(let a), .list(let b)): a.count == b.count && zip(a, b).allSatisfy { isSameData($0, $1) }
    case (.map(let a), .map(let b)):
        a.count == b.count && zip(a, b).allSatisfy { sameBytes($0.key, $1.key) && isSameData($0.value, $1.value) }
    default: false
    }
}
