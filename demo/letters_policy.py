"""Papers of the Staten and the college, in the mark-up of `demo.writing`."""

from typing import Final

HERITAGE_NOTE: Final = """
# Erfgoednota 2026-2030

> Wat draait, blijft
> Provincie Voorbeeld, afdeling Cultuur en Samenleving

# Samenvatting

De provincie telt 612 rijksmonumenten in eigendom van stichtingen en verenigingen en 148 provinciale
monumenten. Van de molens draait nog twee derde. In deze nota kiezen wij, in lijn met paragraaf 2.10
van het akkoord Dichtbij en degelijk, voor gebouwen die open zijn en een taak hebben in hun dorp. Wij
werken met drie doelen, een nieuwe subsidieregeling en minder losse bijdragen.

# 1. Waar staan we

De vorige nota liep van 2018 tot en met 2025. Uit de evaluatie blijkt dat er in die jaren 211
bijdragen zijn verleend van gemiddeld € 9.300. Veel daarvan ging naar onderhoud dat toch wel zou zijn
gebeurd. Grote ingrepen, zoals een nieuw wiekenkruis, bleven liggen omdat het bedrag te klein was.
Eigenaren noemden de aanvraag ingewikkeld. Vakmensen zijn schaars: in de hele regio zijn vier
molenmakers actief.

Wat ons opviel in de gesprekken: niemand vroeg om meer geld voor stenen. Men vroeg om rust. Een
bestuur van zeven vrijwilligers kan geen drie regelingen naast elkaar bijhouden, elk met een eigen
formulier en een eigen einddatum. Ook de gemeenten wilden vooral weten wie waarover gaat. Wij spreken
daarom af: het rijk zorgt voor instandhouding, de gemeente voor de vergunning, en wij voor ingrijpend
herstel van gebouwen met een functie voor de streek.

Kerken zijn een verhaal apart. Er staan er 94 op de lijst. In achttien wordt niet meer gekerkt. Bij
zes daarvan is er een plan, bij twaalf een lekkend dak.

# 2. Wat willen we bereiken

> Doel 1. In 2030 is 80 procent van de molens maalvaardig (nu 66 procent).
> Doel 2. In elke gemeente is ten minste één religieus gebouw herbestemd of verbreed.
> Doel 3. Het aantal vrijwilligers in het erfgoed blijft gelijk; de helft volgt een cursus veilig werken.

# 3. Hoe doen we dat

Minder en groter. Wij verlenen tussen € 15.000 en € 75.000 per project. De bijdrage is ten hoogste 65
procent van de kosten. De eigenaar zorgt dat het gebouw na herstel ten minste vijftig dagen per jaar
open is.

Vakwerk. Ingrijpend herstel aan de constructie hoort bij een erkend bedrijf. Voor schilderwerk en
klein timmerwerk kunnen vrijwilligers worden ingezet, mits onder begeleiding.

Samenwerken. Met de vier molenmakers en het regionale opleidingscentrum maken wij een leerlijn
waarin leerlingen twee dagen in de week op de molen werken.

Bezwaar en klacht. Wie een afwijzing krijgt, wordt eerst gebeld. Dat scheelt papier en soms een
bezwaarschrift.

Verduurzamen. Zonnepanelen op een monument steunen wij niet uit deze regeling. Isolatie wel, als zij
deel is van een groter herstel. Voor de rest verwijzen we naar de regelingen voor energie.

Archeologie en archieven vallen buiten deze nota. Daarover volgt in 2027 een aparte brief.

# 4. Geld

Voor 2026 is € 1.900.000 beschikbaar. Een kwart daarvan is voor molens. Over de latere jaren beslissen
Provinciale Staten bij de begroting.

# 5. Volgen en bijsturen

Elk najaar krijgen Provinciale Staten een overzicht van verleende bijdragen en openstelling. In 2028
volgt een tussentijdse evaluatie. Dan beslissen we ook of de grens van € 15.000 te hoog is voor
kleine kernen.
"""

