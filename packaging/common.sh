# Shared by the scripts beside it (sourced, bash): where things are, and how they speak.
# shellcheck shell=bash disable=SC2034

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
cache=${XDG_CACHE_HOME:-${HOME:-$root}/.cache}/lathe
libtorch=$cache/libtorch-2.15.0
model=$cache/models/all-minilm-l6-v2

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
[ -t 2 ] || say() { printf '%s\n' "$*" >&2; }

# Something outside the project has to change first.
stop() {
    printf '%s: %s\n' "packaging/$(basename "$0")" "$*" >&2
    exit 2
}

# True when CMAKE_PREFIX_PATH (separated by ':' or ';') names a LibTorch: the folder of the zip, one that
# holds a `torch` wheel, or torch.utils.cmake_prefix_path.
own_libtorch() {
    local prefix prefixes folder
    IFS=':;' read -ra prefixes <<<"${CMAKE_PREFIX_PATH:-}"
    for prefix in "${prefixes[@]}"; do
        for folder in "$prefix" "$prefix/torch" "$prefix/../.."; do
            [ ! -f "$folder/include/ATen/ATen.h" ] || return 0
        done
    done
    return 1
}
