#!/usr/bin/env bash
# The API against its own description: thousands of calls made up from it, right and wrong ones, to the real program
# on a data directory of its own. Fails on any fault of the program and on any answer the description does not have.
#
#   tests/api/schemathesis.sh [more options of `schemathesis run`]
#
# CASHFLOW_BIN names the program (target/debug/cashflow-edge unless told); SECONDS_AT_MOST bounds a run.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=4.32.5
binary=$(realpath -m "${CASHFLOW_BIN:-target/debug/cashflow-edge}")
at_most=${SECONDS_AT_MOST:-420}
[ -x "$binary" ] || { echo "There is no program at $binary. Build it: cargo build -p cashflow" >&2; exit 2; }

if ! command -v schemathesis >/dev/null || [[ "$(schemathesis --version)" != *"$version"* ]]; then
  if [[ "$(target/venv/bin/schemathesis --version 2>/dev/null)" != *"$version"* ]]; then
    echo "Installing schemathesis $version into target/venv"
    python3 -m venv target/venv
    target/venv/bin/python -m pip install --quiet --disable-pip-version-check "schemathesis==$version"
  fi
  PATH=$PWD/target/venv/bin:$PATH
fi

work=$(mktemp -d)
server=''
finish() {
  [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

"$binary" --data-dir "$work/data" demo >/dev/null
"$binary" --data-dir "$work/data" --json serve --listen 127.0.0.1:0 >"$work/told" 2>"$work/errors" &
server=$!
url=''
for _ in $(seq 200); do
  url=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$work/told" | head -n 1 || true)
  [ -z "$url" ] || break
  kill -0 "$server" 2>/dev/null || { cat "$work/errors" >&2; exit 1; }
  sleep 0.1
done
[ -n "$url" ] || { echo "The program did not say where it serves." >&2; exit 1; }

# A business that no made-up call names by the examples of the description, with everything switched on.
post() { curl --silent --show-error --fail --output /dev/null -H 'Content-Type: application/json' "$@"; }
post --data '{"tenant_id":"probe","domain":"default","branding":{"company_name":"Probe"},"features":["patient_management",
  "treatment_tracking","dental_supplies","bom_management","production_tracking","material_management"]}' "$url/api/tenants"

# Reproducible: the same calls in each run, and no memory of earlier ones. Each operation by its examples, by the bounds of its
# values, and by chance.
cat >"$work/schemathesis.toml" <<'TOML'
[generation]
deterministic = true
database = "none"
TOML
outcome=0
# There, for it leaves notes where it runs.
cd "$work"
timeout "$at_most" schemathesis --config-file "$work/schemathesis.toml" run "$url/api/openapi.json" \
  --header 'X-Tenant-ID: probe' \
  --checks not_a_server_error,response_schema_conformance,status_code_conformance,content_type_conformance,negative_data_rejection \
  --phases examples,coverage,fuzzing --mode all --max-examples "${EXAMPLES:-25}" \
  --workers 2 --continue-on-failure --warnings off --request-timeout 30 "$@" || outcome=$?

kill -0 "$server" 2>/dev/null || { echo "The program ended during the calls:" >&2; cat "$work/errors" >&2; exit 1; }
post -X GET -H 'X-Tenant-ID: probe' "$url/api/parties" || { echo "The program answers no longer." >&2; exit 1; }
[ $outcome -ne 124 ] || echo "It took longer than $at_most seconds." >&2
exit $outcome
