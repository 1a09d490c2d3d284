#!/usr/bin/env python3
"""Prints positions in every coordinate reference system that is read, as PROJ has them: the system, longitude and latitude on WGS 84, x (east) and y (north).

    pip install pyproj
    python3 tests/crs/make.py > tests/crs/positions.tsv
"""
import random

import pyproj
from pyproj.enums import TransformDirection
from pyproj.transformer import TransformerGroup

RANDOM = random.Random(2026)
# By the transformations that the program takes; of Xi'an 1980 nobody publishes one, and CGCS2000 is taken for WGS 84.
OPERATIONS = {"Beijing 1954": "Beijing 1954 to WGS 84 (3)", "Macao 1920": "Macao 1920 to WGS 84 (1)", "Hong Kong 1980": "Hong Kong 1980 to WGS 84 (1)"}
CODES = [4326, 3857, 2326, 4611, 8433, 8428, 8431, 4490, 4214, 4610, 32601, 32633, 32649, 32650, 32660, 32701, 32756, 32760]
CODES += [*range(4491, 4555), *range(2327, 2391), *range(2401, 2443), *range(21413, 21424), *range(21453, 21464)]
STRINGS = {
    # A city's own meridian, and an American grid in feet.
    "+proj=tmerc +lat_0=0 +lon_0=113.2833333333333 +k=1 +x_0=500000 +y_0=-2000000 +ellps=GRS80": (112, 20, 115, 26),
    "+proj=lcc +lat_0=40.16666666666666 +lon_0=-74 +lat_1=41.03333333333333 +lat_2=40.66666666666666 +x_0=300000 +y_0=0 +datum=NAD83 +units=us-ft": (-75, 40, -72, 42),
    "+proj=lcc +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +x_0=0 +y_0=0 +datum=WGS84": (75, 18, 134, 53),
    "+proj=lcc +lat_1=30 +lat_0=30 +lon_0=110 +k_0=0.9995 +x_0=1000 +y_0=2000 +datum=WGS84": (100, 20, 120, 40),
    "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +x_0=0 +y_0=0 +ellps=krass +towgs84=31.4,-144.3,-74.8,0,0,0.814,-0.38": (75, 18, 134, 53),
    "+proj=eqdc +lat_0=30 +lon_0=95 +lat_1=15 +lat_2=65 +x_0=0 +y_0=0 +datum=WGS84": (75, 18, 134, 53),
    "+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80": (-9, 36, 30, 70),
    "+proj=aeqd +lat_0=23.1 +lon_0=113.5 +datum=WGS84": (112, 22, 115, 24),
    "+proj=merc +lon_0=110 +k=0.997 +x_0=3900000 +y_0=900000 +ellps=bessel +towgs84=-377,681,-50": (95, -10, 140, 5),
    "+proj=merc +lat_ts=20 +lon_0=0 +datum=WGS84 +units=km": (70, 0, 140, 60),
    "+proj=stere +lat_0=90 +lat_ts=70 +lon_0=-45 +x_0=0 +y_0=0 +datum=WGS84": (-180, 55, 180, 89),
    "+proj=stere +lat_0=-90 +k_0=0.994 +lon_0=0 +x_0=2000000 +y_0=2000000 +datum=WGS84": (-180, -89, 180, -60),
    "+proj=sterea +lat_0=52.15616055555555 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel +towgs84=565.2369,50.0087,465.658,-0.406857,0.350733,-1.87035,4.0812": (3.3, 50.7, 7.2, 53.5),
    "+proj=somerc +lat_0=46.95240555555556 +lon_0=7.439583333333333 +k_0=1 +x_0=2600000 +y_0=1200000 +ellps=bessel +towgs84=674.374,15.056,405.346": (6, 45.8, 10.5, 47.8),
    "+proj=omerc +lat_0=4 +lonc=102.25 +alpha=323.0257964666666 +gamma=323.1301023611111 +k=0.99984 +x_0=804671 +y_0=0 +no_uoff +ellps=GRS80": (100, 1, 104, 7),
    "+proj=omerc +lat_0=4 +lonc=115 +alpha=53.31580995 +gamma=53.13010236111111 +k=0.99984 +x_0=0 +y_0=0 +ellps=GRS80": (110, 1, 119, 7),
    "+proj=cass +lat_0=22.31213333333334 +lon_0=114.1785555555556 +x_0=40243.57775604237 +y_0=19069.93351512578 +a=6378293.645208759 +b=6356617.987679838 +towgs84=0,0,0": (113.8, 22.1, 114.5, 22.6),
    "+proj=poly +lat_0=0 +lon_0=-54 +x_0=5000000 +y_0=10000000 +ellps=GRS80": (-60, -30, -48, 4),
    "+proj=eqc +lat_ts=0 +lat_0=0 +lon_0=0 +x_0=0 +y_0=0 +a=6371007 +b=6371007 +nadgrids=@null": (-170, -80, 170, 80),
    "+proj=cea +lat_ts=30 +lon_0=0 +x_0=0 +y_0=0 +datum=WGS84": (-170, -80, 170, 80),
    "+proj=sinu +lon_0=0 +x_0=0 +y_0=0 +R=6371007.181 +nadgrids=@null": (-170, -80, 170, 80),
    "+proj=mill +lon_0=0 +x_0=0 +y_0=0 +R=6371000 +nadgrids=@null": (-170, -80, 170, 80),
    "+proj=robin +lon_0=110 +x_0=0 +y_0=0 +R=6371000 +nadgrids=@null": (-60, -80, 280, 80),
    "+proj=tmerc +lat_0=22d18'43.68\"N +lon_0=114d10'42.8\"E +k=1 +x_0=836694.05 +y_0=819069.8 +ellps=intl +towgs84=-162.619,-276.959,-161.764,0.067753,-2.243648,-1.158828,-1.094246": (113.8, 22.1, 114.5, 22.6),
    "+proj=utm +zone=50 +ellps=krass +towgs84=15.8,-154.4,-82.3": (114, 20, 120, 50),
    "+proj=utm +zone=50 +south +a=6378137 +rf=298.257222101": (114, -50, 120, -1),
    "+proj=longlat +ellps=krass +towgs84=31.4,-144.3,-74.8,0,0,0.814,-0.38": (75, 18, 134, 53),
    "+proj=longlat +ellps=bessel +towgs84=-146.414,507.337,680.507 +pm=106.8077194444444": (105, -8, 115, -5),
    "+proj=tmerc +lat_0=0 +lon_0=0 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +pm=114": (112, 20, 116, 26),
    "+proj=tmerc +lat_0=0 +lon_0=114 +k=0.9999 +x_0=1000 +y_0=0 +ellps=WGS84 +to_meter=0.3333333333333333": (112, 20, 116, 26),
}


