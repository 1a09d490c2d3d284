<?xml version="1.0" encoding="utf-8" ?>
<ogr:FeatureCollection
     xmlns:ogr="http://ogr.maptools.org/"
     xmlns:gml="http://www.opengis.net/gml">
  <gml:boundedBy>
    <gml:Box>
      <gml:coord><gml:X>113.48</gml:X><gml:Y>23.07</gml:Y></gml:coord>
      <gml:coord><gml:X>113.49</gml:X><gml:Y>23.08</gml:Y></gml:coord>
    </gml:Box>
  </gml:boundedBy>
                                                                                                                                              
  <gml:featureMember>
    <ogr:parcels fid="parcels.0">
      <ogr:geometryProperty><gml:Polygon srsName="EPSG:4490"><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>113.48,23.07 113.48,23.08 113.49,23.08 113.49,23.07 113.48,23.07</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs><gml:innerBoundaryIs><gml:LinearRing><gml:coordinates>113.483,23.073 113.487,23.073 113.487,23.077 113.483,23.077 113.483,23.073</gml:coordinates></gml:LinearRing></gml:innerBoundaryIs></gml:Polygon></ogr:geometryProperty>
      <ogr:name>碼頭</ogr:name>
      <ogr:km2>0.8529</ogr:km2>
    </ogr:parcels>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:parcels fid="parcels.1">
      <ogr:geometryProperty><gml:MultiPolygon srsName="EPSG:4490"><gml:polygonMember><gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>113.484,23.074 113.484,23.076 113.486,23.076 113.486,23.074 113.484,23.074</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon></gml:polygonMember></gml:MultiPolygon></ogr:geometryProperty>
      <ogr:name>島</ogr:name>
      <ogr:km2>0.04</ogr:km2>
    </ogr:parcels>
  </gml:featureMember>
</ogr:FeatureCollection>
