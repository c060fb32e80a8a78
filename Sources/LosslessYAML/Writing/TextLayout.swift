/// The lines of a text and the habits of its writer.
struct TextLayout {
    let tree: YAMLTree
    var bytes: [UInt8] { tree.bytes }
    /// `\n` or `\r\n` (or a lone CR), as the first line ends.
    let lineBreak: String
    /// Spaces by which a mapping is indented under its key.
    private(set) var mappingIndent = 2
    /// Spaces by which a list is indented under its key.
    private(set) var listIndent = 2
    /// Lists of scalars are written in brackets.
    private(set) var prefersFlowLists = false
    /// The text is JSON: keys and strings stand in double quotes.
    private(set) var isJSONLike = false
    /// The quotes this text prefers.
    private(set) var quote = YAMLStyle.doubleQuoted

    init(_ tree: YAMLTree) {
        self.tree = tree
        lineBreak = Self.firstBreak(tree.bytes)
        learnHabits()
    }

    private static func firstBreak(_ bytes: [UInt8]) -> String {
        guard let index = bytes.firstIndex(where: \.isBreak), bytes[index] == Ascii.carriageReturn else { return "\n" }
        return index + 1 < bytes.count && bytes[index + 1] == Ascii.lineFeed ? "\r\n" : "\r"
    }

    private mutating func learnHabits() {
        var mappings: [Int: Int] = [:]
        var lists: [Int: Int] = [:]
        var flowLists = 0
        var blockLists = 0
        var single = 0
        var double = 0
        for node in tree.nodes {
            if node.style == .singleQuoted { single += 1 }
            if node.style == .doubleQuoted { double += 1 }
            if node.kind == .sequence, node.firstChild != Node.none, tree.nodes[Int(node.firstChild)].kind == .scalar {
                if node.style == .flow { flowLists += 1 } else { blockLists += 1 }
            }
            guard node.kind == .mapping, node.style == .block else { continue }
            let column = column(Int(node.start))
            var child = node.firstChild
            while child != Node.none {
                let value = tree.nodes[Int(tree.nodes[Int(child)].next)]
                if value.style == .block {
                    let inner = self.column(Int(value.start)) - column
                    if value.kind == .mapping {
                        mappings[inner, default: 0] += 1
                    } else {
                        lists[inner, default: 0] += 1
                    }
                }
                child = value.next
            }
        }
        func favourite(_ counts: [Int: Int], _ otherwise: Int) -> Int {
            counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? otherwise
        }
        mappingIndent = max(1, min(favourite(mappings, 2), 8))
        listIndent = max(0, min(favourite(lists, 2), 8))
        prefersFlowLists = flowLists > blockLists
        if let root = tree.root, tree.style(root) == .flow {
            isJSONLike = !tree.nodes.contains {
                $0.kind == .scalar && ($0.style == .singleQuoted || ($0.style == .plain && isText($0)))
            }
        }
        if single > double { quote = .singleQuoted }
    }

    private func isText(_ node: Node) -> Bool {
        let range = Int(node.textStart)..<Int(node.textStart + node.textLength)
        return node.flags.contains(.sideText)
            || bytes[range].withUnsafeBufferPointer { YAMLScalarType(plain: $0) } == .string
    }

    /// Start of the line that holds an offset.
    func lineStart(_ offset: Int) -> Int {
        var start = offset
        while start > 0, !bytes[start - 1].isBreak { start -= 1 }
        if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = min(3, offset) }
        return start
    }

    /// The line break that ends the line of an offset, or the end of the text.
    func lineEnd(_ offset: Int) -> Int {
        var end = offset
        while end < bytes.count, !bytes[end].isBreak { end += 1 }
        return end
    }

    /// Start of the line behind a line end.
    func afterBreak(_ lineEnd: Int) -> Int {
        guard lineEnd < bytes.count else { return lineEnd }
        let isPair =
            bytes[lineEnd] == Ascii.carriageReturn && lineEnd + 1 < bytes.count && bytes[lineEnd + 1] == Ascii.lineFeed
        return lineEnd + (isPair ? 2 : 1)
    }

    /// Bytes in front of an offset on its line.
    func column(_ offset: Int) -> Int { offset - lineStart(offset) }

    /// Whether only spaces stand before an offset on its line.
    func startsItsLine(_ offset: Int) -> Bool {
        bytes[lineStart(offset)..<offset].allSatisfy { $0 == Ascii.space }
    }

    /// Over white space, line breaks and comments.
    func skipTrivia(_ offset: Int) -> Int {
        var here = offset
        while here < bytes.count {
            if bytes[here].isWhite || bytes[here].isBreak {
                here += 1
            } else if bytes[here] == Ascii.hash, here == 0 || bytes[here - 1].isWhite || bytes[here - 1].isBreak {
                here = lineEnd(here)
            } else {
                break
            }
        }
        return here
    }

    /// The end of a comment that follows an offset on its line, after white space and at most a comma; the offset itself if there is none.
    func throughTrailingComment(_ offset: Int) -> Int {
        var here = offset
        while here < bytes.count, bytes[here].isWhite { here += 1 }
        let isSetOff = here > 0 && bytes[here - 1].isWhite
        return here < bytes.count && bytes[here] == Ascii.hash && isSetOff ? lineEnd(here) : offset
    }

    /// The start of the comment lines that belong to the line of an offset: directly above it, in the same column, no blank line between.
    /// Comments at the very top of the file belong to the file.
    func withOwnComments(_ offset: Int) -> Int {
        let own = lineStart(offset)
        let column = offset - own
        var start = own
        while start > 0 {
            let previous = lineStart(breakBefore(start))
            guard previous < start, isComment(line: previous, column: column) else { break }
            start = previous
        }
        let isTop = start == 0 || (start == 3 && bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        return isTop ? own : start
    }

    /// The end of the comment lines directly below a line end that stand deeper than a column, no blank line between.
    func withDeeperComments(_ lineEnd: Int, column: Int) -> Int {
        var end = lineEnd
        while end < bytes.count {
            let next = afterBreak(end)
            var text = next
            while text < bytes.count, bytes[text] == Ascii.space { text += 1 }
            guard text < bytes.count, bytes[text] == Ascii.hash, text - next > column else { break }
            end = self.lineEnd(text)
        }
        return end
    }

    /// The offset of the line break that ends the line before the one starting here.
    private func breakBefore(_ lineStart: Int) -> Int {
        let isPair =
            lineStart >= 2 && bytes[lineStart - 1] == Ascii.lineFeed && bytes[lineStart - 2] == Ascii.carriageReturn
        return lineStart - (isPair ? 2 : 1)
    }

    private func isComment(line: Int, column: Int) -> Bool {
        var here = line
        while here < bytes.count, bytes[here] == Ascii.space { here += 1 }
        return here < bytes.count && bytes[here] == Ascii.hash && here - line == column
    }
}
