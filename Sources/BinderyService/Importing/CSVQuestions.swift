/// The questions of a CSV file: a row of headers, then one question a row.
struct CSVQuestions {
    /// What a file may have as columns.
    static let columns = AnswerMembers.names + ["answer", "sources", "url"]

    private let file: String
    private let limits: ImportLimits

    init(file: String, limits: ImportLimits) {
        self.file = file
        self.limits = limits
    }

    /// An entry for each row; an entry of its own where the file or its headers cannot be used.
    func entries(of bytes: [UInt8]) -> [ImportEntry] {
        do throws(ImportProblem) {
            var reader = CSVReader(try SourceText(bytes), maximumCellByteCount: limits.cellByteCount)
            let header = try header(reader.next())
            var entries: [ImportEntry] = []
            while !reader.isBroken, let record = reader.next() {
                // What spreadsheets write below the last row: separators and nothing else.
                if record.isBlank { continue }
                guard entries.count < limits.rowCount else {
                    entries.append(bad(tooManyRows(record.place)))
                    break
                }
                entries.append(entry(record, header))
            }
            guard entries.isEmpty else { return entries }
            throw ImportProblem(at: .start, "the file has no row beside its headers", remedy: "Add a row a question.")
        } catch {
            return [bad(error)]
        }
    }

    private func bad(_ problem: ImportProblem) -> ImportEntry {
        ImportEntry(file: file, place: problem.place, problems: [problem])
    }

    private func tooManyRows(_ place: TextPlace) -> ImportProblem {
        ImportProblem(
            at: place, "the file has more than \(limits.rowCount) rows; nothing from here on was read",
            remedy: "Split the file, or allow more with --max-rows.")
    }

    private func header(_ record: CSVRecord?) throws(ImportProblem) -> [String] {
        let remedy = "Columns may be \(Self.columns.joined(separator: ", "))."
        guard let record else {
            throw ImportProblem(at: .start, "the file is empty, expected a row of headers", remedy: remedy)
        }
        if let fault = record.faults.first { throw ImportProblem(at: fault.place, fault.problem, remedy: fault.remedy) }
        for (index, cell) in record.cells.enumerated() {
            guard Self.columns.contains(cell.text) else {
                let isOtherSeparator = record.cellCount == 1 && cell.text.contains { $0 == ";" || $0 == "\t" }
                throw ImportProblem(
                    at: cell.place, field: nil, "\(Excerpt(cell.text)) is no column that is known",
                    remedy: isOtherSeparator ? "Separate columns by commas." : remedy)
            }
            if record.cells[..<index].contains(where: { $0.text == cell.text }) {
                throw ImportProblem(
                    at: cell.place, "the column \(Excerpt(cell.text)) stands twice", remedy: "Keep one of them.")
            }
        }
        for name in ["question", "answer"] where !record.cells.contains(where: { $0.text == name }) {
            throw ImportProblem(at: record.place, "the column `\(name)` is missing", remedy: "Add it to the first row.")
        }
        return record.cells.map(\.text)
    }

    private func entry(_ record: CSVRecord, _ header: [String]) -> ImportEntry {
        var entry = ImportEntry(file: file, place: record.place)
        entry.problems = record.faults.map { fault in
            ImportProblem(
                at: fault.place, field: fault.cellIndex < header.count ? header[fault.cellIndex] : nil, fault.problem,
                remedy: fault.remedy)
        }
        guard entry.problems.isEmpty else { return entry }
        guard record.cellCount == header.count else {
            entry.problems.append(
                ImportProblem(
                    at: record.place, "the row has \(record.cellCount) cells, the header has \(header.count)",
                    remedy: "Give each column a cell; put a cell with commas or line feeds in quotes."))
            return entry
        }
        for (name, cell) in zip(header, record.cells) { entry.places[name] = cell.place }
        read(record, header, into: &entry)
        return entry
    }

    /// Every member's problem is reported, not the first alone.
    private func read(_ record: CSVRecord, _ header: [String], into entry: inout ImportEntry) {
        var members = AnswerMembers(topicSeparator: ";")
        func report(_ problem: AnswerMembers.Problem) {
            entry.problems.append(
                ImportProblem(
                    at: entry.place(of: problem.field), field: problem.field, problem.problem, remedy: problem.remedy))
        }
        func value(_ name: String) -> String? {
            header.firstIndex(of: name).map { record.cells[$0].text.unixLines }.flatMap { $0.isEmpty ? nil : $0 }
        }
        for name in AnswerMembers.names {
            guard let text = value(name)?[...].trimmingSpaces, !text.isEmpty else { continue }
            do throws(AnswerMembers.Problem) { try members.set(name, to: text) } catch { report(error) }
        }
        members.answer = value("answer") ?? ""
        // In this order, whatever the order of the columns: the text counts on it.
        for line in value("sources")?.split(separator: "\n") ?? [] where !line.trimmingSpaces.isEmpty {
            do throws(AnswerMembers.Problem) { try members.add(source: String(line), from: "sources") } catch {
                report(error)
            }
        }
        for url in value("url")?.split(whereSeparator: { $0 == " " || $0 == "\n" }) ?? [] {
            do throws(AnswerMembers.Problem) { try members.add(url: String(url)) } catch { report(error) }
        }
        do throws(AnswerMembers.Problem) { entry.request = try members.finished() } catch { report(error) }
    }
}

extension String {
    /// With LF at the end of each line in place of CR LF, as a spreadsheet of Windows writes it.
    var unixLines: String {
        guard utf8.contains(UInt8(ascii: "\r")) else { return self }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for byte in utf8 {
            if byte == UInt8(ascii: "\n"), bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
