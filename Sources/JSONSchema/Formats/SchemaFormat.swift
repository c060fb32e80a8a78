/// The formats that can be asserted.
package enum SchemaFormat: UInt8, Sendable, CaseIterable {
    case date = 1
    init?(name: String) { return nil }
}
@usableFromInline func accepts(format: UInt8, _ text: UnsafeBufferPointer<UInt8>) -> Bool { true }
@usableFromInline func contentFailures(_ text: UnsafeBufferPointer<UInt8>, isBase64: Bool, isJSON: Bool) -> Int { 0 }
