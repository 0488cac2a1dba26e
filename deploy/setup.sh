# Sourced by deploy/local.sh and tests/run.sh: finds out which packages the registry has, and installs what the
# build of this machine needs. Everything it does is said in one line each.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

require_dotnet() {
  local have
  have=$(dotnet --version 2>/dev/null) || fail "The .NET SDK 10 is needed and 'dotnet' was not found." \
    "Install it as https://dotnet.microsoft.com/download says, then run this again."
  [ "${have%%.*}" -ge 10 ] || fail "The .NET SDK 10 is needed; this is $have."
}

# Sets $packages to "upstream" or "polyfills". The answer of one probe restore is kept in artifacts/packages.props,
# which every later build follows; delete that file to probe again.
choose_packages() {
  local answer="$root/artifacts/packages.props" wanted=${UpstreamPackages:-} why=""
  if [ -n "$wanted" ]; then
    why="as the environment says"
  elif [ -f "$answer" ]; then
    wanted=$(sed -n 's:.*<UpstreamPackages>\(.*\)</UpstreamPackages>.*:\1:p' "$answer")
    why="as found earlier, see artifacts/packages.props"
  else
    probe_packages "$answer"
  fi
  if [ "$wanted" = true ]; then
    packages=upstream
    echo "Packages: the published ones ($why)."
  else
    packages=polyfills
    echo "Packages: the polyfills in shared/Polyfills ($why)."
  fi
}

# Sets $wanted and $why of its caller. Only a registry's own "there is no such package" is remembered: a network
# that is down today says nothing about tomorrow.
probe_packages() {
  local probe="$root/artifacts/probe" log
  mkdir -p "$probe"
  {
    echo '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>'
    sed -n '/written against/,/<\/ItemGroup>/s/.*Include="\([^"]*\)".*/<PackageReference Include="\1" \/>/p' \
      "$root/Directory.Packages.props"
    echo '</ItemGroup></Project>'
  } > "$probe/Probe.csproj"
  if log=$(dotnet restore "$probe/Probe.csproj" -p:UpstreamPackages=true -v q 2>&1); then
    wanted=true why="the registry has them all"
  else
    wanted=false why=$(printf '%s' "$log" | sed -n 's/.*NU1101: Unable to find package \([^ ]*\)\. .*/the registry has no \1/p' | head -n 1)
    [ -n "$why" ] || { why="the registry could not be asked"; return; }
  fi
  printf '<Project><PropertyGroup><UpstreamPackages>%s</UpstreamPackages></PropertyGroup></Project>\n' "$wanted" > "$1"
}

# The polyfill of ImageSharp draws with libvips; the published package needs no native library.
require_libvips() {
  [ "$packages" = polyfills ] || return 0
  if has_libvips; then
    return
  elif command -v apt-get >/dev/null; then
    install_with apt-get install -y --no-install-recommends libvips42
  elif command -v brew >/dev/null; then
    echo "Installing libvips: brew install vips"
    brew install vips
  fi
  has_libvips || fail "libvips is needed and was not found. Install it, then run this again:" \
    "  Debian, Ubuntu: sudo apt-get install libvips42" \
    "  macOS:          brew install vips"
}

has_libvips() {
  case $(uname) in
    Darwin) ls /opt/homebrew/lib/libvips.42.dylib /usr/local/lib/libvips.42.dylib >/dev/null 2>&1 ;;
    *) PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | grep -q 'libvips\.so\.42 ' ;;
  esac
}

# The tests of the console drive the browser of this machine. They are the only ones that need it, so that it cannot be
# had is said, and they skip.
want_chromium() {
  has_chromium && return
  if command -v apt-get >/dev/null; then
    install_with apt-get install -y --no-install-recommends chromium
  fi
  has_chromium || printf '%s\n' "Chromium was not found; the tests that need it will be skipped. Install it with:" \
    "  Debian, Ubuntu: sudo apt-get install chromium" \
    "  macOS:          brew install --cask chromium"
}

# Where tests/Browser looks for it.
has_chromium() {
  local path
  for path in /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
    [ -x "$path" ] && return
  done
  return 1
}

# Runs apt-get as root where that needs no password, and refreshes its lists when they are too old to find it.
install_with() {
  local sudo=()
  [ "$(id -u)" = 0 ] || { sudo -n true 2>/dev/null || return 0; sudo=(sudo -n); }
  echo "Installing: $*"
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive "$@" >/dev/null 2>&1 || {
    "${sudo[@]}" apt-get update >/dev/null && "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive "$@" >/dev/null
  } || true
}
