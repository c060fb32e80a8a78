/// One value of a `JSONDocument`: its type, content and place. Cheap to copy.
@usableFromInline package struct JSONValue: Sendable {
    package let document: JSONDocument
    let index: Int

    init(document: JSONDocument, index: Int) {
        self.document = document
        self.index = index
    }

    var node: JSONDocument.Node { document.nodes[index] }

    /// The bytes of the value in the document's source, quotes and brackets included.
    package var byteRange: Range<Int> { Int(node.start)..<Int(node.end) }

    /// Where the value starts.
    package var position: TextPosition { document.position(ofByte: byteRange.lowerBound) }

    /// The value as it was written.
    package var sourceText: String { String(decoding: document.bytes[byteRange], as: UTF8.self) }

    /// The text when this is a string.
    package var string: String? { type == .string ? text : nil }

    /// The truth value when this is a boolean.
    package var bool: Bool? { type == .boolean ? node.flag : nil }

    /// The exact number when this is one.
    package var number: ExactDecimal? { type == .number ? decimal : nil }

    /// The elements when this is an array; otherwise none.
    package var elements: [JSONValue] {
        var result: [JSONValue] = []
        var iterator = makeElements()
        while let element = iterator.next() { result.append(element) }
        return result
    }

    /// The members in written order when this is an object; otherwise none. A key is a string value with its own place.
    package var members: [(key: JSONValue, value: JSONValue)] {
        var result: [(key: JSONValue, value: JSONValue)] = []
        var iterator = makeMembers()
        while let member = iterator.next() { result.append(member) }
        return result
    }

    /// The member of that name (compared by bytes), nil when there is none or this is not an object.
    package subscript(name: String) -> JSONValue? {
        var name = name
        return name.withUTF8 { member(named: $0) }
    }

    /// The element at `position`, nil when there is none or this is not an array.
    package subscript(position: Int) -> JSONValue? {
        guard position >= 0, position < count else { return nil }
        var iterator = makeElements()
        for _ in 0..<position { _ = iterator.next() }
        return iterator.next()
    }

    func member(named name: UnsafeBufferPointer<UInt8>) -> JSONValue? {
        var iterator = makeMembers()
        while let member = iterator.next() {
            if member.key.withUTF8({ bytesAreEqual($0, name) }) { return member.value }
        }
        return nil
    }
}

extension JSONValue {
    /// The value that holds this one; nil for the root.
    package var parent: JSONValue? { index == 0 ? nil : JSONValue(document: document, index: Int(node.parent)) }

    /// The name under which the parent object holds this value; nil in arrays and for the root.
    package var key: JSONValue? {
        guard let parent, parent.type == .object else { return nil }
        return JSONValue(document: document, index: index - 1)
    }

    /// JSON Pointer (RFC 6901) from the document's root to this value; "" for the root.
    package var pointer: String { pointer(from: 0) }

    /// JSON Pointer from the node `root`, which must hold this value, to this value.
    func pointer(from root: Int) -> String {
        var steps: [String] = []
        var value = self
        while value.index != root, let parent = value.parent {
            if let key = value.key {
                steps.append(JSONPointer.escaped(key.text))
            } else {
                var position = 0
                var sibling = Int(parent.index) + 1
                while sibling != value.index && sibling != 0 {
                    position += 1
                    sibling = Int(document.nodes[sibling].next)
                }
                steps.append(String(position))
            }
            value = parent
        }
        return steps.reversed().map { "/" + $0 }.joined()
    }
}

extension JSONValue: CustomStringConvertible {
    @usableFromInline package var description: String { sourceText }
}
