"""Texts of the demo's documents about permits and the surroundings, as `demo.writing` reads them."""

from typing import Final

AIR_SHOW: Final = """
> Stichting Luchtvaartdagen Zandwoude
> Vliegveldweg 1
> Zandwoude

Datum | 29 oktober 2026
Ons kenmerk | VVGB 2026/17
Afdeling | Leefomgeving, team Luchtvaart
Onderwerp | Verklaring van geen bezwaar luchtvaartvertoning

Geacht bestuur,

U heeft ons op 8 september gevraagd om een verklaring van geen bezwaar voor de luchtvaartvertoning
die u op 15 mei 2027 wilt houden boven het terrein aan de Vliegveldweg. Wij geven u deze verklaring.

# Beoordeling

Wij hebben gekeken naar de geluidbelasting voor omwonenden, de veiligheid op de grond en de gevolgen
voor de natuur. De vertoning duurt één dag en valt buiten de rustperiode van de vogels op het
naastgelegen wad. De burgemeester, de politie en de veiligheidsregio hebben positief geadviseerd. Er
zijn geen redenen om de vertoning tegen te houden.

# Voorschriften

Er wordt gevlogen tussen 11.00 en 17.00 uur. Boven de woonwijk wordt niet lager gevlogen dan
driehonderd meter. U informeert de omwonenden ten minste vier weken vooraf, en op de dag zelf is een
telefoonnummer bereikbaar voor klachten. Vindt de vertoning niet plaats, dan vervalt deze
verklaring.

# Overige toestemmingen

Met deze verklaring alleen mag u de vertoning niet houden. U heeft ook een vergunning nodig van de
inspectie die toezicht houdt op de luchtvaart, en een evenementenvergunning van de gemeente. Een
afschrift van deze brief hebben wij aan beide gestuurd.

Heeft u vragen, dan kunt u contact opnemen met het team Luchtvaart.

Met vriendelijke groet,

> Gedeputeerde Staten van de provincie Voorbeeld,
> namens dezen,
> de teammanager Leefomgeving
"""

DRIVEWAY_APPLICATION: Final = """
# Aanvraagformulier toestemming uitrit provinciale weg

> In te vullen door de aanvrager. Met de hand ingevuld en door het loket overgetypt.

1. Aanvrager | Melkveebedrijf Hoeve Wijmerzicht (maatschap)
2. Adres | Provincialeweg 118, Lage Wijmer
3. Weg en kilometer | N 388, km 14,2 rechts
4. Wat wilt u | tweede uitrit, breedte 7 meter, verharding van beton
5. Waarom | huisverkoop (kaas en ijs), klanten en melkwagen zitten elkaar in de weg
6. Bomen | één es, omtrek ongeveer 1,10 m. Mag die weg? Liever niet.
7. Sloot | ja, duiker rond 500
8. Wanneer klaar | voor Pasen
9. Al eerder iets gevraagd | nee (mijn vader in 1987 voor de eerste uitrit)
10. Bijlagen | schets, 2 foto's, brief van de waterbeheerder volgt nog

Ondergetekende verklaart dat alles naar waarheid is ingevuld.

> Lage Wijmer, 11 september 2026
> (handtekening namens de maatschap)

Vak voor de provincie: ontvangen 14 september, leges voldaan aan de balie, schets is niet op schaal,
nagevraagd op 21 september, nieuwe schets binnen op 2 oktober.
"""

