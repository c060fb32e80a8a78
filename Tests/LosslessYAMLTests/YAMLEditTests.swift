import LosslessYAML
import Testing

/// What an edit changes, byte for byte.
@Suite struct YAMLEditTests {
    private func edited(_ text: String, _ edits: YAMLEdit...) throws -> String {
        var editor = YAMLEditor(try tree(text))
        for edit in edits { try editor.apply(edit) }
        return String(decoding: editor.bytes, as: UTF8.self)
    }

    private func failure(_ text: String, _ edit: YAMLEdit) throws -> YAMLEditError? {
        var editor = YAMLEditor(try tree(text))
        do throws(YAMLEditError) {
            try editor.apply(edit)
        } catch {
            #expect(editor.bytes == Array(text.utf8))
            return error
        }
        return nil
    }

    private static let record = """
        # 客户档案
        id: KH1   # 编号

        # 名称
        name: "云帆"
        phones: [a, b]
        contacts:
          - name: 张
            phone: "1" # p
          # 李
          - name: 李
        note: |
          line1
          line2

        # tail
        last: x
        """

    /// The text with one piece of it replaced.
    private func record(_ old: String, _ new: String) throws -> String {
        let parts = Self.record.split(separator: old, omittingEmptySubsequences: false)
        try #require(parts.count == 2, "\(old)")
        return parts[0] + new + parts[1]
    }

