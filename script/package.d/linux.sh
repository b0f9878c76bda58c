# What a package for Linux has beside the program: its icons in all sizes, its entry in menus, the type of its files,
# what software centres show, manual and completions; and what it needs of the system, read from the program itself.
# shellcheck shell=bash disable=SC2034,SC2154  # names are shared between these files

application_sizes=16,22,24,32,48,64,96,128,256,512
file_sizes=16,22,24,32,48,64,96,128,256,512

# Prints the settings of the packages as JSON; $work holds what they point to until they are made.
linux_settings() {
  local files=() size
  mkdir -p "$work/icons" "$work/types" "$work/man"
  "$bundler" icon src-tauri/icons/icon.svg -o "$work/icons" --png $application_sizes >/dev/null 2>&1
  "$bundler" icon src-tauri/linux/application-x-cashflow.svg -o "$work/types" --png $file_sizes >/dev/null 2>&1
  add usr/share/icons/hicolor/scalable/apps/cashflow.svg src-tauri/icons/icon.svg
  add usr/share/icons/hicolor/scalable/mimetypes/application-x-cashflow.svg src-tauri/linux/application-x-cashflow.svg
  for size in ${file_sizes//,/ }; do
    add "usr/share/icons/hicolor/${size}x$size/mimetypes/application-x-cashflow.png" "$work/types/${size}x$size.png"
  done

  add usr/share/mime/packages/cashflow.xml src-tauri/linux/cashflow.mime.xml
  sed -e "s/@VERSION@/$(version)/" -e "s/@DATE@/$(release_day)/" src-tauri/linux/in.cashflow.app.metainfo.xml >"$work/metainfo.xml"
  add usr/share/metainfo/in.cashflow.app.metainfo.xml "$work/metainfo.xml"
  add usr/share/doc/cashflow/copyright src-tauri/linux/copyright
  gzip -9n <CHANGELOG.md >"$work/changelog.gz"
  add usr/share/doc/cashflow/changelog.gz "$work/changelog.gz"
  manual
  completions
  settings_as_json
}

# add PLACE FILE
add() {
  local file=$2
  [[ $file == /* ]] || file=$root/$file
  files+=("$1=$file")
}

manual() {
  local page
  "$program" manual "$work/man" >/dev/null
  for page in "$work"/man/*.1; do
    gzip -9n "$page"
    add "usr/share/man/man1/$(basename "$page").gz" "$page.gz"
  done
}

completions() {
  local shell
  for shell in bash zsh fish; do "$program" completions $shell >"$work/completions.$shell"; done
  add usr/share/bash-completion/completions/cashflow "$work/completions.bash"
  add usr/share/zsh/site-functions/_cashflow "$work/completions.zsh"
  add usr/share/fish/vendor_completions.d/cashflow.fish "$work/completions.fish"
}

version() { sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1; }

# The day of what is built, so that the same sources make the same package.
release_day() { git log -1 --format=%cs 2>/dev/null || date +%F; }

# The package is called cashflow, as its program is; what people see is written CashFlow everywhere else.
settings_as_json() {
  printf '%s\n' "${files[@]}" >"$work/files"
  debian_needs >"$work/needs"
  python3 - "$root" "$work" "$application_sizes" "$(newest_glibc)" <<'END'
import json, sys, textwrap
root, work, sizes, glibc = sys.argv[1:]
read = lambda name: open(f"{work}/{name}", encoding="utf-8").read().splitlines()
files = {"/" + place: source for place, source in (line.split("=", 1) for line in read("files"))}
about = json.load(open(f"{root}/src-tauri/tauri.conf.json", encoding="utf-8"))["bundle"]["longDescription"]
entry = f"{root}/src-tauri/linux/cashflow.desktop"
json.dump({
    "productName": "cashflow",
    "bundle": {
        "icon": [f"{work}/icons/{size}x{size}.png" for size in sizes.split(",")],
        "fileAssociations": None,
        "longDescription": textwrap.fill(about, 76),
        "linux": {
            "deb": {"depends": read("needs"), "desktopTemplate": entry, "files": files,
                    "section": "misc", "priority": "optional"},
            "rpm": {"depends": [f"libc.so.6(GLIBC_{glibc})(64bit)"], "desktopTemplate": entry, "files": files},
        },
    },
}, sys.stdout, indent=1)
END
}

# What the program needs of a Debian system, in the versions it was linked with.
debian_needs() {
  have dpkg-shlibdeps || return 0
  mkdir -p "$work/needs.d/debian"
  printf 'Source: cashflow\n\nPackage: cashflow\nArchitecture: any\n' >"$work/needs.d/debian/control"
  (cd "$work/needs.d" && dpkg-shlibdeps -O "$program" 2>/dev/null) | sed -n 's/^shlibs:Depends=//p' | tr ',' '\n' | sed 's/^ *//'
}

newest_glibc() { objdump -T "$program" | grep -oE 'GLIBC_[0-9.]+' | sed 's/GLIBC_//' | sort -uV | tail -n 1; }

# WebKit brings a SQLite of its own: it must not find ours under the same names.
nobody_sees_our_sqlite() {
  local lent
  lent=$(nm -D --defined-only "$1" | grep -c ' sqlite3_' || true)
  [ "$lent" -eq 0 ] || fail "The program lends $lent names of its SQLite to the libraries it loads." \
    "src-tauri/build.rs tells the linker not to; see docs/decisions/0006."
}

look_at_deb() {
  local size
  size=$(stat -c %s "$1")
  if [ -n "${mode:-}" ] && [ "$size" -gt "$largest_deb" ]; then
    fail "$1 is larger than 40 MB: $size bytes."
  fi
  # The checkers are for those who release; nobody needs them to build.
  if have appstreamcli; then appstreamcli validate --no-net "$work/metainfo.xml" | sed 's/^/    /'; fi
  if have desktop-file-validate; then desktop-file-validate src-tauri/linux/cashflow.desktop; fi
  if have lintian; then lintian --no-tag-display-limit --fail-on none "$1" 2>/dev/null | sed 's/^/    /'; fi
}
