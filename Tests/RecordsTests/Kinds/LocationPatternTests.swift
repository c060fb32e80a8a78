import Records
import Testing

@Suite struct LocationPatternTests {
    private func matches(_ pattern: String, _ path: String) throws -> Bool {
        LocationPattern(pattern).matches(try #require(RecordPath(path)))
    }

    @Test(arguments: [
        ("customers/**/customer.yaml", "customers/acme/customer.yaml"),
        ("customers/**/customer.yaml", "customers/customer.yaml"),
        ("customers/**/customer.yaml", "customers/a/b/c/customer.yaml"), ("team/*.yaml", "team/lina.yaml"),
        ("team/*.yaml", "team/.yaml"),
        ("**/tasks/*.yaml", "tasks/a.yaml"), ("**/tasks/*.yaml", "customers/x/tasks/a.yaml"), ("crm.yaml", "crm.yaml"),
        ("a/**/b/**/c", "a/b/c"), ("a/**/b/**/c", "a/x/b/y/z/c"), ("a/x*y", "a/xy"), ("a/x*y", "a/x-中-y"),
    ])
    func matching(pattern: String, path: String) throws {
        #expect(try matches(pattern, path))
    }

    @Test(arguments: [
        ("customers/**/customer.yaml", "customers/acme/Customer.yaml"), ("customers/**/customer.yaml", "customer.yaml"),
        ("customers/**/customer.yaml", "customers/acme/customer.yaml/x"), ("team/*.yaml", "team/a/b.yaml"),
        ("team/*.yaml", "team/a.yml"),
        ("team/*.yaml", "teams/a.yaml"), ("crm.yaml", "a/crm.yaml"), ("a/x*y", "a/x"), ("a/xx*xx", "a/xxx"),
    ])
    func notMatching(pattern: String, path: String) throws {
        #expect(try !matches(pattern, path))
    }

    @Test func parts() throws {
        let deals = LocationPattern("customers/**/deals/*.yaml")
        #expect(deals.tail == ["deals", "*.yaml"])
        #expect(deals.fixedPrefix == ["customers"])
        #expect(deals.topName == "customers")
        #expect(
            deals.parentFolder(of: try #require(RecordPath("customers/east/acme/deals/pump.yaml")))
                == "customers/east/acme")
        #expect(LocationPattern("crm.yaml").tail == ["crm.yaml"])
        #expect(LocationPattern("crm.yaml").fixedPrefix == [])
    }

    /// Many `**` against a long path that does not match must not take for ever.
    @Test func isBounded() throws {
        let pattern = LocationPattern(Array(repeating: "**/a", count: 6).joined(separator: "/") + "/b")
        let path = try #require(RecordPath(Array(repeating: "a", count: 40).joined(separator: "/")))
        #expect(!pattern.matches(path))
    }
}
