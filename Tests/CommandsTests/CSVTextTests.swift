import Testing

@testable import Commands

/// Rows that spreadsheets read as they were meant, and do not run.
@Suite struct CSVTextTests {
    private func line(_ cells: CSVText.Cell...) -> String {
        var text = CSVText()
        text.add(cells)
        return String(text.text.unicodeScalars.dropFirst())
    }

    @Test func beginsWithTheMarkOfUTF8() {
        var text = CSVText()
        text.add([.text("a")])
        #expect(Array(text.text.utf8.prefix(3)) == [0xEF, 0xBB, 0xBF])
    }

    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("two\nlines", "\"two\nlines\""),
        (" space", "\" space\""), ("\u{8FDC}\u{666F}", "\u{8FDC}\u{666F}"), ("", ""),
    ])
    func quotes(text: String, expected: String) {
        #expect(line(.text(text)).utf8.elementsEqual((expected + "\r\n").utf8))
    }

    /// Nobody's formula is run by whoever opens the file (CWE-1236).
    @Test(arguments: ["=1+1", "+86 138", "-x", "@SUM(A1)", "\t=1", "\u{FF1D}1", "=\"a\",b"])
    func formulasAreText(text: String) {
        let first = line(.text(text)).drop { $0 == "\"" }.first
        #expect(first == "'")
    }

    @Test func numbersStayNumbers() {
        #expect(line(.number("-5.50"), .text("x")).utf8.elementsEqual("-5.50,x\r\n".utf8))
    }
}
