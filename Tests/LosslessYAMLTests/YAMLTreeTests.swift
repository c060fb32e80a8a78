import LosslessYAML
import Testing

@Suite struct YAMLTreeTests {
    private func slice(_ tree: YAMLTree, _ range: Range<Int>) -> String {
        String(decoding: tree.bytes[range], as: UTF8.self)
    }

    @Test func rangesAreExact() throws {
        let tree = try tree("\u{FEFF}# 头\r\n客户: 'a''b' # c\r\nlist:\r\n  - x\r\n  - {k: v}\r\n# end\r\nnone:\r\n")
        let root = try #require(tree.root)
        #expect(slice(tree, tree.range(root)) == "客户: 'a''b' # c\r\nlist:\r\n  - x\r\n  - {k: v}\r\n# end\r\nnone:")
        let name = try #require(tree.value(of: "客户", in: root))
        #expect(slice(tree, tree.range(name)) == "'a''b'")
        #expect(tree.text(name) == "a'b")
        let list = try #require(tree.value(of: "list", in: root))
        #expect(slice(tree, tree.range(list)) == "- x\r\n  - {k: v}")
        let none = try #require(tree.value(of: "none", in: root))
        #expect(tree.range(none).isEmpty)
        #expect(tree.scalarValue(none) == .null)
        #expect(tree.style(list) == .block)
        #expect(Array(tree.children(list)).map(tree.kind) == [.scalar, .mapping])
    }

    @Test func positionsCountCharacters() throws {
        let tree = try tree("\u{FEFF}客户: x\r\ny: 😀z\r\n")
        #expect(tree.position(at: 0) == YAMLPosition(line: 1, column: 1))
        #expect(tree.position(at: 3) == YAMLPosition(line: 1, column: 1))
        #expect(tree.position(at: 3 + 6) == YAMLPosition(line: 1, column: 3))
        let root = try #require(tree.root)
        let value = try #require(tree.value(of: "y", in: root))
        #expect(tree.position(at: tree.range(value).lowerBound) == YAMLPosition(line: 2, column: 4))
        #expect(tree.position(at: tree.range(value).lowerBound + 4) == YAMLPosition(line: 2, column: 5))
    }

    @Test func commentsAreFound() throws {
        let tree = try tree("# a\nk: v  # b\n\n  # c\nl: 'x # y'\nm: |\n  # text\n# d")
        #expect(tree.comments.map { slice(tree, $0.range) } == ["# a", "# b", "# c", "# d"])
        #expect(tree.comments.map(\.line) == [1, 2, 4, 8])
        #expect(tree.comments.map(\.standsAlone) == [true, false, true, true])
    }

    @Test func rangesWithAnchors() throws {
        let tree = try tree("k: &x  v\nl: &y\n  m: n\n")
        let root = try #require(tree.root)
        let value = try #require(tree.value(of: "k", in: root))
        #expect(slice(tree, tree.range(value)) == "v")
        #expect(slice(tree, tree.rangeWithProperties(value)) == "&x  v")
        let map = try #require(tree.value(of: "l", in: root))
        #expect(slice(tree, tree.rangeWithProperties(map)) == "&y\n  m: n")
    }

    @Test(arguments: [
        "a: 1\n", "\u{FEFF}a: 1 # c", "a:\r\n- b\r\n\r\n# c\r\n", "a: |+\n  x\n\n\n", "a: [1,\n  2] # c\n\n",
    ])
    func reassembled(yaml: String) throws {
        #expect(try tree(yaml).reassembled() == Array(yaml.utf8))
    }

    @Test func json() throws {
        let yaml =
            "a: 0o17\nb: 0x1F\nc: +1.50\nd: .5\ne: 1.\nf: -007\ng: .inf\nh: 1e3\ni: \"1\"\nj: [~, true, FALSE]\nk: \"\\u0001\\n\"\nl: 12345678901234567890.10\nm: 0xFFFFFFFFFFFFFFFFFFFF\n"
        let expected =
            #"{"a":15,"b":31,"c":1.50,"d":0.5,"e":1.0,"f":-7,"g":".inf","h":1e3,"i":"1","j":[null,true,false],"k":"\u0001\n","l":12345678901234567890.10,"m":1208925819614629174706175}"#
        #expect(String(decoding: try tree(yaml).json(), as: UTF8.self) == expected)
    }
}
