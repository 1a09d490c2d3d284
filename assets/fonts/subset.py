"""Cuts the program's fonts out of Noto Sans CJK. Started by subset.sh.

    subset.py NOTO_DIR OUT_DIR [TEXT_FILE...]

Each weight is one file with two faces, one for each script. The faces share their outlines and differ in which one stands
for a character. Both get the same characters: a Chinese reader of either script meets names and quotations in the other one.
"""

import re
import sys
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

import made

HERE = Path(__file__).resolve().parent
REPO = HERE.parent.parent

NAME = "Zonemap Sans"
SCRIPTS = ("TC", "SC")

# Kept in every font, as far as the source draws them.
BLOCKS = [
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
    (0x3400, 0x4DBF),  # hanzi: the two blocks that have those of GB 18030-2000, and with them most rare ones of names of places
    (0x4E00, 0x9FFF),
    (0xFF01, 0xFF5E),  # full-width forms
    (0xFFE0, 0xFFE6),  # full-width signs
]

# Signs a map program is likely to draw. Asked for one by one, so that one which
# the source lacks is named instead of vanishing within a block.
SIGNS = "²³±×÷−≤≥≈≠°′″·•–—…‰←↑→↓↔■□▲△▶▷▼▽◀◁●○◆◇★☆✓✗☰"

# Characters of names of places in Guangdong that are neither in a list nor in a block above.
PLACES = "𡎚"

# What the Latin fonts hold, so that the lists are complete with them: letters of phonetic writing, and two lines above and
# below the letters. See subset.sh.
LATIN = set("ŋɐɔɛɪɵʃʊˆˍ‾")

DROPPED_TABLES = [
    # The program draws one glyph per character, in horizontal lines only.
    "BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx",
]


def characters(blocks):
    return {chr(code) for first, last in blocks for code in range(first, last + 1)}


def listed():
    """The characters of the lists, which lists.py has written."""
    chars = set()
    for path in sorted((HERE / "characters").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").split("\n")
        chars.update(*(line for line in lines if not line.startswith("#")))
    return chars


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

    # A PDF names its font by what stands in the CFF table, which the faces of a file share.
    cff = font["CFF "].cff
    old, new = cff.fontNames[0], f"{NAME.replace(' ', '')}-{style}"
    cff.fontNames[0] = new
    top = cff.topDictIndex[0]
    top.FullName = f"{NAME} {style}"
    top.FamilyName = NAME
    for part in top.FDArray:
        part.FontName = part.FontName.replace(old, new)
    # The vendor's mark stands for fonts that the vendor made.
    font["OS/2"].achVendID = "    "


def cut(font, wanted, glyphs):
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
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(char) for char in wanted], glyphs=glyphs)
    cutter.subset(font)
    # A glyph that was asked for by itself brings all its characters along.
    for table in font["cmap"].tables:
        table.cmap = {code: name for code, name in table.cmap.items() if chr(code) in wanted}
    font["OS/2"].recalcUnicodeRanges(font)


def one_map(font):
    """Leaves the one table of characters that has all of them.

    Variation sequences choose between forms of one character. The script has chosen already; with them each form would
    come along.
    """
    font["cmap"].tables = [table for table in font["cmap"].tables if (table.platformID, table.platEncID) == (3, 10)]


def shown(chars):
    return " ".join(f"{char} U+{ord(char):04X}" for char in sorted(chars))


def make(noto, out, style, wanted):
    """Writes the file of a weight. Returns the characters that its source has."""
    collection = TTCollection(noto / f"NotoSansCJK-{style}.ttc", lazy=True)
    faces = {script: face(collection, f"Noto Sans CJK {script}") for script in SCRIPTS}
    for font in faces.values():
        one_map(font)
    maps = [font.getBestCmap() for font in faces.values()]
    has = {chr(code) for code in maps[0]}
    if any(has != {chr(code) for code in other} for other in maps):
        sys.exit("subset.py: the faces of the source differ in what they hold")

    # Hanzi that nobody asked for and that both scripts write alike.
    unwanted = sorted(has - wanted)
    spare = [char for char in unwanted if "\U00020000" <= char <= "\U0002a6df" and len({m[ord(char)] for m in maps}) == 1]
    made.add(list(faces.values()), style, spare)
    has |= made.MADE

    kept = wanted & has
    glyphs = {font.getBestCmap()[ord(char)] for font in faces.values() for char in kept}
    result = TTCollection()
    for script, font in faces.items():
        cut(font, kept, glyphs)
        rename(font, f"Noto Sans CJK {script}", f"{NAME} {script}", style)
        result.fonts.append(font)
    path = out / f"{NAME.replace(' ', '')}CJK-{style}.ttc"
    result.save(path, shareTables=True)

    # Read back what was written: that is what the program will see.
    for font in TTCollection(path, lazy=True).fonts:
        if {chr(code) for code in font.getBestCmap()} != kept:
            sys.exit(f"subset.py: {path.name} does not hold what was asked for")
    print(f"{path.name}: {path.stat().st_size} bytes, {len(kept)} characters, {len(glyphs)} glyphs")
    return has


def main():
    noto, out, *more = sys.argv[1:]
    noto, out = Path(noto), Path(out)

    files = [*project_files(), *map(Path, more)]
    project = set().union(*map(text_of, files))
    lists = listed()
    print(f"lists: {len(lists)} characters")
    print(f"texts of the project: {len(files)} files, {len(project)} characters")

    # What must be there, as opposed to what is taken where the source has it.
    required = project | set(SIGNS) | set(PLACES) | lists
    wanted = required | characters(BLOCKS)
    for style in ("Regular", "Bold"):
        has = make(noto, out, style, wanted)
        if missing := required - has - LATIN:
            print(f"  not in the source: {shown(missing)}")
        if missing := (project | lists | set(PLACES)) - has - LATIN:
            sys.exit(f"subset.py: the source lacks characters that are needed: {shown(missing)}")


if __name__ == "__main__":
    main()
