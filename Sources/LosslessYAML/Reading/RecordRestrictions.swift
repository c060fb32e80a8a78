/// What a record may not use, although YAML allows it.
struct RecordRestrictions {
    let text: UnsafeBufferPointer<UInt8>
    let stream: YAMLStream
    let limits: YAMLLimits
    let comparison: YAMLReader.Comparison

    typealias Found = (reason: YAMLError.Reason, offset: Int)

    /// More problems than this in one file help nobody, and a hostile file may hold very many.
    static let mostProblems = 64

    /// In the order of the text. Empty for a record.
    func problems() -> [Found] {
        var found: [Found] = []
        if stream.documents.isEmpty { found.append((.noDocument, 0)) }
        if stream.documents.count > 1 { found.append((.severalDocuments, stream.documents[1].start)) }
        if let offset = stream.firstDirective { found.append((.directiveNotAllowed, offset)) }
        if let offset = stream.firstTag { found.append((.tagNotAllowed(tagText(offset)), offset)) }
        if !stream.aliasTargets.isEmpty,
            let problem = AliasExpansion(text: text, stream: stream, limits: limits).problem()
        {
            found.append(problem)
        }
        checkKeys(&found)
        if found.isEmpty, let mergeKey = firstReservedPlain() { found.append(mergeKey) }
        let compares =
            switch comparison {
            case .beyondEveryday: stream.beyondEveryday
            case .always: true
            case .never: false
            }
        if found.isEmpty, compares, let difference = SecondReader(text: text, stream: stream).difference() {
            found.append(difference)
        }
        return found.sorted { $0.offset < $1.offset }
    }

    private func tagText(_ offset: Int) -> String {
        var end = offset
        while end < text.count, !text[end].isBlankOrEnd, end - offset < 60 { end += 1 }
        return String(decoding: text[offset..<end], as: UTF8.self)
    }

    // MARK: Keys

    /// Every key a string, and no key twice.
    private func checkKeys(_ found: inout [Found]) {
        var seen: [UInt32] = []
        var beginnings: [UInt64] = []
        for node in stream.nodes where node.kind == .mapping {
            seen.removeAll(keepingCapacity: true)
            beginnings.removeAll(keepingCapacity: true)
            var table: [KeyBytes: UInt32] = [:]
            var key = node.firstChild
            while key != Node.none {
                if found.count >= Self.mostProblems { return }
                let record = stream.nodes[Int(key)]
                defer { key = stream.nodes[Int(record.next)].next }
                if let kind = keyProblem(record) {
                    found.append((.nonStringKey(kind), Int(record.start)))
                    continue
                }
                let beginning = stream.withContent(record, over: text) { keyMark($0) }
                let first: UInt32?
                if seen.count < 24 {
                    var place = 0
                    while place < seen.count,
                        beginnings[place] != beginning || !sameText(stream.nodes[Int(seen[place])], record)
                    { place += 1 }
                    first = place < seen.count ? seen[place] : nil
                } else {
                    if table.isEmpty { for earlier in seen { table[bytes(stream.nodes[Int(earlier)])] = earlier } }
                    first = table[bytes(record)]
                    if first == nil { table[bytes(record)] = key }
                }
                if let first {
                    found.append((duplicate(of: first, record), Int(record.start)))
                } else {
                    seen.append(key)
                    beginnings.append(beginning)
                }
            }
        }
    }

    private func duplicate(of first: UInt32, _ record: Node) -> YAMLError.Reason {
        let offset = Int(stream.nodes[Int(first)].start)
        let name = stream.withContent(record, over: text) { String(decoding: $0.prefix(200), as: UTF8.self) }
        return .duplicateKey(name, first: YAMLPosition(offset: offset, in: text))
    }

    @inline(__always)
    private func keyProblem(_ key: Node) -> YAMLError.KeyKind? {
        switch key.kind {
        case .alias: return .alias
        case .mapping, .sequence: return .collection
        case .scalar: break
        }
        guard key.style == .plain else { return nil }
        return stream.withContent(key, over: text) { content in
            switch YAMLScalarType(plain: content) {
            case .string: nil
            case .null: .null
            case .true, .false: .bool
            case .integer, .float: .number
            }
        }
    }

    @inline(__always)
    private func sameText(_ a: Node, _ b: Node) -> Bool {
        guard a.textLength == b.textLength else { return false }
        return stream.withContent(a, over: text) { left in
            stream.withContent(b, over: text) { right in
                for index in 0..<left.count where left[index] != right[index] { return false }
                return true
            }
        }
    }

    private func bytes(_ key: Node) -> KeyBytes {
        stream.withContent(key, over: text) { KeyBytes(bytes: $0) }
    }

    /// The bytes of a key while the text is borrowed.
    private struct KeyBytes: Hashable {
        let bytes: UnsafeBufferPointer<UInt8>

        static func == (a: Self, b: Self) -> Bool { a.bytes.elementsEqual(b.bytes) }

        func hash(into hasher: inout Hasher) { hasher.combine(bytes: UnsafeRawBufferPointer(bytes)) }
    }

    /// Plain `<<` and `=` mean something to YAML 1.1 readers (merge key, default value) and are mere text in YAML 1.2.
    private func firstReservedPlain() -> Found? {
        for node in stream.nodes where node.style == .plain && node.textLength <= 2 && node.textLength > 0 {
            let start = Int(node.start)
            guard node.kind == .scalar, node.end - node.start == node.textLength else { continue }
            if node.textLength == 1, text[start] == Ascii.equals {
                return (.notPortable(.specialScalar("=")), start)
            }
            if node.textLength == 2, text[start] == Ascii.less, text[start + 1] == Ascii.less {
                return (.notPortable(.specialScalar("<<")), start)
            }
        }
        return nil
    }
}
