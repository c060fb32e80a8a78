import CLibGit2

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Looks a host name up without being held by it: `getaddrinfo` can block for minutes and cannot be interrupted, so it runs
/// on a thread of its own. If the deadline comes first the thread is left alone; it frees its answer when it gets one.
enum NameLookup {
    /// What the thread needs; handed over whole.
    private final class Question {
        let host: String
        let port: String
        /// Our end of a socket pair; the answer is written to it.
        let answer: Int32

        init(host: String, port: String, answer: Int32) {
            self.host = host
            self.port = port
            self.answer = answer
        }
    }

    /// The answer as it goes through the socket: a status of `getaddrinfo` and the address of the list.
    private struct Answer {
        var status: Int = 0
        var list: UInt = 0
    }

    /// The addresses of a host.
    ///
    /// - Returns: `nil` when there are none; the step then knows why.
    static func addresses(of host: String, port: String, in step: NetworkStep) -> [SocketAddress]? {
        guard let ends = SocketPair() else {
            step.fail(.other, "socketpair: error \(errno)")
            return nil
        }
        let ours = Descriptor(ends.ours)
        let question = Unmanaged.passRetained(Question(host: host, port: port, answer: ends.theirs))
        guard startDetachedThread({ NameLookup.run($0) }, question.toOpaque()) else {
            question.release()
            close(ends.theirs)
            step.fail(.other, "cannot start a thread")
            return nil
        }
        guard step.wait(for: ours.number, Int32(POLLIN)) else { return nil }
        var answer = Answer()
        let count = withUnsafeMutableBytes(of: &answer) { read(ours.number, $0.baseAddress, $0.count) }
        guard count == MemoryLayout<Answer>.size else {
            step.fail(.other, "name look-up broke off")
            return nil
        }
        guard answer.status == 0, let list = UnsafeMutablePointer<addrinfo>(bitPattern: answer.list) else {
            let reason = gai_strerror(Int32(answer.status)).map { String(cString: $0) } ?? ""
            step.fail(.offline, "cannot find the host \(host): \(reason)")
            return nil
        }
        defer { freeaddrinfo(list) }
        return SocketAddress.all(in: list)
    }

    private static func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let argument else { return nil }
        let question = Unmanaged<Question>.fromOpaque(argument).takeRetainedValue()
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = SocketAddress.streamType
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(question.host, question.port, &hints, &list)
        var answer = Answer(status: Int(status), list: UInt(bitPattern: list))
        let sent = withUnsafeBytes(of: &answer) { sendQuietly(question.answer, $0.baseAddress, $0.count) }
        if sent != MemoryLayout<Answer>.size, let list { freeaddrinfo(list) }
        close(question.answer)
        return nil
    }
}

/// One address to connect to.
struct SocketAddress {
    let family: Int32
    let bytes: [UInt8]

    #if canImport(Glibc)
        static let streamType = Int32(SOCK_STREAM.rawValue)
    #else
        static let streamType = SOCK_STREAM
    #endif

    static func all(in list: UnsafeMutablePointer<addrinfo>) -> [SocketAddress] {
        var addresses: [SocketAddress] = []
        var next: UnsafeMutablePointer<addrinfo>? = list
        while let info = next {
            if let address = info.pointee.ai_addr {
                let bytes = UnsafeRawBufferPointer(start: address, count: Int(info.pointee.ai_addrlen))
                addresses.append(SocketAddress(family: info.pointee.ai_family, bytes: Array(bytes)))
            }
            next = info.pointee.ai_next
        }
        return addresses
    }
}

/// Sends on a socket without ever raising SIGPIPE, so that the process need not ignore that signal for our sake.
func sendQuietly(_ socket: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
        return send(socket, bytes, count, Int32(MSG_NOSIGNAL))
    #else
        // There it is a property of the socket, set when it was made.
        return send(socket, bytes, count, 0)
    #endif
}
