import Foundation
import Testing

/// The pages that are written by the tool say what the tool does now.
@Suite struct GeneratedPagesTests {
    @Test func formatPageIsUpToDate() throws {
        let marker = "<!-- From here on: crm plumbing format-doc (scripts/make-docs) -->\n\n"
        let page = try Project.text("docs/FORMAT.md")
        let range = try #require(page.range(of: marker))
        let (output, status) = try runCRM(["plumbing", "format-doc", "--examples", "example-repo"])
        #expect(status == 0)
        #expect(sameLines(String(page[range.upperBound...]), output), "run scripts/make-docs")
    }

    @Test func commandPageIsUpToDate() throws {
        let (output, status) = try runCRM(["plumbing", "command-reference"])
        #expect(status == 0)
        #expect(sameLines(try Project.text("docs/commands.md"), output), "run scripts/make-docs")
    }

    @Test func rulesPageIsUpToDate() throws {
        let (output, status) = try runCRM(["plumbing", "rules-doc"])
        #expect(status == 0)
        #expect(sameLines(try Project.text("docs/RULES.md"), output), "run scripts/make-docs")
    }

    /// Compared in one go: pages of a thousand lines are no use in a failure's message.
    private func sameLines(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8)
    }

    @Test func everyPlumbingCommandIsDescribed() throws {
        let page = try Project.text("docs/PLUMBING.md")
        let (help, _) = try runCRM(["plumbing", "--help"])
        let listed = help.components(separatedBy: "SUBCOMMANDS:").last ?? ""
        let names = listed.components(separatedBy: "\n").filter {
            $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.contains("See '")
        }
        .compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(names.count >= 5)
        for name in names { #expect(page.contains("\n## \(name)"), "docs/PLUMBING.md says nothing about \(name)") }
    }
}
