# Shared by the scripts beside it: where things are, what is said, which tools are used.
# It is sourced, never run, and installs nothing: that is script/setup's work.
# shellcheck shell=bash disable=SC2034,SC2154  # names are shared between these files
set -euo pipefail

called_from=$PWD
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# A bare environment (a service, a container) may name no home.
if [ -z "${HOME:-}" ]; then
  HOME=$(getent passwd "$(id -u)" | cut -d: -f6)
  export HOME
fi

# ---------------------------------------------------------------- what is said

bold='' red='' green='' plain=''
if [ -t 1 ] && [ "${TERM:-dumb}" != dumb ] && [ -z "${NO_COLOR:-}" ]; then
  bold=$'\e[1m' red=$'\e[31m' green=$'\e[32m' plain=$'\e[0m'
fi

say() { printf '%s==> %s%s\n' "$bold" "$*" "$plain"; }
note() { printf '    %s\n' "$*"; }

# fail SENTENCE [LINE…]: what went wrong, then what to do about it, and the end.
fail() {
  printf '%s==> %s%s\n' "$red" "$1" "$plain" >&2
  shift
  [ $# -eq 0 ] || printf '    %s\n' "$@" >&2
  exit 1
}

# The script's own opening comment, without its marks.
usage() { sed -n -e '1d' -e '/^[^#]/q' -e '/^# shellcheck/d' -e 's/^# \{0,1\}//p' "$0"; }

seconds_as_text() {
  if [ "$1" -ge 60 ]; then printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); else printf '%d s' "$1"; fi
}

# ------------------------------------------------------------------- questions

have() { command -v "$1" >/dev/null 2>&1; }

# version_at_least 1.96.2 1.95
version_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# How packages are installed here: apt, dnf, pacman, macos, windows or other.
system_kind() {
  case "$(uname -s)" in
    Darwin) echo macos ;;
    MINGW* | MSYS* | CYGWIN*) echo windows ;;
    *)
      if have apt-get && have dpkg-query; then echo apt
      elif have dnf; then echo dnf
      elif have pacman; then echo pacman
      else echo other; fi
      ;;
  esac
}

# Is there a screen to open a window on?
has_display() {
  [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]
}

# Prints the path of a Chromium, or of a browser made from it.
find_chromium() {
  local name path
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if have "$name"; then command -v "$name"; return; fi
  done
  for path in /Applications/{Chromium.app/Contents/MacOS/Chromium,Google\ Chrome.app/Contents/MacOS/Google\ Chrome} \
      "/c/Program Files/Google/Chrome/Application/chrome.exe" \
      "/c/Program Files (x86)/Microsoft/Edge/Application/msedge.exe"; do
    if [ -x "$path" ]; then echo "$path"; return; fi
  done
  return 1
}

# as_root COMMAND…: as it is for root, through sudo for anyone else.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

can_be_root() { [ "$(id -u)" -eq 0 ] || have sudo; }

# ----------------------------------------------------------------------- tools

# What setup installs for CashFlow alone (Node, where the system has none that will do).
tools=$HOME/.local/share/cashflow-tools

use_tools() {
  local folder
  for folder in "${CARGO_HOME:-$HOME/.cargo}/bin" "$tools/node/bin"; do
    case ":$PATH:" in
      *":$folder:"*) ;;
      *) [ ! -d "$folder" ] || PATH=$folder:$PATH ;;
    esac
  done
  export PATH
  hash -r
}
use_tools

# Node trusts a list of its own and not the system's; behind a company's proxy only the latter will do.
if [ -z "${NODE_EXTRA_CA_CERTS:-}" ] && [ -f /etc/ssl/certs/ca-certificates.crt ]; then
  export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
fi

# fetch ADDRESS SHA256 FILE. Something other than what was asked for ends everything; silence is only an error.
fetch() {
  curl --proto '=https' --tlsv1.2 --fail --silent --show-error --location --retry 3 --connect-timeout 20 \
    --output "$3" "$1" || return 1
  echo "$2 *$3" | sha256sum --check --status ||
    fail "What came from $1 is not what was asked for." "Its SHA-256 is $(sha256sum "$3" | cut -d' ' -f1), expected was $2." \
      "Nothing of it was used. Something between here and there changes downloads, or the file was damaged."
}

# -------------------------------------------------------------------- building

target=${CARGO_TARGET_DIR:-target}
[[ $target == /* || $target == [A-Za-z]:* ]] || target=$root/$target
suffix=''
[ "$(system_kind)" != windows ] || suffix=.exe

# Tauri's bundler, where script/setup --package puts it.
bundler=$target/bundler/node_modules/.bin/tauri

# Builds the screens into ui/dist when something they are made from is newer. (Folders count too:
# theirs is the time that changes when a file is deleted.)
build_screens() {
  local made=ui/dist/index.html not_source=(node_modules dist generated test-results playwright-report coverage) skip=() folder
  for folder in "${not_source[@]}"; do skip+=(-path "ui/$folder" -prune -o); done
  if [ -f $made ] && [ -z "$(find ui docs/guide "${skip[@]}" ! -path ui -newer $made -print -quit)" ]; then
    return
  fi
  say "Building the screens"
  (cd ui && npm run --silent build)
}

# build_program NAME [OPTION…]: builds cashflow (the window) or cashflow-edge (without it); its path is then in
# $program. The whole workspace is named so that features are unified as in every other build: naming one
# package would compile half the tree a second time.
build_program() {
  local name=$1 folder=debug
  shift
  [[ " $* " != *" --release "* ]] || folder=release
  cargo build --workspace --bin "$name" --locked "$@"
  program=$target/$folder/$name$suffix
}

# A desktop has one; a container or a service mostly has none, and GTK waits for it.
with_message_bus() {
  if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ] && have dbus-run-session; then dbus-run-session -- "$@"; else "$@"; fi
}
