<?xml version="1.0" encoding="utf-8" ?>
<ogr:FeatureCollection
     gml:id="aFeatureCollection"
     xmlns:ogr="http://ogr.maptools.org/"
     xmlns:gml="http://www.opengis.net/gml/3.2">
  <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4490"><gml:lowerCorner>23.07 113.48</gml:lowerCorner><gml:upperCorner>23.08 113.49</gml:upperCorner></gml:Envelope></gml:boundedBy>
                                                                                                                                                            
  <ogr:featureMember>
    <ogr:parcels gml:id="parcels.0">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4490"><gml:lowerCorner>23.07 113.48</gml:lowerCorner><gml:upperCorner>23.08 113.49</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:Polygon srsName="urn:ogc:def:crs:EPSG::4490" gml:id="parcels.geom.0"><gml:exterior><gml:LinearRing><gml:posList>23.07 113.48 23.08 113.48 23.08 113.49 23.07 113.49 23.07 113.48</gml:posList></gml:LinearRing></gml:exterior><gml:interior><gml:LinearRing><gml:posList>23.073 113.483 23.073 113.487 23.077 113.487 23.077 113.483 23.073 113.483</gml:posList></gml:LinearRing></gml:interior></gml:Polygon></ogr:geometryProperty>
      <ogr:name>碼頭</ogr:name>
      <ogr:km2>0.8529</ogr:km2>
    </ogr:parcels>
  </ogr:featureMember>
  <ogr:featureMember>
    <ogr:parcels gml:id="parcels.1">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4490"><gml:lowerCorner>23.074 113.484</gml:lowerCorner><gml:upperCorner>23.076 113.486</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:MultiSurface srsName="urn:ogc:def:crs:EPSG::4490" gml:id="parcels.geom.1"><gml:surfaceMember><gml:Polygon gml:id="parcels.geom.1.0"><gml:exterior><gml:LinearRing><gml:posList>23.074 113.484 23.076 113.484 23.076 113.486 23.074 113.486 23.074 113.484</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></ogr:geometryProperty>
      <ogr:name>島</ogr:name>
      <ogr:km2>0.04</ogr:km2>
    </ogr:parcels>
  </ogr:featureMember>
</ogr:FeatureCollection>
