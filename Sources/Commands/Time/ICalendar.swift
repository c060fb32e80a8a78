import Records

/// A calendar as phones and mail programs subscribe to it (RFC 5545). Times are in UTC, so that no zone has to be described.
struct ICalendar {
    /// Something on a day, or at a time of it.
    struct Event {
        /// Stays the same as long as it is the same item.
        var uid: String
        var day: CalendarDate
        /// nil for the whole day.
        var time: Instant?
        var summary: String
        var description: String
        var category: String
        /// When to ring.
        var alarm: Instant?
    }

    let name: String
    let events: [Event]

    /// Ended by CRLF, folded at 75 octets (RFC 5545, 3.1). The same events always make the same bytes.
    var text: String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//PlainCRM//crm//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "X-WR-CALNAME:" + escaped(name),
        ]
        for event in events { lines += self.lines(event) }
        lines.append("END:VCALENDAR")
        return lines.flatMap { folded($0) }.map { $0 + "\r\n" }.joined()
    }

    private func lines(_ event: Event) -> [String] {
        // A stamp of its own for each run would make every download a change: the day of the item stands for it.
        var lines = ["BEGIN:VEVENT", "UID:" + escaped(event.uid), "DTSTAMP:\(digits(event.day))T000000Z"]
        if let time = event.time {
            lines += ["DTSTART:" + utc(time), "DURATION:PT30M"]
        } else {
            lines += [
                "DTSTART;VALUE=DATE:" + digits(event.day), "DTEND;VALUE=DATE:" + digits(event.day + 1),
                "TRANSP:TRANSPARENT",
            ]
        }
        lines += ["SUMMARY:" + escaped(event.summary)]
        if !event.description.isEmpty { lines.append("DESCRIPTION:" + escaped(event.description)) }
        lines.append("CATEGORIES:" + escaped(event.category))
        if let alarm = event.alarm {
            lines += [
                "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:" + escaped(event.summary),
                "TRIGGER;VALUE=DATE-TIME:" + utc(alarm), "END:VALARM",
            ]
        }
        return lines + ["END:VEVENT"]
    }

    private func digits(_ day: CalendarDate) -> String { day.description.filter { $0 != "-" } }

    private func utc(_ instant: Instant) -> String {
        let text = Instant(secondsSinceEpoch: instant.secondsSinceEpoch, offset: 0).description
        return text.filter { $0 != "-" && $0 != ":" }
    }

    /// A text value (RFC 5545, 3.3.11); control characters, which may not stand there, are left out.
    private func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case ";": result += "\\;"
            case ",": result += "\\,"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Pieces of at most 75 octets, never within a character; each but the first begins with a space.
    private func folded(_ line: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var count = 0
        for scalar in line.unicodeScalars {
            let size = UTF8.width(scalar)
            if count + size > 75 {
                pieces.append(piece)
                piece = " "
                count = 1
            }
            piece.unicodeScalars.append(scalar)
            count += size
        }
        return pieces + [piece]
    }
}
