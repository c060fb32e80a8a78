extension JSONValue: SchemaInstance {
    @usableFromInline package var type: InstanceType { node.type }

    /// JSON scalars carry their type, so every view is the value itself.
    @usableFromInline package func viewed(as types: InstanceTypeSet) -> JSONValue { self }

    @usableFromInline package var boolean: Bool { node.flag }

    @usableFromInline package var decimal: ExactDecimal {
        guard type == .number else { return .zero }
        return withText { ExactDecimal(utf8: $0) } ?? .zero
    }

    @usableFromInline package func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        type == .string ? withText(body) : body(UnsafeBufferPointer(start: nil, count: 0))
    }

    private func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let node = self.node
        let start = Int(node.textStart)
        return document.bytes.withUnsafeBufferPointer { bytes in
            body(UnsafeBufferPointer(rebasing: bytes[start..<start + Int(node.textCount)]))
        }
    }

    @usableFromInline package var count: Int { Int(node.count) }

    @usableFromInline package func makeElements() -> Elements {
        Elements(document: document, following: type == .array && count > 0 ? index + 1 : 0)
    }

    @usableFromInline package func makeMembers() -> Members {
        Members(document: document, following: type == .object && count > 0 ? index + 1 : 0)
    }

    @usableFromInline package struct Elements: IteratorProtocol {
        let document: JSONDocument
        var following: Int

        @usableFromInline package mutating func next() -> JSONValue? {
            if following == 0 { return nil }
            let element = JSONValue(document: document, index: following)
            following = Int(element.node.next)
            return element
        }
    }

    @usableFromInline package struct Members: IteratorProtocol {
        let document: JSONDocument
        var following: Int

        @usableFromInline package mutating func next() -> (key: JSONValue, value: JSONValue)? {
            if following == 0 { return nil }
            let key = JSONValue(document: document, index: following)
            let value = JSONValue(document: document, index: following + 1)
            following = Int(value.node.next)
            return (key, value)
        }
    }
}
