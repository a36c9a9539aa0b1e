import Foundation
import HTTPClient
import Testing

@Suite struct HTTPLocationTests {
    @Test(arguments: [
        "https://library.example", "https://library.example:8443/a/b", "http://127.0.0.1:8080", "http://127.1.2.3",
        "http://localhost", "http://[::1]:80/x", "https://library.example/~a/%C3%A9/sha256:00",
    ])
    func `an address is kept as it was written`(text: String) throws {
        #expect(try HTTPLocation(text).description == text)
        #expect(URL(string: text)?.absoluteString == text)
    }

    @Test func `a slash at the end is left out`() throws {
        #expect(try HTTPLocation("https://library.example/").description == "https://library.example")
        #expect(try HTTPLocation("https://library.example/a/").description == "https://library.example/a")
    }

    @Test(arguments: [
        "", "library.example", "ftp://library.example", "HTTPS://library.example", "https://", "https:///a",
        "https://user@library.example", "https://library.example:0", "https://library.example:99999",
        "https://library.example:", "https://library.example?q=1", "https://library.example/#a", "https://a b",
        "https://library.example/a b", "https://library.example/é", "https://é.example", "https://a/../b",
        "https://a/%2e%2E/b", "https://a/./b", "https://a//b", "https://a/%zz", "https://a/%2", "https://[::1",
        "https://a\n",
        "https://a/\r\nHost: b", "https://[a:b]:x", "urn:bound-knowledge:a:1",
    ])
    func `another text is refused`(text: String) throws {
        let error = #expect(throws: HTTPClientError.self) { _ = try HTTPLocation(text, allowsPlain: true) }
        #expect(error?.code == .malformedLocation)
    }

    @Test(arguments: [
        "http://library.example", "http://10.0.0.1", "http://127.0.0.1.example", "http://127.1",
        "http://localhost.example",
        "http://0.0.0.0", "http://127.0.0.01", "http://127.0.0.256", "http://[::2]",
    ])
    func `plain http to another machine is refused unless asked for`(text: String) throws {
        let error = #expect(throws: HTTPClientError.self) { _ = try HTTPLocation(text) }
        #expect(error?.code == .insecureLocation)
        #expect(try HTTPLocation(text, allowsPlain: true).description == text)
    }

    @Test func `what is appended is encoded, and Foundation leaves it alone`() throws {
        let base = try HTTPLocation("https://library.example/base")
        let page = base.appending("objects", "sha256:0a")
        #expect(page.description == "https://library.example/base/objects/sha256:0a")
        let question = base.appending("resolve", query: [("q", "Was ist 1+1 & „é“? #/%"), ("lang", "de")])
        #expect(
            question.description
                == "https://library.example/base/resolve?q=Was%20ist%201%2B1%20%26%20%E2%80%9E%C3%A9%E2%80%9C%3F%20%23%2F%25&lang=de"
        )
        #expect(URL(string: question.description)?.absoluteString == question.description)
        #expect(base.appending("a/../b").description == "https://library.example/base/a%2F..%2Fb")
    }

    @Test(
        arguments: [
            ("https://library.example", "library.example", false), ("http://[::1]:80/x", "::1", true),
            ("http://127.0.0.1:8080/v1/", "127.0.0.1", true),
        ] as [(String, String, Bool)])
    func `host and path are told apart`(text: String, host: String, hasPath: Bool) throws {
        let location = try HTTPLocation(text)
        #expect(location.host == host && location.hasPath == hasPath)
        #expect(location.appending(query: [("q", "b:c/d")]).host == host)
    }
}
