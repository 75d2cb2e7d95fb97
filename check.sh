#!/usr/bin/env bash
# Every check, cheapest first: build, then each test program. Closes with one line: N passed, N failed.
set -uo pipefail
export NO_COLOR=1
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Restoring may meet a package feed that is slow for a moment; a second try is cheap.
dotnet restore Diglot.slnx -v quiet || dotnet restore Diglot.slnx -v quiet || { echo "0 passed, 1 failed"; exit 1; }
dotnet build -c Release --no-restore -v quiet -clp:ErrorsOnly Diglot.slnx || { echo "0 passed, 1 failed"; exit 1; }

passed=0 failed=0 skipped=0
for project in tests/*.Tests tests/Diglot.Golden; do
    name=$(basename "$project")
    [ -f "$project/$name.csproj" ] || continue
    # The golden runner tries what Diglot claims to support; without --claimed it also counts what is still to come.
    arguments=(); [ "$name" = Diglot.Golden ] && arguments=(-- --claimed)
    output=$(dotnet run -c Release --no-build --project "$project" "${arguments[@]}" 2>&1 | sed $'s/\x1b\\[[0-9;]*m//g')
    status=$?
    summary=$(printf '%s\n' "$output" | grep -E '^ *(total|failed|succeeded|skipped): [0-9]+|^[0-9]+ passed, [0-9]+ failed' || true)
    count() { printf '%s\n' "$summary" | sed -nE "s/^ *$1: ([0-9]+).*/\1/p" | tail -n 1; }
    closing=$(printf '%s\n' "$summary" | grep -E '^[0-9]+ passed, [0-9]+ failed' | tail -n 1)
    if [ -n "$closing" ]; then
        p=${closing%% passed*} f=$(printf '%s' "$closing" | sed -E 's/.* ([0-9]+) failed.*/\1/') s=0
    else
        p=$(count succeeded) f=$(count failed) s=$(count skipped)
    fi
    p=${p:-0} f=${f:-0} s=${s:-0}
    # A test program that fails without a count, or that ran nothing at all, has failed.
    if [ "$f" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$p" -eq 0 ]; }; then f=1; fi
    if [ "$f" -ne 0 ]; then printf '%s\n' "$output"; fi
    printf '%-28s %6d passed %4d failed %4d skipped\n' "$name" "$p" "$f" "$s"
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done

if [ "$skipped" -gt 0 ]; then echo "$skipped skipped (each says above or in its own run what it needs)"; fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
