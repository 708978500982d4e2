"""A file plan as records managers write it, in Dutch and the same one in English."""

DUTCH = {
    "ordeningsplan.yaml": """\
ordeningsplan: Provincie Voorbeeld
selectielijst: voorbeeldlijst
label lopend dossier: Lopend dossier
mag alles zien: [11111111-aaaa]
sites:
  Archief: voorbeeld.sharepoint.com:/sites/archief
""",
    "bronnen.yaml": """\
bronnen:
  - bron: Subsidies Algemeen
    team: Subsidies
    kanaal: Algemeen
    stand: voorstellen
    dossiertypen: [Subsidie]
""",
    "dossiertypen/subsidie.yaml": """\
dossiertype: Subsidie
archiefvormer: Gedeputeerde Staten
bibliotheek: Archief / Subsidiedossiers
stand: uitvoeren
opnemen: na 7 dagen rust
nieuw dossier: voorstellen
dossiernummer: SUB-jjjj-nnnn
inhoudstype: Archiefstuk
regels:
  - regel: Aanvraag
    als:
      in het begin: [aanvraag, verzoek]
      soort bestand: pdf
    een van:
      in de naam: nee
      in de map: 2.10
      in de tekst: 8:11
    behalve als: {in de tekst: [bezwaar]}
    dan: {documentsoort: Subsidieaanvraag, dossier: nummer in de tekst}
    voorbeelden:
      wel: [Aanvraag 8:11.pdf]
      niet: [Bezwaar tegen aanvraag 8:11.pdf]
""",
}

ENGLISH = {
    "ordeningsplan.yaml": """\
file plan: Provincie Voorbeeld
selection list: voorbeeldlijst
running label: Lopend dossier
always allowed: 11111111-aaaa
sites:
  Archief: voorbeeld.sharepoint.com:/sites/archief
""",
    "bronnen.yaml": """\
sources:
  - source: Subsidies Algemeen
    team: Subsidies
    channel: Algemeen
    mode: propose
    dossier types: Subsidie
""",
    "dossiertypen/subsidie.yaml": """\
dossier type: Subsidie
records creator: Gedeputeerde Staten
library: Archief / Subsidiedossiers
mode: act
file: after 7 days of quiet
new dossier: proposed
number shape: SUB-jjjj-nnnn
content type: Archiefstuk
rules:
  - rule: Aanvraag
    if:
      in the opening: [aanvraag, verzoek]
      file type: pdf
    any of:
      in the name: nee
      in the folder: 2.10
      in the text: 8:11
    unless: {in the text: [bezwaar]}
    then: {document type: Subsidieaanvraag, dossier number: number in text}
    examples:
      yes: [Aanvraag 8:11.pdf]
      no: [Bezwaar tegen aanvraag 8:11.pdf]
""",
}
FRAMEWORK, SOURCES, TYPE = DUTCH


def changed(
    *changes: tuple[str, str, str],
    plan: dict[str, str] = DUTCH,
    files: dict[str, str] | None = None,
) -> dict[str, str]:
    """The plan with texts (file, what stands there once, what comes in its place) changed."""
    texts = {**plan, **(files or {})}
    for file, old, new in changes:
        assert texts[file].count(old) == 1, f"{old!r} stands {texts[file].count(old)} times"
        texts[file] = texts[file].replace(old, new)
    return texts
