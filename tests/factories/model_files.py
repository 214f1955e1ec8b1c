"""Small model files for tests, written in full so that a reader of the test sees what the file says."""

from __future__ import annotations

import io
import tarfile
import zipfile

AMEFF_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="id-model">'
)

AMEFF = (
    AMEFF_HEAD
    + """
  <name xml:lang="nl">Proefmodel</name>
  <elements>
    <element identifier="id-1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a" xsi:type="ApplicationComponent">
      <name xml:lang="en">Student system</name>
      <name xml:lang="nl">Leerlingsysteem</name>
      <documentation xml:lang="nl">Houdt leerlingen bij.</documentation>
      <properties>
        <property propertyDefinitionRef="propid-7"><value xml:lang="nl">Referentiecomponent</value></property>
        <property propertyDefinitionRef="propid-9"><value xml:lang="nl">IB'er</value></property>
      </properties>
    </element>
    <element identifier="id-2b2b2b2b-2b2b-2b2b-2b2b-2b2b2b2b2b2b" xsi:type="BusinessObject">
      <name xml:lang="nl">Cijfer</name>
      <properties>
        <property propertyDefinitionRef="propid-3"><value xml:lang="nl">ja</value></property>
      </properties>
    </element>
    <element identifier="id-80913" xsi:type="OrJunction"/>
  </elements>
  <relationships>
    <relationship identifier="id-rel-1" source="id-1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a"
      target="id-2b2b2b2b-2b2b-2b2b-2b2b-2b2b2b2b2b2b" xsi:type="Access" accessType="Read"/>
    <relationship identifier="id-rel-2" source="id-rel-1" target="id-80913" xsi:type="Association" isDirected="true"/>
    <relationship identifier="id-rel-3" source="id-rel-1" target="id-weg" xsi:type="Association"/>
  </relationships>
  <organizations>
    <item><label xml:lang="nl">Applicatie</label>
      <item><label xml:lang="nl">TODO</label><item identifierRef="id-1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a"/></item>
    </item>
  </organizations>
  <propertyDefinitions>
    <propertyDefinition identifier="propid-3" type="string"><name>Persoonsgegevens</name></propertyDefinition>
    <propertyDefinition identifier="propid-7" type="string"><name>FORA-type</name></propertyDefinition>
    <propertyDefinition identifier="propid-9" type="string"><name/></propertyDefinition>
  </propertyDefinitions>
  <views><diagrams>
    <view identifier="id-view" xsi:type="Diagram"><name xml:lang="nl">Overzicht</name>
      <node identifier="id-n0" xsi:type="Container" x="10" y="10" w="300" h="200"><label>Groep</label>
        <node identifier="id-n1" elementRef="id-1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a" xsi:type="Element"
          x="30" y="40" w="120" h="55"/>
      </node>
      <node identifier="id-n2" elementRef="id-2b2b2b2b-2b2b-2b2b-2b2b-2b2b2b2b2b2b" xsi:type="Element"
        x="400" y="40" w="120" h="55"/>
      <connection identifier="id-c1" relationshipRef="id-rel-1" source="id-n1" target="id-n2" xsi:type="Relationship">
        <bendpoint x="350" y="60"/>
      </connection>
      <connection identifier="id-c2" source="id-c1" target="id-n2" xsi:type="Line"/>
    </view>
  </diagrams></views>
</model>
<!-- waarschuwing van een exporteur -->
"""
)