def of_code(code):
    crs = pyproj.CRS.from_epsg(code)
    base = crs.geodetic_crs if crs.is_projected else crs
    # Degrees are taken as they stand, or converted by one operation.
    project = pyproj.Transformer.from_crs(base, crs, always_xy=True)
    back = TransformDirection.INVERSE
    name = OPERATIONS.get(base.name)
    if not name:
        return project.transform, lambda x, y: project.transform(x, y, direction=back)
    group = TransformerGroup(4326, base, always_xy=True)
    [shift] = [one for one in group.transformers if any(name in part.name for part in one.operations or [one])]
    return lambda lon, lat: project.transform(*shift.transform(lon, lat)), lambda x, y: shift.transform(*project.transform(x, y, direction=back), direction=back)


def of_string(text):
    crs = pyproj.CRS.from_string(text + " +no_defs +type=crs")
    # An ellipsoid whose place nothing tells has the degrees of WGS 84.
    if "towgs84" not in text:
        from_greenwich = float(text.split("+pm=")[1].split()[0]) if "+pm=" in text else 0.0
        project = pyproj.Transformer.from_crs(crs.geodetic_crs, crs, always_xy=True)

        def back(x, y):
            lon, lat = project.transform(x, y, direction=TransformDirection.INVERSE)
            return lon + from_greenwich, lat

        return lambda lon, lat: project.transform(lon - from_greenwich, lat), back
    both = pyproj.Transformer.from_crs(4326, crs, always_xy=True)
    return both.transform, lambda x, y: both.transform(x, y, direction=TransformDirection.INVERSE)


def show(name, area, functions):
    """As it is read: whoever converts to a system and back is a few millimetres off where a shift is without heights."""
    west, south, east, north = area
    there, back = functions
    x, y = there(RANDOM.uniform(west, east), RANDOM.uniform(south, north))
    x, y = round(x, 9), round(y, 9)
    print(name, *(f"{number:.12f}" for number in back(x, y)), f"{x:.9f}", f"{y:.9f}", sep="\t")


def main():
    print("system\tlon\tlat\tx\ty")
    for code in CODES:
        west, south, east, north = pyproj.CRS.from_epsg(code).area_of_use.bounds
        for _ in range(3):
            show(f"EPSG:{code}", (west, max(south, -85), east, min(north, 85)), of_code(code))
    for text, area in STRINGS.items():
        for _ in range(5):
            show(text, area, of_string(text))


main()
