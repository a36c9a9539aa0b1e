import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Foundation
import Gateway
import JSON
import Testing

@Suite(.temporaryDirectory) struct ObjectRouteTests {
    @Test func `an object comes as its exact bytes, to be kept for ever`() async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind())
        let document = try #require(object.document)
        try await TestServer.run(library.serve()) { port in
            // The second answer may come another way than the first: both are the same.
            for _ in 0..<3 {
                let response = try fetch(port, "/objects/\(object.address)")
                #expect(response.status == 200 && response.body == object.bytes)
                #expect(response.headers["content-type"] == "application/vc")
                #expect(response.headers["etag"] == "\"\(object.address)\"")
                #expect(response.headers["cache-control"] == "public, max-age=31536000, immutable")
                #expect(response.headers["vary"] == "Accept")
                #expect(response.headers["x-content-type-options"] == "nosniff")
                #expect(response.headers["date"]?.hasSuffix(" GMT") == true)
                #expect(
                    response.headers["link"]
                        == "</status/\(object.address)>; rel=\"status\", </documents/\(document.lineage)>; rel=\"latest-version\""
                )
                #expect(
                    Set(response.headers.keys) == [
                        "content-type", "content-length", "etag", "cache-control", "vary", "x-content-type-options",
                        "date", "link",
                    ])
            }
        }
    }

    @Test func `HEAD says what GET says, and an entity tag saves the body`() async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind())
        let path = "/objects/\(object.address)"
        try await TestServer.run(library.serve()) { port in
            for _ in 0..<3 {
                var head = try fetch(port, path, method: "HEAD").headers
                var get = try fetch(port, path).headers
                (head["date"], get["date"]) = (nil, nil)
                #expect(head == get)
                for tag in ["\"\(object.address)\"", "W/\"\(object.address)\"", "\"x\", \"\(object.address)\"", "*"] {
                    let response = try fetch(port, path, headers: ["If-None-Match": tag])
                    #expect(response.status == 304 && response.headers["content-length"] == nil)
                    for name in ["etag", "cache-control", "vary", "link"] {
                        #expect(response.headers[name] == get[name])
                    }
                }
                #expect(try fetch(port, path, headers: ["If-None-Match": "\"x\""]).status == 200)
            }
        }
    }

    @Test func `Accept chooses between the object and the answer's exact text`() async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind("What is é?", "An **e** with an accent: é.\n"))
        let path = "/objects/\(object.address)"
        try await TestServer.run(library.serve()) { port in
            _ = try fetch(port, path)
            for accept in ["text/markdown", "text/*", "application/vc;q=0.5, text/markdown", "TEXT/MARKDOWN"] {
                let response = try fetch(port, path, headers: ["Accept": accept])
                #expect(response.text == "An **e** with an accent: é.\n")
                #expect(response.headers["content-type"] == "text/markdown; charset=utf-8")
                #expect(response.headers["etag"] == "\"sha256:\(try #require(object.document).answer.digest)\"")
                #expect(response.headers["vary"] == "Accept")
            }
            for accept in ["*/*", "application/vc", "application/*", "text/html;q=0.1, */*", ""] {
                #expect(try fetch(port, path, headers: ["Accept": accept]).body == object.bytes)
            }
            for accept in ["image/png", "application/json", "application/vc;q=0"] {
                let response = try fetch(port, path, headers: ["Accept": accept])
                #expect(response.status == 406)
                #expect(response.json?["available"] == ["application/vc", "text/markdown", "text/html"])
            }
        }
    }

    @Test func `what is no address is not found, however it is spelled`() async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind())
        let digits = "\(object.address.digest)"
        try await TestServer.run(library.serve()) { port in
            #expect(try fetch(port, "/objects/sha256%3A\(digits)").body == object.bytes)
            #expect(try fetch(port, "/objects/sha256%3a\(digits)").body == object.bytes)
            let absent = String(repeating: "0", count: 64)
            for path in [
                "sha256:" + digits.uppercased() + "A", "sha256:" + "A" + digits.dropFirst(),
                "sha256:" + digits.dropLast(), "sha256:" + digits + "0", digits, "sha256:" + absent, "",
                "../objects/sha256:\(digits)", "../../../../etc/passwd", "..%2f..%2fetc%2fpasswd",
                "sha256:%00" + digits.dropFirst(3), "sha256:\(digits)/", "sha256:\(digits)/..",
                "%73ha256:\(digits)", "%",
            ] {
                let response = try fetch(port, "/objects/" + path)
                #expect(response.status == 404, "\(path)")
                #expect(response.headers["content-type"] == "application/problem+json")
                #expect(response.headers["cache-control"] == "no-store")
            }
        }
    }

    @Test func `a page says which methods it knows`() async throws {
        let library = try TestLibrary()
        try await TestServer.run(library.serve()) { port in
            let object = try fetch(port, "/objects/\(library.founding.root)", method: "DELETE")
            #expect(object.status == 405 && object.headers["allow"] == "GET, HEAD")
            let publications = try fetch(port, "/objects")
            #expect(publications.status == 405 && publications.headers["allow"] == "POST")
        }
    }
}

extension BoundObject {
    /// The document, if it is one.
    var document: BoundDocument? {
        if case .boundDocument(let document) = envelope.subject { document } else { nil }
    }
}
