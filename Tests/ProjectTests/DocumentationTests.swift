import Foundation
import Testing

/// The pages of the project: they have titles, their links lead somewhere, and nothing speaks of the machine that it was made on.
@Suite struct DocumentationTests {
    private static let pages = Project.files.filter { $0.hasSuffix(".md") }

    @Test(arguments: pages)
    func pageHasATitle(page: String) throws {
        let first = try Project.lines(page).first { !$0.isEmpty }
        #expect(first?.hasPrefix("# ") == true)
    }

    @Test(arguments: pages)
    func linksLeadSomewhere(page: String) throws {
        let folder = (page as NSString).deletingLastPathComponent
        for target in links(in: try Project.text(page)) where !target.contains("://") && !target.hasPrefix("mailto:") {
            let path = String(target.prefix { $0 != "#" })
            if path.isEmpty { continue }
            let decoded = path.removingPercentEncoding ?? path
            let full = ((folder.isEmpty ? decoded : folder + "/" + decoded) as NSString).standardizingPath
            #expect(Project.exists(full), "\(page) links to \(target)")
        }
    }

    /// The targets of `[text](target)` outside of code.
    private func links(in text: String) -> [String] {
        var targets: [String] = []
        var fence: String?
        for line in text.components(separatedBy: "\n") {
            let ticks = String(line.prefix { $0 == "`" })
            if ticks.count >= 3 {
                if fence == nil { fence = ticks } else if fence == ticks { fence = nil }
                continue
            }
            guard fence == nil else { continue }
            // Inline code: every second piece between backticks.
            let prose = line.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
                .joined(separator: "code")
            var rest = prose[...]
            while let open = rest.range(of: "](") {
                rest = rest[open.upperBound...]
                guard let close = rest.firstIndex(of: ")") else { break }
                targets.append(String(rest[..<close]))
                rest = rest[close...]
            }
        }
        return targets
    }

    @Test func nothingSpeaksOfThisMachine() throws {
        // Put together here, so that this file does not find itself.
        let places = ["/wo" + "rk/", "/ro" + "ot/", "../sha" + "red", "wt-" + "tests", "zhpu" + "nct", "CLAU" + "DE"]
        for file in Project.files {
            guard let text = try? Project.text(file) else { continue }
            for place in places where text.contains(place) { Issue.record("\(file) mentions \(place)") }
        }
    }
}
