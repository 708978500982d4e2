"""Texts of the demo's documents about objections, in the mark-up of `demo.writing`."""

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

OBJECTION_MILL: Final = """
> Stichting Molenbehoud Vorenzate
> Molendijk 4, Vorenzate

> Provincie Voorbeeld
> t.a.v. de secretaris van de bezwarencommissie

Vorenzate, 7 mei 2026

Betreft: de toezegging voor onze molen (SUB 2026/147)

Geachte commissie,

Met uw brief van begin april heeft u ons € 54.800 toegekend voor de roeden en de kap. Daar zijn wij
erg blij mee en wij willen dat hier ook gezegd hebben. Toch kunnen wij niet met alles instemmen, en
omdat een telefoontje volgens uw medewerker niet genoeg was, doen wij het op papier.

Het gaat ons om de zin dat al het werk gebeurt door een erkende molenmaker. Onze groep van achttien
vrijwilligers heeft in 2011 de vorige kap geschilderd en de zeilen eraf gehaald. Drie van hen zijn
gediplomeerd molenaar, een vierde was dertig jaar timmerman. In onze begroting zat voor € 9.200 aan
zulk werk dat wij zelf zouden doen. Nu moeten wij dat inkopen. Dat geld hebben wij niet.

In het stuk van uw Staten over erfgoed lazen wij dat schilderwerk en klein timmerwerk door
vrijwilligers mag, onder begeleiding. En in uw akkoord staat iets als: regels mogen het werk van
vrijwilligers niet duurder maken. Dat rijmt niet met deze eis. Er staat ook niet bij waarom het bij
ons niet zou kunnen.

Wij vragen u die ene verplichting te schrappen of zo te veranderen dat het schilderwerk, het afnemen
van de zeilen en het timmerwerk in de kap door ons mag, met de molenmaker erbij. De rest van de brief
kan van ons zo blijven. De molenmaker begint in mei en kan het eerste werk gewoon doen.

Wij komen graag langs om het uit te leggen. Liefst in de avond, vanwege ons werk.

> Namens het bestuur,
> de voorzitter en de secretaris
"""

HEARING: Final = """
> Stichting Molenbehoud Vorenzate
> Molendijk 4
> Vorenzate

Datum | 27 mei 2026
Ons kenmerk | BZW-2026-0008
Contact | secretaris bezwarencommissie
Onderwerp | Uitnodiging voor de hoorzitting

Geacht bestuur,

Op 11 mei ontving de commissie uw brief over de subsidie voor molen De Zeshoek. De commissie nodigt
u uit om uw bezwaar toe te lichten.

Wanneer | dinsdag 16 juni 2026, 19.15 uur
Waar | provinciehuis, zaal 0.12 (begane grond, toegankelijk per rolstoel)
Duur | ongeveer drie kwartier

De commissie bestaat uit drie leden van buiten de provincie. Namens Gedeputeerde Staten komt iemand
van het team Subsidies. U mag iemand meenemen en u mag getuigen laten horen; geef dat dan een week
van tevoren door. Tot tien dagen voor de zitting kunt u nog stukken sturen. De stukken die de
commissie heeft, liggen vanaf 9 juni voor u klaar bij de receptie en zijn op verzoek per mail te
krijgen.

Komt u liever niet, laat het ons dan weten. De commissie adviseert dan op de stukken. De hoorzitting is
openbaar. Het college neemt uiterlijk 17 september een beslissing; de termijn is met zes weken
verlengd.

Met vriendelijke groet,

> de secretaris van de bezwarencommissie
"""

