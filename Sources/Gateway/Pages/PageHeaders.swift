internal import Cryptography
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// What every page says beside its content: that it runs nothing, loads nothing but its stylesheet, and stands in no frame.
enum PageHeaders {
    static let mediaType = "text/html"

    /// The headers of a page.
    ///
    /// - Parameters:
    ///   - reader: how long it may be kept, and by whom.
    ///   - bytes: the page. Its tag is weak: a page is made anew with each release, and is never the object that it shows.
    static func fields(for reader: HTTPFields, _ bytes: [UInt8]) -> HTTPFields {
        var fields = reader
        fields[.contentSecurityPolicy] = """
            default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
            """
        fields[.referrerPolicy] = "no-referrer"
        fields[.xContentTypeOptions] = "nosniff"
        fields[.vary] = "Accept, Authorization"
        fields[.eTag] = "W/" + tag(of: bytes)
        return fields
    }

    /// The entity tag of bytes, without its weakness.
    static func tag(of bytes: [UInt8]) -> String { "\"\("\(SHA256.digest(of: bytes))".prefix(32))\"" }
}

extension Response {
    /// A page, or 304 where the client has it.
    init(page bytes: [UInt8], status: HTTPResponse.Status = .ok, for request: Request, _ headers: HTTPFields) {
        let fields = PageHeaders.fields(for: headers, bytes)
        guard status != .ok || !EntityTags(request.headers[.ifNoneMatch]).contains(PageHeaders.tag(of: bytes)) else {
            self.init(status: .notModified, headers: fields)
            return
        }
        self.init(
            Content(type: PageHeaders.mediaType + "; charset=utf-8", bytes: ByteBuffer(bytes: bytes)), status: status,
            headers: fields)
    }
}

extension HTTPField.Name {
    /// `Referrer-Policy`, which is a valid name; the type has no constant for it.
    static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .vary
}
