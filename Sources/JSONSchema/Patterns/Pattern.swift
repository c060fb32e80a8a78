/// A regular expression in the dialect of JSON Schema (ECMA-262, Unicode mode), matched in time linear in the text.
///
/// Supported: classes, groups, alternation, bounded and unbounded repetition, anchors, word boundaries, look-ahead and
/// look-behind, Unicode properties. Back-references are refused. Matching looks for the expression anywhere in the text.
@usableFromInline package final class Pattern: Sendable {
    /// More states than this after writing out repetitions are refused.
    package static let sizeLimit = 4096

    /// The expression as written.
    @usableFromInline package let source: String

    private let automaton: PatternAutomaton?
    private let simulation: PatternSimulation?

    package init(_ source: String) throws(PatternError) {
        self.source = source
        var parser = PatternParser(source)
        let syntax = try parser.parse()
        var size = syntax.size(limit: Self.sizeLimit)
        for look in parser.looks { size += look.syntax.size(limit: Self.sizeLimit) }
        if size > Self.sizeLimit { throw .tooLarge(limit: Self.sizeLimit) }
        let program = PatternProgram(syntax)
        let isAnchored = PatternProgram.isAnchored(syntax)
        let classes = CharacterClasses(parser.sets, usesWordBoundaries: parser.usesWordBoundaries)
        automaton =
            parser.looks.isEmpty ? PatternAutomaton(program, classes, isAnchored: isAnchored) : nil
        simulation =
            automaton == nil
            ? PatternSimulation(program, isAnchored: isAnchored, looks: parser.looks, classes) : nil
    }

    /// Whether `source` is in the grammar, back-references included: what the format `regex` asks.
    package static func isWellFormed(_ source: String) -> Bool {
        var parser = PatternParser(source, refusesBackReferences: false)
        do throws(PatternError) {
            _ = try parser.parse()
            return true
        } catch {
            if case .tooLarge = error { return true }
            return false
        }
    }

    /// Whether the expression matches somewhere in UTF-8 `text`.
    @usableFromInline package func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if let automaton { return automaton.matches(text) }
        return simulation?.matches(text) ?? false
    }

    /// Whether the expression matches somewhere in `text`.
    package func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { matches($0) }
    }

    /// What matching a text of `count` bytes costs, in the unit of an evaluation's work limit.
    @usableFromInline func work(_ count: Int) -> Int {
        guard let simulation else { return count / 64 }
        return count * simulation.size / 100
    }
}