PROPOSAL: Final = """
# Statenvoorstel

Voorstelnummer | 2026-011
Vergadering | Provinciale Staten van 28 januari 2026
Commissie | Cultuur, Landschap en Dorpen, 14 januari 2026
Portefeuille | erfgoed
Onderwerp | Vaststelling Erfgoednota 2026-2030

# Gevraagde beslissing

Provinciale Staten wordt gevraagd de Erfgoednota 2026-2030 vast te stellen, de nota Erfgoed in
beweging van 2018 in te trekken en € 1.900.000 uit de reserve Coalitieakkoord aan het programma
Cultuur toe te voegen.

# Aanleiding

In paragraaf 2.10 van het coalitieakkoord is afgesproken dat er in het eerste jaar een nieuwe nota
komt. De nota is voorbereid met eigenaren, gemeenten en de monumentenwacht. In september zijn drie
avonden gehouden, in Zandwoude, Oudewold en Hoge Venne; het verslag daarvan ligt bij de griffie.

# Argumenten

> 1.1 Er wordt gekozen. Het geld gaat naar gebouwen die open zijn voor publiek.
> 1.2 Grotere bedragen maken ingrijpend herstel mogelijk.
> 2.1 Twee nota's naast elkaar is verwarrend voor aanvragers.
> 3.1 De dekking is in het akkoord voorzien.

# Kanttekeningen

Eigenaren van kleine monumenten zonder publieksfunctie vallen buiten de boot. Zij kunnen terecht bij
het landelijke leenfonds. De commissie heeft in meerderheid gevraagd de drempel van € 15.000 in 2028
opnieuw te bekijken; dat is in hoofdstuk 5 verwerkt.

# Financiën

Het bedrag voor 2026 past binnen de reserve. Voor 2027 en verder volgt een voorstel bij de begroting.

# Vervolg

Na vaststelling legt het college de subsidieregeling vast. De eerste aanvragen zijn mogelijk vanaf
9 februari 2026.

> Gedeputeerde Staten van Voorbeeld,
> de voorzitter en de secretaris
"""

RESOLUTION: Final = """
# Besluit

> Provinciale Staten van de provincie Voorbeeld,

> gelezen het voorstel van Gedeputeerde Staten van 9 december 2025, nummer 2026-011,
> gehoord de commissie Cultuur, Landschap en Dorpen,
> overwegende dat het amendement van twee fracties over de drempel is ingetrokken,

> besluiten:

> 1. de Erfgoednota 2026-2030 vast te stellen;
> 2. de nota Erfgoed in beweging (2018) in te trekken;
> 3. de begroting 2026 te wijzigen en € 1.900.000 toe te voegen aan het programma Cultuur.

Aldus vastgesteld in de openbare vergadering van 28 januari 2026, met 31 stemmen voor en 10 tegen.

> de griffier
> de voorzitter
"""

COLLEGE_NOTE: Final = """
# Nota voor Gedeputeerde Staten

Vergadering | 3 februari 2026, agendapunt 7
Steller | team Cultuur, beleidsadviseur
Portefeuillehouder | erfgoed
Openbaar | ja, na de vergadering
Onderwerp | Nieuwe subsidieregeling monumenten en plafond voor dit jaar

# Kern

Vorige week is de Erfgoednota vastgesteld. Om voor 9 februari open te kunnen, moet het college nu de
regeling en het plafond vaststellen. De tekst is getoetst door Juridische Zaken en uitgeprobeerd met
vijf eigenaren.

# Beslispunten

> Gedeputeerde Staten besluiten:
> 1. de Subsidieregeling monumenten en erfgoed vast te stellen;
> 2. het plafond voor 2026 te bepalen op € 1.840.000, waarvan € 475.000 voor molens;
> 3. de teamleider Subsidies te machtigen om te beslissen tot € 75.000.

# Toelichting

Bij molens moeten constructief werk en werk op hoogte door een erkend bedrijf gebeuren. In de
consultatie vroegen twee stichtingen om een uitzondering voor ervaren vrijwilligers. Wij stellen voor
die niet op te nemen. Na het ongeval in Elzerbroek in 2023 wil de verzekeraar alleen dekken als een
erkend bedrijf verantwoordelijk is. Schilderwerk op de begane grond valt er niet onder.

# Juridisch

Bekendmaking in het provinciaal blad op 5 februari. Tegen de regeling zelf staat geen bezwaar open.

# Communicatie

Persbericht na de vergadering, loket vanaf maandag bereikbaar, informatieavond op 24 februari.

> Bespreekstuk / hamerstuk: hamerstuk
> Geparafeerd: afdelingsmanager, concerncontroller, Juridische Zaken
"""

