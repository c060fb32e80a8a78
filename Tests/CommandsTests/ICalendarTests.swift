import Records
import Testing

@testable import Commands

/// What `crm agenda --ics` writes, read back by a parser that lets nothing pass that RFC 5545 does not allow.
@Suite struct ICalendarTests {
    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    private func event(_ summary: String = "报价") throws -> ICalendar.Event {
        ICalendar.Event(
            uid: "GJ2026-AAAAAA-next-step@plaincrm", day: try day("2026-11-24"), time: nil, summary: summary,
            description: "", category: "下一步", alarm: nil)
    }

    private func parsed(_ events: [ICalendar.Event]) throws -> StrictCalendar {
        try StrictCalendar(ICalendar(name: "CRM 王磊", events: events).text)
    }

    @Test func aWholeDay() throws {
        let calendar = try parsed([event()])
        #expect(calendar.name == "CRM 王磊")
        let found = try #require(calendar.events.first)
        #expect(found["UID"]?.value == "GJ2026-AAAAAA-next-step@plaincrm")
        #expect(found["DTSTAMP"]?.value == "20261124T000000Z")
        #expect(found["DTSTART"]?.value == "20261124")
        #expect(found["DTSTART"]?.parameters == "VALUE=DATE")
        #expect(found["DTEND"]?.value == "20261125")
        #expect(found["SUMMARY"]?.text == "报价")
        #expect(found["DESCRIPTION"] == nil)
    }

    @Test func aTimeAndAnAlarm() throws {
        var event = try event()
        event.time = Instant("2026-11-24T23:30:00+08:00")
        event.alarm = Instant("2026-11-24T07:15:30+08:00")
        let found = try #require(try parsed([event]).events.first)
        #expect(found["DTSTART"]?.value == "20261124T153000Z")
        #expect(found["DTEND"] == nil)
        #expect(found["TRIGGER"]?.value == "20261123T231530Z")
        #expect(found["TRIGGER"]?.parameters == "VALUE=DATE-TIME")
    }

    @Test(arguments: [
        "a; b, c \\ d", "zwei\nZeilen", "混合：中文、标点；很长" + String(repeating: "长", count: 200),
        String(repeating: "x", count: 300), "emoji 👩‍👩‍👧‍👦" + String(repeating: "🎉", count: 60), "",
        "END:VEVENT\nBEGIN:VEVENT", "\\n", ",;\\,;", String(repeating: ",", count: 80),
    ])
    func textsComeBack(text: String) throws {
        var event = try event(text)
        event.description = text
        let found = try #require(try parsed([event]).events.first)
        #expect(found["SUMMARY"]?.text == text)
        #expect((found["DESCRIPTION"]?.text ?? "") == text)
    }

    /// What may not stand in a calendar is left out; nobody can end a line from within.
    @Test func controlCharacters() throws {
        let found = try #require(try parsed([event("a\u{0}b\rc\u{7}d\u{1B}[31m\u{7F}")]).events.first)
        #expect(found["SUMMARY"]?.text == "abcd[31m")
    }

    @Test func nothingIsACalendarToo() throws {
        #expect(try parsed([]).events.isEmpty)
    }
}

/// A reader of the part of RFC 5545 that we write, which throws at every deviation.
struct StrictCalendar {
    struct Property {
        let parameters: String
        let value: String

