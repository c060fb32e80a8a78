/// Which records of a kind are wanted: the filter language (docs/FILTERS.md), read and understood.
package struct Filter: Sendable {
    /// One of the conditions that must all hold, with its words.
    package struct Part: Sendable {
        package let text: String
        package let node: FilterNode
    }

    package let kind: Kind
    package let text: String
    /// What must hold, all of it.
    package let parts: [Part]

    package var node: FilterNode { parts.count == 1 ? parts[0].node : .all(parts.map(\.node)) }

    /// True when it depends on who asks.
    package var namesMe: Bool { parts.contains { $0.node.namesMe } }

    /// Longest text that is read, in Unicode scalars.
    package static let maximumLength = 20_000
    /// Brackets and negations within one another.
    static let maximumDepth = 100
    /// Comparisons in one filter.
    static let maximumTests = 500
    /// Values in one set.
    static let maximumValues = 1000

    /// - Parameter today: what `last month` and `近6个月` count from.
    /// - Throws: the first thing that cannot be understood, with its place.
    package init(_ text: String, kind: Kind, in kinds: KindSet, today: CalendarDate) throws(FilterError) {
        var parser = try FilterParser(text, kinds: kinds, today: today)
        self.kind = kind
        self.text = text
        parts = try parser.filter(kind)
    }

    /// All of several filters, as arguments of a command are. Words that a shell has taken apart (`stage = won`) are put
    /// together again where they mean nothing by themselves.
    package init(
        arguments: [String], kind: Kind, in kinds: KindSet, today: CalendarDate
    ) throws(FilterError) {
        var parts: [Part] = []
        var text = arguments.joined(separator: ", ")
        do throws(FilterError) {
            for argument in arguments {
                parts += try Filter(argument, kind: kind, in: kinds, today: today).parts
            }
        } catch {
            guard arguments.count > 1 else { throw error }
            do throws(FilterError) {
                text = arguments.joined(separator: " ")
                parts = try Filter(text, kind: kind, in: kinds, today: today).parts
            } catch let joined {
                throw error.isNoCondition && !joined.isNoCondition ? joined : error
            }
        }
        self.kind = kind
        self.text = text
        self.parts = parts
    }
}
