/// Makes records the way people write them: block maps and lists, one-line flow lists, quotes, block scalars, comments, Chinese text.
struct EverydayDocuments {
    var random: SeededGenerator
    private var text = ""
    private var lineBreak = "\n"

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// A document with a mapping (sometimes a list) as its root.
    mutating func document() -> String {
        text = ""
        lineBreak = random.chance(10) ? "\r\n" : "\n"
        if random.chance(20) { line(0, "# 客户档案 customer record") }
        if random.chance(10) { list(indent: 0, depth: 0) } else { mapping(indent: 0, depth: 0) }
        if random.chance(10) { line(0, "# end") }
        if random.chance(10) { while text.hasSuffix(lineBreak) { text.removeLast(1) } }
        return text
    }

    private mutating func line(_ indent: Int, _ content: String) {
        text += String(repeating: " ", count: indent) + content + lineBreak
    }

    private mutating func between(_ indent: Int) {
        if random.chance(6) { text += lineBreak }
        if random.chance(6) { line(random.chance(70) ? indent : 0, "# 备注: a: b") }
    }

    private mutating func mapping(indent: Int, depth: Int, firstPrefix: String = "") {
        var prefix = firstPrefix
        var used: Set<String> = []
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let key = self.key()
            guard used.insert(key.content).inserted else { continue }
            if prefix.isEmpty { between(indent) }
            let lead = prefix.isEmpty ? String(repeating: " ", count: indent) : prefix
            prefix = ""
            entry(lead: lead, key: key.text, indent: indent, depth: depth)
        }
        if !prefix.isEmpty { text += prefix + "x: 1" + lineBreak }
    }

    private mutating func entry(lead: String, key: String, indent: Int, depth: Int) {
        let roll = depth > 3 ? 100 : Int.random(in: 0..<100, using: &random)
        if roll < 12 {
            text += lead + key + ":" + trailer() + lineBreak
            mapping(indent: indent + random.pick([2, 2, 2, 4, 1]), depth: depth + 1)
        } else if roll < 24 {
            text += lead + key + ":" + trailer() + lineBreak
            list(indent: indent + random.pick([0, 0, 2, 2, 4]), depth: depth + 1)
        } else if roll < 34 {
            text += lead + key + ": " + random.pick(["|", "|-", "|+", ">", ">-"]) + trailer() + lineBreak
            blockText(indent: indent + random.pick([2, 2, 4]))
        } else if roll < 38 {
            text += lead + key + ":" + trailer() + lineBreak
        } else {
            text += lead + key + ": " + (random.chance(5) ? "  " : "") + scalarOrFlow() + trailer() + lineBreak
        }
    }

    private mutating func list(indent: Int, depth: Int) {
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            between(indent)
            let lead = String(repeating: " ", count: indent) + "-"
            let gap = random.pick([" ", " ", " ", "   "])
            let roll = depth > 3 ? 100 : Int.random(in: 0..<100, using: &random)
            if roll < 30 {
                mapping(indent: indent + 1 + gap.count, depth: depth + 1, firstPrefix: lead + gap)
            } else if roll < 36 {
                text += lead + trailer() + lineBreak
                list(indent: indent + 2, depth: depth + 1)
            } else if roll < 40 {
                text += lead + " |" + lineBreak
                blockText(indent: indent + 2)
            } else {
                text += lead + gap + scalarOrFlow() + trailer() + lineBreak
            }
        }
    }

    private mutating func blockText(indent: Int) {
        for number in 0..<Int.random(in: 1...4, using: &random) {
            if number > 0, random.chance(15) { text += lineBreak }
            line(
                indent,
                random.pick(["客户表示价格合适。", "- not a list: really", "# no comment", "plain text", "a: b", "“引号”"]))
        }
    }

    private mutating func trailer() -> String { random.chance(8) ? random.pick(["  # 注释", " # c: d", " "]) : "" }

    private mutating func key() -> (text: String, content: String) {
        let name =
            random.pick([
                "id", "name", "客户名称", "status", "owner", "phone", "note", "tags", "a-b", "a_b", "x.y", "key with space",
                "电话", "f/g",
            ]) + (random.chance(40) ? String(Int.random(in: 0..<9, using: &random)) : "")
        if random.chance(6) { return ("\"\(name)\"", name) }
        if random.chance(4) { return ("'\(name)'", name) }
        return (name, name)
    }

    private mutating func scalarOrFlow() -> String {
        let roll = Int.random(in: 0..<100, using: &random)
        if roll < 12 {
            let items = (0..<Int.random(in: 0...4, using: &random)).map { _ in flowScalar() }
            return "[" + items.joined(separator: ", ") + "]"
        }
        if roll < 16 {
            let items = (0..<Int.random(in: 0...3, using: &random)).map { "k\($0): " + flowScalar() }
            return "{" + items.joined(separator: ", ") + "}"
        }
        return scalar()
    }

    private mutating func flowScalar() -> String {
        random.pick(["a", "重点客户", "12.5", "\"x, y\"", "'it''s'", "true", "2026-11-03", "a b", "\"\""])
    }

    private mutating func scalar() -> String {
        random.pick(
            [
                "上海云帆科技有限公司", "138 0013 8000", "2026-11-03", "won", "no", "0755", "3.14", "1_000", "-5", "a:b", "x#y",
                "~", "null",
                "true", "http://example.com/a?b=c#d", "10:30", "it's", "say \"hi\"", "100%", "a, b", "[x",
                "\"quoted: text # no comment\"",
                "'single: ''quoted'''", "\"tab\\tand \\\"quote\\\"\"", "“全角”", "价格：合适", "a - b", "-x", "!", "\"\"",
                "''", "v1.2.3",
                "2026-11-03T10:00:00+08:00", "KH2026-7F3K2Q", "😀 emoji", "a & b", "c*d", "e|f", "g>h", "50 > 40",
                "x @ y", "(paren)", "<tag>",
            ].filter { $0 != "[x" && $0 != "!" })
    }
}
