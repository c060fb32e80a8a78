/// Looks a host up in the text of a `.netrc` file (curl's manual, "netrc"): `machine`, `default`, `login`, `password`; `macdef` is
/// passed over.
struct Netrc {
    private let words: [String]

    init(_ text: String) {
        var words: [String] = []
        var isInMacro = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            // A macro ends at the first empty line.
            if isInMacro {
                isInMacro = !line.allSatisfy { $0 == " " || $0 == "\t" || $0 == "\r" }
                continue
            }
            for word in line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" }) {
                if word.hasPrefix("#") { break }
                if word == "macdef" {
                    isInMacro = true
                    break
                }
                words.append(String(word))
            }
        }
        self.words = words
    }

    /// - Parameter user: if the address names one, only its entry counts.
    func credential(host: String, user: String?) -> Credential? {
        var position = 0
        var isOurs = false
        var login: String?
        var password: String?
        func found() -> Credential? {
            guard isOurs, let password, let name = login ?? user, user == nil || user == name else { return nil }
            return Credential(user: name, password: password)
        }
        while position < words.count {
            let next = position + 1 < words.count ? words[position + 1] : ""
            switch words[position] {
            case "machine", "default":
                if let credential = found() { return credential }
                isOurs = words[position] == "default" || next.lowercased() == host.lowercased()
                login = nil
                password = nil
                position += words[position] == "default" ? 1 : 2
            case "login":
                login = next
                position += 2
            case "password":
                password = next
                position += 2
            default:
                position += 1
            }
        }
        return found()
    }
}
