#!/usr/bin/env bash
# Runs every part of the test suite, says how long each took, and ends with a summary.
set -uo pipefail
cd "$(dirname "$0")/.."

lines=()
failed=0

part() {
    local name=$1 started=$SECONDS verdict=ok
    shift
    printf '\n── %s\n' "$name"
    "$@" || { verdict=FAILED; failed=$((failed + 1)); }
    lines+=("$(printf '%-6s %4ds  %s' "$verdict" $((SECONDS - started)) "$name")")
    printf '%s\n' "${lines[-1]}"
}

lints() { cargo clippy --quiet "$@" -- -D warnings; }
pages() { RUSTDOCFLAGS='-D warnings' cargo doc --quiet --no-deps; }

make --no-print-directory toolchain || exit 1
part 'format' cargo fmt --check
part 'lints, server' lints --all-targets
part 'lints, browser' lints --lib --target wasm32-unknown-unknown --no-default-features --features hydrate
part 'documentation' pages
part 'tests on SQLite and PostgreSQL' tests/postgres.sh cargo test --quiet
part 'browser bundle' make --no-print-directory bundle
part 'end to end in Chromium' end2end/run.sh

printf '\n── Summary\n'
printf '%s\n' "${lines[@]}"
if ((failed > 0)); then
    printf '%d of %d parts failed after %ds.\n' "$failed" "${#lines[@]}" "$SECONDS"
    exit 1
fi
printf 'All %d parts passed in %ds.\n' "${#lines[@]}" "$SECONDS"