ADVICE_MILL: Final = """
# Advies van de bezwarencommissie

Aan | Gedeputeerde Staten van Voorbeeld
Zaak | BZW-2026-0008
Bezwaarmaker | Stichting Molenbehoud Vorenzate
Besluit | 2 april 2026, verlening van subsidie voor herstel van een molen
Zitting | 16 juni 2026
Advies | 7 juli 2026

# 1. Waar gaat het over

Het college heeft € 54.800 verleend. Bezwaarmaker is het niet eens met de verplichting om het werk
geheel door een erkende molenmaker te laten doen. Zij wil dat vrijwilligers een deel doen.

# 2. Ontvankelijkheid

Het bezwaar is binnen zes weken ontvangen. Dat het bedrag niet wordt bestreden, maakt niet uit: ook
een verplichting bij een subsidie kan op zichzelf worden aangevochten.

# 3. Wat op de zitting is gezegd

De voorzitter van de stichting toonde foto's van het schilderwerk in 2011. De vertegenwoordiger van
het college zei dat de regeling geen ruimte laat en dat de verzekeraar na een ongeval elders in de
provincie geen werk op hoogte door vrijwilligers meer dekt. Gevraagd naar het schilderwerk op de
begane grond zei hij dat dit niet apart is bekeken.

# 4. Beoordeling

De commissie stelt vast dat artikel 8 van de regeling gaat over constructief werk en werk op hoogte.
De verplichting in het besluit gaat verder en omvat al het werk. Waarom dat nodig is, staat er niet.
De nota van Provinciale Staten noemt schilderwerk en klein timmerwerk uitdrukkelijk als werk voor
vrijwilligers. Het besluit is op dit punt niet goed gemotiveerd en past niet bij het eigen beleid.

De veiligheid is een goede reden, maar dan moet per onderdeel worden uitgelegd waar het gevaar zit.

# 5. Advies

De commissie adviseert het bezwaar gegrond te verklaren en de verplichting te beperken tot het werk
aan de constructie en op hoogte.

> de voorzitter, de secretaris
"""

DECISION_MILL: Final = """
> Stichting Molenbehoud Vorenzate
> Molendijk 4
> Vorenzate

Datum | 25 augustus 2026
Ons kenmerk | BZW-2026-0008
Bijlagen | advies van 7 juli, verslag van 16 juni
Onderwerp | Beslissing op bezwaar subsidie molen De Zeshoek

Geacht bestuur,

U maakte bezwaar tegen ons besluit van 2 april 2026 (SUB-2026-0147), waarin wij u subsidie verleenden
voor het wiekenkruis en de kap. In deze brief leest u onze beslissing. Wij beseffen dat die u zal
teleurstellen, te meer omdat de bezwarencommissie u gelijk gaf.

# Uw bezwaar

U wilt dat uw vrijwilligers het schilderwerk, het afnemen van de zeilen en het timmerwerk in de kap
mogen doen. U wijst op de ervaring van uw groep en op het beleid van Provinciale Staten.

# Het advies

De commissie vindt dat de verplichting verder gaat dan de regeling en dat wij niet hebben uitgelegd
waarom. Zij adviseert uw bezwaar gegrond te verklaren.

# Waarom wij het advies niet volgen

Wij wijken van dit advies af. De commissie is ervan uitgegaan dat er bij dit project werk op de begane
grond is dat los staat van het herstel. Na de zitting hebben wij dat met de molenmaker nagelopen. Het
schilderwerk betreft de kap en de roeden; het wordt op de stelling en in de kap gedaan, op negen en
veertien meter hoogte. Het afnemen van de zeilen gebeurt op hoogte. Het timmerwerk in de kap raakt de
draagbalken. Alle drie vallen onder artikel 8, eerste lid, van de Subsidieregeling monumenten en
erfgoed. De passage in de Erfgoednota over schilderwerk door vrijwilligers gaat over ander werk.

Dat er in ons besluit van 2 april te weinig uitleg stond, is juist. Die uitleg geven wij met deze
beslissing alsnog. De uitkomst wordt er niet anders van. Wij hebben ook gekeken of de
hardheidsbepaling u kan helpen. Die geldt alleen voor de artikelen 5 en 6, niet voor de eisen aan het werk.

# Beslissing

Wij verklaren uw bezwaar ongegrond. Het besluit van 2 april blijft in stand, met de motivering die
hierboven staat. Omdat u pas in bezwaar onze redenen kreeg, vragen wij u geen kosten en denken wij
graag mee over de dekking van de € 9.200. Ons team Subsidies belt u hierover in de week van 7
september.

# Beroep

Bent u het hier niet mee eens, dan kunt u binnen zes weken na de dag van verzending beroep instellen
bij de rechtbank, sector bestuursrecht. Beroep houdt het werk niet tegen.

Hoogachtend,

> Gedeputeerde Staten van de provincie Voorbeeld,
> de secretaris, de voorzitter
"""

