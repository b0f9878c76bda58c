#!/usr/bin/env bash
# The single checks of script/test, one function each: checks.sh NAME runs one. A bash of its own for each,
# because within a condition, as the caller's is, bash goes on after a line that failed.
# shellcheck source=script/lib.sh
source "$(dirname "$0")/../lib.sh"

# wanted PART: is that part of the tests asked for, by name or with all of them?
wanted() { [ -z "${CASHFLOW_TEST_PARTS:-}" ] || [[ " $CASHFLOW_TEST_PARTS " == *" $1 "* ]]; }

rust_format() { cargo fmt --all --check; }

screens() {
  build_screens
  note "ui/dist is newer than everything it is made from"
  (cd ui && npm run --silent size)
}

clippy() { cargo clippy --workspace --all-targets --locked -- -D warnings; }

# One build for all of them, and so that every part has the same: only the filter changes.
rust_tests() {
  local filter=()
  wanted window || filter=(-E 'not (package(cashflow-window) & kind(test))')
  wanted rust || filter=(-E 'package(cashflow-window)')
  with_message_bus cargo nextest run --workspace --locked "${filter[@]}"
}

doc_tests() { cargo test --workspace --doc --locked --quiet; }

screen_types() { (cd ui && npm run --silent check); }
screen_lint() { (cd ui && npm run --silent lint); }
screen_tests() { (cd ui && npm run --silent test); }

generated_files() { script/generate --check; }

browser_tests() {
  the_program
  # The tests lie outside ui/, whose packages they use.
  export NODE_PATH=$root/ui/node_modules
  (cd ui && npx --no-install playwright test -c ../tests/e2e/playwright.config.ts)
}

api_tests() {
  [ -f tests/api/schemathesis.sh ] || skip "tests/api/schemathesis.sh is not there"
  python3 -c 'import ensurepip, venv' 2>/dev/null || skip "this Python makes no virtual environments (python3 -m venv)"
  the_program
  schemathesis_environment
  bash tests/api/schemathesis.sh
}

hygiene() { script/hygiene; }

# skip REASON (status 77): for what someone's machine may lack. Where changes are accepted nothing is left out.
skip() {
  [ -z "${CI:-}" ] || fail "This check cannot run: $1."
  note "Left out: $1."
  exit 77
}

# What both kinds of black-box test are told: which program, which browser.
the_program() {
  build_program cashflow-edge
  CASHFLOW_BIN=$program
  CASHFLOW_CHROMIUM=$(find_chromium) || fail "No Chromium was found." "script/setup --test says how to install one."
  export CASHFLOW_BIN CASHFLOW_CHROMIUM
}

schemathesis_version=4.32.5
schemathesis_environment() {
  local venv=$target/venv
  if [ "$(cat "$venv/.cashflow-stamp" 2>/dev/null)" != $schemathesis_version ]; then
    note "Installing schemathesis $schemathesis_version into target/venv"
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check schemathesis==$schemathesis_version
    echo $schemathesis_version >"$venv/.cashflow-stamp"
  fi
  export PATH=$venv/bin:$PATH
}

"$@"
