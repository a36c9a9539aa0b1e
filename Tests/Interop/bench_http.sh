#!/usr/bin/env bash
# `make bench-http`: `bindery serve` beside nginx with the same bytes as files, under the same load of wrk. Loopback only; each server
# has one core and wrk another. Both sides alternate, so what else runs on the machine weighs on both; the best of three runs counts.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
bindery=$(realpath "${BINDERY:-$root/.build/release/bindery}")
seconds=${BENCH_SECONDS:-2}
work=$(mktemp -d)
pids=()
# Only what was started here is ended.
trap 'for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; done; rm -rf "$work"' EXIT
load_core=$(( $(nproc) > 1 ? 1 : 0 ))
export XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data
python=${PYTHON:-python3}

# The starter library's documents: about 3 KB each.
"$bindery" demo --sources "$root/Registry" --out "$work/library" >/dev/null
taskset -c 0 "$bindery" serve "$work/library" --port 0 --threads 1 --log-level error >"$work/serve.out" 2>"$work/serve.err" &
pids+=($!)
ours_pid=$!
for _ in $(seq 100); do grep -q http "$work/serve.out" && break; sleep 0.1; done
ours=$(grep -o 'http://[0-9.:]*' "$work/serve.out")
"$python" "$here/bench_http_objects.py" "$ours" "$work"

# As nginx serves such files fastest here: no log, descriptors kept open, connections kept for ever, and read instead of sendfile,
# which gains nothing for 3 KB and costs half of the rate when requests are pipelined.
port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
chmod 755 "$work" "$work/files" "$work/files/objects"
cat >"$work/nginx.conf" <<END
worker_processes 1; daemon off; pid $work/nginx.pid; error_log $work/nginx.err;
user root;
events { worker_connections 1024; }
http {
    access_log off; sendfile off; tcp_nodelay on; keepalive_requests 1000000000; default_type application/vc;
    open_file_cache max=10000 inactive=600s; open_file_cache_valid 600s;
    client_body_temp_path $work/b; proxy_temp_path $work/p; fastcgi_temp_path $work/f; uwsgi_temp_path $work/u; scgi_temp_path $work/s;
    server {
        listen 127.0.0.1:$port; root $work/files;
        add_header Cache-Control "public, max-age=31536000, immutable"; add_header Vary Accept;
    }
}
END
taskset -c 0 nginx -c "$work/nginx.conf" &
pids+=($!)
nginx_master=$!
nginx=http://127.0.0.1:$port
for _ in $(seq 50); do curl -sf -o /dev/null "$nginx/objects/$(head -1 "$work/objects")" && break; sleep 0.1; done
for url in "$ours" "$nginx"; do
    curl -s "$url/objects/$(head -1 "$work/objects")" | cmp - "$work/files/objects/$(head -1 "$work/objects")"
done

# The entity tags of nginx are made of time and size.
etag=$(curl -sI "$nginx/objects/$(head -1 "$work/objects")" | tr -d '\r' | sed -n 's/^ETag: //p')
nginx_pid=$(pgrep -P "$nginx_master")
ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }
measure() {  # side url mode run process
    local before
    before=$(ticks "$5")
    BENCH_MODE=$3 BENCH_ETAG=$etag BENCH_SIDE=$1 BENCH_WORK=$work taskset -c "$load_core" \
        wrk -t1 -c32 -d"${seconds}s" -s "$here/bench_http.lua" --latency "$2" >"$work/$3-$1-$4" 2>&1
    echo "TICKS $(( $(ticks "$5") - before ))" >>"$work/$3-$1-$4"
}
for mode in get pipelined not-modified; do
    for run in 1 2 3; do
        measure ours "$ours" "$mode" "$run" "$ours_pid"
        measure nginx "$nginx" "$mode" "$run" "$nginx_pid"
    done
done
"$python" "$here/bench_http_report.py" "$work"
