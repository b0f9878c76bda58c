# The system's own packages: installed on Debian and Ubuntu, named everywhere else.
# shellcheck shell=bash disable=SC2034,SC2154  # names are shared between these files

packages_edge=(build-essential pkg-config curl ca-certificates xz-utils)
packages_window=(libwebkit2gtk-4.1-dev libayatana-appindicator3-dev librsvg2-dev libxdo-dev libssl-dev)
packages_package=(dpkg-dev appstream desktop-file-utils python3-minimal)
packages_test=(xvfb webkit2gtk-driver dbus fonts-noto-core imagemagick xdotool hledger strace python3-venv)

# ------------------------------------------------------------- Debian and Ubuntu

apt_packages() {
  local wanted=("${packages_edge[@]}") missing
  [ "$1" = edge ] || wanted+=("${packages_window[@]}")
  [ "$1" != test ] || wanted+=("${packages_test[@]}")
  [ "$1" != package ] || wanted+=("${packages_package[@]}")
  mapfile -t missing < <(not_installed "${wanted[@]}")
  if [ "$1" = test ] && ! find_chromium >/dev/null; then missing+=("$(chromium_package)"); fi
  [ ${#missing[@]} -eq 0 ] || apt_install "${missing[@]}"
}

not_installed() {
  local installed
  # It fails as soon as it does not know one of the packages.
  installed=$({ dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true; } | sed -n 's/^installed //p')
  printf '%s\n' "$@" | grep -vxF "${installed:-none}" || true
}

# Ubuntu has the browser under another name.
chromium_package() {
  if apt-cache show chromium-browser >/dev/null 2>&1 && ! apt-cache show chromium >/dev/null 2>&1; then
    echo chromium-browser
  else
    echo chromium
  fi
}

# The version that apt would install, without epoch and packaging; empty when it knows none.
apt_candidate() {
  LC_ALL=C apt-cache policy "$1" 2>/dev/null |
    sed -n 's/^ *Candidate: //p' | sed -e '/(none)/d' -e 's/^[0-9]*://' -e 's/[-+~].*//'
}

apt_install() {
  apt_try "$@" || fail "apt-get could not install them; the reason is above." \
    "'Unable to locate package': 'apt-get update' as root says why the package lists are old." \
    "'Could not get lock': another installation is running; wait until it ends." \
    "'No space left on device': everything together takes about 2 GB." \
    "Then run this again; it goes on where it stopped."
}

apt_try() {
  say "Installing from this system's packages: $*"
  can_be_root || fail "That takes root, and there is no sudo here." \
    "Run as root:  apt-get update && apt-get install $*"
  apt_update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
    -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@"
}

# Once a run. A mirror that fails now often answers in a few seconds, and lists of yesterday mostly do: so
# the installation is tried even when they could not be renewed.
apt_update() {
  local try
  [ -z "${apt_is_updated:-}" ] && can_be_root || return 0
  apt_is_updated=yes
  for try in 1 2 3; do
    if as_root apt-get update -q -o Acquire::Retries=2 -o DPkg::Lock::Timeout=300; then return; fi
    [ "$try" = 3 ] || { note "apt-get update failed; once more in $((try * 5)) s"; sleep $((try * 5)); }
  done
  note "apt-get update failed three times. Is the network up, and are all sources under /etc/apt still there?"
  note "Going on with the package lists of the last time."
}

# ----------------------------------------------------------------- other systems

other_packages() {
  local kind missing
  kind=$(system_kind)
  mapfile -t missing < <(missing_tools "$kind" "$1")
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Missing here: $(printf '%s, ' "${missing[@]}" | sed 's/, $//')"
  note "Install it with"
  echo
  "install_with_$kind" "$1"
  echo
  fail "Then run this again."
}

missing_tools() {
  local kind=$1 purpose=$2
  [ "$kind" = windows ] || have cc || echo "a C compiler"
  case "$kind" in
    macos | windows) ;;
    *)
      [ "$purpose" = edge ] || pkg-config --exists webkit2gtk-4.1 2>/dev/null || echo "WebKitGTK 4.1 and pkg-config"
      [ "$purpose" != test ] || have Xvfb || echo Xvfb
      [ "$purpose" != test ] || have WebKitWebDriver || echo WebKitWebDriver
      ;;
  esac
  [ "$purpose" != test ] || find_chromium >/dev/null || echo Chromium
  [ "$purpose" != test ] || have hledger || echo hledger
  rust_is_new_enough || echo "Rust $(rust_wanted) or newer"
  node_is_ready || echo "Node $node_wanted_text"
}

install_with_dnf() {
  cat <<'END'
  sudo dnf install gcc gcc-c++ make pkgconf-pkg-config webkit2gtk4.1-devel libappindicator-gtk3-devel \
    librsvg2-devel libxdo-devel openssl-devel curl xz nodejs npm rustup
  rustup-init -y
END
  [ "$1" != test ] || cat <<'END'
  sudo dnf install /usr/bin/Xvfb /usr/bin/WebKitWebDriver /usr/bin/dbus-run-session chromium hledger \
    xdotool ImageMagick strace google-noto-sans-fonts python3
END
}

install_with_pacman() {
  cat <<'END'
  sudo pacman -S --needed base-devel webkit2gtk-4.1 libappindicator-gtk3 librsvg xdotool openssl curl xz \
    nodejs npm rustup
  rustup default stable
END
  [ "$1" != test ] || cat <<'END'
  sudo pacman -S --needed xorg-server-xvfb webkitgtk-6.0 dbus chromium hledger imagemagick strace noto-fonts python
END
}

install_with_macos() {
  cat <<'END'
  xcode-select --install
  brew install rust node             (brew itself: https://brew.sh)
END
  [ "$1" != test ] || echo "  brew install hledger python && brew install --cask google-chrome"
}

install_with_windows() {
  cat <<'END'
  winget install Microsoft.VisualStudio.2022.BuildTools --override "--passive --wait --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended"
  winget install Rustlang.Rustup
  winget install OpenJS.NodeJS.LTS
  winget install Microsoft.EdgeWebView2Runtime      (Windows 11 has it)
END
  [ "$1" != test ] || cat <<'END'
  winget install Python.Python.3.13
  hledger: https://hledger.org/install.html
END
}

install_with_other() {
  cat <<'END'
  your system's packages of: a C compiler and make, pkg-config, curl, xz, and the development files of
    WebKitGTK 4.1, librsvg, libxdo, OpenSSL and an appindicator library
  Rust: https://rustup.rs       Node: https://nodejs.org
END
  [ "$1" != test ] || echo "  Xvfb, WebKitWebDriver, dbus, Chromium, hledger, xdotool, ImageMagick, strace, python3"
}
