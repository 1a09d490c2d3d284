"""Puts together the few characters of the lists that Noto Sans CJK 2.004 lacks, out of glyphs that it has.

Each takes the place of a glyph that the subset would drop, so that the font keeps its tables as they are.
"""

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen

# Characters that look like another one that the source has: Big5 knows one full-width tilde.
SAME = {"\u223c": "\uff5e"}

# Two characters of HKSCS-2016: a mouth at the left, taken from a character that has a narrow one, and beside it a
# character made narrower. The numbers: how far apart the two are, where the right one ends, and by how much its upright
# strokes are widened again in Regular and in Bold.
BESIDE_A_MOUTH = {
    "\U0002bb37": ("嘈", "騎", 9, 968, 6, 14),
    "\U0002d25d": ("嘈", "殊", 12, 972, 8, 17),
}
# What ends left of this is the mouth.
MOUTH_ENDS = 340

# Nearly equal: the sign of equality between two dots.
NEARLY_EQUAL = "\u2252"

MADE = {*SAME, *BESIDE_A_MOUTH, NEARLY_EQUAL}


class Glyphs:
    """The outlines of a font by character, contour by contour."""

    def __init__(self, font):
        self.set = font.getGlyphSet()
        self.map = font.getBestCmap()

    def contours(self, char):
        pen = DecomposingRecordingPen(self.set)
        self.set[self.map[ord(char)]].draw(pen)
        contours = []
        for name, points in pen.value:
            if name == "moveTo":
                contours.append([])
            contours[-1].append((name, points))
        return contours

    def box(self, contours):
        pen = BoundsPen(self.set)
        replay(contours, pen)
        return pen.bounds


def replay(contours, pen):
    for contour in contours:
        for name, points in contour:
            getattr(pen, name)(*points)


def draw_beside_a_mouth(glyphs, parts, style, pen):
    of_mouth, right, apart, end, regular, bold = parts
    mouth = [contour for contour in glyphs.contours(of_mouth) if glyphs.box([contour])[2] < MOUTH_ENDS]
    replay(mouth, pen)
    begin = glyphs.box(mouth)[2] + apart
    contours = glyphs.contours(right)
    left, _, far, _ = glyphs.box(contours)
    wider = bold if style == "Bold" else regular
    scale = (end - begin - 2 * wider) / (far - left)
    # Twice the same shape, a little apart: together they have wider upright strokes, as narrowing has made them thin.
    for shift in (-wider, wider):
        start = begin + wider + shift - left * scale
        replay(contours, TransformPen(pen, (scale, 0, 0, 1, start, 0)))


def draw_nearly_equal(glyphs, pen):
    bars = glyphs.contours("\uff1d")
    replay(bars, pen)
    left, bottom, right, top = glyphs.box(bars)
    dot = glyphs.contours("\uff1a")[:1]
    x, y, far, up = glyphs.box(dot)
    gap = (top - bottom) * 0.4
    for dx, dy in ((left - x, top + gap - y), (right - far, bottom - gap - up)):
        replay(dot, TransformPen(pen, (1, 0, 0, 1, dx, dy)))


def add(fonts, style, spare):
    """Adds the made characters to the faces of a weight, in place of those that are spare: hanzi of the same width.

    They are drawn once, as the first face writes their parts: the faces share their outlines.
    """
    glyphs = Glyphs(fonts[0])

    def draw(char, pen):
        if char == NEARLY_EQUAL:
            draw_nearly_equal(glyphs, pen)
        else:
            draw_beside_a_mouth(glyphs, BESIDE_A_MOUTH[char], style, pen)

    places = dict(zip(sorted(MADE - SAME.keys()), (glyphs.map[ord(char)] for char in spare)))
    drawn = {}
    for char in places:
        # The width is that of a hanzi, which a font of hanzi does not write down.
        drawn[char] = T2CharStringPen(None, glyphs.set)
        draw(char, drawn[char])
    for font in fonts:
        strings = font["CFF "].cff.topDictIndex[0].CharStrings
        for char, name in places.items():
            old = strings[name]
            strings[name] = drawn[char].getCharString(old.private, old.globalSubrs)
        names = font.getBestCmap()
        for table in font["cmap"].tables:
            table.cmap.update({ord(char): name for char, name in places.items()})
            table.cmap.update({ord(char): names[ord(same)] for char, same in SAME.items()})
