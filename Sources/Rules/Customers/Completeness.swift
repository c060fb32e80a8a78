package import Records

/// How much of what the team's profile asks for a record has (R31–R35, R172).
package struct Completeness: Sendable {
    /// Fields that the profile or the schema asks for, in the order of the schema.
    package let asked: [Field]
    /// Those of them that hold nothing.
    package let missing: [Field]
    /// `draft: true`: what is missing may still come.
    package let isDraft: Bool

    /// Whole percent of the fields that are filled, rounded down, so that 100 means all.
    package var percent: Int { asked.isEmpty ? 100 : (asked.count - missing.count) * 100 / asked.count }
}

/// nil for a kind of which the profile asks nothing.
///
/// - Parameter sight: of whom it is told: fields that they do not see are not counted.
package func completeness(of record: Record, _ profile: RequiredProfile, _ sight: Sight? = nil) -> Completeness? {
    guard !record.kind.profiles[profile].isEmpty else { return nil }
    let asked = record.kind.asked(profile).filter { sight?.hides([$0.key], ofKind: record.kind.key) != true }
    return Completeness(
        asked: asked, missing: asked.filter { !record.holds($0.key) }, isDraft: record.value("draft") == true)
}
