extension Evaluation {
    /// What a branch of `anyOf` or `oneOf` has against the instance.
    @usableFromInline struct Branch {
        @usableFromInline let violations: [Violation<Instance>]
        /// Violations of the instance's own type.
        @usableFromInline let wrongTypes: InstanceTypeSet
        /// Violated `const` or `enum` of the instance or of one of its members: the branch is meant for something else.
        @usableFromInline let discriminators: Int
        /// The most steps from the instance to a violation.
        @usableFromInline let reach: Int

        @inlinable init(_ violations: [Violation<Instance>], depth: Int) {
            self.violations = violations
            var wrongTypes = InstanceTypeSet([])
            var discriminators = 0
            var reach = 0
            for violation in violations {
                let steps = violation.instancePath.count - depth
                reach = Swift.max(reach, steps)
                switch violation.detail {
                case .type(let expected, _) where steps == 0 && !violation.isAboutKey: wrongTypes.formUnion(expected)
                case .notAllowed where steps <= 1: discriminators += 1
                default: break
                }
            }
            self.wrongTypes = wrongTypes
            self.discriminators = discriminators
            self.reach = reach
        }

        @inlinable func isCloser(than other: Branch) -> Bool {
            if wrongTypes.isEmpty != other.wrongTypes.isEmpty { return wrongTypes.isEmpty }
            if discriminators != other.discriminators { return discriminators < other.discriminators }
            if violations.count != other.violations.count { return violations.count < other.violations.count }
            return reach > other.reach
        }

        /// The allowed values, when a value that is not among them is all that is wrong with the instance.
        @inlinable func allowedValues(depth: Int) -> [JSONValue]? {
            guard violations.count == 1, violations[0].instancePath.count == depth, !violations[0].isAboutKey,
                case .notAllowed(let allowed) = violations[0].detail
            else { return nil }
            return allowed
        }
    }

    /// Reports why no branch fits, in the words of the branch that comes closest; differences of mere type or value are
    /// gathered into one violation.
    @inline(never) @inlinable mutating func reportClosest(
        _ index: SchemaIndex, _ keyword: SchemaKeyword, _ range: PoolRange, _ instance: Instance
    ) {
        let before = violations
        var branches: [Branch] = []
        for entry in range.indices {
            violations = []
            _ = check(tables.pointee.schemas[entry], instance, nil)
            branches.append(Branch(violations, depth: path.count))
        }
        violations = before
        if branches.allSatisfy({ !$0.wrongTypes.isEmpty }) {
            let expected = branches.reduce(into: InstanceTypeSet([])) { $0.formUnion($1.wrongTypes) }
            fail(index, keyword, instance, .type(expected: expected, actual: instance.type))
            return
        }
        let candidates = branches.filter { $0.wrongTypes.isEmpty && !$0.violations.isEmpty }
        guard var closest = candidates.first else {
            fail(index, keyword, instance, .matchesNone(branches: Int(range.count)))
            return
        }
        if candidates.count > 1 {
            let lists = candidates.compactMap { $0.allowedValues(depth: path.count) }
            if lists.count == candidates.count {
                fail(index, keyword, instance, .notAllowed(allowed: lists.flatMap { $0 }))
                return
            }
        }
        for candidate in candidates.dropFirst() where candidate.isCloser(than: closest) { closest = candidate }
        violations += closest.violations
    }
}
