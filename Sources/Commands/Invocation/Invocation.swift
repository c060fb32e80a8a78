import Records

/// Everything a command may know about the process it runs in. The layers below get what they need from here; none of them
/// reads the environment, the home folder, the clock or the terminal itself.
struct Invocation: Sendable {
    var environment: [String: String]
    /// Absolute path of the folder the command works in.
    var folder: String
    var terminal: Terminal
    /// Seconds since 1970-01-01T00:00:00Z.
    var now: @Sendable () -> Int
    /// Seconds east of UTC of an instant in the zone that is in force.
    var offset: @Sendable (Int) -> Int
    var randomByte: @Sendable () -> UInt8

    @TaskLocal static var current = Invocation(
        environment: [:], folder: "/", terminal: Terminal(), now: { 0 }, offset: { _ in 0 }, randomByte: { 0 })

    var instant: Instant {
        let seconds = now()
        return Instant(secondsSinceEpoch: seconds, offset: offset(seconds))
    }

    var today: CalendarDate { instant.date }

    /// The whole path of what a person typed.
    func path(_ typed: String) -> String { typed.hasPrefix("/") ? typed : folder + "/" + typed }
}
