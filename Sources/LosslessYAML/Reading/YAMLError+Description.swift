extension YAMLError: CustomStringConvertible {
    /// What is wrong and what to do about it, in English, without the place.
    package var description: String { "\(reason)" }
}
