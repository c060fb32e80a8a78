/// One run of a compiled schema over one instance.
///
/// Two modes share this code: without `collecting` the first failure ends the run and nothing is allocated for a valid
/// instance; with it, evaluation goes on and gathers violations. All methods are inlinable so that they are specialised
/// for instances of other modules.
@usableFromInline package struct Evaluation<Instance: SchemaInstance> {
    /// Why a run was given up.
    @usableFromInline enum Stop { case recursion, work }

    /// One step of the way to the current instance, turned into text only when a violation is found.
    @usableFromInline enum Step {
        case key(Instance)
        case index(Int)
    }

    @usableFromInline let program: SchemaProgram
    /// The program's tables, without counting references to it.
    @usableFromInline let tables: UnsafePointer<SchemaTables>
    @usableFromInline let nodes: UnsafePointer<SchemaNode>
    @usableFromInline var collecting: Bool
    @usableFromInline var violations: [Violation<Instance>] = []
    /// What many violations of one schema say alike.
    @usableFromInline var knownNames: [SchemaIndex: [String]] = [:]
    @usableFromInline var allowedValues: [Int32: [JSONValue]] = [:]
    @usableFromInline var path: [Step] = []
    /// Set while the name of the last step is the instance, not the value under it.
    @usableFromInline var isAtKey = false
    /// Resources entered so far, outermost first; kept only when the schema has dynamic references.
    @usableFromInline var scopes: [Int32] = []
    @usableFromInline var depth = 0
    @usableFromInline var remainingWork: Int
    @usableFromInline var stop: Stop?

    @inlinable package init(program: SchemaProgram, collecting: Bool, workLimit: Int) {
        self.program = program
        self.collecting = collecting
        tables = UnsafePointer(program.tables)
        nodes = program.tables.pointee.nodes
        remainingWork = workLimit
    }

    /// Schemas may apply each other to this depth. Deep instances and long chains of references share it. Each step takes about
    /// 700 bytes of stack in an optimised build, so this fits threads with 512 KiB.
    @inlinable static var depthLimit: Int { 400 }

    /// Violations beyond this number are not kept.
    @inlinable static var violationLimit: Int { 1000 }

    /// Whether the instance fits the schema.
    @inlinable package mutating func run(_ instance: Instance) -> Bool {
        let valid = check(program.start, instance, nil)
        if let stop {
            collecting = true
            violations.removeAll()
            fail(program.start, nil, instance, stop == .recursion ? .recursionLimit : .workLimit)
            return false
        }
        return valid
    }

    /// Applies the schema `index` to `instance`. `marks` collects what was evaluated, for a caller that needs it.
    @inlinable mutating func check(
        _ index: SchemaIndex, _ instance: Instance, _ marks: UnsafeMutablePointer<EvaluatedMarks>?
    ) -> Bool {
        let node = nodes + Int(index)
        switch node.pointee.constant {
        case .allowsAll: return true
        case .forbidsAll:
            fail(index, nil, instance, .forbidden)
            return false
        case .none: break
        }
        if !spend(1) { return false }
        if depth >= Self.depthLimit {
            stop = .recursion
            remainingWork = -1
            return false
        }
        depth += 1
        defer { depth -= 1 }
        if !tables.pointee.usesDynamicScope { return checkMarked(index, node, instance, marks) }
        let resource = node.pointee.resource
        if scopes.last == resource { return checkMarked(index, node, instance, marks) }
        scopes.append(resource)
        defer { scopes.removeLast() }
        return checkMarked(index, node, instance, marks)
    }

    @inlinable mutating func checkMarked(
        _ index: SchemaIndex, _ node: UnsafePointer<SchemaNode>, _ instance: Instance,
        _ marks: UnsafeMutablePointer<EvaluatedMarks>?
    ) -> Bool {
        if marks == nil && node.pointee.hasUnevaluated {
            var own = EvaluatedMarks()
            return withUnsafeMutablePointer(to: &own) { checkKeywords(index, node, instance, $0) }
        }
        return checkKeywords(index, node, instance, marks)
    }

    @inlinable mutating func checkKeywords(
        _ index: SchemaIndex, _ node: UnsafePointer<SchemaNode>, _ given: Instance,
        _ marks: UnsafeMutablePointer<EvaluatedMarks>?
    ) -> Bool {
        let view = node.pointee.view
        let instance = view.isEmpty ? given : given.viewed(as: view)
        let type = instance.type
        let types = node.pointee.types
        if types != .any, !allows(types, type, instance) {
            fail(index, .type, instance, .type(expected: types, actual: type))
            return false
        }
        var valid = true
        if node.pointee.values >= 0, !checkValues(index, node, instance) {
            if !collecting { return false }
            valid = false
        }
        switch type {
        case .string:
            if node.pointee.strings >= 0, valid, !checkString(index, node, instance) { valid = false }
        case .number:
            if node.pointee.numbers >= 0, valid, !checkNumber(index, node, instance) { valid = false }
        case .object:
            if node.pointee.objects >= 0, !checkObject(index, node, instance, marks) { valid = false }
        case .array:
            if node.pointee.arrays >= 0, !checkArray(index, node, instance, marks) { valid = false }
        case .null, .boolean:
            break
        }
        if !valid && !collecting { return false }
        if node.pointee.applicators >= 0, !checkApplicators(index, node, instance, marks) { return false }
        if valid, node.pointee.hasUnevaluated, let marks {
            if type == .object { return checkUnevaluatedMembers(index, node, instance, marks) }
            if type == .array { return checkUnevaluatedElements(index, node, instance, marks) }
        }
        return valid
    }

    @inlinable func allows(_ types: InstanceTypeSet, _ type: InstanceType, _ instance: Instance) -> Bool {
        if types.contains(InstanceTypeSet(type)) { return true }
        return type == .number && types.contains(.integer) && instance.decimal.isInteger
    }

    /// Takes `work` from what is left; gives the run up when that is too much.
    @inlinable mutating func spend(_ work: Int) -> Bool {
        remainingWork -= work
        if remainingWork >= 0 { return true }
        if stop == nil { stop = .work }
        return false
    }

    /// Applies a schema to the same instance; what it evaluates counts only when it fits.
    @inlinable mutating func checkInPlace(
        _ index: SchemaIndex, _ instance: Instance, _ marks: UnsafeMutablePointer<EvaluatedMarks>?
    ) -> Bool {
        guard let marks else { return check(index, instance, nil) }
        var own = EvaluatedMarks()
        let valid = withUnsafeMutablePointer(to: &own) { check(index, instance, $0) }
        if valid { marks.pointee.formUnion(own) }
        return valid
    }

    /// Applies a schema to the same instance only to learn whether it fits.
    @inlinable mutating func probe(
        _ index: SchemaIndex, _ instance: Instance, _ marks: UnsafeMutablePointer<EvaluatedMarks>?
    ) -> Bool {
        let wasCollecting = collecting
        collecting = false
        let valid = checkInPlace(index, instance, marks)
        collecting = wasCollecting
        return valid
    }
}