    @Test func setScalars() throws {
        #expect(try edited(Self.record, .set([.key("name")], .string("新名"))) == record("\"云帆\"", "\"新名\""))
        #expect(try edited(Self.record, .set([.key("id")], .string("no"))) == record("KH1", "\"no\""))
        #expect(try edited(Self.record, .set([.key("id")], .number("12.50"))) == record("KH1", "12.50"))
        #expect(try edited(Self.record, .set([.key("last")], .null)) == record("last: x", "last: null"))
        #expect(
            try edited(Self.record, .set([.key("contacts"), .index(0), .key("phone")], .string("2")))
                == record("\"1\" # p", "\"2\" # p"))
    }

    @Test func setTheSameChangesNothing() throws {
        #expect(try edited(Self.record, .set([.key("name")], .string("云帆"))) == Self.record)
        #expect(try edited("a: 'x'\n", .set([.key("a")], .string("x"))) == "a: 'x'\n")
        #expect(try edited("a: ~\n", .set([.key("a")], .null)) == "a: ~\n")
    }

    @Test func setTexts() throws {
        #expect(try edited(Self.record, .set([.key("note")], .string("x\ny\n"))) == record("line1\n  line2", "x\n  y"))
        #expect(try edited(Self.record, .set([.key("note")], .string("x"))) == record("|\n  line1\n  line2", "x"))
        #expect(try edited("k: v # c\nl: 1\n", .set([.key("k")], .string("a\nb"))) == "k: |- # c\n  a\n  b\nl: 1\n")
        #expect(try edited("k: | # c\n  a\n", .set([.key("k")], .string("b"))) == "k: b # c\n")
        #expect(try edited("k: v", .set([.key("k")], .string("a\nb\n"))) == "k: \"a\\nb\\n\"")
        #expect(try edited("- a\r\n", .set([.index(0)], .string("x\ny\n"))) == "- |\r\n  x\r\n  y\r\n")
    }

    @Test func setCollections() throws {
        let list = YAMLValue.list([.string("c"), .number("1")])
        #expect(try edited(Self.record, .set([.key("phones")], list)) == record("[a, b]", "[c, 1]"))
        #expect(try edited("a:\n- x\nb: 1\n", .set([.key("b")], list)) == "a:\n- x\nb:\n- c\n- 1\n")
        #expect(
            try edited("a:\n    - x # c\n    - y\nb: 1\n", .set([.key("a")], list)) == "a:\n    - c\n    - 1\nb: 1\n")
        #expect(
            try edited("a:\n    b: 1\nc: # d\n", .set([.key("c")], .map([.init(key: "k", value: .null)])))
                == "a:\n    b: 1\nc: # d\n    k: null\n")
        #expect(try edited("a: # c\n  b: 1 # d\n# e\n", .set([.key("a")], .string("x"))) == "a: x # c\n# e\n")
        #expect(try edited("a: # c\n  - b\n", .set([.key("a")], .list([]))) == "a: [] # c\n")
    }

    @Test func addKeys() throws {
        #expect(try edited(Self.record, .set([.key("new")], .string("y"))) == Self.record + "\nnew: \"y\"")
        #expect(
            try edited(Self.record, .set([.key("contacts"), .index(0), .key("x")], .bool(true)))
                == record("\"1\" # p", "\"1\" # p\n    x: true"))
        #expect(try edited("a: 1\n", .set([.key("b"), .key("c")], .string("x"))) == "a: 1\nb:\n  c: x\n")
        #expect(try edited("a: {b: 1}\n", .set([.key("a"), .key("c")], .string("x,"))) == "a: {b: 1, c: \"x,\"}\n")
        #expect(try edited("a: {}\n", .set([.key("a"), .key("c")], .string("x"))) == "a:\n  c: x\n")
        #expect(try edited("a:\nb: 1\n", .set([.key("a"), .key("c")], .string("x"))) == "a:\n  c: x\nb: 1\n")
        #expect(try edited("{\"a\": 1}", .set([.key("b")], .string("x"))) == "{\"a\": 1, \"b\": \"x\"}")
        #expect(try edited("a: |\n  x", .set([.key("b")], .number("1"))) == "a: |-\n  x\nb: 1")
        #expect(try edited("a: 1\n...\n", .set([.key("b")], .number("1"))) == "a: 1\nb: 1\n...\n")
        #expect(
            try edited("a:\n  b: 1\n  # deep\n# end\n", .set([.key("c")], .null))
                == "a:\n  b: 1\n  # deep\nc: null\n# end\n")
    }

    @Test func removeTakesItsOwnCommentAndNoOther() throws {
        #expect(try edited(Self.record, .remove([.key("name")])) == record("# 名称\nname: \"云帆\"\n", ""))
        #expect(try edited(Self.record, .remove([.key("id")])) == record("id: KH1   # 编号\n", ""))
        #expect(try edited(Self.record, .remove([.key("last")])) == record("\n# tail\nlast: x", ""))
        #expect(try edited(Self.record, .remove([.key("contacts"), .index(1)])) == record("  # 李\n  - name: 李\n", ""))
        #expect(try edited("a: 1\n# far\n\nb: 2\nc: 3\n", .remove([.key("b")])) == "a: 1\n# far\n\nc: 3\n")
        #expect(try edited("a:\n  b: 1\n  # b's\nc: 2\n", .remove([.key("a")])) == "c: 2\n")
        #expect(try edited("- a: 1 # x\n  # y\n  b: 2\n", .remove([.index(0), .key("a")])) == "- # y\n  b: 2\n")
        #expect(try edited("a:\n  b: 1\n", .remove([.key("a"), .key("b")])) == "a: {}\n")
        #expect(try edited("a:\n- b\n", .remove([.key("a"), .index(0)])) == "a: []\n")
        #expect(try edited("a: 1\n", .remove([.key("a")])) == "{}\n")
    }

    @Test func flowItems() throws {
        #expect(try edited(Self.record, .remove([.key("phones"), .index(0)])) == record("[a, b]", "[b]"))
        #expect(try edited(Self.record, .remove([.key("phones"), .index(1)])) == record("[a, b]", "[a]"))
        #expect(try edited("a: [x]\n", .remove([.key("a"), .index(0)])) == "a: []\n")
        let list = "a: [\n  x, # 1\n  y  # 2\n  ]\n"
        #expect(
            try edited(list, .addItem([.key("a")], .string("z"), index: nil)) == "a: [\n  x, # 1\n  y,  # 2\n  z\n  ]\n"
        )
        #expect(
            try edited(list, .addItem([.key("a")], .string("z"), index: 0)) == "a: [\n  z,\n  x, # 1\n  y  # 2\n  ]\n")
        #expect(try edited(list, .remove([.key("a"), .index(0)])) == "a: [\n  y  # 2\n  ]\n")
        #expect(try edited(list, .remove([.key("a"), .index(1)])) == "a: [\n  x, # 1\n  ]\n")
        #expect(try edited("[a, b, c]", .moveItem([], from: 0, to: 2)) == "[b, c, a]")
    }

    @Test func blockItems() throws {
        let new = YAMLValue.map([.init(key: "name", value: .string("王")), .init(key: "tel", value: .string("007"))])
        #expect(
            try edited(Self.record, .addItem([.key("contacts")], new, index: nil))
                == record("  - name: 李", "  - name: 李\n  - name: 王\n    tel: \"007\""))
        #expect(
            try edited(Self.record, .addItem([.key("contacts")], new, index: 1))
                == record("  # 李\n", "  - name: 王\n    tel: \"007\"\n  # 李\n"))
        #expect(try edited("-   a\n", .addItem([], .string("b"), index: nil)) == "-   a\n-   b\n")
        #expect(try edited("- - a\n", .addItem([.index(0)], .string("b"), index: 0)) == "- - b\n  - a\n")
        #expect(try edited("a: 1\n", .addItem([.key("b")], .string("x"), index: nil)) == "a: 1\nb:\n  - x\n")
        #expect(try edited("- a\n# b\n- b # c\n- d\n", .moveItem([], from: 1, to: 2)) == "- a\n- d\n# b\n- b # c\n")
        #expect(try edited("- a\n- b", .moveItem([], from: 1, to: 0)) == "- b\n- a")
    }

    @Test func renameKeys() throws {
        #expect(
            try edited(Self.record, .renameKey([.key("name")], to: "客户名称")) == record("name: \"云帆\"", "客户名称: \"云帆\""))
        #expect(try edited("'a': 1\n", .renameKey([.key("a")], to: "b")) == "'b': 1\n")
        #expect(try edited("a: 1\n", .renameKey([.key("a")], to: "yes")) == "\"yes\": 1\n")
        #expect(try failure("a: 1\nb: 2\n", .renameKey([.key("a")], to: "b")) == .keyExists("b"))
    }

    @Test func bytesAroundStay() throws {
        #expect(try edited("\u{FEFF}a: 1\r\nb: 2", .set([.key("a")], .number("3"))) == "\u{FEFF}a: 3\r\nb: 2")
        #expect(try edited("\u{FEFF}a: 1\r\n", .set([.key("b")], .number("3"))) == "\u{FEFF}a: 1\r\nb: 3\r\n")
        #expect(try edited("  a:   1   # c\n  b: 2\n", .remove([.key("b")])) == "  a:   1   # c\n")
    }

    @Test func refused() throws {
        let shared = "a: &x {y: 1}\nb: *x\n"
        #expect(try failure(shared, .set([.key("a"), .key("y")], .null)) == .throughAlias([.key("a")]))
        #expect(try failure(shared, .set([.key("b"), .key("y")], .null)) == .throughAlias([.key("b")]))
        #expect(try failure(shared, .remove([.key("a")])) == .throughAlias([.key("a")]))
        #expect(try edited(shared, .set([.key("b")], .number("1"))) == "a: &x {y: 1}\nb: 1\n")
        #expect(try failure("a: 1\n", .remove([.key("b")])) == .noSuchPath([.key("b")]))
        #expect(try failure("a: 1\n", .set([.key("a"), .key("b")], .null)) != nil)
        #expect(try failure("a: 1\n", .set([.key("a")], .number("12x"))) == .badValue([.key("a")]))
        #expect(try failure("a: 1\n", .addItem([.key("a")], .null, index: nil)) == .wrongKind([.key("a")]))
        #expect(try failure("- a\n", .addItem([], .null, index: 7)) == .wrongKind([]))
    }
}