_ARCHI = (
    'xmlns:archimate="http://www.archimatetool.com/archimate" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)

COARCHI = {
    "school/model/folder.xml": f'<archimate:ArchimateModel {_ARCHI} name="Proef" id="id-proef" version="5.0.0"/>',
    "school/model/application/folder.xml": f'<archimate:Folder {_ARCHI} name="Application" id="f1"/>',
    "school/model/application/x/folder.xml": f'<archimate:Folder {_ARCHI} name="VERVALLEN" id="f2"/>',
    "school/model/application/x/ApplicationComponent_1.xml": (
        f'<archimate:ApplicationComponent {_ARCHI} name="Leerlingsysteem" id="1a1a1a1a-1a1a-1a1a-1a1a-1a1a1a1a1a1a">'
        '<properties key="FORA-type" value="Referentiecomponent&#xD;"/></archimate:ApplicationComponent>'
    ),
    "school/model/application/BusinessObject_2.xml": (
        f'<archimate:BusinessObject {_ARCHI} name="Cijfer" id="id-2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b"/>'
    ),
    "school/model/relations/AccessRelationship_3.xml": (
        f'<archimate:AccessRelationship {_ARCHI} id="id-3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c" accessType="3">'
        '<source href="ApplicationComponent_1.xml#1a1a1a1a-1a1a-1a1a-1a1a-1a1a1a1a1a1a"/>'
        '<target href="BusinessObject_2.xml#id-2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b"/></archimate:AccessRelationship>'
    ),
    "school/model/diagrams/ArchimateDiagramModel_4.xml": (
        f'<archimate:ArchimateDiagramModel {_ARCHI} name="Overzicht" id="id-4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d">'
        '<children xsi:type="archimate:DiagramModelGroup" id="g" name="Groep">'
        '<bounds x="100" y="50" width="400" height="300"/>'
        '<children xsi:type="archimate:DiagramModelArchimateObject" id="n1">'
        '<sourceConnections xsi:type="archimate:DiagramModelArchimateConnection" id="c1" source="n1" target="n2">'
        '<bendpoints startX="10" startY="20" endX="-30" endY="20"/>'
        '<archimateRelationship href="AccessRelationship_3.xml#id-3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c"/>'
        "</sourceConnections>"
        '<bounds x="20" y="30" width="100" height="60"/>'
        '<archimateElement href="ApplicationComponent_1.xml#1a1a1a1a-1a1a-1a1a-1a1a-1a1a1a1a1a1a"/></children>'
        '<children xsi:type="archimate:DiagramModelArchimateObject" id="n2">'
        '<bounds x="220" y="30" width="100" height="60"/>'
        '<archimateElement href="BusinessObject_2.xml#id-2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b"/></children>'
        "</children></archimate:ArchimateDiagramModel>"
    ),
    "school/README.md": "geen model",
}
"""A coArchi repository with one component (withdrawn), one object, one relation and one view."""


def zipped(files: dict[str, str] | None = None) -> bytes:
    """Return files as a zip; the coArchi model unless told otherwise."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, text in (COARCHI if files is None else files).items():
            packed.writestr(path, text)
    return target.getvalue()


def tarred(files: dict[str, str] | None = None, *, mode: str = "w:gz") -> bytes:
    """Return files as a tar in a mode of `tarfile`."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode) as packed:  # type: ignore[call-overload]
        for path, text in (COARCHI if files is None else files).items():
            entry = tarfile.TarInfo(path)
            entry.size = len(text.encode())
            packed.addfile(entry, io.BytesIO(text.encode()))
    return target.getvalue()


FULL_AMEFF = """<?xml version="1.0" encoding="UTF-8"?>
<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:dc="http://purl.org/dc/elements/1.1/" identifier="id-heel" version="2.1"
  xsi:schemaLocation="http://www.opengroup.org/xsd/archimate/3.0/
  http://www.opengroup.org/xsd/archimate/3.1/archimate3_Diagram.xsd">
  <name xml:lang="nl">Heel</name><name xml:lang="en">Whole</name>
  <documentation xml:lang="nl">Eerste regel
  tweede regel</documentation>
  <properties>
    <property propertyDefinitionRef="p1"><value xml:lang="nl">Kernmodel</value></property>
    <property propertyDefinitionRef="p1"><value xml:lang="nl">Kernmodel</value></property>
    <property propertyDefinitionRef="p2"><value>2026-01-01</value></property>
  </properties>
  <metadata><schema>Dublin Core</schema><schemaversion>1.1</schemaversion><dc:title>Heel</dc:title></metadata>
  <elements>
    <element identifier="e1" xsi:type="ApplicationComponent"><name xml:lang="nl">Een</name><name xml:lang="fr">Un</name>
      <documentation xml:lang="nl">Wat het is</documentation><documentation xml:lang="en">What it is</documentation>
      <properties>
        <property propertyDefinitionRef="p3"><value xml:lang="nl">ja</value><value xml:lang="en">yes</value></property>
        <property propertyDefinitionRef="p3"><value xml:lang="nl">nee</value></property>
        <property propertyDefinitionRef="p4"><value/></property>
      </properties>
    </element>
    <element identifier="e2" xsi:type="BusinessObject"><name>Twee</name></element>
    <element identifier="e3" xsi:type="AndJunction"/>
  </elements>
  <relationships>
    <relationship identifier="r1" source="e1" target="e2" xsi:type="Access" accessType="ReadWrite">
      <name xml:lang="nl">leest</name>
      <properties><property propertyDefinitionRef="p1"><value>x</value></property></properties>
    </relationship>
    <relationship identifier="r2" source="r1" target="e3" xsi:type="Association" isDirected="true"/>
    <relationship identifier="r3" source="e1" target="e2" xsi:type="Influence" modifier="++"/>
    <relationship identifier="r4" source="e1" target="e2" xsi:type="Flow"/>
  </relationships>
  <organizations>
    <item identifier="o1"><label xml:lang="nl">Applicatie</label><label xml:lang="en">Application</label>
      <documentation>Wat hier ligt</documentation>
      <item><label>leeg</label></item><item identifierRef="e1"/>
    </item>
    <item identifierRef="e2"/><item><label>Relaties</label><item identifierRef="r1"/></item>
    <item><label>Platen</label><item identifierRef="v1"/></item>
  </organizations>
  <organizations><item><label>Anders geordend</label><item identifierRef="e1"/></item></organizations>
  <propertyDefinitions>
    <propertyDefinition identifier="p1" type="string"><name>Type model</name></propertyDefinition>
    <propertyDefinition identifier="p2" type="date"><name xml:lang="nl">Datum</name><name xml:lang="en">Date</name>
    </propertyDefinition>
    <propertyDefinition identifier="p3" type="boolean"><name>Waar</name></propertyDefinition>
    <propertyDefinition identifier="p4" type="string"><name/></propertyDefinition>
    <propertyDefinition identifier="p5" type="number"><name>Ongebruikt</name></propertyDefinition>
  </propertyDefinitions>
  <views><viewpoints><viewpoint identifier="vp1"><name>Eigen</name></viewpoint></viewpoints>
  <diagrams>
    <view identifier="v1" xsi:type="Diagram" viewpoint="Layered"><name xml:lang="nl">Plaat</name><name>Drawing</name>
      <documentation>Toelichting</documentation>
      <properties><property propertyDefinitionRef="p1"><value>y</value></property></properties>
      <node identifier="n1" xsi:type="Container" x="10" y="10" w="400" h="300">
        <label xml:lang="nl">Groep</label><label xml:lang="en">Group</label><documentation>Van de groep</documentation>
        <style lineWidth="2"><lineColor r="1" g="2" b="3"/><fillColor r="250" g="251" b="252" a="50"/>
          <font name="Sans" size="9.5" style="bold italic"><color r="9" g="8" b="7"/></font></style>
        <node identifier="n2" elementRef="e1" xsi:type="Element" x="20" y="40" w="120" h="55"><viewRef ref="v2"/>
          <node identifier="n3" elementRef="e3" xsi:type="Element" x="30" y="60" w="15" h="15"/>
        </node>
      </node>
      <node identifier="n4" elementRef="e2" xsi:type="Element" x="500" y="40" w="120" h="55"/>
      <node identifier="n5" xsi:type="Label" x="500" y="200" w="120" h="55" conceptRef="e2" xpathPart="name"/>
      <node identifier="n6" xsi:type="Label" x="500" y="300" w="120" h="55"><label>Een
 notitie</label></node>
      <node identifier="n7" xsi:type="Container" x="700" y="300" w="120" h="55"><viewRef ref="v2"/></node>
      <connection identifier="c1" relationshipRef="r1" xsi:type="Relationship" source="n2" target="n4">
        <label xml:lang="nl">leest</label><style><lineColor r="0" g="0" b="0" a="100"/></style>
        <sourceAttachment x="140" y="50"/><bendpoint x="300" y="60"/><bendpoint x="310" y="61"/>
        <targetAttachment x="500" y="60"/>
      </connection>
      <connection identifier="c2" relationshipRef="r2" xsi:type="Relationship" source="c3" target="n3"/>
      <connection identifier="c3" xsi:type="Line" source="n6" target="c1"/>
    </view>
    <view identifier="v2" xsi:type="Diagram"><name>Leeg</name></view>
  </diagrams></views>
</model>
"""
"""An exchange file with every construct that this product reads and writes."""
