import Foundation
import Records
import Testing

/// A command that needs one kind does not read the schemas of all.
@Suite struct FewSchemasTests {
    private let root: String

    init() throws {
        root = NSTemporaryDirectory() + "crm-few-schemas-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: root + "/schemas", withIntermediateDirectories: true)
        try write("crm.schema.json", #"{"x-crm": {"kind": "settings", "location": "crm.yaml"}}"#)
        try write("member.schema.json", #"{"x-crm": {"location": "team/*.yaml"}}"#)
        try write("customer.schema.json", #"{"x-crm": {"location": "customers/**/customer.yaml"}}"#)
        try "name: x\n".write(toFile: root + "/crm.yaml", atomically: false, encoding: .utf8)
    }

    private func write(_ name: String, _ text: String) throws {
        try text.write(toFile: root + "/schemas/" + name, atomically: false, encoding: .utf8)
    }

    private func keys() throws -> [String] {
        defer { try? FileManager.default.removeItem(atPath: root) }
        return try CRMFolder(root: root, kinds: ["member"]).kinds.kinds.map(\.key)
    }

    @Test func onlyWhatIsNeeded() throws {
        #expect(try keys() == ["member", "settings"])
    }

    @Test func allWhenAKindLiesElsewhere() throws {
        try FileManager.default.removeItem(atPath: root + "/schemas/member.schema.json")
        try write("people.schema.json", #"{"x-crm": {"kind": "member", "location": "team/*.yaml"}}"#)
        #expect(try keys() == ["customer", "member", "settings"])
    }

    @Test func allWhenASchemaNeedsAnother() throws {
        try write("member.schema.json", #"{"$ref": "https://h.example/person", "x-crm": {"location": "team/*.yaml"}}"#)
        try write("person.schema.json", #"{"$id": "https://h.example/person", "x-crm": {"location": "people/*.yaml"}}"#)
        #expect(try keys() == ["customer", "member", "person", "settings"])
    }
}
