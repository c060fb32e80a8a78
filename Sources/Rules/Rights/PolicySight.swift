package import Records

extension Policy {
    /// What a member is shown (R151–R155); nil for everything. Who is not active any more, or has no role that `crm.yaml` describes, sees
    /// the team and nothing else.
    ///
    /// - Parameters:
    ///   - kinds: all kinds of the repository.
    ///   - exporting: what may be taken out instead: what a right both to see and to export covers.
    package func sight(of member: Record, _ staff: Staff, _ kinds: KindSet, exporting: Bool = false) -> Sight? {
        if isOpen { return nil }
        let rights = rights(of: member).filter {
            $0.may.contains(.view) && (!exporting || $0.may.contains(.export))
        }
        var views: [String: [Sight.View]] = [:]
        for kind in kinds.kinds {
            views[kind.key] = rights.filter { $0.covers(kind: kind.key) }.map { right in
                right.view(of: kind, people(right.scope, member, staff))
            }
        }
        let isNamed = !roles(of: member).isEmpty
        let sight = Sight(views, roles: isNamed ? title(of: member) : Text(en: "none", zh: "无"))
        return kinds.kinds.allSatisfy { sight.isWhole($0.key) } ? nil : sight
    }

    /// nil for everybody.
    private func people(_ scope: RightScope, _ member: Record, _ staff: Staff) -> Set<String>? {
        let own = Set([member.id].compactMap { $0 })
        switch scope {
        case .all: return nil
        case .own: return own
        case .team: return own.union(staff.members.compactMap(\.id).filter { staff.isColleague($0, of: member) })
        }
    }
}

extension Right {
    /// A right that lets nothing be changed means its fields for seeing.
    package var limitsSeeing: Bool { may.isDisjoint(with: [.create, .edit]) }

    fileprivate func view(of kind: Kind, _ owners: Set<String>?) -> Sight.View {
        guard limitsSeeing else { return Sight.View(owners: owners) }
        return Sight.View(
            owners: owners, only: fields.map { Self.places($0, kind) }, except: Self.places(except, kind))
    }

    private static func places(_ names: [String], _ kind: Kind) -> [[String]] {
        names.flatMap { name in
            name == "sensitive" ? sensitive(kind.fields, []) : [name.split(separator: ".").map(String.init)]
        }
    }

    private static func sensitive(_ fields: [Field], _ names: [String]) -> [[String]] {
        fields.flatMap { field in
            field.isSensitive ? [names + [field.key]] : sensitive(field.fields, names + [field.key])
        }
    }
}
