/// A certificate authority of its own, made by openssl, and a certificate for `localhost`.
package final class TestAuthority {
    private let scratch = Scratch()
    /// The authority's certificate.
    package var authority: String { scratch.path + "/ca.pem" }
    /// Key and certificate of the server.
    package var server: String { scratch.path + "/server.pem" }

    package static var isPossible: Bool { Shell.find("openssl") != nil }

    package init() throws {
        let script = """
            openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj '/CN=Test CA' \
              -addext basicConstraints=critical,CA:TRUE -addext keyUsage=keyCertSign
            openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj '/CN=localhost'
            printf 'subjectAltName=DNS:localhost\\n' > san
            openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out server.crt -extfile san
            cat server.key server.crt > server.pem
            """
        let result = try Shell.run(["sh", "-ec", script], in: scratch.path)
        if result.status != 0 { throw LoopbackServer.Failure(text: result.errors) }
    }
}
