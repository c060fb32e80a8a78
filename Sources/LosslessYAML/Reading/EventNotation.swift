/// The events of a text in the notation of the public YAML test suite, and what keeps the text from being a record, if anything.
package struct YAMLEventNotation: Sendable {
    /// One event per line. Complete unless `problem` says that the text is not valid YAML or too deep.
    package var lines: [UInt8] = []
    package var problem: YAMLError?

    /// Reads any YAML stream.
    package init(_ bytes: [UInt8], limits: YAMLLimits = .record) {
        var reader = YAMLReader(limits: limits)
        let (stream, problems) = reader.stream(bytes)
        problem = problems.first
        lines.append(contentsOf: "+STR\n".utf8)
        guard let stream else { return }
        bytes.withUnsafeBufferPointer { text in
            var writer = EventWriter(text: text, stream: stream)
            for document in stream.documents {
                writer.line(document.explicitStart ? "+DOC ---" : "+DOC")
                writer.write(document.root)
                writer.line(document.explicitEnd ? "-DOC ..." : "-DOC")
            }
            lines.append(contentsOf: writer.output)
        }
        if stream.failure == nil { lines.append(contentsOf: "-STR\n".utf8) }
    }
}

private struct EventWriter {
    let text: UnsafeBufferPointer<UInt8>
    let stream: YAMLStream
    var output: [UInt8] = []

    init(text: UnsafeBufferPointer<UInt8>, stream: YAMLStream) {
        self.text = text
        self.stream = stream
    }

    mutating func line(_ event: String) {
        output.append(contentsOf: event.utf8)
        output.append(0x0A)
    }

    /// Bounded by the depth limit of the parser.
    mutating func write(_ index: UInt32) {
        let node = stream.nodes[Int(index)]
        switch node.kind {
        case .alias:
            output.append(contentsOf: "=ALI *".utf8)
            output.append(contentsOf: content(node))
            output.append(0x0A)
        case .scalar:
            output.append(contentsOf: "=VAL".utf8)
            properties(node, index)
            output.append(contentsOf: [0x20, Self.mark(node.style)])
            for byte in content(node) { escape(byte) }
            output.append(0x0A)
        case .mapping, .sequence:
            let isMapping = node.kind == .mapping
            output.append(contentsOf: (isMapping ? "+MAP" : "+SEQ").utf8)
            if node.style == .flow { output.append(contentsOf: (isMapping ? " {}" : " []").utf8) }
            properties(node, index)
            output.append(0x0A)
            var child = node.firstChild
            while child != Node.none {
                write(child)
                child = stream.nodes[Int(child)].next
            }
            line(isMapping ? "-MAP" : "-SEQ")
        }
    }

    private func content(_ node: Node) -> ArraySlice<UInt8> {
        let range = Int(node.textStart)..<(Int(node.textStart) + Int(node.textLength))
        return node.flags.contains(.sideText) ? stream.sideText[range] : ArraySlice(text[range])
    }

    private mutating func properties(_ node: Node, _ index: UInt32) {
        guard let found = stream.properties[index] else { return }
        if let anchor = found.anchor {
            output.append(0x20)
            output.append(contentsOf: text[Int(anchor.lowerBound)..<Int(anchor.upperBound)])
        }
        if found.tag != nil {
            output.append(contentsOf: " <".utf8)
            output.append(contentsOf: found.resolvedTag)
            output.append(contentsOf: ">".utf8)
        }
    }

    private static func mark(_ style: YAMLStyle) -> UInt8 {
        switch style {
        case .singleQuoted: UInt8(ascii: "'")
        case .doubleQuoted: UInt8(ascii: "\"")
        case .literal: UInt8(ascii: "|")
        case .folded: UInt8(ascii: ">")
        case .plain, .block, .flow: UInt8(ascii: ":")
        }
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\\"): output.append(contentsOf: "\\\\".utf8)
        case 0x00: output.append(contentsOf: "\\0".utf8)
        case 0x08: output.append(contentsOf: "\\b".utf8)
        case 0x09: output.append(contentsOf: "\\t".utf8)
        case 0x0A: output.append(contentsOf: "\\n".utf8)
        case 0x0D: output.append(contentsOf: "\\r".utf8)
        default: output.append(byte)
        }
    }
}
