/// Whether two instances are equal as JSON Schema understands it: numbers by value, strings by code points, objects without
/// regard to order. A scalar of `left` whose type is open is read as the type that `right` has.
///
/// `work` counts down by one for each pair of values; below zero the answer is false and means nothing. Instances may share
/// parts (YAML's aliases), so the number of values is not bounded by the length of the text.
@inlinable package func areEqual<Left: SchemaInstance, Right: SchemaInstance>(
    _ left: Left, _ right: Right, work: inout Int
) -> Bool {
    work -= 1
    if work < 0 { return false }
    let left = left.viewed(as: InstanceTypeSet(right.type))
    guard left.type == right.type else { return false }
    switch left.type {
    case .null: return true
    case .boolean: return left.boolean == right.boolean
    case .number: return left.decimal == right.decimal
    case .string: return left.withUTF8 { bytes in right.withUTF8 { bytesAreEqual(bytes, $0) } }
    case .array:
        guard left.count == right.count else { return false }
        var lefts = left.makeElements()
        var rights = right.makeElements()
        while let element = lefts.next() {
            guard let other = rights.next(), areEqual(element, other, work: &work) else { return false }
        }
        return true
    case .object: return membersAreEqual(left, right, work: &work)
    }
}

/// Members are compared in parallel as long as their names agree; then by a table of names.
@inlinable package func membersAreEqual<Left: SchemaInstance, Right: SchemaInstance>(
    _ left: Left, _ right: Right, work: inout Int
) -> Bool {
    guard left.count == right.count else { return false }
    var lefts = left.makeMembers()
    var rights = right.makeMembers()
    while let (key, value) = lefts.next() {
        guard let (otherKey, otherValue) = rights.next() else { return false }
        if key.withUTF8({ bytes in otherKey.withUTF8 { bytesAreEqual(bytes, $0) } }) {
            if !areEqual(value, otherValue, work: &work) { return false }
            continue
        }
        var table: [[UInt8]: Right] = [otherKey.withUTF8 { Array($0) }: otherValue]
        while let (otherKey, otherValue) = rights.next() { table[otherKey.withUTF8 { Array($0) }] = otherValue }
        var current: Left? = key
        var currentValue = value
        while let key = current {
            guard let other = table[key.withUTF8 { Array($0) }], areEqual(currentValue, other, work: &work) else {
                return false
            }
            if let next = lefts.next() {
                current = next.key
                currentValue = next.value
            } else {
                current = nil
            }
        }
        return true
    }
    return true
}

/// Feeds an instance to a hasher so that equal instances (see `areEqual`) hash alike. `work` counts down by one for each value;
/// below zero nothing more is fed.
@inlinable package func hash<Instance: SchemaInstance>(
    _ instance: Instance, into hasher: inout Hasher, work: inout Int
) {
    work -= 1
    if work < 0 { return }
    hasher.combine(instance.type)
    switch instance.type {
    case .null: break
    case .boolean: hasher.combine(instance.boolean)
    case .number: hasher.combine(instance.decimal)
    case .string: instance.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    case .array:
        var elements = instance.makeElements()
        while let element = elements.next() { hash(element, into: &hasher, work: &work) }
    case .object:
        var sum = 0
        var members = instance.makeMembers()
        while let (key, value) = members.next() {
            var member = Hasher()
            key.withUTF8 { member.combine(bytes: UnsafeRawBufferPointer($0)) }
            hash(value, into: &member, work: &work)
            sum &+= member.finalize()
        }
        hasher.combine(sum)
    }
}
