import Foundation

/// A small smart-HTTP server: `git http-backend` behind Python's own server, with basic authentication, TLS, redirects and a
/// number of ways to behave badly. The first part of the path says which.
package enum HTTPServer {
    /// nil when it is not installed.
    package static let python = Shell.find("python3")

    /// - Parameters:
    ///   - root: the folder of bare repositories.
    ///   - certificate: a PEM file with key and certificate, for https.
    package static func start(root: String, certificate: String? = nil, onlyTLS13: Bool = false) throws
        -> LoopbackServer
    {
        try LoopbackServer(
            python ?? "/usr/bin/python3",
            { port in
                ["-u", "-c", script, "\(port)", root, certificate ?? "", onlyTLS13 ? "1.3" : ""]
            }, extra: ["GIT_CONFIG_GLOBAL": "/dev/null"])
    }

    private static let script = #"""
        import base64, os, ssl, subprocess, sys, time
        from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

        port, root, certificate, only13 = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def body(self):
                if "chunked" in self.headers.get("Transfer-Encoding", ""):
                    data = b""
                    while True:
                        size = int(self.rfile.readline().strip(), 16)
                        data += self.rfile.read(size)
                        self.rfile.readline()
                        if size == 0:
                            return data
                return self.rfile.read(int(self.headers.get("Content-Length") or 0))

            def answer(self, code, headers, data):
                self.send_response(code)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def serve(self):
                data = self.body()
                _, mode, rest = self.path.split("/", 2)
                rest = "/" + rest
                print("REQUEST", self.command, self.path, flush=True)
                user = ""
                if mode == "auth":
                    given = self.headers.get("Authorization", "")
                    good = ["Basic " + base64.b64encode(x.encode()).decode() for x in ("李:ge heim", "u:p")]
                    if given not in good:
                        print("DENIED", flush=True)
                        return self.answer(401, [("WWW-Authenticate", 'Basic realm="x"'), ("Content-Type", "text/plain")], b"no")
                    user = "li"
                if mode == "silent":
                    time.sleep(300)
                if mode == "login":
                    return self.answer(200, [("Content-Type", "text/html")], b"<html>please log in</html>")
                if mode.isdigit():
                    return self.answer(int(mode), [("Content-Type", "text/plain")], b"no")
                if mode == "moved":
                    return self.answer(301, [("Location", "/plain" + rest)], b"")
                path, _, query = rest.partition("?")
                environment = dict(os.environ, GIT_PROJECT_ROOT=root, GIT_HTTP_EXPORT_ALL="1", PATH_INFO=path,
                    QUERY_STRING=query, REQUEST_METHOD=self.command, CONTENT_TYPE=self.headers.get("Content-Type", ""),
                    CONTENT_LENGTH=str(len(data)), REMOTE_USER=user, REMOTE_ADDR="127.0.0.1",
                    HTTP_CONTENT_ENCODING=self.headers.get("Content-Encoding", ""))
                out = subprocess.run(["git", "http-backend"], input=data, env=environment, stdout=subprocess.PIPE).stdout
                head, _, content = out.partition(b"\r\n\r\n")
                code, headers = 200, []
                for line in head.decode().split("\r\n"):
                    name, _, value = line.partition(": ")
                    if name == "Status":
                        code = int(value.split()[0])
                    elif name:
                        headers.append((name, value))
                if mode == "stall" and path.endswith("upload-pack") and self.command == "POST":
                    self.send_response(code)
                    for name, value in headers:
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content[: len(content) // 2])
                    self.wfile.flush()
                    time.sleep(300)
                self.answer(code, headers, content)

            do_GET = do_POST = serve

        class Server(ThreadingHTTPServer):
            daemon_threads = True

        server = Server(("127.0.0.1", port), Handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            if only13:
                context.minimum_version = ssl.TLSVersion.TLSv1_3
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        server.serve_forever()
        """#
}
