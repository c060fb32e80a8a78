import CLibYAML

/// Reads a text once more with libyaml, a YAML 1.1 reader that stands for what other tools do, and compares event by event.
///
/// Only for texts that ``StreamParser`` could read: depth and size are bounded by then, which libyaml, being quadratic on nested brackets,
/// needs.
struct SecondReader {
    let text: UnsafeBufferPointer<UInt8>
    let stream: YAMLStream

    private enum Event {
        case start(UInt32)
        case end
        case documentEnd
    }

    /// Where libyaml sees something else, if anywhere.
    func difference() -> RecordRestrictions.Found? {
        guard var parser = LibYAMLParser(text) else { return nil }
        var expected = events().makeIterator()
        while true {
            var finished = false
            let outcome = parser.next { event -> RecordRestrictions.Found? in
                switch event.type {
                case YAML_STREAM_START_EVENT, YAML_DOCUMENT_START_EVENT:
                    return nil
                case YAML_STREAM_END_EVENT, YAML_NO_EVENT:
                    finished = true
                    return expected.next().map { (.notPortable(.otherStructure), offset($0)) }
                default:
                    guard let mine = expected.next() else { return (.notPortable(.otherStructure), text.count) }
                    return compare(mine, event)
                }
            }
            guard let outcome else {
                let problem = parser.problem
                return (.notPortable(.refused(problem.text)), byteOffset(ofCharacter: problem.character))
            }
            if let found = outcome { return found }
            if finished { return nil }
        }
    }

    private func compare(_ mine: Event, _ event: yaml_event_t) -> RecordRestrictions.Found? {
        guard case .start(let index) = mine else {
            let matches: Bool
            switch (mine, event.type) {
            case (.end, YAML_SEQUENCE_END_EVENT), (.end, YAML_MAPPING_END_EVENT): matches = true
            case (.documentEnd, YAML_DOCUMENT_END_EVENT): matches = true
            default: matches = false
            }
            return matches ? nil : (.notPortable(.otherStructure), byteOffset(ofCharacter: event.start_mark.index))
        }
        let node = stream.nodes[Int(index)]
        let start = Int(node.start)
        switch (node.kind, event.type) {
        case (.scalar, YAML_SCALAR_EVENT):
            let scalar = event.data.scalar
            let theirs = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let same = stream.withContent(node, over: text) { $0.elementsEqual(theirs) }
            if !same {
                return (.notPortable(.otherText(String(decoding: theirs.prefix(60), as: UTF8.self))), start)
            }
            if (node.style == .plain) != (scalar.style == YAML_PLAIN_SCALAR_STYLE) {
                return (.notPortable(.otherStructure), start)
            }
            return sameAnchor(index, scalar.anchor) ? nil : (.notPortable(.otherStructure), start)
        case (.alias, YAML_ALIAS_EVENT):
            let same = stream.withContent(node, over: text) { Self.equal($0, event.data.alias.anchor) }
            return same ? nil : (.notPortable(.otherStructure), start)
        case (.sequence, YAML_SEQUENCE_START_EVENT):
            return sameAnchor(index, event.data.sequence_start.anchor) ? nil : (.notPortable(.otherStructure), start)
        case (.mapping, YAML_MAPPING_START_EVENT):
            return sameAnchor(index, event.data.mapping_start.anchor) ? nil : (.notPortable(.otherStructure), start)
        default:
            return (.notPortable(.otherStructure), start)
        }
    }

    private func sameAnchor(_ index: UInt32, _ theirs: UnsafeMutablePointer<yaml_char_t>?) -> Bool {
        guard let range = stream.properties[index]?.anchor else { return theirs == nil }
        return Self.equal(
            UnsafeBufferPointer(rebasing: text[(Int(range.lowerBound) + 1)..<Int(range.upperBound)]), theirs)
    }

    private static func equal(_ mine: UnsafeBufferPointer<UInt8>, _ theirs: UnsafeMutablePointer<yaml_char_t>?) -> Bool
    {
        guard let theirs else { return false }
        for (index, byte) in mine.enumerated() where theirs[index] != byte || byte == 0 { return false }
        return theirs[mine.count] == 0
    }

    private func events() -> [Event] {
        var all: [Event] = []
        all.reserveCapacity(stream.nodes.count * 3 / 2)
        for document in stream.documents {
            collect(document.root, into: &all)
            all.append(.documentEnd)
        }
        return all
    }

    private func collect(_ index: UInt32, into all: inout [Event]) {
        all.append(.start(index))
        let node = stream.nodes[Int(index)]
        guard node.kind == .mapping || node.kind == .sequence else { return }
        var child = node.firstChild
        while child != Node.none {
            collect(child, into: &all)
            child = stream.nodes[Int(child)].next
        }
        all.append(.end)
    }

    private func offset(_ event: Event) -> Int {
        if case .start(let index) = event { return Int(stream.nodes[Int(index)].start) }
        return text.count
    }

    /// libyaml counts characters, without the byte order mark.
    private func byteOffset(ofCharacter character: Int) -> Int {
        var offset = text.count >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF ? 3 : 0
        var left = character
        while offset < text.count, left > 0 {
            offset += 1
            while offset < text.count, text[offset] & 0xC0 == 0x80 { offset += 1 }
            left -= 1
        }
        return offset
    }
}
