"""Spreadsheets, slides, OpenDocument texts and web pages, in as little XML as programs open."""

from collections.abc import Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape

from demo.writing import zip_of

Row = Sequence[str | int | float]

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OOXML: Final = "http://schemas.openxmlformats.org"
_RELATIONS: Final = f"{_OOXML}/officeDocument/2006/relationships"
_TYPES: Final = "application/vnd.openxmlformats-officedocument"


def xlsx_of(sheets: Mapping[str, Sequence[Row]]) -> bytes:
    """Return a workbook with the rows of `sheets` by their names."""
    numbered = list(enumerate(sheets.items(), 1))
    main = f"{_OOXML}/spreadsheetml/2006/main"
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, (name, _) in numbered
    )
    parts = {f"xl/worksheets/sheet{number}.xml": _sheet(rows) for number, (_, rows) in numbered}
    types = {"xl/workbook.xml": "spreadsheetml.sheet.main"} | dict.fromkeys(
        parts, "spreadsheetml.worksheet"
    )
    workbook = (
        f'<workbook xmlns="{main}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>'
    )
    return _package(
        types,
        {
            "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": workbook,
            "xl/_rels/workbook.xml.rels": _relations(
                [("worksheet", f"worksheets/sheet{number}.xml") for number, _ in numbered]
            ),
            **parts,
        },
    )


def _sheet(rows: Sequence[Row]) -> str:
    def cell(value: str | float) -> str:
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        return f"<c><v>{value}</v></c>"

    lines = "".join(f"<row>{''.join(cell(value) for value in row)}</row>" for row in rows)
    return (
        f'<worksheet xmlns="{_OOXML}/spreadsheetml/2006/main"><sheetData>{lines}</sheetData>'
        "</worksheet>"
    )


def pptx_of(slides: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """Return a presentation of `slides`: a title and its points."""
    names = [f"ppt/slides/slide{number}.xml" for number in range(1, len(slides) + 1)]
    types = {
        "ppt/presentation.xml": "presentationml.presentation.main",
        "ppt/slideMasters/slideMaster1.xml": "presentationml.slideMaster",
        "ppt/slideLayouts/slideLayout1.xml": "presentationml.slideLayout",
        "ppt/theme/theme1.xml": "theme",
    } | dict.fromkeys(names, "presentationml.slide")
    files = {
        "_rels/.rels": _relations([("officeDocument", "ppt/presentation.xml")]),
        "ppt/presentation.xml": _presentation(len(slides)),
        "ppt/_rels/presentation.xml.rels": _relations(
            [("slideMaster", "slideMasters/slideMaster1.xml")]
            + [("slide", name.removeprefix("ppt/")) for name in names]
        ),
        "ppt/slideMasters/slideMaster1.xml": _MASTER,
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            [("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")]
        ),
        "ppt/slideLayouts/slideLayout1.xml": _LAYOUT,
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": _relations(
            [("slideMaster", "../slideMasters/slideMaster1.xml")]
        ),
        "ppt/theme/theme1.xml": _THEME,
    }
    for name, (title, points) in zip(names, slides, strict=True):
        files[name] = _slide(title, points)
        path = name.replace("slides/", "slides/_rels/", 1) + ".rels"
        files[path] = _relations([("slideLayout", "../slideLayouts/slideLayout1.xml")])
    return _package(types, files)


_NAMESPACES: Final = (
    f'xmlns:a="{_OOXML}/drawingml/2006/main" xmlns:r="{_RELATIONS}" '
    f'xmlns:p="{_OOXML}/presentationml/2006/main"'
)
_GROUP: Final = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
)
_LAYOUT: Final = (
    f'<p:sldLayout {_NAMESPACES} type="blank"><p:cSld><p:spTree>{_GROUP}</p:spTree></p:cSld>'
    "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
)
_MASTER: Final = (
    f"<p:sldMaster {_NAMESPACES}><p:cSld><p:spTree>{_GROUP}</p:spTree></p:cSld>"
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/>'
    "</p:sldLayoutIdLst></p:sldMaster>"
)
_COLOURS: Final = "".join(
    f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
    for name, value in {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": "1F3A5F",
        "lt2": "EEF2F7",
        **{f"accent{number}": "2F6690" for number in range(1, 7)},
        "hlink": "0563C1",
        "folHlink": "954F72",
    }.items()
)
_FONT: Final = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'
_FILL: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_THEME: Final = (
    f'<a:theme xmlns:a="{_OOXML}/drawingml/2006/main" name="Provincie"><a:themeElements>'
    f'<a:clrScheme name="Provincie">{_COLOURS}</a:clrScheme><a:fontScheme name="Provincie">'
    f"<a:majorFont>{_FONT}</a:majorFont><a:minorFont>{_FONT}</a:minorFont></a:fontScheme>"
    f'<a:fmtScheme name="Provincie"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>'
    + f"<a:ln>{_FILL}</a:ln>" * 3
    + "</a:lnStyleLst><a:effectStyleLst>"
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    + f"</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
    "</a:themeElements></a:theme>"
)


def _presentation(slides: int) -> str:
    listed = "".join(f'<p:sldId id="{256 + n}" r:id="rId{n + 2}"/>' for n in range(slides))
    return (
        f'<p:presentation {_NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" '
        f'r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>{listed}</p:sldIdLst>'
        '<p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>'
        "</p:presentation>"
    )


def _slide(title: str, points: Sequence[str]) -> str:
    boxes = _box(2, "Titel", 457200, 1000000, 3200, [title])
    boxes += _box(3, "Tekst", 1600000, 4600000, 2000, points)
    return (
        f"<p:sld {_NAMESPACES}><p:cSld><p:spTree>{_GROUP}{boxes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def _box(number: int, name: str, top: int, height: int, size: int, lines: Sequence[str]) -> str:
    paragraphs = "".join(
        f'<a:p><a:r><a:rPr lang="nl-NL" sz="{size}"/><a:t>{escape(line)}</a:t></a:r></a:p>'
        for line in lines
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr txBox="1"/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="600000" y="{top}"/><a:ext cx="10900000" '
        f'cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    namespace = f"{_OOXML}/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{listed}</Relationships>'


def _package(types: dict[str, str], parts: dict[str, str]) -> bytes:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in types.items()
    )
    listed = (
        f'<Types xmlns="{_OOXML}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    files = {"[Content_Types].xml": listed, **parts}
    return zip_of({name: (_HEAD + text).encode() for name, text in files.items()})


_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns"


def odt_of(paragraphs: Sequence[str]) -> bytes:
    """Return an OpenDocument text of `paragraphs`, as LibreOffice saves one."""
    kind = "application/vnd.oasis.opendocument.text"
    body = "".join(f"<text:p>{escape(each)}</text:p>" for each in paragraphs)
    content = (
        f'{_HEAD}<office:document-content xmlns:office="{_ODF}:office:1.0" '
        f'xmlns:text="{_ODF}:text:1.0" office:version="1.3"><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in (("/", kind), ("content.xml", "text/xml"))
    )
    manifest = (
        f'{_HEAD}<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0" '
        f'manifest:version="1.3">{entries}</manifest:manifest>'
    )
    files = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    return zip_of({name: text.encode() for name, text in files.items()}, stored=("mimetype",))
