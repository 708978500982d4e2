"""Texts of the demo's documents about objections and other things, as `demo.writing` reads them."""

from typing import Final

FURTHER_GROUNDS: Final = """
> Coöperatie Streekmarkt Hoge Venne
> Marktplein 2
> Hoge Venne

> Aan de bezwarencommissie van de provincie Voorbeeld

Datum | 14 september 2026
Zaaknummer | BZW-2026-0012
Onderwerp | Aanvulling van de gronden

Geachte commissie,

Op 21 augustus dienden wij een bezwaarschrift in tegen de weigering van subsidie voor de overdekte
streekmarkt. U gaf ons tot 18 september de tijd om de gronden aan te vullen. Dat doen wij met deze
brief. Wat wij eerder schreven, blijft staan.

# Het project is wel regionaal

Volgens het bestreden besluit trekt de markt alleen bezoekers uit het dorp zelf. Dat klopt niet. Wij
lieten in juli op drie marktdagen tellen. Van de 1.140 bezoekers kwam ruim de helft uit een andere
gemeente. De uitkomsten voegen wij bij als bijlage A.

# Gelijke gevallen

Aan een vergelijkbaar plan in het noorden van de provincie is vorig jaar wel subsidie verleend. Dat
plan was kleiner en had minder eigen geld. Wij zien niet waarom ons plan anders is beoordeeld. In
het besluit staat daar niets over, zodat het in elk geval onvoldoende is gemotiveerd.

# Zorgvuldigheid

Voor de afwijzing is geen contact met ons opgenomen. Als dat wel was gebeurd, hadden wij de
ontbrekende begroting direct kunnen sturen.

Wij verzoeken u het college te adviseren het besluit te herroepen en de subsidie alsnog te verlenen.
Ook vragen wij om vergoeding van de kosten van rechtsbijstand. Op de hoorzitting lichten wij dit
graag toe.

Hoogachtend,

> de voorzitter van Coöperatie Streekmarkt Hoge Venne
"""

NEW_OBJECTION: Final = """
> Sportvereniging De Wijmer
> Sportlaan 60
> Oudewold

> Aan Gedeputeerde Staten van de provincie Voorbeeld

Datum | 19 november 2026
Onderwerp | Uw besluit van 22 oktober 2026

Geacht college,

Met uw brief van 22 oktober, kenmerk SUB-2026-0119, heeft u ons laten weten dat u de subsidie voor
het verduurzamen van onze kleedkamers lager vaststelt dan was verleend. U vordert € 7.450 van ons
terug. Met dat besluit zijn wij het niet eens en daarom maken wij hiertegen bezwaar.

U schrijft dat wij de zonnepanelen zonder toestemming op een ander dak hebben gelegd. Wij hebben dit
in juni telefonisch met uw medewerker besproken. Toen is gezegd dat het geen probleem was, zolang
het aantal panelen gelijk bleef. Dat aantal is gelijk gebleven. Wij mochten er dus op vertrouwen dat
wij aan de voorwaarden voldeden.

Daarnaast houdt u geen rekening met de gevolgen. Onze vereniging draait op vrijwilligers en heeft
een kleine reserve. Als wij dit bedrag moeten terugbetalen, kunnen wij de verlichting van het tweede
veld niet herstellen en moet de jeugd in de winter binnen trainen. Dat staat niet in verhouding tot
wat ons wordt verweten.

Wij vragen u het besluit te heroverwegen en de subsidie vast te stellen op het verleende bedrag. Ook
vragen wij u om met de invordering te wachten tot op ons bezwaar is beslist. Wij willen onze
argumenten graag mondeling toelichten.

Een kopie van uw brief en de nota van de installateur zijn bijgevoegd.

Met vriendelijke groet,

> namens het bestuur van Sportvereniging De Wijmer,
> de penningmeester
"""

DECISION_ON_OBJECTION: Final = """
> Coöperatie Streekmarkt Hoge Venne
> Marktplein 2
> Hoge Venne

Datum | 10 november 2026
Ons kenmerk | BZW-2026-0012
Onderwerp | Beslissing op uw bezwaar

Geacht bestuur,

U heeft op 21 augustus 2026 bezwaar gemaakt tegen ons besluit van 16 juli 2026, met kenmerk
SUB-2026-0064. Met dat besluit weigerden wij u subsidie voor een overdekte streekmarkt. In deze
brief leest u wat wij op uw bezwaar beslissen en waarom.

# Procedure

U heeft de gronden op 14 september aangevuld. Op 6 oktober bent u gehoord door de onafhankelijke
bezwarencommissie. De commissie bracht op 27 oktober advies uit. Het advies en het verslag van de
hoorzitting zijn bijgevoegd en maken deel uit van deze beslissing.

# Overwegingen

Uw bezwaarschrift is op tijd ingediend en voldoet aan de eisen, zodat het ontvankelijk is. De
commissie vindt dat wij onvoldoende hebben uitgelegd waarom de markt geen regionale betekenis heeft.
Gelet op de telling die u in bezwaar overlegde, volgen wij de commissie op dit punt. Uw beroep op
gelijke behandeling slaagt niet, omdat het andere plan onder een eerdere regeling viel.

# Beslissing

Wij verklaren uw bezwaar gedeeltelijk gegrond, herroepen het besluit van 16 juli en verlenen u een
subsidie van maximaal € 37.500. Voor het overige verklaren wij uw bezwaar ongegrond. Wij vergoeden
de kosten van rechtsbijstand tot het wettelijke forfait.

# Beroep

Tegen deze beslissing kunt u binnen zes weken na verzending beroep instellen bij de rechtbank,
sector bestuursrecht. Daarvoor betaalt u griffierecht.

Hoogachtend,

> Gedeputeerde Staten van de provincie Voorbeeld,
> de secretaris en de voorzitter
"""

OUTING: Final = """
# Programma afdelingsuitje Cultuur en Samenleving

Donderdag 3 december 2026

Het is weer zover! Na twee jaar vergaderen achter een scherm gaan we er met de hele afdeling een dag
op uit. De feestcommissie heeft haar best gedaan om voor ieder wat wils te vinden. Wie slecht ter
been is, kan dat bij de commissie melden; dan regelen we vervoer tussen de onderdelen.

09.30 | Verzamelen in de hal van het provinciehuis, koffie met gebak
10.15 | Vertrek met de bus naar de haven van Zandwoude
11.00 | Rondvaart over de Wijmer met uitleg van de schipper
12.30 | Lunch in het pannenkoekenhuis (ook zonder gluten of vlees)
14.00 | Keuze: boogschieten, een workshop schilderen of een wandeling door de duinen
16.00 | Quiz over de afdeling, met een prijs voor het beste team
17.30 | Borrel en barbecue, bij regen onder het afdak
20.30 | De bus rijdt terug naar het provinciehuis

# Aanmelden

Geef voor vrijdag 27 november door of je meegaat, welke activiteit je kiest en of je iets niet eet.
De eigen bijdrage is € 15, te betalen aan de bar. Trek warme kleren en stevige schoenen aan, want op
het water kan het flink waaien. Partners zijn dit keer niet uitgenodigd.

Tot dan!

> De feestcommissie
"""

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
