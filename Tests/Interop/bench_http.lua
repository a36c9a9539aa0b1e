-- The requests of bench_http.sh: every object in turn.
local mode, etag, side, work = os.getenv("BENCH_MODE"), os.getenv("BENCH_ETAG"), os.getenv("BENCH_SIDE"), os.getenv("BENCH_WORK")
local requests, position = {}, 0

function init(args)
    for name in io.lines(work .. "/objects") do
        local headers = {}
        if mode == "not-modified" then
            if side == "ours" then
                headers["If-None-Match"] = '"' .. name .. '"'
            else
                name = io.open(work .. "/objects"):read()
                headers["If-None-Match"] = etag
            end
        end
        requests[#requests + 1] = wrk.format("GET", "/objects/" .. name, headers)
    end
    if mode == "pipelined" then
        local single = requests
        requests = {}
        for first = 1, #single do
            local batch = {}
            for offset = 0, 15 do batch[#batch + 1] = single[(first + offset - 1) % #single + 1] end
            requests[first] = table.concat(batch)
        end
    end
end

function request()
    position = position % #requests + 1
    return requests[position]
end

function done(summary, latency)
    print(string.format("RESULT %d %d %d %d %d", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99),
        summary.errors.status + summary.errors.read + summary.errors.write + summary.errors.connect + summary.errors.timeout))
end
