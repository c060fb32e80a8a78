import Testing

@testable import JSONSchema

@Suite struct MetaschemaTests {
    private static let all = [Metaschemas.draft07, Metaschemas.draft2019, Metaschemas.draft2020].flatMap { $0 }

    @Test func eachParsesNamesItselfAndCompiles() throws {
        #expect(Self.all.count == 1 + 7 + 9)
        for (uri, text) in Self.all {
            let root = try JSONDocument.parse(text).root
            #expect(root["$id"]?.string.map { URIReference($0).withoutFragment } == uri)
            #expect(throws: Never.self, "\(uri)") { try CompiledSchema.compile(root, baseURI: uri) }
        }
    }

    @Test func eachFitsTheMetaschemaOfItsDraft() throws {
        for (_, text) in Self.all {
            let root = try JSONDocument.parse(text).root
            let metaschema = try #require(root["$schema"]?.string)
            let compiled = try compile("{\"$ref\":\"\(metaschema)\"}", formats: .asserted)
            #expect(compiled.violations(of: root).map { "\($0.instancePointer) \($0.detail)" } == [])
        }
    }
}
