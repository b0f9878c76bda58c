# Rust, at least as new as Cargo.toml asks. Where it is missing it comes by rustup, into the home folder.
# shellcheck shell=bash disable=SC2034,SC2154  # names are shared between these files

rust_wanted() { sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml | head -n 1; }

rust_here() { rustc --version 2>/dev/null | cut -d' ' -f2; }

rust_is_new_enough() { have cargo && version_at_least "$(rust_here)" "$(rust_wanted)"; }

ensure_rust() {
  ! rust_is_new_enough || return 0
  if [ -n "$(rust_here)" ]; then
    say "Rust is $(rust_here) here, and CashFlow needs $(rust_wanted): installing a newer one into the home folder"
  else
    say "There is no Rust here: installing it into the home folder"
  fi
  have rustup || install_rustup
  use_tools
  rustup toolchain install stable --no-self-update --profile minimal --component clippy --component rustfmt ||
    fail "rustup could not fetch Rust; the reason is above." "Is the network up? Then run this again."
  # A choice someone made is theirs; only where there is none is one made here.
  rustup default >/dev/null 2>&1 || rustup default stable
  rust_is_new_enough || fail "Rust is still $(rust_here): rustup is told to use that one." "To use the newest:  rustup default stable"
}

ensure_rust_test_tools() {
  if ! cargo clippy --version >/dev/null 2>&1 || ! cargo fmt --version >/dev/null 2>&1; then
    say "Installing Rust's formatter and linter"
    have rustup || fail "This Rust came without rustup, which would fetch them." \
      "Install your system's packages of them (Debian: rust-clippy and rustfmt)."
    rustup component add clippy rustfmt
  fi
  if ! cargo nextest --version >/dev/null 2>&1; then
    say "Installing the test runner cargo-nextest (it is compiled here, which takes some minutes)"
    cargo install cargo-nextest --version 0.9.143 --locked --no-default-features --features default-no-update
  fi
}

# The distribution's rustup where it has one, else its maker's.
install_rustup() {
  if [ "$(system_kind)" = apt ] && can_be_root; then
    apt_update
    if [ -n "$(apt_candidate rustup)" ]; then apt_install rustup; return; fi
  fi
  local machine sum folder
  machine=$(uname -m)
  sum=$(rustup_sha256 "$machine") ||
    fail "For a machine of kind $machine this script knows no rustup." "Install Rust $(rust_wanted) or newer: https://rustup.rs"
  note "rustup $rustup_version, from static.rust-lang.org"
  folder=$(mktemp -d)
  fetch "https://static.rust-lang.org/rustup/archive/$rustup_version/$machine-unknown-linux-gnu/rustup-init" \
    "$sum" "$folder/rustup-init" ||
    fail "rustup could not be fetched." "Install Rust $(rust_wanted) or newer (https://rustup.rs), then run this again."
  chmod +x "$folder/rustup-init"
  # Quiet, because what it says is how to change one's PATH, which the scripts do for themselves.
  RUSTUP_INIT_SKIP_PATH_CHECK=yes "$folder/rustup-init" -y --no-modify-path --default-toolchain none \
    >"$folder/log" 2>&1 || { cat "$folder/log"; fail "rustup could not be installed; the reason is above."; }
  rm -r "$folder"
}

# rustup checks what it fetches; these check rustup.
rustup_version=1.29.0
rustup_sha256() {
  case "$1" in
    x86_64) echo 4acc9acc76d5079515b46346a485974457b5a79893cfb01112423c89aeb5aa10 ;;
    aarch64) echo 9732d6c5e2a098d3521fca8145d826ae0aaa067ef2385ead08e6feac88fa5792 ;;
    *) return 1 ;;
  esac
}