DRIVEWAY_PERMIT: Final = """
> Melkveebedrijf Hoeve Wijmerzicht
> Provincialeweg 118
> Lage Wijmer

Datum | 20 november 2026
Ons kenmerk | VRG-2026-0031
Onderwerp | Omgevingsvergunning tweede uitrit N 388

Geachte heer, mevrouw,

U wilt een tweede uitrit aanleggen op de N 388 bij kilometer 14,2. Wij besluiten u de gevraagde
vergunning te verlenen.

# Waarom

De Omgevingsverordening Voorbeeld staat een tweede uitrit toe als de veiligheid op de weg er niet
door verslechtert. Ter plaatse geldt 80 kilometer per uur en is het zicht 190 meter naar beide
kanten. Met de tweede uitrit hoeft de melkwagen niet meer achteruit de weg op. Dat is een
verbetering. De es blijft staan; de uitrit schuift daarom drie meter op.

# Voorschriften

> 1. De uitrit is ten hoogste 7 meter breed en ligt zoals op tekening 2 van 2 oktober is aangegeven.
> 2. De duiker heeft een doorsnede van 500 mm en wordt elk najaar schoongemaakt.
> 3. Binnen 2 meter van de stam van de es wordt niet gegraven.
> 4. U meldt de start van het werk ten minste vijf werkdagen vooraf bij de wegbeheerder.
> 5. Is de uitrit niet binnen twee jaar aangelegd, dan kunnen wij de vergunning intrekken.

# Bezwaar

Wie belanghebbende is, kan tot en met zes weken na de dag van verzending bezwaar maken. De vergunning
geldt vanaf de dag na bekendmaking.

Met vriendelijke groet,

> namens Gedeputeerde Staten van Voorbeeld,
> de teamleider Vergunningen
"""

EXTRACTION_DRAFT: Final = """
> ONTWERP, ter inzage van 12 oktober tot en met 22 november 2026

Aan | Zand- en Grindhandel De Kolk B.V., Elzerbroek
Ons kenmerk | VRG-2026-0019
Onderwerp | Ontwerpbesluit ontgronding plas De Kolk

Gedeputeerde Staten zijn van plan de vergunning te verlenen voor het uitbreiden van de zandwinplas
met 11,4 hectare, tot een diepte van 18 meter onder maaiveld, voor een periode van negen jaar.

# De aanvraag

Op 3 maart 2026 is de aanvraag ontvangen. Zij is op 28 april aangevuld met een onderzoek naar de
grondwaterstand en een inrichtingsplan.

# Overwegingen

Het waterschap heeft geadviseerd de noordoever te verondiepen. Dat is overgenomen. De gemeente ziet
graag dat het zand niet door de kern van Elzerbroek wordt vervoerd; de aanvrager heeft een laadplaats
aan de vaart toegezegd. Na afloop wordt de plas ingericht voor natuur en voor een dagstrand van
beperkte omvang, in lijn met de Natuurvisie Voorbeeld.

Archeologie: in het oostelijk deel zijn sporen van een ontginningshoeve te verwachten. Daarom komt
er een proefsleuf voordat met graven wordt begonnen.

# Voorgenomen voorschriften

> a. Winning op werkdagen tussen 7.00 en 18.00 uur.
> b. De grondwaterstand bij de drie dichtstbijzijnde woningen daalt niet meer dan 5 centimeter.
> c. Afvoer over water, behalve als de vaart dicht ligt door ijs.
> d. Financiële zekerheid van € 640.000 voor de eindinrichting.

# Reageren

Iedereen kan zolang het stuk ter inzage ligt, reageren. Daarna nemen wij een besluit. Dat kan anders
uitvallen dan dit ontwerp.
"""

VIEW_EXTRACTION: Final = """
Elzerbroek, zaterdag 21 november

Betreft: de uitbreiding van de zandput

Geachte provincie,

Wij wonen sinds 1994 aan de Kolkweg, het derde huis vanaf de brug. Op de avond in het dorpshuis zei u
dat iedereen iets mocht opsturen, dus bij dezen.

Wij zijn niet tegen zand. Ergens moet het vandaan komen. Maar vijf centimeter grondwater is bij ons
meer dan het lijkt. In 2018 stond de kelder scheef toen het peil zakte en toen was er nog helemaal
geen nieuwe put. Wij willen dat er eerst een nulmeting komt aan onze muren, en dat iemand anders
betaalt dan wij.

Dan het geluid. De zuiger begint om zeven uur. In uw papieren staat dat je er binnen niets van
hoort. Wij nodigen u uit om met het raam open te komen slapen.

En het strand: leuk voor de jeugd maar waar gaan die auto's staan? Op de Kolkweg is geen plek. Op
bladzijde 31 is er een parkeerterrein getekend op grond die niet van De Kolk is maar van onze buurman,
en die wist van niets.

Wij vragen dus: later beginnen, meten vooraf, en het parkeren eerst regelen. Als dat gebeurt, hoeft
het van ons niet tegengehouden te worden.

Hartelijke groet,

> de bewoners van Kolkweg 6
"""

