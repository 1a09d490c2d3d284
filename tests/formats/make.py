#!/usr/bin/env python3
"""Makes the files beside it with pyshp, GDAL (pyogrio), openpyxl, dbf, SQLite and Python's own gzip and zipfile, and prints what pyproj measures of them.

    pip install pyshp pyproj pyogrio shapely openpyxl dbf
    python3 tests/formats/make.py
"""
import gzip
import io
import os
import shutil
import sqlite3
import struct
import tempfile
import zipfile

import numpy
import pyogrio.raw
import pyproj
import shapefile
import shapely

HERE = os.path.dirname(os.path.abspath(__file__))
# A square of about 1 km beside the zone, less a hole, clockwise as the shapefile format has outer rings.
OUTER = [(113.48, 23.07), (113.48, 23.08), (113.49, 23.08), (113.49, 23.07), (113.48, 23.07)]
HOLE = [(113.483, 23.073), (113.487, 23.073), (113.487, 23.077), (113.483, 23.077), (113.483, 23.073)]
ISLAND = [(113.484, 23.074), (113.484, 23.076), (113.486, 23.076), (113.486, 23.074), (113.484, 23.074)]
SQUARE = shapely.Polygon(OUTER, [HOLE])
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


def on(epsg, geometry):
    """A geometry in metres of a grid."""
    forward = pyproj.Transformer.from_crs(4490, epsg, always_xy=True)
    return shapely.transform(geometry, lambda at: numpy.array([forward.transform(*position) for position in at]))


def by_gdal(name, driver, geometries, columns, epsg, kind="Unknown", layer=None, append=False, **options):
    """A file of any format that GDAL writes, or another layer in it."""
    geometries = [None if geometry is None else shapely.to_wkb(geometry, output_dimension=4, flavor="iso") for geometry in geometries]
    pyogrio.raw.write(
        path(name), numpy.array(geometries, dtype=object), [numpy.array(values) for values in columns.values()], list(columns),
        driver=driver, geometry_type=kind, crs=epsg and f"EPSG:{epsg}", layer=layer, append=append, layer_options=options or None,
    )


def geopackages():
    """Layers of two systems, a table without geometry, views, and a row that stands only in the log."""
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2020-01-01T00:00:00.000Z", "OGR_SQLITE_PRAGMA": "page_size=512"})
    if os.path.exists(path("layers.gpkg")):
        os.remove(path("layers.gpkg"))
    areas = [on(4547, SQUARE), on(4547, shapely.Polygon(ISLAND)), None, shapely.from_wkt("POLYGON EMPTY")]
    columns = {"name": ["碼頭", "島", "無", "空"], "km2": [0.8529, 0.04, 2.0, 0.1], "open": [True, False, True, False], "code": [1, 2, 3, 2**53 + 1]}
    by_gdal("layers.gpkg", "GPKG", areas, columns, 4547, layer="areas", SPATIAL_INDEX="NO")
    mixed = ["POINT ZM (113.5 23.1 12.5 3)", "POINT EMPTY", "MULTIPOINT ((113.5 23.1), (113.51 23.1))", "MULTILINESTRING M ((113.5 23.1 1, 113.51 23.1 2))",
             "GEOMETRYCOLLECTION (POINT (113.5 23.1), POLYGON ((113.48 23.07, 113.49 23.07, 113.49 23.08, 113.48 23.07)))"]
    by_gdal("layers.gpkg", "GPKG", [shapely.from_wkt(text) for text in mixed], {"kind": mixed}, 4326, layer="mixed", append=True, SPATIAL_INDEX="NO")
    with sqlite3.connect(path("layers.gpkg")) as database:
        # Triggers of GDAL's want functions of its own.
        database.execute("CREATE TABLE owners (fid INTEGER PRIMARY KEY, name TEXT)")
        database.execute("INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) VALUES ('owners', 'attributes', 'owners', '2020-01-01T00:00:00.000Z')")
    database.execute("VACUUM")
    database.close()
    with tempfile.TemporaryDirectory() as folder:
        open_one = os.path.join(folder, "wal.gpkg")
        shutil.copy(path("layers.gpkg"), open_one)
        database = sqlite3.connect(open_one)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA wal_autocheckpoint = 0")
        header = b"GP\0\x01" + struct.pack("<i", 4547)
        for name, shape in (("第五", on(4547, SQUARE)), ("最後", on(4547, shapely.Polygon(ISLAND)))):
            database.execute("INSERT INTO areas (geom, name, km2) VALUES (?, ?, 1.5)", (header + shapely.to_wkb(shape), name))
            database.commit()
        # Not committed, and so not there.
        database.execute("PRAGMA cache_size = 1")
        database.execute("INSERT INTO areas (name) SELECT hex(randomblob(2000)) FROM areas")
        for ending in ("", "-wal"):
            shutil.copy(open_one + ending, path("wal.gpkg" + ending))
        database.rollback()
        database.close()


