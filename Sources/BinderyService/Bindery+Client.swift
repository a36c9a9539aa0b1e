public import BinderyClient
public import BoundKnowledge
internal import HTTPClient

extension Bindery {
    /// A client of a library that is served elsewhere.
    ///
    /// - Parameters:
    ///   - mirrors: where it is served, in the order to ask.
    ///   - root: the address of its trust root.
    ///   - cacheFolder: where objects are kept, in place of the user's folder.
    ///   - allowsPlain: whether plain `http` may lead to another machine.
    /// - Throws: `HTTPClientError` where an address is none, or is insecure.
    public func client(
        of mirrors: [String], root: Address, cacheFolder: String? = nil, allowsPlain: Bool = false
    ) throws -> BinderyClient {
        BinderyClient(
            mirrors: try mirrors.map { try HTTPLocation($0, allowsPlain: allowsPlain) }, trustRoot: root,
            cache: ObjectCache(folder: cacheFolder ?? ObjectCache.userFolder), clock: environment.clock)
    }
}
