import Foundation
import Testing

/// The example repository is what a newcomer looks at first: it carries the shipped schemas and has no problem.
@Suite struct ExampleRepositoryTests {
    @Test func carriesTheShippedSchemas() throws {
        let shipped = Project.files(beneath: "schemas", endingIn: ".json").map { ($0 as NSString).lastPathComponent }
        let carried = Project.files(beneath: "example-repo/schemas", endingIn: ".json").map {
            ($0 as NSString).lastPathComponent
        }
        #expect(shipped == carried)
        for name in shipped {
            let isSame = try Project.text("schemas/" + name).utf8.elementsEqual(
                Project.text("example-repo/schemas/" + name).utf8)
            #expect(isSame, "copy schemas/\(name) to example-repo/schemas/")
        }
    }

    @Test func hasNoProblem() throws {
        let (output, status) = try runCRM(["-C", "example-repo", "validate", "--format", "compact"])
        #expect(status == 0)
        #expect(output.components(separatedBy: "\n").filter { $0.contains(": error: ") } == [])
    }

    @Test(arguments: ["en", "zh"])
    func answersWithoutComplaint(language: String) throws {
        for arguments in [["list", "customers"], ["list", "deals"], ["due", "--all"]] {
            let (output, status) = try runCRM(["-C", "example-repo", "--lang", language] + arguments)
            #expect(status == 0, "crm \(arguments.joined(separator: " "))")
            #expect(output.components(separatedBy: "\n").count > 5)
        }
    }
}
