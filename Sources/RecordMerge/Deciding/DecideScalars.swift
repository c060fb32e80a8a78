import LosslessYAML
import Records

extension Decider {
    /// What the field's rule makes of two new values; nil when it has none or the rule does not apply to them.
    mutating func rulePlan(_ versions: Versions<Ref>, _ field: Field?, _ path: FieldPath) -> Plan? {
        guard let field, let rule = field.mergeRule else { return nil }
        switch rule {
        case .set: return setPlan(versions, field)
        case .keyed(let keys): return keyedPlan(versions, field, path, keys: keys, isLog: false)
        case .log: return keyedPlan(versions, field, path, keys: ["id"], isLog: true)
        case .max: return extremePlan(versions, field, takesLater: true)
        case .min: return extremePlan(versions, field, takesLater: false)
        case .counter: return nil
        case .text: return textPlan(versions, field)
        case .forward: return forwardPlan(versions, field, path)
        }
    }

    /// The text of a scalar that is no null.
    private func scalar(_ ref: Ref?) -> String? {
        guard let target = ref?.target, target.kind == .scalar, !target.isNull else { return nil }
        return target.tree.text(target.node)
    }

    // MARK: Counting

    /// Base and both differences, also where both counted on by the same. nil where one of them is no whole number; then the usual way.
    mutating func counterPlan(_ versions: Versions<Ref>, _ path: FieldPath) -> Plan? {
        func count(_ ref: Ref?) -> Int? {
            guard let target = ref?.target, target.kind == .scalar, target.tree.scalarType(target.node) == .integer
            else {
                return nil
            }
            return ExactNumber(target)?.integer
        }
        guard let ours = count(versions.ours), let theirs = count(versions.theirs) else { return nil }
        let isNew = versions.base.map(\.isNull) ?? true
        guard let base = isNew ? 0 : count(versions.base), base != ours, base != theirs else { return nil }
        let (added, failed) = ours.addingReportingOverflow(theirs)
        let (sum, failedToo) = added.subtractingReportingOverflow(base)
        return failed || failedToo ? nil : .value(.number(String(sum)))
    }

    // MARK: The greater, the later

    private func extremePlan(_ versions: Versions<Ref>, _ field: Field, takesLater: Bool) -> Plan? {
        guard let ours = versions.ours?.target, let theirs = versions.theirs?.target, ours.kind == .scalar,
            theirs.kind == .scalar, let isOursLater = isLater(ours, than: theirs, field)
        else { return nil }
        return .take(isOursLater == takesLater ? .ours : .theirs, overrules: true)
    }

    /// nil when the two cannot be compared.
    private func isLater(_ one: Ref, than two: Ref, _ field: Field) -> Bool? {
        switch (ScalarMeaning(one, field), ScalarMeaning(two, field)) {
        case (.number, .number):
            guard let first = ExactNumber(one), let second = ExactNumber(two) else { return nil }
            return first > second
        case (.text, .text):
            let (first, second) = (one.tree.text(one.node), two.tree.text(two.node))
            if let first = ExactInstant(first), let second = ExactInstant(second) { return first > second }
            if let first = CalendarDate(first), let second = CalendarDate(second) { return first > second }
            return nil
        default: return nil
        }
    }

    // MARK: Stages

    private func forwardPlan(_ versions: Versions<Ref>, _ field: Field, _ path: FieldPath) -> Plan? {
        let order = options.order(path) ?? field.order
        guard let ours = scalar(versions.ours), let theirs = scalar(versions.theirs),
            let ourPlace = order.firstIndex(where: { sameBytes($0, ours) }),
            let theirPlace = order.firstIndex(where: { sameBytes($0, theirs) })
        else { return nil }
        return .take(ourPlace > theirPlace ? .ours : .theirs, overrules: true)
    }

    // MARK: Prose

    private func textPlan(_ versions: Versions<Ref>, _ field: Field) -> Plan? {
        guard let ours = prose(versions.ours, field), let theirs = prose(versions.theirs, field) else { return nil }
        let isNew = versions.base.map(\.isNull) ?? true
        guard let base = isNew ? "" : prose(versions.base, field) else { return nil }
        guard let merged = mergeLines(base: base, ours: ours, theirs: theirs) else { return nil }
        // What one side has in the end is taken in its own writing.
        if sameBytes(merged, ours) { return .take(.ours, overrules: true) }
        if sameBytes(merged, theirs) { return .take(.theirs, overrules: true) }
        return .value(.string(merged))
    }

    /// Text that can be taken apart by lines; what is encrypted cannot.
    private func prose(_ ref: Ref?, _ field: Field) -> String? {
        guard let target = ref?.target, target.kind == .scalar, ScalarMeaning(target, field) == .text else {
            return nil
        }
        let text = target.tree.text(target.node)
        return isCiphertext(text) ? nil : text
    }
}

/// Values as the usual tools encrypt them: `ENC[…]` (sops), an age file in armour, a PGP message.
func isCiphertext(_ text: String) -> Bool {
    ["ENC[", "-----BEGIN AGE ENCRYPTED FILE-----", "-----BEGIN PGP MESSAGE-----", "age-encryption.org/", "age1:"]
        .contains {
            text.utf8.starts(with: $0.utf8)
        }
}
