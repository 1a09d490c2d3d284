#!/usr/bin/env python3
"""Prints what OGR (pyogrio) and pyproj say of the data files of other makers, as JSON: features, types, system, extent in degrees, and geodesic area on WGS 84.

    tests/others/fetch
    python3 tests/others/figures.py > tests/others/figures.json
"""
import json
import os
import pathlib
import warnings
import xml.etree.ElementTree
import zipfile

import numpy
import pyogrio
import pyogrio.raw
import pyproj
import shapely

warnings.simplefilter("ignore")
FILES = pathlib.Path("target/others/files")
ENDINGS = {".shp", ".gpkg", ".fgb", ".kml", ".kmz", ".gml", ".geojson", ".json", ".csv", ".wkt", ".zip"}
GEOD = pyproj.Geod(ellps="WGS84")


def ring_m2(ring):
    at = shapely.get_coordinates(ring)
    return abs(GEOD.polygon_area_perimeter(at[:, 0], at[:, 1])[0])


def area_m2(shape):
    if shape is None or shape.is_empty:
        return 0.0
    if shape.geom_type == "Polygon":
        return ring_m2(shape.exterior) - sum(map(ring_m2, shape.interiors))
    return sum(map(area_m2, shape.geoms)) if hasattr(shape, "geoms") else 0.0


def in_degrees(shapes, crs):
    if crs.is_geographic:
        return shapes
    to = pyproj.Transformer.from_crs(crs, crs.geodetic_crs, always_xy=True)
    there = lambda at: numpy.column_stack(to.transform(at[:, 0], at[:, 1]))
    return [shape and shapely.transform(shapely.force_2d(shape), there) for shape in shapes]


def layer(path, name):
    meta, _, wkb, _ = pyogrio.raw.read(path, layer=name, columns=[])
    if wkb is None:
        return {"features": pyogrio.read_info(path, layer=name)["features"], "types": {}}
    shapes = list(shapely.from_wkb(wkb, on_invalid="ignore"))
    crs = pyproj.CRS(meta["crs"]) if meta["crs"] else None
    types = {}
    for shape in shapes:
        kind = "none" if shape is None or shape.is_empty else shape.geom_type
        types[kind] = types.get(kind, 0) + 1
    row = {"features": len(shapes), "types": types, "crs": crs and crs.name}
    there = [shape for shape in in_degrees(shapes, crs or pyproj.CRS(4326)) if shape is not None and not shape.is_empty]
    # A grid may have none where a file says it is on it.
    if there and numpy.isfinite(shapely.total_bounds(there)).all():
        row["extent"] = [float(number) for number in shapely.total_bounds(there)]
        m2 = float(sum(map(area_m2, there)))
        row |= {"m2": m2} if numpy.isfinite(m2) else {}
    return row


def kml(path):
    """What the elements of a document say that OGR's reader does not take: placemarks in containers, by the kinds of their geometries."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            documents = [archive.read(name) for name in archive.namelist() if name.lower().endswith(".kml")]
    else:
        documents = [path.read_bytes()]
    types, at, placemarks = {}, [], {"Placemark"}
    plain = lambda element: element.tag.rpartition("}")[2]

    def kinds(element):
        name = plain(element)
        if name in ("Point", "LineString", "LinearRing", "Polygon"):
            there = [tuple(map(float, tuple_.split(",")[:2])) for text in element.iter() if plain(text) == "coordinates" for tuple_ in (text.text or "").split()]
            at.extend(there)
            return {"LineString" if name == "LinearRing" else name} if there else set()
        return set().union(*map(kinds, element)) if name == "MultiGeometry" else set()

    def walk(element):
        for child in element:
            if plain(child) == "Schema" and child.get("parent") == "Placemark":
                placemarks.add(child.get("name"))
            if plain(child) in ("Document", "Folder"):
                walk(child)
            elif plain(child) in placemarks:
                own = set().union(*map(kinds, child))
                kind = "none" if not own else own.pop() if len(own) == 1 else "GeometryCollection"
                types[kind] = types.get(kind, 0) + 1

    for document in documents:
        root = xml.etree.ElementTree.fromstring(document)
        walk([root] if plain(root) != "kml" else root)
    row = {"features": sum(types.values()), "types": types, "crs": "WGS 84"}
    if at:
        row["extent"] = [min(x for x, _ in at), min(y for _, y in at), max(x for x, _ in at), max(y for _, y in at)]
    return [row]


def or_else(path):
    """What the elements of a KML file say where OGR says nothing."""
    try:
        return json.dumps(kml(path)) if path.suffix in (".kml", ".kmz") else json.dumps("not read")
    except Exception:
        return json.dumps("not read")


def said(path):
    """What is said of a file, in a process of its own, as some files end it. What is a placemark in KML its own elements say: OGR has overlays among them."""
    out, into = os.pipe()
    if os.fork() == 0:
        if path.suffix == ".shp" and not path.with_suffix(".shx").exists():
            pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": "YES"})
        try:
            text = json.dumps([layer(path, name) for name in pyogrio.list_layers(path)[:, 0]])
            elements = json.loads(or_else(path))
            if elements != "not read" and elements[0]["features"] != sum(row["features"] for row in json.loads(text)):
                text = json.dumps(elements)
        except Exception:
            text = or_else(path)
        with os.fdopen(into, "w") as pipe:
            pipe.write(text)
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as pipe:
        text = pipe.read()
    os.wait()
    return text or or_else(path)


def main():
    paths = [path for path in sorted(FILES.rglob("*")) if path.suffix.lower() in ENDINGS and path.is_file() and path.name != "package.json"]
    print("{\n" + ",\n".join(f"{json.dumps(str(path.relative_to(FILES)))}: {said(path)}" for path in paths) + "\n}")


main()
