"""Writes the lists of characters that the fonts must hold. Started by hand, when a list has a new edition.

    lists.py UNICODE_DIR OUT_DIR

UNICODE_DIR has Unihan_OtherMappings.txt.bz2 and Unihan_IRGSources.txt.bz2 (Debian: /usr/share/unicode of the package
unicode-data). The codes of Big5, HKSCS and GB 2312 are those that Python knows.
"""

import bz2
import sys
from pathlib import Path

# How many characters stand in a line of a list.
COLUMNS = 64


def unihan(folder, file, field):
    """The characters that have a field in the Unihan database, each with what it says."""
    with bz2.open(folder / f"Unihan_{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            code, _, rest = line.rstrip("\n").partition("\t")
            if rest.startswith(f"{field}\t"):
                yield chr(int(code.removeprefix("U+"), 16)), rest.partition("\t")[2]


def decodable(codec):
    """The characters beyond ASCII of a double-byte code."""
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in [*range(0x40, 0x7F), *range(0xA1, 0xFF)]:
            try:
                found.update(bytes((lead, trail)).decode(codec))
            except UnicodeDecodeError:
                continue
    return {char for char in found if ord(char) > 0x7F}


def write(path, head, chars):
    chars = "".join(sorted(chars))
    lines = [f"# {line}" for line in head]
    lines += [chars[at : at + COLUMNS] for at in range(0, len(chars), COLUMNS)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(chars)} characters")


def main():
    unicode, out = map(Path, sys.argv[1:])

    # A sign of Big5 has two characters of Unicode where the makers of tables disagree; both are kept.
    big5 = decodable("big5") | decodable("cp950")
    # Python knows HKSCS as of 2004. The database marks what came since: 68 characters in 2008, 24 in 2016.
    hkscs = decodable("big5hkscs") | {char for char, _ in unihan(unicode, "IRGSources", "kIRG_HSource")}
    write(
        out / "big5-hkscs.txt",
        [
            "Big5 and the Hong Kong Supplementary Character Set, HKSCS-2016: every character beyond ASCII.",
            "From Python's codecs big5, cp950 and big5hkscs, and the field kIRG_HSource of Unihan 15.0.0.",
        ],
        big5 | hkscs,
    )
    write(
        out / "tongyong.txt",
        [
            "通用規範漢字表 (Table of General Standard Chinese Characters, 2013): all 8,105.",
            "From the field kTGH of Unihan 15.0.0.",
        ],
        {char for char, _ in unihan(unicode, "OtherMappings", "kTGH")},
    )
    write(
        out / "gb2312.txt",
        ["GB 2312-80: every character beyond ASCII.", "From Python's codec gb2312."],
        decodable("gb2312"),
    )


if __name__ == "__main__":
    main()
