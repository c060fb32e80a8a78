import LosslessYAML

/// The place in a record where a word was found.
package struct MatchingLine: Sendable {
    /// The fields on the way to it: contacts, then name.
    package let fields: [Field]
    /// One line of the value as it stands in the file, or the label of a choice.
    package let text: String
    /// Where the words stand in `text`, as offsets in characters (Unicode scalars), without overlap.
    package let marks: [Range<Int>]
}

extension SearchQuery {
    /// The line of a record that answers best; nil when only other records answer, by their names.
    package func matchingLine(in record: Record) -> MatchingLine? {
        guard let root = record.tree.root, record.tree.kind(root) == .mapping else { return nil }
        var search = LineSearch(words: words, tree: record.tree, titleFields: record.kind.titleFields)
        search.visit(members: root, record.kind.fields, [], depth: 0)
        return search.best?.line
    }
}

private struct LineSearch {
    let words: [SearchWord]
    let tree: YAMLTree
    let titleFields: [String]
    var best: (score: Int, line: MatchingLine)?

    mutating func visit(members mapping: YAMLNodeID, _ fields: [Field], _ path: [Field], depth: Int) {
        for entry in tree.entries(mapping) {
            let key = tree.text(entry.key)
            let field = fields.first { $0.key == key }
            visit(entry.value, field, path + (field.map { [$0] } ?? []), depth: depth)
        }
    }

    private mutating func visit(_ node: YAMLNodeID, _ field: Field?, _ path: [Field], depth: Int) {
        let node = tree.resolvingAlias(node)
        guard depth < 16 else { return }
        switch tree.kind(node) {
        case .mapping: visit(members: node, field?.fields ?? [], path, depth: depth + 1)
        case .sequence: for item in tree.children(node) { visit(item, field, path, depth: depth + 1) }
        case .alias: break
        case .scalar:
            let text = tree.text(node)
            for line in text.split(whereSeparator: \.isNewline) { consider(String(line), path) }
            if let choice = field?.choices.first(where: { $0.key == text }) {
                consider(choice.label.zh, path)
                if choice.label.en != choice.label.zh { consider(choice.label.en, path) }
            }
        }
    }

    /// The line with the most words wins, then one of a title, then the first.
    private mutating func consider(_ text: String, _ path: [Field]) {
        var marks: [Range<Int>] = []
        var score = 0
        let line = FoldedLine(text)
        for word in words {
            if let place = line.place(of: word) {
                marks.append(place)
                score += 4
            } else if path.last.map({ isName($0) }) ?? false, line.sounds(like: word) {
                marks.append(0..<text.unicodeScalars.count)
                score += 3
            }
        }
        guard score > 0 else { return }
        if let field = path.first, titleFields.contains(field.key) { score += 2 }
        if score > best?.score ?? 0 {
            best = (score, MatchingLine(fields: path, text: text, marks: Self.joined(marks)))
        }
    }

    private func isName(_ field: Field) -> Bool {
        titleFields.contains(field.key) || ["name", "short_name", "other_names"].contains(field.key)
    }

    private static func joined(_ marks: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for mark in marks.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, mark.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, mark.upperBound)
            } else {
                result.append(mark)
            }
        }
        return result
    }
}

/// A line folded, with the way back to its characters.
private struct FoldedLine {
    private let bytes: [UInt8]
    /// For every byte the number of the character that it came from.
    private var origins: [Int] = []
    private let count: Int

    init(_ text: String) {
        var bytes = ByteOutput(capacity: text.utf8.count)
        var number = 0
        for scalar in text.unicodeScalars {
            fold(String(scalar), into: &bytes)
            while origins.count < bytes.count { origins.append(number) }
            // Folding may have taken back a space.
            if origins.count > bytes.count { origins.removeLast(origins.count - bytes.count) }
            number += 1
        }
        self.bytes = bytes.array
        count = number
    }

    /// Where the word stands, in characters.
    func place(of word: SearchWord) -> Range<Int>? {
        if let start = bytes.withUnsafeBytes({ word.pattern.first(in: $0) }) {
            return range(start, start + word.pattern.bytes.count - 1)
        }
        let digits = bytes.indices.filter { 0x30...0x39 ~= bytes[$0] }
        guard let wanted = word.digits ?? (word.isDigits ? word.pattern : nil), digits.count >= wanted.bytes.count
        else { return nil }
        guard let start = digits.map({ bytes[$0] }).withUnsafeBytes({ wanted.first(in: $0) }) else { return nil }
        return range(digits[start], digits[start + wanted.bytes.count - 1])
    }

    private func range(_ first: Int, _ last: Int) -> Range<Int> { origins[first]..<(origins[last] + 1) }

    func sounds(like word: SearchWord) -> Bool {
        word.soundsLikeOrSlips(Array(String(decoding: bytes, as: UTF8.self).unicodeScalars))
    }
}

extension SearchWord {
    fileprivate var isDigits: Bool { pattern.bytes.count >= 4 && pattern.bytes.allSatisfy { 0x30...0x39 ~= $0 } }
}
