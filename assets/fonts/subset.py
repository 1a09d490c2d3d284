"""Cuts the program's fonts out of Noto Sans CJK. Started by subset.sh.

    subset.py NOTO_DIR OUT_DIR [TEXT_FILE...]

Both scripts get the same characters: a Chinese reader of either script meets
names and quotations in the other one.
"""

import re
import sys
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

HERE = Path(__file__).resolve().parent
REPO = HERE.parent.parent

# Kept in every font, as far as the source draws them.
SYMBOL_BLOCKS = [
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x00FF),  # Latin-1
    (0x0100, 0x017F),  # Latin Extended-A
    (0x01CD, 0x01DC),  # with it, pinyin's vowels with their tone marks
    (0x01F8, 0x01F9),
    (0x0391, 0x03C9),  # Greek letters, used in formulas
    (0x2000, 0x206F),  # General Punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x214F),  # letterlike: degree Celsius, numero
    (0x2150, 0x218B),  # fractions and Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical operators
    (0x2460, 0x2473),  # circled 1 to 20
    (0x2500, 0x257F),  # box drawing
    (0x2580, 0x259F),  # block elements
    (0x25A0, 0x25FF),  # geometric shapes
    (0x2600, 0x26FF),  # stars and other signs
    (0x2700, 0x27BF),  # tick and other ornaments
    (0x3000, 0x303F),  # CJK symbols and punctuation
    (0x3380, 0x33DF),  # square metre and the other squared units
    (0xFF01, 0xFF5E),  # full-width forms
    (0xFFE0, 0xFFE6),  # full-width signs
]

# Signs a map program is likely to draw. Asked for one by one, so that one which
# the source lacks is named instead of vanishing within a block.
SIGNS = "²³±×÷−≤≥≈≠°′″·•–—…‰←↑→↓↔■□▲△▶▷▼▽◀◁●○◆◇★☆✓✗☰"

DROPPED_TABLES = [
    # The program draws one glyph per character, in horizontal lines only.
    "BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx",
]


def characters(blocks):
    return {chr(code) for first, last in blocks for code in range(first, last + 1)}


def decodable(codec, leads, trails):
    """The characters of a double-byte code; some of its cells are empty."""
    found = set()
    for lead in leads:
        for trail in trails:
            found.update(bytes((lead, trail)).decode(codec, "ignore"))
    # An empty cell may leave its second byte behind as an ASCII character.
    return {char for char in found if ord(char) > 0x7F}


def common_hanzi():
    """The first levels of GB 2312 (rows 16 to 55) and of Big5 (A440 to C67E)."""
    gb = decodable("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    big5 = decodable("big5", range(0xA4, 0xC6), trails)
    big5 |= decodable("big5", [0xC6], range(0x40, 0x7F))
    return gb, big5


def text_of(path):
    text = path.read_text(encoding="utf-8")
    # JSON and YAML may hold a character as \uXXXX, those beyond U+FFFF as two.
    escaped = "".join(chr(int(code, 16)) for code in re.findall(r"\\u([0-9A-Fa-f]{4})", text))
    text += escaped.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    # Control and format characters are not drawn; spaces of every width are.
    return {char for char in text if unicodedata.category(char)[0] != "C"}


def project_files():
    wanted = {
        "geodata": {".json", ".geojson"},
        "assets/locales": {".yml", ".yaml"},
    }
    for folder, endings in wanted.items():
        for path in sorted((REPO / folder).rglob("*")):
            if path.is_file() and path.suffix in endings:
                yield path


def face(collection, family):
    """The face of that family name: the order within a .ttc is no promise."""
    found = [font for font in collection.fonts if font["name"].getDebugName(1) == family]
    if len(found) != 1:
        sys.exit(f"subset.py: {len(found)} faces are called {family}, one was expected")
    return found[0]


def rename(font, source, family, style):
    """Gives the subset a name of its own.

    A changed font may carry no name its licence reserves, and a system that
    has the full font must not mistake the subset for it.
    """
    names = font["name"]
    version = names.getDebugName(5).split(";")[0]
    postscript = f"{family.replace(' ', '')}-{style}"
    full = family if style == "Regular" else f"{family} {style}"
    kept = {number: names.getDebugName(number) for number in (0, 7, 9, 13, 14)}
    texts = kept | {
        1: family,
        2: style,
        3: f"{version.removeprefix('Version ')};{postscript}",
        4: full,
        5: f"{version}; subset",
        6: postscript,
        10: f"A subset of {source}, made for zonemap.",
    }
    names.names = []
    for number, text in sorted(texts.items()):
        if text:
            names.setName(text, number, 3, 1, 0x409)

    # A PDF names its font by what stands in the CFF table.
    cff = font["CFF "].cff
    old = cff.fontNames[0]
    cff.fontNames[0] = postscript
    top = cff.topDictIndex[0]
    top.FullName = full
    top.FamilyName = family
    for part in top.FDArray:
        part.FontName = part.FontName.replace(old, postscript)
    # The vendor's mark stands for fonts that the vendor made.
    font["OS/2"].achVendID = "    "


def cut(font, wanted):
    options = subset.Options()
    options.layout_features = []
    options.drop_tables += DROPPED_TABLES
    options.hinting = False
    # Outlines keep their shared parts: written out they take more room.
    options.desubroutinize = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.recalc_bounds = True
    options.recalc_timestamp = False
    font.recalcTimestamp = False
    # Variation sequences choose between forms of one character. The script
    # has chosen already; with them each form would come along.
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format != 14]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(char) for char in wanted])
    cutter.subset(font)
    return options


def shown(chars):
    return " ".join(f"{char} U+{ord(char):04X}" for char in sorted(chars))


def main():
    noto, out, *more = sys.argv[1:]
    noto, out = Path(noto), Path(out)

    gb, big5 = common_hanzi()
    words = text_of(HERE / "words.txt")
    files = [*project_files(), *map(Path, more)]
    project = set().union(*map(text_of, files))
    print(f"GB 2312 level 1: {len(gb)}, Big5 level 1: {len(big5)}, together {len(gb | big5)}")
    print(f"texts of the project: {len(files)} files, {len(project)} characters")

    symbols = characters(SYMBOL_BLOCKS)
    # What must be there, as opposed to what is taken where the source has it.
    required = {
        "Bold": project | words | set(SIGNS),
        "Regular": project | words | set(SIGNS) | gb | big5,
    }
    wanted = {style: chars | symbols for style, chars in required.items()}

    lacking_project_text = set()
    for style in ("Regular", "Bold"):
        for script in ("TC", "SC"):
            collection = TTCollection(noto / f"NotoSansCJK-{style}.ttc", lazy=True)
            source = f"Noto Sans CJK {script}"
            font = face(collection, source)
            has = {chr(code) for code in font.getBestCmap()}
            options = cut(font, wanted[style] & has)
            rename(font, source, f"Zonemap Sans {script}", style)
            path = out / f"ZonemapSans{script}-{style}.otf"
            subset.save_font(font, path, options)

            # Read back what was written: that is what the program will see.
            made = subset.load_font(path, subset.Options())
            holds = {chr(code) for code in made.getBestCmap()}
            if holds != wanted[style] & has:
                sys.exit(f"subset.py: {path.name} does not hold what was asked for")
            print(f"{path.name}: {path.stat().st_size} bytes, {len(holds)} characters")
            if missing := required[style] - has:
                print(f"  not in {source}: {shown(missing)}")
            lacking_project_text |= project - has

    if lacking_project_text:
        sys.exit(f"subset.py: the source lacks characters of our texts: {shown(lacking_project_text)}")


if __name__ == "__main__":
    main()
