"""Texts of the demo's documents about grants, in the mark-up of `demo.writing`."""

from typing import Final

APPLICATION: Final = """
> Stichting Molenbehoud Vorenzate
> Molendijk 4
> Vorenzate

> Aan Gedeputeerde Staten van de provincie Voorbeeld
> Team Subsidies

Datum | 12 februari 2026
Uw kenmerk | SUB-2026-0147
Onderwerp | Aanvraag restauratie wiekenkruis en kap

Geacht college,

Hierbij vragen wij een bijdrage aan voor de restauratie van het wiekenkruis en de kap van
korenmolen De Zeshoek in Vorenzate. Wij hebben ons plan op 9 februari aangemeld via uw website en
kregen toen het nummer dat hierboven staat.

# Waarom nu

Bij de inspectie van afgelopen najaar bleek dat twee roeden zo ver zijn aangetast dat de molen niet
meer mag draaien. Zonder herstel gaat ook de kap lekken, en daarmee staat het gaande werk op het
spel. De molen is een provinciaal monument en wordt door een groep van achttien vrijwilligers
opengesteld op zaterdagen en voor scholen.

# Kosten en dekking

De kosten zijn begroot op € 86.400. Uit eigen middelen en een inzamelingsactie in het dorp brengen
wij € 21.600 bijeen. De gemeente heeft € 10.000 toegezegd. Wij vragen u om het resterende bedrag
van € 54.800, op grond van de Subsidieregeling monumenten en erfgoed.

# Planning

De molenmaker kan in mei beginnen. Het werk duurt ongeveer vijf maanden. Wij verwachten de molen op
de open dag in november weer te laten draaien.

Bij deze brief vindt u de begroting, twee offertes, het inspectierapport en een uittreksel uit het
handelsregister. Voor vragen is onze penningmeester op werkdagen bereikbaar.

Met vriendelijke groet,

> namens het bestuur van Stichting Molenbehoud Vorenzate,
> de secretaris
"""

GRANT_DECISION: Final = """
> Stichting Molenbehoud Vorenzate
> Molendijk 4
> Vorenzate

Datum | 2 april 2026
Ons kenmerk | SUB-2026-0147
Afdeling | Cultuur en Samenleving, team Subsidies
Onderwerp | Verlening subsidie restauratie molen De Zeshoek

Geacht bestuur,

Op 12 februari 2026 ontvingen wij uw verzoek om een bijdrage in de kosten van herstel van het
wiekenkruis en de kap van molen De Zeshoek. Wij hebben besloten u deze subsidie te verlenen.

# Besluit

Wij verlenen u een subsidie van maximaal € 54.800 voor de activiteiten die u in uw aanvraag
beschrijft. Wij baseren dit besluit op artikel 4 van de Subsidieregeling monumenten en erfgoed en
op de Algemene subsidieverordening van onze provincie. De activiteiten lopen van 1 mei 2026 tot en
met 31 december 2026.

# Voorschot

U ontvangt binnen vier weken een voorschot van 80 procent, dat is € 43.840. Het restant betalen wij
nadat de subsidie is vastgesteld.

# Verplichtingen

U voert het werk uit volgens het inspectierapport en laat dit doen door een erkende molenmaker. U
meldt het ons direct als het werk later klaar is of goedkoper uitvalt. Uiterlijk dertien weken na
afloop van de activiteiten dient u een aanvraag tot vaststelling in, met een inhoudelijk verslag en
een financieel overzicht. Bij publicaties noemt u de bijdrage van de provincie.

# Niet mee eens?

Belanghebbenden kunnen binnen zes weken na verzending van dit besluit een bezwaarschrift sturen aan
Gedeputeerde Staten, ter attentie van de secretaris van de bezwarencommissie.

Hoogachtend,

> Gedeputeerde Staten van de provincie Voorbeeld,
> namens dezen,
> de manager van de afdeling Cultuur en Samenleving
"""

REPORT_MAIL: Final = """Beste medewerker van het team Subsidies,

Zoals afgesproken in de beschikking stuur ik u hierbij het inhoudelijk verslag over het eerste jaar
van ons project Kruidenrijke randen. Het verslag zit als bijlage bij dit bericht.

In het kort: van de twaalf kilometer akkerrand die we wilden inzaaien, is er tien gerealiseerd.
Twee deelnemers zijn gestopt omdat hun pachtcontract afliep. We hebben inmiddels een andere
deelnemer gevonden, die in het voorjaar begint. De tellingen van de vogelwerkgroep laten zien dat
er in de randen duidelijk meer broedparen zijn dan op de akkers ernaast. De veldexcursie in juni
trok zeventig bezoekers, meer dan we hadden gedacht.

De uitgaven liggen iets lager dan begroot. Er is tot en met oktober € 31.250 besteed van het
voorschot van € 36.000. Het verschil schuiven we graag door naar het tweede jaar. Laat u het weten
als daarvoor een apart verzoek nodig is?

De accountant is nog bezig met de jaarrekening. Het financieel overzicht volgt voor het einde van
januari, samen met de urenverantwoording van onze veldcoördinator.

Ik hoor graag of het verslag zo volledig is.

Met vriendelijke groet,

de secretaris
Natuurcoöperatie Lage Wijmer
"""