ADVICE_MARKET: Final = """
# Advies over het bezwaar van Coöperatie Streekmarkt Hoge Venne

> Bezwarencommissie van de provincie, kamer 2
> vergadering van 20 oktober 2026, uitgebracht 27 oktober 2026

Het college heeft op 16 juli geweigerd mee te betalen aan een overdekte streekmarkt. De coöperatie
kwam daartegen op en lichtte haar bezwaar op 6 oktober toe, bijgestaan door een jurist.

De commissie behandelt eerst de vraag of de markt van regionale betekenis is. Uit de telling in juli
blijkt dat van 1.140 bezoekers 611 van buiten de gemeente kwamen. Het college heeft dit niet
weersproken. Het standpunt dat de markt alleen het dorp bedient, kan dus geen stand houden.

Over de gelijke behandeling: het plan in het noorden is verleend onder een regeling die op
31 december 2025 verviel. De tekst over regionale betekenis was in die regeling woordelijk dezelfde.
De commissie ziet niet in waarom hetzelfde woord nu iets anders zou betekenen. Het college heeft
daar ook op de zitting geen antwoord op gegeven.

Dat niet vooraf is gebeld over de ontbrekende begroting, acht de commissie onhandig maar niet
onrechtmatig.

Advies: verklaar het bezwaar in zijn geheel gegrond, herroep de weigering, verleen het gevraagde
bedrag van € 60.000 en vergoed de kosten van rechtsbijstand.

Met één lid dat over het gelijkheidsargument anders dacht.

> De commissie,
> voorzitter en secretaris
"""

VAGUE_OBJECTION: Final = (
    "Stichting Dorpshuis Lutterveld",
    "Kerkpad 1, Lutterveld",
    "",
    "Aan het provinciebestuur, afdeling bezwaren",
    "",
    "19 november 2026",
    "",
    "Geacht bestuur,",
    "",
    (
        "Wij zijn het niet eens met wat u ons in het najaar hebt geschreven. Daarin stond ongeveer dat "
        "ons dorpshuis 'geen zelfstandige dorpsfunctie meer vervult' en dat wij daarom de laatste "
        "termijn niet krijgen. De brief zelf is zoekgeraakt bij de verbouwing van de bestuurskamer; "
        "onze penningmeester denkt dat hij van eind oktober was. Het nummer begon met SUB-2025 en "
        "eindigde op 19 of 91."
    ),
    "",
    (
        "Dat wij geen functie meer hebben, is niet waar. De huisartsenpost zit er op dinsdag, de "
        "bibliotheekbus stopt voor de deur en er zijn acht verenigingen die huren. Uw medewerker is hier "
        "in mei geweest en vond het juist zo gezellig druk."
    ),
    "",
    (
        "Misschien bedoelt u dat de gemeente nu eigenaar van de grond is. Dat klopt, maar het gebouw is "
        "gewoon van ons. Als het ergens anders om gaat, horen wij het graag, want dan schrijven wij nog "
        "een keer."
    ),
    "",
    (
        "Wij maken dus bezwaar en vragen u de laatste termijn (volgens ons € 11.250) alsnog te betalen. "
        "Wilt u ons een kopie van uw brief sturen? Dan kunnen wij er beter op ingaan."
    ),
    "",
    "Namens de Stichting,",
    "de voorzitter",
    "de penningmeester (tevens beheerder)",
)
