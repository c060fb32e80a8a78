import Records

extension Terminal {
    /// The answer to a question, without spaces around it; nil at the end of the input (Ctrl-D). Ask `canAsk` first: where standard
    /// input is no terminal nobody is asked anything.
    func ask(_ question: String) -> String? {
        remarkPart(errorPaint("? ", .cyan) + question + " ")
        guard let line = readLine() else {
            remark("")
            return nil
        }
        var scalars = line.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }

    /// True for yes. An empty answer is `usually`; the end of the input is no.
    func confirm(_ question: String, usually: Bool) -> Bool {
        while true {
            guard let answer = ask(question + (usually ? " [Y/n]" : " [y/N]")) else { return false }
            switch answer.lowercased() {
            case "": return usually
            case "y", "yes", "是", "好", "对": return true
            case "n", "no", "否", "不": return false
            default: remark(say("answer y or n", "请回答 y 或 n"))
            }
        }
    }
}