REPORT_ATTACHMENT: Final = """
# Kruidenrijke randen: inhoudelijk verslag eerste jaar

Natuurcoöperatie Lage Wijmer zaaide in het voorjaar tien kilometer akkerrand in, verdeeld over
negen bedrijven. De randen zijn in september één keer gemaaid en het maaisel is afgevoerd.
"""

PHONE_NOTE: Final = """TELEFOONNOTITIE

Datum: dinsdag 17 november 2026, 10.40 uur
Gebeld door: projectleider van Speelnatuur Elzerbroek (vereniging)
Aangenomen door: medewerker Subsidies
Over: speelbos, SUB-2026-0131

Mevrouw vraagt of ze de einddatum van het project mag verzetten. De aannemer kan pas in februari
graven omdat de grond nu te nat is. De activiteiten zouden volgens de beschikking op 31 december
klaar moeten zijn. Ze verwacht uiterlijk 15 april op te leveren. De kosten blijven gelijk, er
verandert verder niets aan het plan.

Uitgelegd dat uitstel kan, maar dat ze dit schriftelijk moet vragen voordat de termijn afloopt, met
een korte toelichting en een nieuwe planning. Een mailtje is genoeg. Ook gezegd dat het voorschot
gewoon doorloopt en dat de datum voor de vaststelling dan meeschuift.

Ze stuurt het verzoek deze week. Afgesproken dat wij binnen twee weken antwoorden.

Actie: verzoek afwachten, daarna wijziging van de verlening voorbereiden. Collega die over de
betalingen gaat even bijpraten.
"""

COMBINED_DECISION: Final = """
> Vereniging Fietsvrienden Oudewold
> Brink 11
> Oudewold

Datum | 5 november 2026
Afdeling | Mobiliteit, team Subsidies
Onderwerp | Aanvullend besluit over twee subsidies

Geacht bestuur,

In het voorjaar verleenden wij u twee subsidies: op 14 april voor de fietsbrug over de Wijmer
(SUB-2026-0088) en op 20 mei voor de verlichting van het pad naar het station (SUB-2026-0103). U
heeft ons op 1 oktober gevraagd beide projecten als één geheel te mogen uitvoeren, omdat dezelfde
aannemer het werk doet en de kosten niet meer goed te scheiden zijn.

# Besluit

Wij stemmen met uw verzoek in. De besluiten met kenmerk SUB-2026-0088 en SUB-2026-0103 worden met
ingang van vandaag samengevoegd. Dit besluit komt in de plaats van het onderdeel Voorschotten in
beide eerdere besluiten. De overige bepalingen blijven gelden.

Het totale bedrag verandert niet en is maximaal € 128.500. Het voorschot wordt betaald in drie
delen: € 40.000 in november, € 40.000 bij de start van het werk en € 22.800 als de brug op haar
plaats ligt.

# Wat verandert er voor u

U hoeft na afloop maar één verantwoording in te dienen. Daarin laat u zien welk deel van de kosten
bij de brug hoort en welk deel bij de verlichting. De uiterste datum daarvoor is 1 oktober 2027.

# Bezwaar

Als u het niet eens bent met dit besluit, kunt u binnen zes weken bezwaar maken bij Gedeputeerde
Staten. In het bezwaarschrift zet u in ieder geval uw naam en adres, de datum, en waarom u het met
het besluit niet eens bent.

Met vriendelijke groet,

> Gedeputeerde Staten van de provincie Voorbeeld,
> namens dezen,
> de teamleider Subsidies
"""

PROGRESS_REPORT: Final = """
# Voortgangsrapportage derde kwartaal

Kenmerk | SUB-2026-0147

De molenmaker heeft de oude roeden uitgenomen en de kap is gestut. De nieuwe roeden worden in de
werkplaats geklonken.
"""

