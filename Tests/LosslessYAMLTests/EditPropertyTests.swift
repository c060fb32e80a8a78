import LosslessYAML
import Testing

/// Thousands of random edits of random records: each gives the intended values, and changes nothing but the bytes around its node.
@Suite struct EditPropertyTests {
    @Test(arguments: 0..<16) func randomEdits(batch: UInt64) throws {
        let rounds = randomRounds(50)
        for seed in (batch * rounds)..<(batch * rounds + rounds) {
            var documents = EverydayDocuments(seed: seed)
            var tree = try tree(documents.document())
            var edits = RandomEdits(random: SeededGenerator(seed: seed &* 31 &+ 7))
            for _ in 0..<3 {
                let root = try #require(tree.root)
                let (edit, intended) = edits.edit(of: YAMLValue(root, in: tree))
                var editor = YAMLEditor(tree)
                try editor.apply(edit)
                let newRoot = try #require(editor.tree.root)
                #expect(YAMLValue(newRoot, in: editor.tree).normal == intended.normal, "seed \(seed) \(edit)")
                try checkSurroundings(edit, tree, editor.tree, seed)
                tree = editor.tree
            }
        }
    }

    private func checkSurroundings(_ edit: YAMLEdit, _ before: YAMLTree, _ after: YAMLTree, _ seed: UInt64) throws {
        let removed =
            before.bytes.count - commonPrefix(before.bytes, after.bytes) - commonSuffix(before.bytes, after.bytes)
        switch edit {
        case .set(let path, _):
            guard let entry = find(path, before), let key = entry.key else { return }
            // Everything up to the key, and every line behind the value's last line, is as it was.
            #expect(commonPrefix(before.bytes, after.bytes) >= before.range(key).upperBound, "seed \(seed) \(edit)")
            let end =
                before.bytes[before.range(entry.value).upperBound...].firstIndex { $0 == 0x0A } ?? before.bytes.count
            if end < before.bytes.count {
                #expect(
                    after.bytes.suffix(before.bytes.count - end).elementsEqual(before.bytes[end...]),
                    "seed \(seed) \(edit)")
            }
        case .renameKey(let path, _):
            guard let entry = find(path, before), let key = entry.key else { return }
            #expect(removed <= before.range(key).count, "seed \(seed) \(edit)")
        case .addItem, .moveItem:
            #expect(comments(before).sorted() == comments(after).sorted(), "seed \(seed) \(edit)")
        case .remove:
            #expect(Set(comments(after)).isSubset(of: Set(comments(before))), "seed \(seed) \(edit)")
        }
    }

    private func find(_ path: YAMLPath, _ tree: YAMLTree) -> (key: YAMLNodeID?, value: YAMLNodeID)? {
        guard var node = tree.root else { return nil }
        var key: YAMLNodeID?
        for step in path {
            switch step {
            case .key(let name):
                guard let entry = tree.entry(of: name, in: node) else { return nil }
                (key, node) = (entry.key, entry.value)
            case .index(let index):
                guard let item = Array(tree.children(node)).dropFirst(index).first else { return nil }
                (key, node) = (nil, item)
            }
        }
        return (key, node)
    }

    private func comments(_ tree: YAMLTree) -> [String] {
        tree.comments.map { String(decoding: tree.bytes[$0.range], as: UTF8.self) }
    }

    private func commonPrefix(_ a: [UInt8], _ b: [UInt8]) -> Int {
        zip(a, b).prefix { $0 == $1 }.count
    }

    private func commonSuffix(_ a: [UInt8], _ b: [UInt8]) -> Int {
        let limit = min(a.count, b.count) - commonPrefix(a, b)
        return zip(a.reversed(), b.reversed()).prefix(limit).prefix { $0 == $1 }.count
    }
}
