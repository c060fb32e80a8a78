import RecordIndex
import Records

/// The filter that a person typed; nil for none. A filter that cannot be understood ends the command.
func readFilter(_ arguments: [String], _ kind: Kind, _ kinds: KindSet) throws -> Filter? {
    guard !arguments.isEmpty else { return nil }
    do throws(FilterError) {
        return try Filter(arguments: arguments, kind: kind, in: kinds, today: Invocation.current.today)
    } catch {
        throw worded(error)
    }
}

/// The field, derived value or field of a related record that a person names.
func namedSubject(_ typed: String, _ kind: Kind, _ kinds: KindSet) throws -> FilterSubject {
    do throws(FilterError) {
        return try FilterSubject(typed, kind: kind, in: kinds)
    } catch {
        throw CommandFailure(.wrongUsage, error.message, remedy: error.remedy)
    }
}

/// What some filters are asked with. Who works here is found out only if a filter says so.
func surroundings(_ filters: [Filter], _ folder: CRMFolder, _ records: RecordSet) throws -> FilterSurroundings {
    let me = filters.contains(where: \.namesMe) ? try Me.working(in: folder, records).handle : nil
    return FilterSurroundings(folder, today: Invocation.current.today, me: me)
}

/// Asks the index; what is wrong with a filter is said in words.
func answering<Answer>(_ body: () throws -> Answer) throws -> Answer {
    do {
        return try body()
    } catch FilterFailure.unknownMe {
        throw Me.unknown
    } catch FilterFailure.unknownName(let name, _, let near) {
        throw CommandFailure(
            .wrongUsage, Text(en: "there is no record `\(name)`", zh: "没有找到记录 `\(name)`"),
            remedy: near.isEmpty
                ? Text(en: "use ~ for a part of the name", zh: "只记得一部分名称时请用 ~（包含）") : Text.didYouMean(near))
    }
}

/// The message, the filter with the place underlined, the remedy.
private func worded(_ error: FilterError) -> CommandFailure {
    var message = error.message
    let lines = excerpt(error)
    if !lines.isEmpty { message = message + Text("\n" + lines.joined(separator: "\n")) }
    return CommandFailure(.wrongUsage, message, remedy: error.remedy)
}

/// The text around the place, and carets beneath it; nothing when the text is all that is meant.
private func excerpt(_ error: FilterError) -> [String] {
    let scalars = Array(error.text.unicodeScalars)
    guard !scalars.isEmpty, error.range != 0..<scalars.count else { return [] }
    let start = max(0, error.range.lowerBound - 40)
    let end = min(scalars.count, max(error.range.upperBound, error.range.lowerBound) + 30, start + 100)
    func shown(_ range: Range<Int>) -> String {
        visible(String(String.UnicodeScalarView(scalars[range.clamped(to: 0..<scalars.count)])))
    }
    let before = (start > 0 ? "…" : "") + shown(start..<error.range.lowerBound)
    let marked = shown(error.range.lowerBound..<min(error.range.upperBound, end))
    let rest = shown(min(error.range.upperBound, end)..<end) + (end < scalars.count ? "…" : "")
    return [
        "  " + before + marked + rest,
        "  " + String(repeating: " ", count: displayWidth(before))
            + String(repeating: "^", count: max(1, displayWidth(marked))),
    ]
}
