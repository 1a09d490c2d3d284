#!/usr/bin/env python3
"""Prints grids that have no code here in three dialects of well-known text, each with a position on them as PROJ has it: longitude and latitude, x (east) and y (north) in the grid's unit.

    pip install pyproj
    python3 tests/crs/make_grids.py > tests/crs/grids.tsv
"""
import pyproj
from pyproj.enums import TransformDirection, WktVersion

GRIDS = {
    # A city's own meridian; Arizona in feet; Europe; Texas; Vermont; California; France; New York; one parallel.
    "+proj=tmerc +lat_0=0 +lon_0=113.2833333333333 +k=1 +x_0=500000 +y_0=-2000000 +ellps=GRS80": (113.3, 23.1),
    "ESRI:102649": (-111.84, 33.41),
    "EPSG:4269": (-99.5, 31.2),
    "EPSG:4258": (10.5, 52.5),
    "EPSG:3035": (10.5, 52.5),
    "EPSG:3081": (-99.5, 31.2),
    "EPSG:32145": (-72.5, 44.1),
    "EPSG:3310": (-119.5, 37.2),
    "EPSG:2154": (2.35, 48.85),
    "EPSG:2263": (-74.0, 40.7),
    "+proj=lcc +lat_1=30 +lat_0=30 +lon_0=110 +k_0=0.9995 +x_0=1000 +y_0=2000 +datum=WGS84": (111, 31),
    "+proj=tmerc +lat_0=36 +lon_0=136 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel +towgs84=-146.414,507.337,680.507": (139.7, 35.7),
}

for text, (lon, lat) in GRIDS.items():
    crs = pyproj.CRS(text)
    plain = crs.source_crs if crs.is_bound else crs
    through = pyproj.Transformer.from_crs(4326, crs, always_xy=True) if crs.is_bound else pyproj.Transformer.from_crs(plain.geodetic_crs, plain, always_xy=True)
    # As it is read: whoever converts to a system and back is a few millimetres off where a shift is without heights.
    x, y = (round(number, 6) for number in through.transform(lon, lat))
    lon, lat = through.transform(x, y, direction=TransformDirection.INVERSE)
    dialects = [WktVersion.WKT1_GDAL] if crs.is_bound else [WktVersion.WKT1_GDAL, WktVersion.WKT1_ESRI, WktVersion.WKT2_2019]
    for dialect in dialects:
        print(f"{lon:.12f}", f"{lat:.12f}", f"{x:.6f}", f"{y:.6f}", crs.to_wkt(dialect), sep="\t")
