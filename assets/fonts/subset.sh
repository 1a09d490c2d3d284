#!/usr/bin/env bash
# Makes the fonts of this folder from Debian's fonts-noto-cjk and fonts-noto-core.
#
#   ./subset.sh [TEXT_FILE...]
#
# The characters come from the lists in characters/ and from the project's own
# texts: geodata/ and assets/locales/ (see subset.py). TEXT_FILEs add the
# characters of texts that are not in the repository yet.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# The folder that holds NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc.
noto=${NOTO_CJK_DIR:-/usr/share/fonts/opentype/noto}
# The folder that holds NotoSans-Regular.ttf and NotoSans-Bold.ttf.
latin=${NOTO_SANS_DIR:-/usr/share/fonts/truetype/noto}
python=${PYTHON:-python3}

fail() {
    printf 'subset.sh: %s\n' "$*" >&2
    exit 1
}

for weight in Regular Bold; do
    [[ -r $noto/NotoSansCJK-$weight.ttc ]] ||
        fail "no NotoSansCJK-$weight.ttc in $noto: apt-get install fonts-noto-cjk (or set NOTO_CJK_DIR)"
    [[ -r $latin/NotoSans-$weight.ttf ]] ||
        fail "no NotoSans-$weight.ttf in $latin: apt-get install fonts-noto-core (or set NOTO_SANS_DIR)"
done
command -v "$python" >/dev/null || fail "no $python: apt-get install python3 (or set PYTHON)"
"$python" -c 'import fontTools.subset' 2>/dev/null ||
    fail "$python has no fonttools: apt-get install python3-fonttools, or pip install fonttools (or set PYTHON)"

# The same input must give the same bytes, so that a change of a font in the
# history is a change of its characters: no clock, and no chance in the order
# of sets.
export SOURCE_DATE_EPOCH=0 PYTHONHASHSEED=0
"$python" "$here/subset.py" "$noto" "$here" "$@"

# Latin text has quotation marks, dashes and signs of Latin width, which the CJK faces lack.
for weight in Regular Bold; do
    "$python" -m fontTools.subset "$latin/NotoSans-$weight.ttf" \
        --output-file="$here/ZonemapSans-$weight.ttf" \
        --unicodes=20-7E,A0-17F,1CD-1DC,1F8-1F9,250,254,25B,26A,275,283,28A,2C6-2CD,391-3C9,2010-2027,2030-203A,203E,2070-209C,20AC,2122,2190-2193,2212,2248,2260,2264-2265 \
        --layout-features='' --drop-tables+=GDEF,GPOS,GSUB --no-hinting --notdef-outline
done
