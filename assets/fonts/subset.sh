#!/usr/bin/env bash
# Makes the four fonts of this folder from Debian's fonts-noto-cjk.
#
#   ./subset.sh [TEXT_FILE...]
#
# The characters come from standard lists, from words.txt and from the
# project's own texts: geodata/ and assets/locales/ (see subset.py). TEXT_FILEs
# add the characters of texts that are not in the repository yet.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# The folder that holds NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc.
noto=${NOTO_CJK_DIR:-/usr/share/fonts/opentype/noto}
python=${PYTHON:-python3}

fail() {
    printf 'subset.sh: %s\n' "$*" >&2
    exit 1
}

for weight in Regular Bold; do
    [[ -r $noto/NotoSansCJK-$weight.ttc ]] ||
        fail "no NotoSansCJK-$weight.ttc in $noto: apt-get install fonts-noto-cjk (or set NOTO_CJK_DIR)"
done
command -v "$python" >/dev/null || fail "no $python: apt-get install python3 (or set PYTHON)"
"$python" -c 'import fontTools.subset' 2>/dev/null ||
    fail "$python has no fonttools: apt-get install python3-fonttools, or pip install fonttools (or set PYTHON)"

# The same input must give the same bytes, so that a change of a font in the
# history is a change of its characters: no clock, and no chance in the order
# of sets.
export SOURCE_DATE_EPOCH=0 PYTHONHASHSEED=0
exec "$python" "$here/subset.py" "$noto" "$here" "$@"
