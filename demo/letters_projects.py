"""Papers of the project Ringweg Noord, in the mark-up of `demo.writing` where they are letters."""

from typing import Final

PROJECT_PLAN: Final = """
# Projectplan Ringweg Noord

Versie | 1.2
Datum | 8 juni 2026
Opdrachtgever | directeur Leefomgeving
Opdrachtnemer | projectleider Ringweg Noord

# Wat is het resultaat

Een weg van 4,3 kilometer ten noorden van Oudewold, van de N 388 tot de aansluiting bij het station,
met een fietstunnel en een brug over de Wijmer. Vaststelling van het projectbesluit in het voorjaar
van 2027, start van het werk in 2028.

# Waarom

Het coalitieakkoord noemt in 5.1 de doorstroming rond Oudewold. De Mobiliteitsnota 2026 werkt dit uit:
9.400 auto's per dag door de Hoofdstraat, waarvan zestig procent nergens in het dorp hoeft te zijn.

# Hoort er niet bij

> - herinrichting van de Hoofdstraat (gemeente)
> - het busstation
> - bodemsanering van het oude gasterrein, tenzij de weg erdoor gaat

# Fasen

Verkenning | klaar, februari 2026
Planuitwerking | tot besluit Provinciale Staten, april 2027
Realisatie | 2028 en 2029
Nazorg | tot een jaar na openstelling

# Mensen

Projectleider, omgevingsmanager, technisch manager (ingehuurd), contractmanager (0,4), vergunningen
(0,3). De gemeente levert een contactpersoon. Stuurgroep elke zes weken.

# Geld

Voorbereiding € 2,8 miljoen, beschikbaar. Realisatie € 61 miljoen (prijspeil 2026, onzekerheid 25
procent), te voteren door Provinciale Staten.

# Risico's

> 1. Veel zienswijzen, extra ronde nodig. Gevolg: half jaar later.
> 2. Kabel van de netbeheerder ligt anders dan op tekening.
> 3. Stikstof. Rekenmodel verandert in januari.
> 4. Aannemers hebben het druk; inschrijving kan tegenvallen.
"""

QUARTERLY_REPORT: Final = """
# Voortgang Ringweg Noord, derde kwartaal 2026

Periode | juli tot en met september 2026
Opgesteld door | projectleider
Kleur | oranje

In het kort: ontwerp klaar, ter inzage gelegd op 19 oktober in plaats van 1 oktober. Geld op koers.

Tijd: het geluidrapport kwam drie weken te laat. De inhaalslag kost extra uren bij het bureau. De
datum voor Provinciale Staten (april 2027) staat nog.

Geld: besteed € 1.184.000 van € 2.800.000. Verwachting eind van het jaar € 1.650.000. De post
onvoorzien is voor een derde gebruikt.

Omgeving: twee inloopavonden met 340 bezoekers. De school wil een langer geluidscherm. Er ligt een
petitie. De wethouder zegt in de krant dat verdiept aanleggen is onderzocht, dat is niet zo.

Risico 2 is werkelijkheid geworden: de middenspanningskabel ligt elf meter naar het zuiden.

Gevraagd aan de stuurgroep: akkoord om het scherm met 120 meter te verlengen (raming € 310.000).
"""

WEEK_NOTE: Final = """
Ringweg stand van zaken week 47

Even kort want ik zit de hele dag in overleg.

Zienswijzen: woensdag 63 binnen, postkamer verwacht er nog zeker tweehonderd door een actie van de
dorpsraad. Allemaal dezelfde tekst. Wel allemaal registreren, ook al antwoorden we er één keer op.

Kabel: netbeheerder wil 26 weken. Technisch manager denkt dat we er met een andere fundering omheen
kunnen. Prijs volgt vrijdag.

Scherm: stuurgroep vindt 120 meter goed, mits uit onvoorzien. Verslag volgt.

Contract: marktconsultatie 8 december, vijf partijen.

Niet vergeten: urenstaten voor de dertigste, anders staat het dit jaar niet in de boeken.

Projectleider
"""

SLIDES: Final = (
    (
        "Projectoverleg Ringweg Noord",
        ("19 november 2026", "projectteam en gemeente", "gastheer: technisch manager"),
    ),
    (
        "Waar staan we",
        (
            "Ontwerp ligt ter inzage tot en met 29 november",
            "Zienswijzen: 63 (woensdagmiddag)",
            "Planning oranje, geld groen",
            "Besluit Provinciale Staten: april 2027",
        ),
    ),
    (
        "Kabel netbeheerder",
        (
            "Ligt 11 meter zuidelijker dan op tekening",
            "Variant A: verleggen, 26 weken, 480 duizend",
            "Variant B: andere fundering, 9 weken, prijs volgt",
            "Afspraak: geen keuze zonder berekening",
        ),
    ),
    (
        "Acties",
        (
            "Omgevingsmanager: antwoord aan de school, voor 27 november",
            "Vergunningen: lijst met benodigde toestemmingen bijwerken",
            "Contractmanager: zaal voor de marktconsultatie",
            "Volgende keer: 10 december, met lunch",
        ),
    ),
)

BUDGET: Final = {
    "Voorbereiding": (
        ("Begroting voorbereiding Ringweg Noord", "", "", ""),
        ("prijspeil 2026, bedragen in euro", "", "", ""),
        ("Post", "Begroot", "Besteed t/m oktober", "Verwacht"),
        ("Ingenieursbureau", 1150000, 604500, 1190000),
        ("Onderzoek geluid, lucht, stikstof", 310000, 221300, 335000),
        ("Grondzaken", 420000, 96000, 400000),
        ("Communicatie en inloop", 90000, 61750, 95000),
        ("Eigen uren", 530000, 262000, 515000),
        ("Onvoorzien", 300000, 101000, 265000),
        ("Totaal", 2800000, 1346550, 2800000),
    ),
    "Scherm school": (
        ("Verlenging geluidscherm, raming van het bureau", ""),
        ("Lengte in meter", 120),
        ("Prijs per meter", 2350),
        ("Opslag fundering", 28000),
        ("Totaal", 310000),
    ),
    "Blad3": (),
}

WHITEBOARD: Final = (
    "RINGWEG NOORD - do 19/11",
    "kabel:  A  of  B ???",
    "-> wie belt netbeheerder?  (voor di)",
    "scherm + 120 m  OK stuurgroep",
    "school: rondleiding 3 dec",
    "zienswijzen: 63 -> 250+ ?",
    "  * 1 nota van antwoord",
    "  * lijst met adressen !!",
    "marktconsultatie 8/12  zaal?",
    "TAART = vergunningen",
)

ENGINEER_INVOICE: Final = """
> Ingenieursbureau Dijk en Daal B.V.
> Kadeweg 200, Zandwoude

> FACTUUR

Factuurnummer | 2026-11873
Factuurdatum | 17 november 2026
Uw opdracht | planuitwerking Ringweg Noord, deelopdracht 3
Inkoopnummer | 4500019283
Vervaldatum | 17 december 2026

Adviseur geluid, 86 uur à € 118 | € 10.148,00
Constructeur, 40 uur à € 124 | € 4.960,00
Tekenwerk, 61,5 uur à € 82 | € 5.043,00
Reiskosten | € 212,40
Subtotaal | € 20.363,40
Btw 21 procent | € 4.276,31
Te betalen | € 24.639,71

Meerwerk door de late aanlevering van telgegevens is apart vermeld in bijlage 2. Wij verzoeken u te
betalen onder vermelding van factuur- en inkoopnummer.
"""
