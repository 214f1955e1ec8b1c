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
