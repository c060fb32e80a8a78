import Sync

extension Pusher {
    /// Who pushes, as the server says it in the environment of its hooks. The first that is set counts:
    ///
    /// - `CRM_PUSHER`: a handle or e-mail address, set in a forced command of ssh or by a web server;
    /// - `GITEA_PUSHER_NAME`, `GITEA_PUSHER_EMAIL`: Gitea and Forgejo;
    /// - `GL_USERNAME`: GitLab; `GL_USER`: gitolite;
    /// - `REMOTE_USER`: a web server in front of `git http-backend`.
    init?(environment: [String: String]) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let name = value("CRM_PUSHER") {
            self.init(name: name, email: name)
        } else if value("GITEA_PUSHER_NAME") != nil || value("GITEA_PUSHER_EMAIL") != nil {
            self.init(name: value("GITEA_PUSHER_NAME"), email: value("GITEA_PUSHER_EMAIL"))
        } else if let name = value("GL_USERNAME") ?? value("GL_USER") ?? value("REMOTE_USER") {
            self.init(name: name, email: name)
        } else {
            return nil
        }
    }
}
