import Sync
import Testing

@testable import Commands

/// Who pushes, by the variables of plain ssh, Gitea, Forgejo, GitLab, gitolite and a web server (docs/HOOK.md).
@Suite struct PusherTests {
    @Test(
        arguments: [
            (["CRM_PUSHER": "li-na"], "li-na", "li-na"),
            (["GITEA_PUSHER_NAME": "li-na", "GITEA_PUSHER_EMAIL": "l@x.cn"], "li-na", "l@x.cn"),
            (["GITEA_PUSHER_EMAIL": "l@x.cn"], nil, "l@x.cn"),
            (["GL_USERNAME": "li-na", "GL_ID": "user-7"], "li-na", "li-na"),
            (["GL_USER": "li-na", "GL_REPO": "team"], "li-na", "li-na"), (["REMOTE_USER": "li-na"], "li-na", "li-na"),
            // The first in the order of the page counts, and an empty one says nothing.
            (["CRM_PUSHER": "a", "GL_USER": "b"], "a", "a"), (["CRM_PUSHER": "", "GL_USER": "b"], "b", "b"),
            (["GITEA_PUSHER_NAME": "a", "REMOTE_USER": "b"], "a", nil),
        ] as [([String: String], String?, String?)])
    func isNamed(_ environment: [String: String], _ name: String?, _ email: String?) {
        let pusher = Pusher(environment: environment)
        #expect(pusher?.name == name && pusher?.email == email)
    }

    @Test func nobodySays() {
        #expect(Pusher(environment: [:]) == nil)
        #expect(Pusher(environment: ["USER": "git", "LOGNAME": "git", "GL_USER": ""]) == nil)
    }
}
