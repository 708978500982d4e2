"""Texts of what comes with attachments, in a zip or behind a password, for `demo.writing`."""

from typing import Final

ANNUAL_MAIL: Final = """Geachte mevrouw, meneer,

In uw brief van 12 maart vroeg u ons voor 1 december de jaarstukken te sturen. Die gaan hierbij: het
jaarverslag en de verklaring van de controleur. De ledenvergadering heeft beide op 12 november
goedgekeurd.

Eén opmerking. Op bladzijde 2 staat dat het groot onderhoud aan de ketel is uitgesteld. Dat komt door
de keuring, niet door geldgebrek. Het gereserveerde bedrag blijft staan voor volgend jaar.

Wilt u laten weten of u de papieren versie ook nog nodig heeft?

Vriendelijke groet,
het bestuur van Vereniging Stoomgemaal Elzerbroek
"""

ANNUAL_REPORT: Final = """
# Jaarverslag 2025-2026

> Vereniging Stoomgemaal Elzerbroek
> boekjaar 1 oktober 2025 tot en met 30 september 2026

Het gemaal is 61 dagen open geweest en trok 8.420 bezoekers, iets meer dan het jaar ervoor. Er is vier
keer onder stoom gedraaid. De provincie gaf een bijdrage van € 22.500 voor de openstelling en het
onderwijsprogramma; dertig schoolklassen deden mee.

Het aantal vrijwilligers daalde van 54 naar 49. Twee machinisten zijn gestopt vanwege hun leeftijd en
één leerling-machinist is geslaagd.

# Geld

Inkomsten | € 71.340
waarvan provincie | € 22.500
Uitgaven | € 64.905
Toegevoegd aan de reserve ketel | € 6.435

Het groot onderhoud aan de ketel is verschoven naar voorjaar 2027, omdat de keuringsinstantie eerder
geen plaats had.
"""

AUDIT_STATEMENT: Final = """
> Kascommissie en administratiekantoor Rekenwijs
> Elzerbroek, 9 november 2026

Wij hebben de boeken over het jaar dat eindigde op 30 september 2026 nagezien. De saldi sluiten aan
op de bankafschriften. De besteding van de provinciale bijdrage is met facturen onderbouwd. Wij
hebben geen onjuistheden gevonden en stellen voor de penningmeester décharge te verlenen.
"""

CHURCH_FORM: Final = """
Aanvraag herbestemming Grote Kerk Oudewold

Aanvrager: Stichting Grote Kerk Oudewold (eigenaar sinds 2024)
Plan: in de zijbeuk komen een bibliotheek en een ontmoetingsruimte. In het koor blijft ruimte voor
diensten en uitvaarten.

Wij vragen € 75.000 van de in totaal € 212.000. De rest komt van gemeente, een fonds en een lening.
Begroting en tekening zitten in ditzelfde mapje. De toestemming van de gemeente voor het monument
verwachten wij in januari.
"""

CHURCH_SKETCH: Final = """
Schetsplan zijbeuk, blad 3

Toelichting bij de tekening: de vloer wordt 30 cm verhoogd op een losse constructie, zodat de graven
onaangeroerd blijven. Nieuwe glazen wand tussen zijbeuk en koor. Toegang voor rolstoelen via de
noorddeur.
"""

CHURCH_BUDGET: Final = (
    ("Kostenraming herbestemming", "euro"),
    ("Vloer", 48500),
    ("Glazen wand", 61200),
    ("Verwarming en elektra", 57300),
    ("Toegang noorddeur", 19000),
    ("Advies en toezicht", 26000),
    ("Totaal", 212000),
)

PROTECTED_ACCOUNTS: Final = """
# Jaarrekening 2025 Stichting Zorgboerderij De Akkerrand

Vertrouwelijk. Bevat de bezoldiging van de directie en gegevens van twee deelnemers met wie een
geschil loopt. Het wachtwoord sturen wij met een apart bericht.

Eigen vermogen | € 118.240
Resultaat | -/- € 9.610
"""
