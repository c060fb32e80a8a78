import Foundation
import TestServers
import Testing

/// The example company at work: its repository in a folder of its own, and a clock that the test moves.
final class SalesTeam {
    private let scratch = Scratch()
    let root: String
    /// The moment at which the next command runs.
    var now = "2026-11-23T09:00:00+08:00"
    /// Handle of the member at the keyboard.
    var who = "li-na"

    /// A copy of the example repository with a history of one commit.
    init() throws {
        root = scratch.path + "/crm"
        try FileManager.default.copyItem(atPath: TestPlaces.package + "/example-repo", toPath: root)
        try git("init", "-q", "-b", "main")
        try identify()
        try commit()
    }

    /// Another machine with the same repository.
    init(cloning team: SalesTeam) throws {
        root = scratch.path + "/crm"
        now = team.now
        who = team.who
        try Shell.run(["git", "clone", "-q", team.root, root])
        try identify()
    }

    private func identify() throws {
        try git("config", "user.name", who)
        try git("config", "user.email", who + "@lixing.example.cn")
        try git("config", "core.quotePath", "false")
    }

    private var environment: [String: String] {
        var all = Shell.environment
        all["PATH"] = TestPlaces.programs + ":" + (all["PATH"] ?? "")
        all["HOME"] = scratch.path
        all["CRM_NOW"] = now
        all["CRM_USER"] = who
        all["CRM_LANG"] = "en"
        return all
    }

    /// Runs a command that has to succeed; returns what it printed.
    @discardableResult
    func crm(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        let result = try Shell.run([TestPlaces.programs + "/crm"] + arguments, in: root, environment: environment)
        #expect(result.status == 0, "crm \(arguments): \(result.errors)", sourceLocation: sourceLocation)
        return result.output
    }

    @discardableResult
    func git(_ arguments: String...) throws -> String {
        try Shell.run(["git"] + arguments, in: root, environment: environment).output
    }

    /// Commits whatever there is, past every rule.
    func commit() throws {
        try git("add", "-A")
        try git("commit", "-q", "-m", "by hand")
    }

    func write(_ path: String, _ text: String) throws {
        let file = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    func read(_ path: String) throws -> String {
        try String(contentsOfFile: root + "/" + path, encoding: .utf8)
    }

    /// A customer that did not exist before, in customers/<slug>.
    func customer(_ slug: String, id: String, _ fields: String) throws {
        try write(
            "customers/\(slug)/customer.yaml",
            "id: \(id)\nname: \(slug)\nowner: li-na\n\(fields)draft: true\n")
    }

    /// A contact, as somebody would write the file.
    func contact(
        _ slug: String, on day: String, method: String = "phone", by: String = "li-na", _ more: String = ""
    ) throws {
        contacts += 1
        let id = "GJ2026-Q\(String(1000 + contacts).dropFirst())QQ"
        try write(
            "customers/\(slug)/follow-ups/\(day)-\(method)-q\(contacts).yaml",
            "id: \(id)\nat: \(day)T10:00:00+08:00\nmethod: \(method)\nby: \(by)\nsummary: 沟通\n\(more)")
    }

    private var contacts = 0

    /// What is due on a day for a customer of li-na's, `reason date` each.
    func due(_ day: String, _ customer: String, days: Int = 0, more: String...) throws -> [String] {
        now = day + "T09:00:00+08:00"
        let result = try Shell.run(
            [TestPlaces.programs + "/crm", "due", "--for", "li-na", "--json", "--days", String(days)] + more, in: root,
            environment: environment)
        let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        let items = try #require(object?["items"] as? [[String: Any]], "\(result.errors)")
        return items.filter { ($0["customer_name"] as? String) == customer }.map {
            "\($0["reason"] as? String ?? "") \($0["date"] as? String ?? "-")"
        }
    }
}