MOWING_COMPLAINT: Final = """Beste mensen van de provincie,

Gisteren stond de maaimachine weer langs de N 388. In NOVEMBER. Bij mijn weten zouden jullie juist
minder en later maaien voor de bijtjes, dat stond vorig jaar nog in de krant. Nu ligt alles plat, het
gras is blijven liggen in de sloot en mijn hond is in de prut gezakt.

Het gaat om het stuk tussen de benzinepomp en het bruggetje. Aan de overkant hebben ze WEL iets
laten staan. Wie bepaalt dat?

Ik heb hierover in juni ook al gebeld. Toen zou iemand terugbellen. Niet gebeurd.

Ik hoef geen bloemetje, ik wil dat het gras uit de sloot gaat en dat iemand mij uitlegt hoe dit zit.

Groet,
een bewoner van de Provincialeweg in Lage Wijmer

Verstuurd vanaf mijn telefoon
"""

WOO_REQUEST: Final = """
> Omwonenden Vliegveldweg (bewonersgroep)
> p/a Vliegveldweg 40
> Zandwoude

> Provincie Voorbeeld
> Aan de contactpersoon openbaarheid

Zandwoude, 18 november 2026

Onderwerp: verzoek om documenten, Wet open overheid

Geachte mevrouw, meneer,

Op grond van de Wet open overheid vragen wij u om openbaarmaking van alle documenten over de
Luchtvaartdagen Zandwoude van 2025 en die van 2027, voor zover die bij de provincie zijn. Wij denken
aan:

> - de aanvraag en alles wat daarop is geantwoord;
> - mails, appberichten en verslagen van gesprekken met de organiserende stichting;
> - adviezen over geluid en over de vogels op het wad;
> - wat de provincie aan geld heeft gegeven, met de beschikkingen en de verantwoording.

De periode is 1 januari 2024 tot vandaag. Kranten en stukken die al op uw site staan, hoeven er niet
bij. Namen van ambtenaren mogen weg.

Wij hebben het stuk nodig voor een bijeenkomst op 14 januari. Kunt u binnen de termijn van vier weken
antwoorden? In delen mag ook. Wij sturen deze brief naar uw beide loketten, omdat we niet weten wie
dit doet.

Met vriendelijke groet,

> namens de bewonersgroep,
> de secretaris
"""

VIEW_RING_ROAD: Final = """Aan Gedeputeerde Staten van Voorbeeld

Onderwerp: zienswijze ontwerp-projectbesluit Ringweg Noord

Geacht college,

Hierbij geef ik mijn zienswijze op het ontwerp van het projectbesluit Ringweg Noord dat van
19 oktober tot en met 29 november 2026 ter inzage ligt.

1. Nut en noodzaak zijn niet aangetoond. De tellingen zijn van voor de nieuwe dienstregeling.
2. De weg komt op 85 meter van de school. Het geluidscherm houdt daar op.
3. De aansluiting bij de Molenweg trekt sluipverkeer door het dorp.
4. Er is niet gekeken naar een verdiepte ligging tussen de spoorlijn en de Wijmer.

Ik verzoek u het besluit zo niet vast te stellen en mij van het vervolg op de hoogte te houden.

Hoogachtend,

{sender}
"""
