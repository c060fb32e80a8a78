import JSONSchema
import Testing

/// A scalar without a type of its own, as YAML's plain scalars are: it looks like a number or null, and is text when the
/// schema asks for text.
private struct PlainScalar: SchemaInstance {
    let written: String
    var view: InstanceType?

    var looksLike: InstanceType {
        if written == "~" { return .null }
        return ExactDecimal(written) == nil ? .string : .number
    }
    var type: InstanceType { view ?? looksLike }

    func viewed(as types: InstanceTypeSet) -> PlainScalar {
        if view != nil { return self }
        let isAllowed =
            types.contains(InstanceTypeSet(looksLike)) || (looksLike == .number && types.contains(.integer))
        return PlainScalar(written: written, view: isAllowed || !types.contains(.string) ? looksLike : .string)
    }

    var boolean: Bool { false }
    var decimal: ExactDecimal { ExactDecimal(written) ?? .zero }
    func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var text = written
        return text.withUTF8 { body($0) }
    }
    var count: Int { 0 }
    func makeElements() -> EmptyCollection<PlainScalar>.Iterator { EmptyCollection().makeIterator() }
    func makeMembers() -> EmptyCollection<(key: PlainScalar, value: PlainScalar)>.Iterator {
        EmptyCollection().makeIterator()
    }
}

@Suite struct InstanceViewTests {
    @Test(arguments: [
        (#"{"type":"string","pattern":"^0"}"#, "007", true),
        (#"{"type":"string","maxLength":10}"#, "13800138000", false),
        (#"{"type":"integer","maximum":6}"#, "007", false),
        (#"{"type":["string","null"]}"#, "~", true),
        (#"{"type":"string","minLength":2}"#, "~", false),
        // The allowed values say the type as well,
        (#"{"enum":["007","x"]}"#, "007", true),
        (#"{"enum":[7]}"#, "007", true),
        (#"{"const":"7"}"#, "7", true),
        // and so does what a schema refers to or combines.
        (##"{"$ref":"#/$defs/t","minLength":3,"$defs":{"t":{"type":"string"}}}"##, "12", false),
        (#"{"allOf":[{"type":"string"}],"pattern":"^1"}"#, "20", false),
        (#"{"anyOf":[{"type":"string","pattern":"^0"},{"type":"null"}]}"#, "0755", true),
        // Once text, always text: an inner schema cannot turn it back into a number.
        (#"{"type":"string","allOf":[{"type":"number"}]}"#, "7", false),
        // A schema that says nothing takes the scalar as it looks.
        (#"{"minimum":8}"#, "7", false),
        // Alternatives cannot each have it their own way.
        (#"{"not":{"type":"string"}}"#, "7", true),
        (#"{"oneOf":[{"type":"string"},{"type":"integer"}]}"#, "7", true),
        (#"{"oneOf":[{"type":"string"},{"minimum":3}]}"#, "7", true),
        (#"{"if":{"type":"string"},"then":false}"#, "7", true),
    ])
    func views(_ schema: String, _ scalar: String, _ fits: Bool) throws {
        #expect(try compile(schema).isValid(PlainScalar(written: scalar)) == fits)
    }
}

/// An array that holds itself twice at each level, as a document of aliases can: small to write, enormous to walk.
private struct SharedArray: SchemaInstance {
    let level: Int

    var type: InstanceType { level == 0 ? .null : .array }
    func viewed(as types: InstanceTypeSet) -> SharedArray { self }
    var boolean: Bool { false }
    var decimal: ExactDecimal { .zero }
    func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        body(UnsafeBufferPointer(start: nil, count: 0))
    }
    var count: Int { level == 0 ? 0 : 2 }
    func makeElements() -> Array<SharedArray>.Iterator {
        (level == 0 ? [] : [SharedArray(level: level - 1), SharedArray(level: level - 1)]).makeIterator()
    }
    func makeMembers() -> EmptyCollection<(key: SharedArray, value: SharedArray)>.Iterator {
        EmptyCollection().makeIterator()
    }
}

@Suite struct SharedInstanceTests {
    @Test(arguments: [
        #"{"uniqueItems":true}"#, #"{"enum":[[[[1]]]],"uniqueItems":true}"#, ##"{"items":{"$ref":"#"},"maxItems":2}"##,
        ##"{"contains":{"$ref":"#"}}"##,
    ])
    func walksOfSharedPartsAreBounded(_ schema: String) throws {
        _ = try compile(schema).violations(of: SharedArray(level: 60), workLimit: 50_000)
    }
}
