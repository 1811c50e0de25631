# What people type. Longer parts are scripts beside the thing they serve.
TARGET  := $(or $(CARGO_TARGET_DIR),target)
VERSION := $(shell sed -n '/^name = "wasm-bindgen"$$/{n;s/.*"\(.*\)"/\1/p;}' Cargo.lock)
TOOL    := $(TARGET)/tools/wasm-bindgen-$(VERSION)
WASM    := $(TARGET)/wasm32-unknown-unknown/wasm-release/pilotboard.wasm

.PHONY: run demo test bench fmt screens bundle toolchain build FORCE

run: bundle ## The board on http://localhost:3000, kept in data/
	cargo run -- serve

demo: bundle ## The worked example on http://localhost:3000
	cargo run -- demo

test: ## Everything that must hold before a change goes in
	tests/everything.sh

bench: bundle ## What the README claims about speed
	cargo bench --bench board

fmt:
	cargo fmt

screens: bundle build ## Every page at three sizes, into target/screens
	end2end/run.sh journeys/screens.test.mjs

build: toolchain
	cargo build

# What the browser runs. Pages work without it; with it they answer as one types.
bundle: toolchain target/site/pkg/pilotboard_bg.wasm

target/site/pkg/pilotboard_bg.wasm: $(WASM) $(TOOL)/bin/wasm-bindgen
	$(TOOL)/bin/wasm-bindgen --target web --no-typescript --remove-name-section --remove-producers-section --out-dir target/site/pkg $(WASM)
	@touch $@

# Cargo knows whether anything changed, and leaves the file alone if nothing did.
$(WASM): FORCE | toolchain
	cargo build --lib --target wasm32-unknown-unknown --profile wasm-release --no-default-features --features hydrate

$(TOOL)/bin/wasm-bindgen: | toolchain
	cargo install --debug --locked --root $(TOOL) --version $(VERSION) wasm-bindgen-cli

# Where rustup may not install by itself, the toolchain of rust-toolchain.toml is asked for by name.
toolchain:
	@rustup target list --installed 2>/dev/null | grep -q wasm32-unknown-unknown || rustup toolchain install --no-self-update
