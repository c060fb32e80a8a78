/// Shows a notification of the desktop with the program that this system has for it: `notify-send` (freedesktop.org), where a
/// desktop is at hand, or `osascript` of macOS.
struct DesktopNotifier {
    private let program: String
    private let isAppleScript: Bool

    /// nil where nothing can be shown: no such program in `PATH`, or no desktop, as under cron.
    init?(_ environment: [String: String]) {
        let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map(String.init)
        func found(_ name: String) -> String? { folders.map { $0 + "/" + name }.first { isExecutable($0) } }
        let desktop = ["DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"].contains {
            !(environment[$0] ?? "").isEmpty
        }
        if desktop, let program = found("notify-send") {
            self.program = program
            isAppleScript = false
        } else if let program = found("osascript") {
            self.program = program
            isAppleScript = true
        } else {
            return nil
        }
    }

    /// - Returns: false when the program could not show it.
    func show(title: String, body: String) -> Bool {
        // Texts are arguments, never part of a script; notify-send reads a little markup in the body.
        let arguments =
            isAppleScript
            ? [
                program, "-e", "on run argv", "-e",
                "display notification (item 2 of argv) with title (item 1 of argv)", "-e", "end run", title, body,
            ]
            : [program, "--app-name=crm", "--", title, escaped(body)]
        return Editor.run(arguments) == 0
    }

    private func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.append(character)
            }
        }
    }
}
