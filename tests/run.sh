#!/usr/bin/env bash
# Installs what the tests need, builds everything and runs every test. Closes with: N passed, N failed, N skipped.
set -uo pipefail
# shellcheck source=deploy/setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/../deploy/setup.sh"

require_dotnet
choose_packages
require_libvips
want_chromium

results="$root/artifacts/tests"
rm -rf "$results"
mode=(-c Release --nologo -p:UpstreamPackages="$([ "$packages" = upstream ] && echo true || echo false)")
if ! dotnet build "$root/Microservices.sln" -v q "${mode[@]}"; then
  echo "The build failed."
  echo "0 passed, 1 failed"
  exit 1
fi
# One project after the other: each starts servers and processes of its own, and the machine may have two cores.
dotnet test "$root/Microservices.sln" --no-build -m:1 "${mode[@]}" --logger trx --results-directory "$results"
code=$?

count() {
  cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*" | grep -o " $1=\"[0-9]*" | grep -o '[0-9]*$' | awk '{s+=$1} END {print s+0}'
}
total=$(count total) executed=$(count executed) passed=$(count passed)
failed=$((executed - passed))
# A test host that died leaves no result, but it did not pass either.
[ $code -eq 0 ] || [ $failed -gt 0 ] || failed=1
[ "$passed" -gt 0 ] || { failed=$((failed > 0 ? failed : 1)); code=1; }

if [ "$total" -gt "$executed" ]; then
  echo "Skipped, and why:"
  cat "$results"/*.trx | tr -d '\r\n' | grep -o '<UnitTestResult [^>]*outcome="NotExecuted".*\?</UnitTestResult>' |
    sed 's/<\/UnitTestResult>/&\n/g' | sed -n 's/.*testName="\([^"]*\)".*<Message>\([^<]*\)<.*/  \1: \2/p'
fi
echo "$passed passed, $failed failed$([ "$total" -gt "$executed" ] && echo ", $((total - executed)) skipped")"
exit $code
