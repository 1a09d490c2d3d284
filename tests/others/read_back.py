#!/usr/bin/env python3
"""Prints what OGR (pyogrio) finds different in a file that was written from a GeoJSON file, and nothing where it is the same: ORIGINAL FILE SYSTEM [NOT-KEPT…]."""
import sys

import numpy
import pyogrio
import pyogrio.raw
import pyproj
import shapely


def read(path):
    meta, _, wkb, values = pyogrio.raw.read(path, layer=pyogrio.list_layers(path)[0, 0])
    return meta["crs"], shapely.from_wkb(wkb), {str(name): list(column) for name, column in zip(meta["fields"], values)}


def same(one, other):
    is_none = lambda value: value is None or value == "" or value != value
    if is_none(one) or is_none(other):
        return is_none(one) and is_none(other)
    try:
        return float(one) == float(other)
    except (TypeError, ValueError):
        return str(one) == str(other)


def ring_parts(shape):
    """Points of every part, each ring from its smallest position on in one direction, so that where a ring begins does not count."""
    if shape is None or shape.is_empty:
        return []
    return sorted(map(tuple, shapely.get_coordinates(shapely.normalize(shape)).round(12).tolist()))


def main(original, path, system, *not_kept):
    crs, shapes, columns = read(original)
    own_crs, own_shapes, own_columns = read(path)
    wanted = pyproj.CRS(system)
    if "system" not in not_kept and (own_crs is None or pyproj.CRS(own_crs).to_epsg() != wanted.to_epsg()):
        print("system", own_crs)
    to = pyproj.Transformer.from_crs(wanted.geodetic_crs, wanted, always_xy=True)
    most = 1e-6 if wanted.is_projected else 1e-9
    if len(shapes) != len(own_shapes):
        print("features", len(shapes), len(own_shapes))
    for number, (shape, own) in enumerate(zip(shapes, own_shapes)):
        if shape is not None and wanted.is_projected:
            shape = shapely.transform(shape, lambda at: numpy.column_stack(to.transform(at[:, 0], at[:, 1])))
        kind = lambda shape: "none" if shape is None or shape.is_empty else shape.geom_type.replace("Multi", "")
        if kind(shape) != kind(own):
            print("type", number, kind(shape), kind(own))
        ours, theirs = ring_parts(shape), ring_parts(own)
        if len(ours) != len(theirs) or any(abs(a - b) > most for one, other in zip(ours, theirs) for a, b in zip(one, other)):
            print("geometry", number, shape, own)
    for name, column in columns.items() if "columns" not in not_kept else ():
        theirs = own_columns.get(name) or own_columns.get({"name": "Name"}.get(name, name))
        if theirs is None or not all(map(same, column, theirs)):
            print("column", name, column, theirs)


main(*sys.argv[1:])
