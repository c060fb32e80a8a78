/// Why a regular expression cannot be used. `at` counts code points from the start of the pattern.
package enum PatternError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Not in the grammar of ECMA-262 regular expressions in Unicode mode.
    case syntax(String, at: Int)
    /// A back-reference (`\1`, `\k<name>`): it cannot be matched in time linear in the text.
    case backReference(at: Int)
    /// A Unicode property that is not known here.
    case unknownProperty(String, at: Int)
    /// The expression needs more than `limit` states once its repetitions are written out.
    case tooLarge(limit: Int)
    /// Groups nest deeper than `limit`.
    case tooDeep(limit: Int)

    package var description: String {
        switch self {
        case .syntax(let what, let at): "\(what) at character \(at)"
        case .backReference(let at): "back-references are not supported (at character \(at))"
        case .unknownProperty(let name, let at): "unknown Unicode property \(name) at character \(at)"
        case .tooLarge(let limit): "repetitions need more than \(limit) states"
        case .tooDeep(let limit): "groups nest deeper than \(limit)"
        }
    }
}
