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
bin="$root/artifacts/$packages/bin"
rm -rf "$results"
mkdir -p "$results"

# All compilers of this run share one server, which ends with it: without one, each of the projects starts its own.
export UseSharedCompilation=true SharedCompilationId="shop-tests-$$"
end_compiler() {
  local version sdks
  version=$(dotnet --version)
  sdks=$(dotnet --list-sdks | sed -n "s/^$version \[\(.*\)\]$/\1/p")
  "$sdks/$version/Roslyn/bincore/VBCSCompiler" -shutdown "-pipename:$SharedCompilationId" >/dev/null 2>&1
}
trap end_compiler EXIT

# Most processes of the tests live for seconds: to watch how their code is used costs them more than it brings.
export DOTNET_TieredPGO=0

if ! dotnet build "$root/Microservices.sln" -v q -c Release --nologo \
  -p:UpstreamPackages="$([ "$packages" = upstream ] && echo true || echo false)"; then
  echo "The build failed."
  echo "0 passed, 1 failed"
  exit 1
fi

# One project after the other: each starts servers and processes of its own, and the machine may have two cores.
run_tests() {
  local name code=0
  for name in "$@"; do
    dotnet test "$bin/$name/release/$name.dll" --nologo --logger "trx;LogFileName=$name.trx" --results-directory "$results" |
      grep -v -e '^Test run for ' -e '^Starting test ' -e '^A total of 1 test files ' -e '^Results File: ' -e '^$'
    [ "${PIPESTATUS[0]}" -eq 0 ] || code=1
  done
  return $code
}

# These mostly wait for one gcloud command or compiler after another, so they run beside the others. (In a process group
# of their own, as a job in the background ignores Ctrl-C otherwise.)
beside=(Gcloud.Tests Buildpack.Tests)
projects=()
for folder in "$root"/tests/*/; do
  name=$(basename "$folder")
  [ -f "$bin/$name/release/xunit.runner.visualstudio.testadapter.dll" ] || continue
  [[ " ${beside[*]} " == *" $name "* ]] || projects+=("$name")
done
[ ${#projects[@]} -gt 0 ] || fail "No tests were built in $bin."
set -m
run_tests "${beside[@]}" > "$results/beside.log" 2>&1 &
lane=$!
set +m
trap 'kill -- "-$lane" 2>/dev/null; end_compiler' EXIT
run_tests "${projects[@]}"
code=$?
wait "$lane" || code=1
trap end_compiler EXIT
cat "$results/beside.log"

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
