import Inference
import JSON

/// The entry point of libFuzzer: the first byte of an input chooses the reader, the rest is the file.
///
/// An `InferenceError` is an answer; a trap, a sanitizer's report or memory beyond the limit is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: data, count: count))
    guard let choice = input.first else { return 0 }
    let file = Array(input.dropFirst())
    do {
        switch choice {
        case UInt8(ascii: "g"): try readGGUF(file)
        case UInt8(ascii: "s"): try readSafetensors(file)
        case UInt8(ascii: "t"): try render(file)
        case UInt8(ascii: "j"): _ = try Tokenizer(tokenizerJSON: file, name: "fuzz").encode("Fuzzed, é 1234")
        default: break
        }
    } catch {}
    return 0
}

private func readGGUF(_ bytes: [UInt8]) throws(InferenceError) {
    let file = try GGUFFile(parsing: bytes, name: "fuzz")
    for tensor in file.tensors { try? file.requireFinite(tensor) }
    for key in file.metadata.keys {
        _ = try? file.metadata.string(key)
        _ = try? file.metadata.uint32(key)
        _ = try? file.metadata.float32s(key)
    }
    let tokenizer = try Tokenizer(file.metadata)
    _ = try tokenizer.decode(tokenizer.encode("Fuzzed, é 1234\n"))
}

private func readSafetensors(_ bytes: [UInt8]) throws(InferenceError) {
    let file = try SafetensorsFile(parsing: bytes, name: "fuzz")
    for tensor in file.tensors { try file.requireFinite(tensor) }
}

private func render(_ bytes: [UInt8]) throws {
    let conversation = #"{"messages": [{"role": "user", "content": " hi "}], "bos_token": "<s>", "n": 3}"#
    var limits = TemplateLimits()
    limits.maximumStepCount = 20_000
    limits.maximumTextByteCount = 1 << 20
    let template = try ChatTemplate(String(decoding: bytes, as: UTF8.self), name: "fuzz", limits: limits)
    _ = try template.render(JSONDocument(parsing: Array(conversation.utf8)).root)
}
