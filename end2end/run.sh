#!/usr/bin/env bash
# Runs journeys through a real board in a real browser; all of them unless some are named:
#   end2end/run.sh journeys/nil_return.test.mjs
set -euo pipefail
cd "$(dirname "$0")"

if [[ package-lock.json -nt node_modules/.package-lock.json ]]; then
    npm ci --ignore-scripts --no-audit --no-fund
fi
(cd .. && cargo build --quiet)

(($# > 0)) || set -- journeys/*.test.mjs
exec node --test --test-concurrency=1 --test-reporter=spec "$@"
