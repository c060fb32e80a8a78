import Testing

@testable import Commands

/// Columns line up only if a width is what a terminal shows (Unicode Standard Annex 11).
struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc 12", 6), ("远景智能", 8), ("Müller GmbH · 5 %", 17), ("（草稿）", 8), ("……", 2),
        // Composed of a letter and a mark, in either order of writing.
        ("é", 1), ("e\u{301}", 1), ("ế", 1), ("e\u{302}\u{301}", 1),
        // Soft hyphens are shown as they always were; joiners and direction marks take no cell of their own.
        ("a\u{200D}b", 2), ("\u{200F}ab", 2),
        // Half-width katakana, full-width letters, a syllable of jamo, an ideographic mark that combines.
        ("ｱｲｳ", 3), ("ＡＢ", 4), ("한", 2), ("か\u{3099}", 2), ("丂\u{302A}", 2),
        // Emoji, alone, joined, with a skin tone, a flag, and a text symbol turned into one.
        ("👍", 2), ("👩‍👩‍👧", 2), ("👍🏽", 2), ("🇨🇳", 2), ("☎", 1), ("☎\u{FE0F}", 2),
        ("𠀀", 2), ("a\u{7}b", 2),
    ])
    func ofText(text: String, cells: Int) {
        #expect(displayWidth(text) == cells, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
        // Between letters that each stand for themselves nothing changes.
        #expect(displayWidth("中" + text + "x") == cells + 3)
    }
}
