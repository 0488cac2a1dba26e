#!/usr/bin/env bash
# Runs the whole suite on this machine: a local cloud and every function. See --help for the options.
set -euo pipefail
# shellcheck source=deploy/setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

require_dotnet
choose_packages
require_libvips

output="$root/artifacts/$packages/bin/LocalCloud/release"
stamp="$output/.built"
inputs=("$root"/functions "$root"/shared "$root"/deploy "$root"/Directory.* "$root"/.editorconfig "$root"/BannedSymbols.txt)
# A build that has nothing to do still takes seconds; whether there is something to do is seen at once.
if [ ! -f "$stamp" ] || [ -n "$(find "${inputs[@]}" -type f -newer "$stamp" -print -quit)" ]; then
  echo "Building the local cloud and the functions."
  began=$(mktemp)
  trap 'rm -f "$began"' EXIT
  dotnet build "$root/deploy/LocalCloud" -c Release -v q --nologo -p:UpstreamPackages="$([ "$packages" = upstream ] && echo true || echo false)"
  mv "$began" "$stamp"
  trap - EXIT
fi
exec dotnet "$output/LocalCloud.dll" "$@"
