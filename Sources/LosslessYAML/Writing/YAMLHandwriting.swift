/// Writes new values the way a text writes its own: its indentation, its quotes, its lists.
package struct YAMLHandwriting {
    private let values: ValueText

    package init(_ tree: YAMLTree) {
        values = ValueText(layout: TextLayout(tree))
    }

    /// A value in block context: what follows behind the colon or the dash on its line, and whole lines below.
    package struct Block {
        package let first: String
        package let rest: [String]
    }

    /// A value under a key in column `column` (0-based, in bytes).
    package func underKey(_ value: YAMLValue, column: Int) -> Block {
        let block = values.underKey(value, column: column)
        return Block(first: block.first, rest: block.rest)
    }

    /// A value behind a dash in column `column`.
    package func underDash(_ value: YAMLValue, column: Int) -> Block {
        let block = values.underDash(value, column: column)
        return Block(first: block.first, rest: block.rest)
    }

    /// A value on one line, fit to stand between brackets.
    package func flow(_ value: YAMLValue) -> String { values.flow(value) }

    /// A key, in quotes where it needs them.
    package func key(_ name: String, inFlow: Bool) -> String { values.key(name, inFlow ? .flow : .block) }
}