        /// The value as a text, its escapes resolved (3.3.11).
        var text: String {
            var result = ""
            var escaped = false
            for scalar in value.unicodeScalars {
                if escaped {
                    result.unicodeScalars.append(scalar == "n" ? "\n" : scalar)
                    escaped = false
                } else if scalar == "\\" {
                    escaped = true
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
            return result
        }
    }

    struct Fault: Error { let line: String, what: String }

    private(set) var name = ""
    private(set) var events: [[String: Property]] = []

    init(_ text: String) throws {
        var open: [String] = []
        var head: [String: Property] = [:]
        for line in try Self.unfolded(text) {
            let (key, property) = try Self.property(line)
            if key == "BEGIN" {
                let parent = ["VCALENDAR": nil, "VEVENT": "VCALENDAR", "VALARM": "VEVENT"][property.value]
                guard let parent, open.last == parent else {
                    throw Fault(line: line, what: "begins in the wrong place")
                }
                open.append(property.value)
                if property.value == "VEVENT" { events.append([:]) }
            } else if key == "END" {
                guard open.popLast() == property.value else { throw Fault(line: line, what: "ends what is not open") }
                if property.value == "VEVENT" { try Self.requireEvent(events.last ?? [:]) }
            } else if open.last == "VCALENDAR" {
                guard head.updateValue(property, forKey: key) == nil else { throw Fault(line: line, what: "twice") }
            } else {
                guard open.last != nil else { throw Fault(line: line, what: "outside") }
                // The alarm repeats DESCRIPTION; everything else stands once.
                let isAlarm = open.last == "VALARM"
                if isAlarm, key == "DESCRIPTION" { continue }
                guard events[events.count - 1].updateValue(property, forKey: key) == nil else {
                    throw Fault(line: line, what: "twice")
                }
            }
        }
        guard open.isEmpty, head["VERSION"]?.value == "2.0", head["PRODID"] != nil else {
            throw Fault(line: "", what: "no whole calendar")
        }
        name = head["X-WR-CALNAME"]?.text ?? ""
        let ids = events.compactMap { $0["UID"]?.value }
        guard Set(ids).count == ids.count else { throw Fault(line: "", what: "a UID twice") }
    }

    /// Lines end with CRLF, have at most 75 octets, and go on behind a space (3.1).
    private static func unfolded(_ text: String) throws -> [String] {
        let bytes = Array(text.utf8)
        guard bytes.suffix(2) == [0x0D, 0x0A] else { throw Fault(line: "", what: "no line end at the end") }
        var lines: [[UInt8]] = []
        var current: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case 0x0D:
                guard index + 1 < bytes.count, bytes[index + 1] == 0x0A else { throw Fault(line: "", what: "bare CR") }
            case 0x0A:
                guard index > 0, bytes[index - 1] == 0x0D else { throw Fault(line: "", what: "bare LF") }
                guard current.count <= 75 else { throw Fault(line: "", what: "\(current.count) octets") }
                // Each piece by itself has to be UTF-8: no character is cut.
                guard String(validating: current, as: UTF8.self) != nil else { throw Fault(line: "", what: "cut") }
                if current.first == 0x20 {
                    guard !lines.isEmpty else { throw Fault(line: "", what: "goes on from nothing") }
                    lines[lines.count - 1] += current.dropFirst()
                } else {
                    guard !current.isEmpty else { throw Fault(line: "", what: "an empty line") }
                    lines.append(current)
                }
                current = []
            case 0..<0x20, 0x7F: throw Fault(line: "", what: "control character \(byte)")
            default: current.append(byte)
            }
        }
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func property(_ line: String) throws -> (String, Property) {
        guard let colon = line.firstIndex(of: ":") else { throw Fault(line: line, what: "no colon") }
        let parts = line[..<colon].split(separator: ";", maxSplits: 1).map(String.init)
        guard let key = parts.first, key.allSatisfy({ $0.isUppercase || $0 == "-" }) else {
            throw Fault(line: line, what: "no name")
        }
        let value = String(line[line.index(after: colon)...])
        let texts = ["SUMMARY", "DESCRIPTION", "CATEGORIES", "X-WR-CALNAME"]
        if texts.contains(key) { try requireEscaped(value, line) }
        return (key, Property(parameters: parts.count > 1 ? parts[1] : "", value: value))
    }

    /// Commas, semicolons and backslashes only behind a backslash, which stands before nothing else but n.
    private static func requireEscaped(_ value: String, _ line: String) throws {
        var escaped = false
        for scalar in value.unicodeScalars {
            if escaped {
                guard "\\;,nN".unicodeScalars.contains(scalar) else { throw Fault(line: line, what: "unknown escape") }
                escaped = false
            } else if scalar == "\\" {
                escaped = true
            } else if scalar == ";" || scalar == "," {
                throw Fault(line: line, what: "\(scalar) is not escaped")
            }
        }
        if escaped { throw Fault(line: line, what: "ends in an escape") }
    }

    private static func requireEvent(_ event: [String: Property]) throws {
        for key in ["UID", "DTSTAMP", "DTSTART", "SUMMARY"] where event[key] == nil {
            throw Fault(line: "", what: "an event without \(key)")
        }
        for key in ["DTSTAMP", "TRIGGER", "DTSTART", "DTEND"] {
            guard let property = event[key] else { continue }
            let isDate = property.parameters == "VALUE=DATE"
            let pattern = Array(isDate ? "dddddddd" : "ddddddddTddddddZ")
            let value = Array(property.value)
            let fits =
                value.count == pattern.count
                && zip(value, pattern).allSatisfy { $1 == "d" ? ("0"..."9").contains($0) : $0 == $1 }
            guard fits else { throw Fault(line: property.value, what: "no time of \(key)") }
        }
        if event["TRIGGER"] != nil, event["ACTION"]?.value != "DISPLAY" {
            throw Fault(line: "", what: "an alarm without an action")
        }
        if event["DTEND"] != nil, event["DURATION"] != nil { throw Fault(line: "", what: "end and duration") }
    }
}
