import JSONSchema
import Testing

@Suite struct HostileSchemaTests {
    private func details(_ schema: String, _ instance: String) throws -> [String] {
        try violations(schema, instance).map { "\($0.detail)" }
    }

    @Test(arguments: [
        ##"{"anyOf":[{"$ref":"#"}]}"##, ##"{"not":{"$ref":"#"}}"##, ##"{"if":{"$ref":"#"}}"##,
        ##"{"dependentSchemas":{"a":{"$ref":"#"}}}"##, ##"{"$dynamicAnchor":"x","$dynamicRef":"#x"}"##,
    ])
    func circlesOnTheSameInstanceEnd(_ schema: String) throws {
        #expect(try details(schema, #"{"a":1}"#) == ["schema and instance nest too deeply"])
    }

    @Test func exponentialBranchesEnd() throws {
        let levels = (0..<40).map {
            "\"d\($0)\":{\"anyOf\":[{\"$ref\":\"#/$defs/d\($0 + 1)\"},{\"$ref\":\"#/$defs/d\($0 + 1)\"}]}"
        }
        let schema =
            "{\"$ref\":\"#/$defs/d0\",\"$defs\":{\(levels.joined(separator: ",")),\"d40\":{\"type\":\"string\"}}}"
        let compiled = try compile(schema)
        let instance = try JSONDocument.parse("1").root
        #expect(!compiled.isValid(instance, workLimit: 20_000))
        #expect(
            compiled.violations(of: instance, workLimit: 20_000).map { "\($0.detail)" } == [
                "checking takes too much work"
            ])
    }

    @Test func deepInstancesAndSchemas() throws {
        let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        let wrapped = ##"{"allOf":[{"allOf":[{"items":{"$ref":"#"}}]}]}"##
        let found = try compile(wrapped).violations(of: JSONDocument.parse(deep).root)
        #expect(found.map { "\($0.detail)" } == ["schema and instance nest too deeply"])
        let lessDeep = String(repeating: "[", count: 120) + String(repeating: "]", count: 120)
        #expect(try compile(wrapped).isValid(JSONDocument.parse(lessDeep).root))
        let schema = String(repeating: "{\"items\":", count: 199) + "{}" + String(repeating: "}", count: 199)
        #expect(try compile(schema).isValid(JSONDocument.parse(deep).root))
    }

    /// Chains of references are followed without recursion.
    @Test(arguments: ["{\"$ref\":NEXT}", "{\"allOf\":[{\"$ref\":NEXT}]}", "{\"items\":{\"$ref\":NEXT}}"])
    func longChainsOfReferences(_ link: String) throws {
        let count = 3000
        let links = (0..<count).map { "\"d\($0)\":" + link.replacing("NEXT", with: "\"#/$defs/d\($0 + 1)\"") }
        let compiled = try compile(
            "{\"$ref\":\"#/$defs/d0\",\"$defs\":{\(links.joined(separator: ",")),\"d\(count)\":{\"type\":\"string\"}}}")
        _ = compiled.isValid(try JSONDocument.parse("[1]").root)
    }

    @Test func violationsAreCapped() throws {
        let values = (0..<5000).map(String.init).joined(separator: ",")
        #expect(try violations(#"{"items":{"type":"string"}}"#, "[\(values)]").count == 1000)
    }

    @Test func schemasAreSharedBetweenThreads() async throws {
        let compiled = try compile(#"{"properties":{"a":{"type":"string","pattern":"^x+$"}},"required":["a"]}"#)
        let good = try JSONDocument.parse(#"{"a":"xx"}"#).root
        let bad = try JSONDocument.parse(#"{"a":"xy"}"#).root
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<500).allSatisfy { _ in compiled.isValid(good) && compiled.violations(of: bad).count == 1 }
                }
            }
            for await fine in group { #expect(fine) }
        }
    }

    @Test func patternsOnLongTextStayLinear() throws {
        let text = "\"" + String(repeating: "a", count: 200_000) + "!\""
        #expect(try details(#"{"pattern":"^(a+)+$"}"#, text) == ["does not match ^(a+)+$"])
    }

    @Test func enormousNumbersCostNothing() throws {
        try KeywordRow(
            #"{"multipleOf":7,"maximum":1e999999999999999999999999}"#, valid: ["7e999999999999"],
            invalid: ["1e999999999999"]
        ).check()
    }

    @Test func manyReferencesToTheSamePlace() throws {
        let properties = (0..<2000).map { "\"p\($0)\":{\"$ref\":\"#/$defs/x\"}" }.joined(separator: ",")
        let compiled = try compile("{\"properties\":{\(properties)},\"$defs\":{\"x\":{\"type\":\"integer\"}}}")
        #expect(!compiled.isValid(try JSONDocument.parse(#"{"p1999":"a"}"#).root))
    }
}
