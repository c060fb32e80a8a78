import Records
import Testing

@testable import Sync

/// Lists whose items the schema tells apart: `tags` (a set) and `contacts` (by name) of a customer.
struct ListMergeTests {
    private func merge(_ base: String, _ ours: String, _ theirs: String) -> FieldMerge {
        let head = "id: KH2026-000001\nname: x\n"
        return mergeFields(
            base: Array((head + base).utf8), ours: Array((head + ours).utf8), theirs: Array((head + theirs).utf8),
            kind: shippedKinds["customer"])
    }

    private func expectMerged(
        _ base: String, _ ours: String, _ theirs: String, _ expected: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        guard case .merged(let bytes) = merge(base, ours, theirs) else {
            Issue.record("\(merge(base, ours, theirs))", sourceLocation: sourceLocation)
            return
        }
        #expect(
            String(decoding: bytes, as: UTF8.self) == "id: KH2026-000001\nname: x\n" + expected,
            sourceLocation: sourceLocation)
    }

    private func conflicts(_ merge: FieldMerge) -> [String] {
        guard case .conflicts(let conflicts) = merge else { return ["\(merge)"] }
        return conflicts.map { "\($0.key): \($0.base ?? "–") | \($0.ours ?? "–") | \($0.theirs ?? "–")" }
    }

    @Test func sets() {
        expectMerged("tags: [a, b]\n", "tags: [b]\n", "tags: [a, b, d]\n", "tags: [b, d]\n")
        expectMerged(
            "tags:\n  - a\n  - b # why\n", "tags:\n  - a\n  - b # why\n  - c\n",
            "tags:\n  # first\n  - a\n  - b # why\n  - d\n",
            "tags:\n  # first\n  - a\n  - b # why\n  - c\n  - d\n")
        expectMerged("grade: A\n", "tags: [a]\ngrade: A\n", "tags: [b]\ngrade: A\n", "tags: [a, b]\ngrade: A\n")
    }

    @Test func setsWrittenDifferently() {
        expectMerged("tags: [a]\n", "tags:\n- a\n- b\n", "tags: [a, 'c, d']\n", "tags:\n- a\n- b\n- 'c, d'\n")
        expectMerged("tags: [a]\n", "tags: [a, b]\n", "tags:\n- a\n- c\n", "tags: [a, b, c]\n")
        expectMerged("tags: []\n", "tags: [] # none\n", "tags: [a]\n", "tags: [a]  # none\n")
    }

    private let two = "contacts:\n  - name: 王工\n    phone: '1'\n  - name: 李工\n    phone: '2'\n"

    @Test func editedAndAdded() {
        expectMerged(
            two, two.replacing("phone: '2'", with: "phone: '3'"), two + "  - name: 新人\n    phone: '9'\n",
            "contacts:\n  - name: 王工\n    phone: '1'\n  - name: 李工\n    phone: '3'\n  - name: 新人\n    phone: '9'\n")
    }

    @Test func oneItemEditedByBoth() {
        expectMerged(
            two, two.replacing("phone: '1'", with: "phone: '1'\n    email: a@b.cn"),
            two.replacing("phone: '1'", with: "phone: '7' # new"),
            "contacts:\n  - name: 王工\n    phone: '7' # new\n    email: a@b.cn\n  - name: 李工\n    phone: '2'\n")
        #expect(
            conflicts(merge(two, two.replacing("'2'", with: "'3'"), two.replacing("'2'", with: "'4'")))
                == ["contacts/李工/phone: 2 | 3 | 4"])
    }

    @Test func aKeyBeforeTheFirstOne() {
        expectMerged(
            two, two.replacing("- name: 王工", with: "- title: 总监\n    name: 王工"), two.replacing("'1'", with: "'7'"),
            "contacts:\n  - title: 总监\n    name: 王工\n    phone: '7'\n  - name: 李工\n    phone: '2'\n")
    }

    @Test func removedAgainstEdited() {
        let removed = "contacts:\n  - name: 王工\n    phone: '1'\n"
        #expect(
            conflicts(merge(two, removed, two.replacing("'2'", with: "'3'")))
                == [#"contacts/李工: {"name":"李工","phone":"2"} | – | {"name":"李工","phone":"3"}"#])
        expectMerged(two, removed, two.replacing("'1'", with: "'3'"), removed.replacing("'1'", with: "'3'"))
    }

    @Test func doubledKeysAreNeverCollapsed() {
        let doubled = two + "  - name: 李工\n    phone: '5'\n"
        guard case .conflicts(let conflicts) = merge(two, doubled, two.replacing("'1'", with: "'3'")) else {
            Issue.record("merged")
            return
        }
        #expect(conflicts.map(\.key) == ["contacts"])
    }

    @Test func randomContactsKeepTheLaws() {
        var state: UInt64 = 7
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
        func text(_ people: [(name: String, phone: Int)]) -> String {
            people.isEmpty
                ? ""
                : "contacts:\n"
                    + people.map { "  # \($0.name)\n  - name: \($0.name)\n    phone: 'p\($0.phone)'\n" }.joined()
        }
        func edited(_ people: [(name: String, phone: Int)]) -> [(name: String, phone: Int)] {
            var people = people
            switch next(4) {
            case 0 where !people.isEmpty: people.remove(at: next(people.count))
            case 1:
                let name = "n\(next(3))"
                if !people.contains(where: { $0.name == name }) { people.append((name, next(9))) }
            default: if !people.isEmpty { people[next(people.count)].phone = next(9) }
            }
            return people
        }
        var merges = 0
        for _ in 0..<500 {
            let start = (0..<next(4)).map { (name: "a\($0)", phone: next(9)) }
            let (ours, theirs) = (edited(start), edited(start))
            guard case .merged(let one) = merge(text(start), text(ours), text(theirs)),
                case .merged(let two) = merge(text(start), text(theirs), text(ours))
            else { continue }
            merges += 1
            func people(_ bytes: [UInt8]) -> Set<String> {
                Set(String(decoding: bytes, as: UTF8.self).split(separator: "  - name: ").dropFirst().map(String.init))
            }
            #expect(people(one).count == people(two).count)
            for person in ours where !theirs.contains(where: { $0 == person }) {
                let base = start.first { $0.name == person.name }
                let mine = base.map { $0 != person } ?? true
                #expect(!mine || people(one).contains { $0.hasPrefix("\(person.name)\n    phone: 'p\(person.phone)'") })
            }
        }
        #expect(merges > 300)
    }
}
