import Foundation
import Records
import Testing

/// Every filter that the page of the language shows is one.
@Suite struct DocumentedFiltersTests {
    private let fixture: FilterFixture

    init() throws { fixture = try FilterFixture.shared.get() }

    private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../docs/FILTERS.md")

    @Test func theyParse() throws {
        let lines = try String(contentsOf: Self.page, encoding: .utf8).components(separatedBy: "\n")
        var filters: [String] = []
        var isFenced = false
        for line in lines {
            if line.hasPrefix("```") {
                isFenced.toggle()
            } else if isFenced {
                filters.append(line)
            } else {
                filters += line.replacingOccurrences(of: "\\|", with: "¦").components(separatedBy: "`").enumerated()
                    .filter { $0.offset % 2 == 1 }.map { $0.element.replacingOccurrences(of: "¦", with: "|") }
                    .filter(isFilter)
            }
        }
        #expect(filters.count > 40)
        for filter in filters {
            let kinds = ["customer", "deal", "follow-up", "ticket", "task"]
            #expect(kinds.contains { (try? fixture.filter(filter, $0)) != nil }, "`\(filter)`")
        }
    }

    /// Begins with a field, a kind or a phrase about follow-ups, and says more than that.
    private func isFilter(_ text: String) -> Bool {
        let word = text.prefix { $0.isLetter || $0 == "_" || $0 == "." }
        guard word.count < text.count, !text.contains("…"), !text.contains("/") else {
            return ["近6个月有跟进记录", "30天未跟进", "本月无跟进", "从未跟进", "近3个月有商机"].contains(text)
        }
        let first = String(word.prefix { $0 != "." })
        let fields = ["customer", "deal"].flatMap { fixture.kinds[$0]?.fields ?? [] }
        let kinds = fixture.kinds.kinds.flatMap { [$0.key, $0.plural.en, $0.plural.zh].map { $0.lowercased() } }
        return fields.contains { $0.isNamed(first) } || kinds.contains(first.lowercased())
            || ["followed", "never", "has"].contains(first)
    }
}
