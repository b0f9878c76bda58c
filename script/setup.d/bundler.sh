# What packages are made with: Tauri's bundler, which comes as a package of Node's.
# shellcheck shell=bash disable=SC2034,SC2154  # names are shared between these files

bundler_version=2.12.5

ensure_bundler() {
  local folder=$target/bundler
  [ "$(cat "$folder/.cashflow-stamp" 2>/dev/null)" != $bundler_version ] || return 0
  say "Installing Tauri's bundler $bundler_version into $folder"
  rm -rf "$folder"
  mkdir -p "$folder"
  npm install --prefix "$folder" --no-audit --no-fund --no-update-notifier --save-exact "@tauri-apps/cli@$bundler_version" ||
    fail "npm could not install it; the reason is above." "Is the network up? Then run this again."
  echo $bundler_version >"$folder/.cashflow-stamp"
}