def flatgeobufs():
    """Without an index a point, an empty one and none, which GDAL refuses to index; areas on a grid with every type of column, indexed; a type for each feature."""
    rows = [shapely.Point(113.5, 23.1), shapely.from_wkt("POINT EMPTY"), None]
    by_gdal("plain.fgb", "FlatGeobuf", rows, {"name": ["碼頭", "空", "無"]}, 4326, SPATIAL_INDEX="NO")
    columns = {
        "name": ["碼頭", "島"], "truth": [True, False], "short": numpy.array([-3, 4], dtype="int16"), "int": numpy.array([1, -2], dtype="int32"),
        "long": numpy.array([2**53 + 1, 0]), "float": numpy.array([0.1, 2.5], dtype="float32"), "km2": [0.8529, 0.04],
        "day": numpy.array(["2021-12-31", "2022-01-01"], dtype="datetime64[D]"),
    }
    by_gdal("areas.fgb", "FlatGeobuf", [on(4547, SQUARE), on(4547, shapely.MultiPolygon([shapely.Polygon(ISLAND)]))], columns, 4547)
    mixed = ["POINT ZM (113.5 23.1 12.5 3)", "MULTIPOINT ((113.5 23.1), (113.51 23.1))", "MULTILINESTRING M ((113.5 23.1 1, 113.51 23.1 2), (113.5 23.2 1, 113.51 23.2 2))",
             "GEOMETRYCOLLECTION (POINT (113.5 23.1), POLYGON ((113.48 23.07, 113.49 23.07, 113.49 23.08, 113.48 23.07)))"]
    by_gdal("mixed.fgb", "FlatGeobuf", [shapely.from_wkt(text) for text in mixed], {"kind": mixed}, None, SPATIAL_INDEX="NO")


def workbooks():
    """A sheet with a title above its columns, days and texts; one in WKT; one that is no table. openpyxl writes the time of writing, which is taken out."""
    import datetime

    import openpyxl

    book = openpyxl.Workbook()
    points = book.active
    points.title = "點位"
    for row in (["碼頭一覽", None, None], [], ["name", "經度", "緯度", "km2", "day", "open", "code"], ["碼頭", 113.48, 23.07, 0.8529, datetime.date(2021, 12, 31), True, "0102"],
                ["島", 113.5, 23.08, 0.1 + 0.2, datetime.datetime(2022, 1, 2, 6, 30), False, 9007199254740992], ["合計", None, None, 0.9, None, None, None, "note"]):
        points.append(row)
    shapes = book.create_sheet("shapes")
    shapes.append(["id", "wkt"])
    shapes.append([1, f"SRID=4490;{SQUARE.wkt}"])
    shapes.append([2, None])
    book.create_sheet("notes").append(["nothing", "here"])
    whole = io.BytesIO()
    book.save(whole)
    packed = io.BytesIO()
    with zipfile.ZipFile(whole) as from_book, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in from_book.namelist():
            if not name.startswith("docProps/"):
                at = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
                at.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(at, from_book.read(name))
    write("book.xlsx", packed.getvalue())


def gmls():
    """By GDAL, in three versions: a URN has northing first from GML 3 on, a short name never."""
    columns = {"name": ["碼頭", "島"], "km2": [0.8529, 0.04]}
    for name, version, epsg in (("gml2", "GML2", 4490), ("gml31", "GML3", 4547), ("gml32", "GML3.2", 4490)):
        areas = [SQUARE, shapely.MultiPolygon([shapely.Polygon(ISLAND)])]
        areas = areas if epsg == 4490 else [on(epsg, area) for area in areas]
        pyogrio.raw.write(
            path(f"{name}.gml"), numpy.array([shapely.to_wkb(area) for area in areas], dtype=object), [numpy.array(values) for values in columns.values()],
            list(columns), driver="GML", geometry_type="Unknown", crs=f"EPSG:{epsg}", layer="parcels", dataset_options={"FORMAT": version, "XSISCHEMA": "OFF"},
        )


def memos():
    """Tables with long texts beside them: dBASE III, FoxPro and Visual FoxPro."""
    import dbf

    for name, kind, ending in (("memo-db3", "db3", "dbt"), ("memo-fp", "fp", "fpt"), ("memo-vfp", "vfp", "fpt")):
        polygon(name, "utf-8")
        os.remove(path(name + ".dbf"))
        table = dbf.Table(path(name + ".dbf"), "name C(10); note M", dbf_type=kind, codepage="cp936")
        table.open(dbf.READ_WRITE)
        table.append(("码头", "长文" * 400))
        table.append(("岛", "short"))
        table.append(("无", ""))
        table.close()
        whole = bytearray(open(path(name + ".dbf"), "rb").read())
        whole[1:4] = b"\x78\x01\x01"
        write(name + ".dbf", bytes(whole))
        with shapefile.Writer(shp=path(name + ".shp"), shapeType=shapefile.POLYGON) as writer:
            for rings in ([OUTER, HOLE], [ISLAND], [ISLAND]):
                writer.poly(rings)
        assert os.path.exists(path(f"{name}.{ending}"))


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
    memos()
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
        for epsg in (4326, 4490, 4491, 4497, 4501, 4502, 4508, 4513, 4526, 4533, 4534, 4547, 4554, 32601, 32649, 32660, 32733, 3857, 2326, 4611, 4214, 2414, 2435, 21419, 21459, 4610, 2362, 2383, 2333, 2344, 8428, 8431, 8433):
            for version in ("WKT1_ESRI", "WKT1_GDAL", "WKT2_2019"):
                file.write(f"{epsg}\t{pyproj.CRS.from_epsg(epsg).to_wkt(version)}\n")
    geopackages()
    flatgeobufs()
    workbooks()
    gmls()
    print("square less hole", area(OUTER, HOLE), "island", area(ISLAND))


main()
