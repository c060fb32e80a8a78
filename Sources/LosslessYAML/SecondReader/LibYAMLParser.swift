import CLibYAML

/// One libyaml parser over one text. It points to itself, so it lives on the heap and never moves; the text must outlive it.
struct LibYAMLParser: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>

    init?(_ text: UnsafeBufferPointer<UInt8>) {
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            return nil
        }
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next event, lent to `body`. Nil when libyaml refuses the text; ``problem`` says why.
    mutating func next<R>(_ body: (yaml_event_t) -> R) -> R? {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { return nil }
        defer { yaml_event_delete(&event) }
        return body(event)
    }

    /// What libyaml had against the text, and where: in characters from the start, as it counts.
    var problem: (text: String, character: Int) {
        let words = parser.pointee.problem.map { String(cString: $0) } ?? "cannot read it"
        return (words, parser.pointee.problem_mark.index)
    }
}
