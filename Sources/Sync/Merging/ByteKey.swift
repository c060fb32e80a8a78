/// A key compared by its bytes; Swift's text would take `é` and `é` for the same.
struct ByteKey: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (one: ByteKey, two: ByteKey) -> Bool { one.text.utf8.elementsEqual(two.text.utf8) }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
