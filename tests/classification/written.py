"""A file plan as records managers write it, in Dutch and the same one in English."""

RECORDS = "11111111-2222-3333-4444-555555555555"
TERM = "AAAAAAAA-2222-3333-4444-555555555555"

DUTCH = {
    "ordeningsplan.yaml": f"""\
ordeningsplan: Provincie Voorbeeld
label lopend dossier: Lopend dossier
mag alles zien: [{RECORDS}]
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
    dossier: SUB-2026-0147
    opnemen: meteen
  - bron: Subsidiedossiers
    bibliotheek: Archief / Subsidiedossiers
    stand: uitvoeren
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
bewaren naar resultaat:
  afgehandeld: 1.10
  te bewaren: 1.2
zaaktype: SUB-01
inhoudstype dossier: Dossier
kolommen: {Zaaktype: nee}
verplicht naar resultaat: {afgehandeld: [Subsidieaanvraag]}
relaties:
  - relatie: aanvraag bij
    documentsoorten: [Subsidieaanvraag]
    zoek: kenmerk van een dossier
    precies een treffer: voorstellen
""",
    "selectielijst.yaml": """\
selectielijst: voorbeeldlijst
status: niet vastgesteld
categorieën:
  - {nummer: 1.10, resultaat: afgehandeld, waardering: vernietigen, bewaartermijn: 10 jaar, brondatum: afgehandeld}
  - {nummer: 1.2, resultaat: te bewaren, waardering: bewaren}
""",
    "documentsoorten.yaml": f"""\
documentsoorten:
  - {{documentsoort: Subsidieaanvraag, engels: Grant application, term: {TERM}}}
  - {{documentsoort: Brief, engels: Letter, opnemen: meteen}}
""",
    "beleidskader.yaml": """\
beleidskader:
  - onderdeel: 2.10
    soort: paragraaf van het akkoord
    titel: Erfgoed
    dossier: SUB-2025-0001
  - onderdeel: Erfgoednota
    soort: beleidsnota
    titel: Erfgoednota 2026-2030
    ook genoemd: [Erfgoednota, nota erfgoed]
    rust op: [2.10]
""",
}

ENGLISH = {
    "ordeningsplan.yaml": f"""\
file plan: Provincie Voorbeeld
running label: Lopend dossier
always allowed: {RECORDS}
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
    dossier: SUB-2026-0147
    file: at once
  - source: Subsidiedossiers
    library: Archief / Subsidiedossiers
    mode: act
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
    then: {document type: Subsidieaanvraag, dossier: number in text}
    examples:
      yes: [Aanvraag 8:11.pdf]
      no: [Bezwaar tegen aanvraag 8:11.pdf]
keep by result:
  afgehandeld: 1.10
  te bewaren: 1.2
case type: SUB-01
dossier content type: Dossier
columns: {Zaaktype: nee}
required by result: {afgehandeld: Subsidieaanvraag}
relations:
  - relation: aanvraag bij
    document types: Subsidieaanvraag
    look for: number of a dossier
    single hit: propose
""",
    "selectielijst.yaml": """\
selection list: voorbeeldlijst
status: niet vastgesteld
categories:
  - {number: 1.10, result: afgehandeld, appraisal: destroy, period: 10 years, trigger: closed}
  - {number: 1.2, result: te bewaren, appraisal: keep}
""",
    "documentsoorten.yaml": f"""\
document types:
  - {{document type: Subsidieaanvraag, english: Grant application, term: {TERM}}}
  - {{document type: Brief, english: Letter, file: at once}}
""",
    "beleidskader.yaml": """\
policy framework:
  - part: 2.10
    kind: agreement paragraph
    title: Erfgoed
    dossier: SUB-2025-0001
  - part: Erfgoednota
    kind: policy note
    title: Erfgoednota 2026-2030
    known as: [Erfgoednota, nota erfgoed]
    rests on: 2.10
""",
}
FRAMEWORK, SOURCES, TYPE, LIST, KINDS, POLICY = DUTCH


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