SETTLEMENT_REQUEST: Final = """
> Stichting Werkplaats Zandwoude
> Havenkade 27
> Zandwoude

> Aan Gedeputeerde Staten van de provincie Voorbeeld

Datum | 13 november 2026
Uw kenmerk | SUB-2026-0076
Onderwerp | Verzoek om vaststelling van de subsidie Leerwerkplekken

Geacht college,

Op 10 maart 2026 heeft u ons een subsidie verleend van maximaal € 92.000 voor het project
Leerwerkplekken. Het project is op 31 oktober afgerond. Wij verzoeken u de subsidie vast te stellen
en het laatste deel, € 18.400, aan ons over te maken.

# Wat er is gedaan

Vierentwintig deelnemers begonnen aan een leerwerktraject van zes maanden. Negentien van hen hebben
het afgerond. Elf deelnemers hebben inmiddels betaald werk, vijf volgen een opleiding. Dat is meer
dan de vijftien afgeronde trajecten die in de beschikking als prestatie staan.

# Wat het heeft gekost

De werkelijke kosten waren € 94.310. In de begroting stond € 95.000. De begeleiding viel duurder uit
door ziekte van een werkmeester, de huur van machines juist goedkoper. De specificatie vindt u in
bijlage 1, de verklaring van de accountant in bijlage 2.

# Vertrouwelijke bijlage

Bijlage 3 bevat een overzicht van de trajecten. Daarin staan gegevens over de gezondheid en de
uitkering van deelnemers. Wij vragen u deze bijlage alleen te laten inzien door wie dat voor de
beoordeling nodig heeft, en haar daarna niet langer te bewaren dan nodig is.

Wij danken u voor het vertrouwen en zien uw besluit graag tegemoet.

Met vriendelijke groet,

> de directeur-bestuurder
> Stichting Werkplaats Zandwoude
"""

DECISION_DRAFT: Final = """
CONCEPT 0.3 / graag voor vrijdag reactie

> Stichting Molenbehoud Vorenzate
> Molendijk 4
> Vorenzate

Datum | ... april 2026
Ons kenmerk | SUB-2026-0147
Onderwerp | Verlening subsidie restauratie molen De Zeshoek

Geacht bestuur,

Op 12 februari 2026 ontvingen wij uw verzoek om een bijdrage in de kosten van herstel van het
wiekenkruis en de kap van molen De Zeshoek. Wij zijn van plan u deze subsidie te verlenen.

# Besluit

Wij verlenen u een subsidie van maximaal € XX.XXX [rekenen: 65% van 86.400 = 56.160, gevraagd is
54.800, dus dat laatste?]. Wij baseren dit op artikel 4 van de Subsidieregeling monumenten en
erfgoed. Looptijd nog invullen, molenmaker kan pas in mei.

# Voorschot

80 procent of in twee keer? Even afstemmen met Financiën.

# Verplichtingen

U laat het werk doen door een erkende molenmaker. [Juridisch: geldt dat voor alles? Kijk nog even in
artikel 8.] Uiterlijk dertien weken na afloop dient u een aanvraag tot vaststelling in.

# Niet mee eens?

Standaardtekst.
"""

NEW_QUESTION_MAIL: Final = """Goedemorgen,

Leuk u te spreken op de informatieavond in Oudewold! Zoals u voorstelde kom ik er per mail op terug.

Vorig jaar lukte het niet, daar hebben we ons bij neergelegd (zie onder). Maar we hebben niet
stilgezeten. Sinds april is de kapel elke zaterdag en zondag open, er is een koor dat repeteert en de
monumentenwacht heeft een nieuw rapport gemaakt. Als ik de nieuwe regels goed lees, zouden we nu met
het dak wel meedoen. Klopt dat?

We denken aan ongeveer € 38.000, waarvan we de helft zelf hebben. Als u zegt dat het zin heeft, vul
ik deze week het formulier in. Is het ook goed als de aannemer pas na de zomer begint, in verband met
de vleermuizen?

Alvast hartelijk dank en tot horens,

de penningmeester
Stichting Kapel op de Es, Hoge Venne


-----Oorspronkelijk bericht-----
Van: Subsidies
Verzonden: donderdag 11 september 2025 10:22
Aan: penningmeester Kapel op de Es
Onderwerp: Besluit op uw aanvraag SUB-2025-0318

Geacht bestuur,

Wij hebben besloten de door u gevraagde subsidie voor herstel van het dak van de kapel te weigeren.
Het gebouw is minder dan twaalf dagen per jaar toegankelijk en voldoet daarmee niet aan artikel 3,
tweede lid, van de toen geldende regeling. Ook ontbrak een recent inspectierapport.

Tegen dit besluit kunt u binnen zes weken bezwaar maken bij Gedeputeerde Staten.

Met vriendelijke groet,
team Subsidies
"""