REGULATION: Final = """<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<title>Subsidieregeling monumenten en erfgoed - Regelingen - Provincie Voorbeeld</title>
<script>window.bezoek = {pagina: "regelingen/monumenten"};</script>
<style>body { font-family: Verdana; } .kruimel { color: #666; }</style>
</head>
<body>
<p class="kruimel"><a href="/">Home</a> &gt; <a href="/regelingen">Regelingen</a> &gt; Monumenten en
erfgoed</p>
<nav><ul><li>Contact</li><li>Subsidies</li><li>Vergunningen</li><li>Bestuur</li></ul></nav>
<h1>Subsidieregeling monumenten en erfgoed</h1>
<p>Geldend van 5 februari 2026 tot heden</p>
<p>Gedeputeerde Staten van de provincie Voorbeeld;</p>
<p>gelet op artikel 3 van de Algemene subsidieverordening; gelezen de Erfgoednota 2026-2030;</p>
<p>besluiten vast te stellen de volgende regeling:</p>
<h2>Artikel 1 Begrippen</h2>
<p>Molen: een door wind of water aangedreven werktuig dat als rijks- of provinciaal monument is
aangewezen. Erkend bedrijf: een bedrijf met een geldige erkenning voor restauratie van het
betreffende onderdeel.</p>
<h2>Artikel 2 Doel</h2>
<p>Het herstel van monumenten die voor publiek open zijn en in hun omgeving worden gebruikt.</p>
<h2>Artikel 3 Aanvrager</h2>
<p>Subsidie kan worden aangevraagd door een rechtspersoon zonder winstoogmerk die eigenaar is.</p>
<h2>Artikel 4 Activiteiten waarvoor subsidie wordt verleend</h2>
<p>1. Herstel van de constructie, het dak, de kap of het gaande werk.<br>
2. Herbestemming van een religieus gebouw, voor zover het gaat om bouwkundige maatregelen.</p>
<h2>Artikel 5 Kosten</h2>
<p>Eigen uren en uren van vrijwilligers komen niet in aanmerking.</p>
<h2>Artikel 6 Hoogte</h2>
<p>De subsidie bedraagt ten hoogste 65 procent van de kosten, en niet minder dan &euro; 15.000 en
niet meer dan &euro; 75.000.</p>
<h2>Artikel 7 Plafond en volgorde</h2>
<p>Aanvragen worden behandeld in de volgorde waarin zij volledig zijn ontvangen.</p>
<h2>Artikel 8 Verplichtingen</h2>
<p>1. Constructief werk en werk op hoogte wordt uitgevoerd door een erkend bedrijf.<br>
2. Het monument is na afronding gedurende vijf jaar ten minste vijftig dagen per jaar open.</p>
<h2>Artikel 9 Hardheid</h2>
<p>Gedeputeerde Staten kunnen artikel 5 of 6 buiten toepassing laten als toepassing tot een
onbillijkheid van overwegende aard leidt.</p>
<h2>Artikel 10 Slot</h2>
<p>Deze regeling treedt in werking op de dag na bekendmaking en wordt aangehaald als:
Subsidieregeling monumenten en erfgoed.</p>
<footer><p>Deze pagina delen | Afdrukken | Was deze informatie nuttig? Ja / Nee</p>
<p>Cookies | Toegankelijkheid | Privacy</p></footer>
</body>
</html>
"""

PROPOSAL_WITH_CHANGES: Final = """
# Statenvoorstel

Vergadering | Provinciale Staten van 16 december 2026
Onderwerp | Verlenging regeling akkerranden (Natuur om de hoek, 4.2)

# Gevraagde beslissing

Provinciale Staten wordt gevraagd in te stemmen met verlenging van de vergoeding voor akkerranden van
drie naar [-vijf-][+zes+] jaar en hiervoor [-€ 1.750.000-][+€ 2.100.000+] beschikbaar te stellen uit de
reserve Landelijk gebied.[!Dit bedrag wijkt af van de mail van Financiën van vrijdag. Wie weet het
zeker?!]

# Waarom nu

De eerste contracten lopen in februari 2027 af. Zonder besluit [+voor de jaarwisseling+] zaaien de
deelnemers opnieuw gras in. De Natuurvisie Voorbeeld gaat uit van een blijvend netwerk van randen,
[-hetgeen impliceert dat continuïteit randvoorwaardelijk is-][+en een rand die elke drie jaar
verdwijnt, is geen netwerk+].

# Argumenten

Uit tellingen van vrijwilligers blijkt dat het aantal broedparen in de randen hoger is dan ernaast.
[-Dit is wetenschappelijk aangetoond.-][!Dat kunnen we zo niet zeggen, het zijn tellingen van drie
jaar op negen bedrijven.!]

Pachters kunnen alleen meedoen als de eigenaar tekent. [+Daarover maken wij met de grootste
eigenaren een afspraak.+]

# Kanttekening

In drie gemeenten klagen akkerbouwers over zaadonkruid. Het nieuwe maaibestek komt daaraan tegemoet.
[!Portefeuillehouder wil hier een zin over distels.!]

# Vervolg

Na het besluit past het college de Subsidieregeling kruidenrijke randen aan.
"""
