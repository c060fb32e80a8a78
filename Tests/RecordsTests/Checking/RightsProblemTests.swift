import Records
import Testing

/// Roles that cannot mean what somebody wanted are named in crm.yaml, with their place.
@Suite struct RightsProblemTests {
    private static let admin = "  admin: {rights: [{kinds: [all], may: [view, create, edit, delete], whose: all}]}\n"

    private func problems(_ roles: String, members: [String: String] = ["he": "admin"]) throws -> [String] {
        let kinds = SchemaFolder(
            files: shippedSchemaFiles.compactMap { file in
                RecordPath("schemas/" + file.name).map { ($0, Array(file.text.utf8)) }
            }
        ).kinds
        var files = [(path: CRMFolder.settingsPath, bytes: Array(("roles:\n" + roles).utf8))]
        for (handle, role) in members.sorted(by: { $0.key < $1.key }) {
            let path = try #require(RecordPath("team/\(handle).yaml"))
            files.append((path, Array("id: \(handle)\nname: 某\nrole: \(role)\n".utf8)))
        }
        let reading = FolderReading(files: files, kinds: kinds, checksSchema: true)
        let folder = CRMFolder(root: "/", kinds: kinds, settings: Settings())
        return RepositoryCheck(folder, reading).problems.filter { $0.severity == .error }
            .map { "\($0.path):\($0.place?.line ?? 0) \($0.rule.rawValue)" }
    }

    @Test func sound() throws {
        #expect(try problems(Self.admin) == [])
    }

    @Test func unknownKindsAndFields() throws {
        let right = "  sales: {rights: [{kinds: [%], may: [edit], whose: own, except: [&]}]}\n"
        func sales(_ kinds: String, _ fields: String) -> String {
            var text = ""
            for character in right {
                text += character == "%" ? kinds : character == "&" ? fields : String(character)
            }
            return Self.admin + text
        }
        #expect(try problems(sales("customer", "owner, sensitive")) == [])
        #expect(try problems(sales("contract", "payments.amount")) == [])
        #expect(try problems(sales("costumer", "sensitive")) == ["crm.yaml:3 settings"])
        #expect(try problems(sales("customer", "ownr")) == ["crm.yaml:3 settings"])
        #expect(try problems(sales("contract", "payments.amnt")) == ["crm.yaml:3 settings"])
    }

    @Test func contradictions() throws {
        let both = "  sales: {rights: [{kinds: [deal], may: [edit], whose: own, fields: [amount], except: [amount]}]}\n"
        #expect(try problems(Self.admin + both) == ["crm.yaml:3 contradictory-rights"])
        let own = "  sales: {rights: [{kinds: [settings], may: [edit], whose: own}]}\n"
        #expect(try problems(Self.admin + own) == ["crm.yaml:3 contradictory-rights"])
    }

    @Test func lockedOut() throws {
        #expect(
            try problems(Self.admin, members: ["li": "sales"]) == [
                "crm.yaml:2 locked-out", "team/li.yaml:3 unknown-role",
            ])
        let weak = "  admin: {rights: [{kinds: [all], may: [view, edit], whose: all}]}\n"
        #expect(try problems(weak) == ["crm.yaml:2 locked-out"])
        let named = "  admin: {rights: [{kinds: [settings], may: [view, edit], whose: all}]}\n"
        #expect(try problems(named) == [])
    }

    @Test func unknownRole() throws {
        #expect(try problems(Self.admin, members: ["he": "admin", "li": "boss"]) == ["team/li.yaml:3 unknown-role"])
    }
}
