#!/usr/bin/env python3
"""Makes the files beside it with pyshp and Python's own gzip and zipfile, and prints what pyproj measures of them.

    pip install pyshp pyproj
    python3 tests/formats/make.py
"""
import gzip
import io
import os
import zipfile

import pyproj
import shapefile

HERE = os.path.dirname(os.path.abspath(__file__))
# A square of about 1 km beside the zone, less a hole, clockwise as the shapefile format has outer rings.
OUTER = [(113.48, 23.07), (113.48, 23.08), (113.49, 23.08), (113.49, 23.07), (113.48, 23.07)]
HOLE = [(113.483, 23.073), (113.487, 23.073), (113.487, 23.077), (113.483, 23.077), (113.483, 23.073)]
ISLAND = [(113.484, 23.074), (113.484, 23.076), (113.486, 23.076), (113.486, 23.074), (113.484, 23.074)]
PRJ = {epsg: pyproj.CRS.from_epsg(epsg).to_wkt("WKT1_ESRI") for epsg in (4326, 4490, 4526, 4547)}


def path(name):
    return os.path.join(HERE, name)


def write(name, content):
    with open(path(name), "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())


def area(*rings):
    geod = pyproj.Geod(ellps="WGS84")
    areas = [abs(geod.polygon_area_perimeter(*zip(*ring))[0]) for ring in rings]
    return areas[0] - sum(areas[1:])


def polygon(name, encoding, ldid=None, cpg=None, prj=4490, rows=None, width=10):
    """A shapefile of polygons with a text of so many bytes, a figure and an island in the hole."""
    with shapefile.Writer(path(name), shapeType=shapefile.POLYGON, encoding=encoding) as writer:
        writer.field("NAME", "C", size=width)
        writer.field("KM2", "N", size=12, decimal=4)
        for text, figure, rings in rows or [("码头", "0.8529", [OUTER, HOLE]), ("岛", "", [ISLAND])]:
            writer.poly(rings)
            writer.record(text, figure or None)
    if prj:
        write(name + ".prj", PRJ[prj])
    if cpg:
        write(name + ".cpg", cpg)
    table = bytearray(open(path(name + ".dbf"), "rb").read())
    table[1:4] = b"\x78\x01\x01"  # the day it was written, always the same
    table[29] = ldid or 0
    write(name + ".dbf", bytes(table))


def cut(name, encoding, before, ldid=None):
    """Its first text fills the column and is cut in the middle of its last character; so many letters before bring it there."""
    polygon(name, encoding, ldid)
    table = bytearray(open(path(name + ".dbf"), "rb").read())
    start = int.from_bytes(table[8:10], "little") + 1
    table[start : start + 10] = (before + "码头码头码头").encode(encoding)[:10]
    write(name + ".dbf", bytes(table))


def measured(name, epsg):
    """The same square in metres of a grid."""
    forward = pyproj.Transformer.from_crs(4490, epsg, always_xy=True)
    rings = [[forward.transform(*at) for at in ring] for ring in (OUTER, HOLE)]
    polygon(name, "utf-8", cpg="UTF-8", prj=epsg, rows=[("码头", "0.8529", rings)])


def all_types():
    """Every type of shape, with heights and measures, and null shapes between."""
    for name, kind in (("points-z", shapefile.POINTZ), ("lines-m", shapefile.POLYLINEM), ("multipoints", shapefile.MULTIPOINT), ("polygons-z", shapefile.POLYGONZ)):
        with shapefile.Writer(path(name), shapeType=kind) as writer:
            writer.field("ID", "N", size=5)
            writer.null()
            writer.record(1)
            if kind == shapefile.POINTZ:
                writer.pointz(113.48, 23.07, 12.5, 3.0)
            elif kind == shapefile.POLYLINEM:
                writer.linem([[[113.48, 23.07, 1.0], [113.49, 23.08, None]], [[113.5, 23.07, 5.0], [113.5, 23.08, 6.0]]])
            elif kind == shapefile.MULTIPOINT:
                writer.multipoint([[113.48, 23.07], [113.49, 23.08]])
            else:
                writer.polyz([[[x, y, 7.0] for x, y in OUTER], [[x, y, 8.0] for x, y in HOLE]])
            writer.record(2)
        table = bytearray(open(path(name + ".dbf"), "rb").read())
        table[1:4] = b"\x78\x01\x01"
        write(name + ".dbf", bytes(table))
        write(name + ".prj", PRJ[4326])


def main():
    polygon("gbk-ldid", "gbk", ldid=0x4D)
    polygon("gbk-cpg", "gbk", cpg="936")
    polygon("gbk-bare", "gbk")
    polygon("utf8-bare", "utf-8")
    polygon("big5-bare", "big5", rows=[("碼頭", "0.8529", [OUTER, HOLE]), ("島嶼區域", "", [ISLAND])])
    polygon("gbk-said-utf8", "gbk", cpg="UTF-8")
    polygon("no-prj", "utf-8", prj=None)
    for name, encoding, before, ldid in (("cut-gbk-ldid", "gbk", "a", 0x4D), ("cut-gbk", "gbk", "a", None), ("cut-utf8", "utf-8", "ab", None)):
        cut(name, encoding, before, ldid)
    for epsg in (4526, 4547):
        measured(f"grid-{epsg}", epsg)
    polygon("turned", "utf-8", cpg="UTF-8", rows=[("turned", "", [OUTER[::-1], HOLE[::-1]])])
    all_types()
    for name in [name for name in os.listdir(HERE) if name.endswith(".shx")]:
        os.remove(path(name))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("gbk-ldid", "grid-4526"):
            for ending in ("shp", "dbf", "prj", "cpg"):
                if os.path.exists(path(f"{name}.{ending}")):
                    at = zipfile.ZipInfo(f"區/{name}.{ending}", (2020, 1, 1, 0, 0, 0))
                    at.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(at, open(path(f"{name}.{ending}"), "rb").read())
        archive.writestr(zipfile.ZipInfo("__MACOSX/._a.shp", (2020, 1, 1, 0, 0, 0)), b"no shapefile")
    write("two.zip", packed.getvalue())
    with open(path("square.kml"), "rb") as kml:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo("doc.kml", (2020, 1, 1, 0, 0, 0)), kml.read())
    write("square.kmz", packed.getvalue())
    with open(path("rows.csv"), "rb") as table:
        write("rows.csv.gz", gzip.compress(table.read(), mtime=0))
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        at = zipfile.ZipInfo("a.geojson", (2020, 1, 1, 0, 0, 0))
        at.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(at, b"0" * (80 << 20))
    write("bomb.zip", bomb.getvalue())
    with open(path("systems.txt"), "w") as file:
        for epsg in (4326, 4490, 4491, 4497, 4501, 4502, 4508, 4513, 4526, 4533, 4534, 4547, 4554, 32601, 32649, 32660, 32733, 3857, 2326):
            for version in ("WKT1_ESRI", "WKT1_GDAL", "WKT2_2019"):
                file.write(f"{epsg}\t{pyproj.CRS.from_epsg(epsg).to_wkt(version)}\n")
    print("square less hole", area(OUTER, HOLE), "island", area(ISLAND))


main()
