#!/usr/bin/env bash
# Runs a command with TEST_POSTGRES_URL set to a PostgreSQL cluster of its own, thrown away afterwards:
#   tests/postgres.sh cargo test
# A TEST_POSTGRES_URL that is already set is used as it stands.
set -euo pipefail

[[ -z ${TEST_POSTGRES_URL:-} ]] || exec "$@"

# Debian keeps the server's programs out of PATH, one folder for each version.
find_programs() {
    local initdb
    initdb=$(ls -1 /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1)
    [[ -n $initdb ]] || initdb=$(command -v initdb) || return 1
    dirname "$initdb"
}

if ! programs=$(find_programs); then
    if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
        echo 'tests/postgres.sh: PostgreSQL (initdb, pg_ctl) is not installed. On Debian: apt-get install postgresql.' \
            'Or set TEST_POSTGRES_URL to a server whose account may create databases.' >&2
        exit 1
    fi
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends postgresql
    programs=$(find_programs)
fi

# PostgreSQL refuses to run as root.
as=()
if [[ $EUID -eq 0 ]]; then
    owner=nobody
    id -u postgres &>/dev/null && owner=postgres
    as=(runuser -u "$owner" --)
fi

home=$("${as[@]}" mktemp -d "${TMPDIR:-/tmp}/pilotboard-postgres.XXXXXX")
cleanup() {
    trap '' INT TERM HUP # A second signal must not leave the cluster behind.
    "${as[@]}" "$programs/pg_ctl" stop -D "$home/data" -m immediate -s &>/dev/null || true
    rm -rf "$home"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

cd_home() { cd "$home" && "${as[@]}" "$@"; }
password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
printf '%s' "$password" | "${as[@]}" tee "$home/password" >/dev/null
(cd_home "$programs/initdb" -D "$home/data" -U tester -A scram-sha-256 --pwfile="$home/password" -E UTF8 --locale=C >/dev/null)

# Nothing here outlives the tests, so nothing needs to reach the disk.
options='-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=400'
for _ in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 12000))
    if (cd_home "$programs/pg_ctl" start -s -w -D "$home/data" -l "$home/log" \
        -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$home $options"); then
        export TEST_POSTGRES_URL="postgres://tester:$password@127.0.0.1:$port/postgres"
        break
    fi
done
if [[ -z ${TEST_POSTGRES_URL:-} ]]; then
    cat "$home/log" >&2
    exit 1
fi

"$@"
