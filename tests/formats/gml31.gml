<?xml version="1.0" encoding="utf-8" ?>
<ogr:FeatureCollection
     xmlns:ogr="http://ogr.maptools.org/"
     xmlns:gml="http://www.opengis.net/gml">
  <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4547"><gml:lowerCorner>2552380.83585057 446715.3007999</gml:lowerCorner><gml:upperCorner>2553491.92760902 447743.889383711</gml:upperCorner></gml:Envelope></gml:boundedBy>
                                                                                                                    
  <ogr:featureMember>
    <ogr:parcels gml:id="parcels.0">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4547"><gml:lowerCorner>2552380.83585057 446715.3007999</gml:lowerCorner><gml:upperCorner>2553491.92760902 447743.889383711</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:Polygon srsName="urn:ogc:def:crs:EPSG::4547"><gml:exterior><gml:LinearRing><gml:posList>2552384.44520563 446715.3007999 2553491.92760902 446719.24033071 2553488.31704195 447743.889383711 2552380.83585057 447740.025621438 2552384.44520563 446715.3007999</gml:posList></gml:LinearRing></gml:exterior><gml:interior><gml:LinearRing><gml:posList>2552715.59950469 447023.893235342 2552714.15561721 447433.774072734 2553157.14823821 447435.328669849 2553158.59231961 447025.459955422 2552715.59950469 447023.893235342</gml:posList></gml:LinearRing></gml:interior></gml:Polygon></ogr:geometryProperty>
      <ogr:name>碼頭</ogr:name>
      <ogr:km2>0.8529</ogr:km2>
    </ogr:parcels>
  </ogr:featureMember>
  <ogr:featureMember>
    <ogr:parcels gml:id="parcels.1">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4547"><gml:lowerCorner>2552825.26368407 447126.754359759</gml:lowerCorner><gml:upperCorner>2553047.4820352 447332.472077085</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:MultiSurface srsName="urn:ogc:def:crs:EPSG::4547"><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>2552825.98565206 447126.754359759 2553047.4820352 447127.536204427 2553046.76001874 447332.472077085 2552825.26368407 447331.693263159 2552825.98565206 447126.754359759</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></ogr:geometryProperty>
      <ogr:name>島</ogr:name>
      <ogr:km2>0.04</ogr:km2>
    </ogr:parcels>
  </ogr:featureMember>
</ogr:FeatureCollection>
