#!/usr/bin/env bash
# Runs NetGen and its peers on one core, in turns, and prints the table of the README. Everything is built first.
#   QUICK=1 ./run.sh                  one round instead of three
#   NETS="tiny1 mnist" ./run.sh       only these networks
#   PEERS="hand torch" ./run.sh       only these peers: hand eigen openblas numpy torch sklearn
#   CORE=1 ROUNDS=5 ./run.sh          another core, more rounds
# Needs the .NET SDK. The hand-written C++ needs AVX-512. Peers need Debian's g++, libeigen3-dev, libopenblas-dev, python3-numpy, python3-torch and python3-sklearn:
# installed when run by root, else a peer that can't run is skipped, and the end says so.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$here/bin/peers
results=$build/results.csv
rounds=${ROUNDS:-$([ -n "${QUICK:-}" ] && echo 1 || echo 3)}
peers=${PEERS:-hand eigen openblas numpy torch sklearn}
python=/usr/bin/python3
declare -A skipped=()

export NETGEN_BENCH_NET=${NETS:-} NETGEN_BENCH_REPETITIONS=${NETGEN_BENCH_REPETITIONS:-7}
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
# May force OpenBLAS to kernels below what the machine has.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
# PyTorch takes AVX-512 on some machines only when asked.
if grep -qs avx512f /proc/cpuinfo; then export ATEN_CPU_CAPABILITY=avx512; fi
# The runtime's steady state without waiting for the delay of tiered compilation, so that a short warm-up is enough.
export DOTNET_TC_CallCountingDelayMs=0 NETGEN_BENCH_WARMUP_MILLISECONDS=${NETGEN_BENCH_WARMUP_MILLISECONDS:-200}

say() { echo "$*" >&2; }
pinned() { if command -v taskset >/dev/null; then taskset -c "${CORE:-0}" "$@"; else "$@"; fi; }

install() {
    local packages=(g++ libeigen3-dev libopenblas-dev python3-numpy python3-torch python3-sklearn) missing=()
    for package in "${packages[@]}"; do
        dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
    done
    if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "installing ${missing[*]}"
        # One by one: a package that is not to be had must not keep the others away.
        apt-get update -qq >&2
        for package in "${missing[@]}"; do
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >&2 || say "not installed: $package"
        done
    fi
}

# compile NAME OPTIONS...: peers/NAME.cpp, unless the program is newer than every source.
compile() {
    local name=$1
    shift
    if [ -x "$build/$name" ] && [ -z "$(find "$here/peers" -name '*.cpp' -newer "$build/$name" -o -name '*.h' -newer "$build/$name")" ]; then
        return
    fi
    say "building $name"
    # Two GCC warnings are about its own headers: attributes lost in templates, and registers that are undefined on purpose.
    g++ -std=c++17 -O3 -march=native -ffast-math -DNDEBUG -Wall -Wextra -Wno-ignored-attributes -Wno-uninitialized -Wno-maybe-uninitialized \
        -o "$build/$name.new" "$here/peers/$name.cpp" "$@" >&2 && mv "$build/$name.new" "$build/$name" || rm -f "$build/$name"
}

wants() { [[ " $peers " == *" $1 "* ]]; }

if ! dpkg --version >/dev/null 2>&1; then say 'not a Debian system: nothing is installed'; else install; fi
mkdir -p "$build"
dotnet build "$here" -c Release -v q -nologo >&2 || exit 1
# The library itself, where only the run-time package is there.
blas=$(ls /usr/lib/*/openblas-pthread/libopenblas.so /usr/lib/*/openblas-pthread/libopenblas.so.0 /usr/lib/*/libopenblas.so 2>/dev/null | head -n 1)
if grep -qs avx512f /proc/cpuinfo; then wants hand && compile hand & else skipped[hand]='needs AVX-512'; fi
wants eigen && compile eigen -isystem /usr/include/eigen3 -DEIGEN_STACK_ALLOCATION_LIMIT=0 &
wants openblas && compile openblas "${blas:--lopenblas}" &
wait

run_peer() {
    case $1 in
        hand | eigen | openblas)
            if [ ! -x "$build/$1" ]; then return 2; fi
            pinned "$build/$1"
            ;;
        *)
            # scikit-learn and PyTorch bring NumPy along.
            if ! "$python" -c "import numpy, $1" 2>/dev/null; then return 2; fi
            pinned "$python" "$here/peers/$1_peer.py"
            ;;
    esac
}

: > "$results"
for ((round = 1; round <= rounds; round++)); do
    say "round $round of $rounds: netgen"
    pinned dotnet "$here/bin/Release/net10.0/NetGen.Benchmarks.dll" --quick >> "$results" || exit 1
    for peer in $peers; do
        if [ -n "${skipped[$peer]:-}" ]; then continue; fi
        say "round $round of $rounds: $peer"
        run_peer "$peer" >> "$results"
        case $? in
            0) ;;
            2) skipped[$peer]='not installed or not built' ;;
            *) skipped[$peer]='failed' ;;
        esac
    done
done

dotnet "$here/bin/Release/net10.0/NetGen.Benchmarks.dll" --table "$results" || exit 1
for peer in "${!skipped[@]}"; do
    echo "Skipped: $peer (${skipped[$peer]})."
done
