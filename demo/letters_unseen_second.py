"""What stands in the second ten documents that nothing was tuned for.

Whoever wrote them saw neither the rules nor the documents of the demo or of the first round.
"""

from collections.abc import Mapping, Sequence
from typing import Final

LONGER: Final = """
> Stichting Molen Vorenzate
> t.a.v. het bestuur
> Molenweg 1
> Vorenzate

Verzonden | 19 november 2026
Uw mail van | 2 november 2026
Ons nummer | SUB-2026-0147
Over | langer doorwerken aan het hekwerk

Geacht bestuur,

U liet ons weten dat het lariks voor het hekwerk van de wieken pas in februari wordt geleverd.
Daardoor lukt het de molenmaker niet om dit jaar klaar te zijn. U vraagt of het werk mag doorlopen.

Dat mag. Wij zien er geen bezwaar in dat u tot en met 30 juni 2027 doorwerkt. Het bedrag dat wij
voor de molen hebben toegezegd verandert daardoor niet, en wat wij verder met u hebben afgesproken
ook niet. De eindafrekening verwachten wij nu uiterlijk op 1 oktober 2027 van u in plaats van op
1 april.

Wel willen wij graag weten hoe het gaat. Stuurt u ons in de eerste week van februari een paar foto's
en drie regels tekst? Meer is niet nodig. Loopt het werk opnieuw uit, bel dan eerst, want een tweede
keer schuiven past niet binnen de regeling.

Op de achterzijde van deze brief leest u wat u kunt doen als u het er niet mee eens bent.

Met vriendelijke groet,

> namens gedeputeerde staten van Provincie Voorbeeld,
> de teammanager Subsidies
"""

HEARING: Final = """
# Wat er bij de commissie is gezegd

Dossier | BZW-2026-0008
Gaat over | ons besluit SUB-2026-0147, molen De Zeshoek in Vorenzate
Zitting | kamer 1, dinsdag 16 juni 2026, 19.30 tot 20.10 uur, Statenzaal B
Aanwezig | twee bestuursleden van de stichting; een medewerker Subsidies; de kamer; de secretaris

De voorzitter heet iedereen welkom en zegt dat de kamer de stukken heeft gelezen. Niemand hoeft ze
voor te lezen.

De penningmeester van de stichting vertelt dat de molenmaker in 2023 een prijs heeft afgegeven. Toen
de provincie eindelijk besliste, was het hout een kwart duurder. Dat kan een club van vrijwilligers
niet bijpassen. Volgens hem is op kantoor gezegd dat een nieuwe prijsopgave niet hoefde.

De medewerker Subsidies bestrijdt dat niet, maar vindt er niets over terug. Het bedrag volgt uit de
prijsopgave die bij de stukken zat, en de regeling laat niet toe om achteraf te indexeren.

Een lid vraagt waarom de stichting de nieuwe prijs niet zelf heeft nagestuurd. Antwoord: omdat
niemand erom vroeg. Hetzelfde lid vraagt de provincie of het plafond vol was. Dat wordt nagezocht;
de commissie krijgt binnen een week bericht en de stichting een afschrift.

De voorzitter vraagt of de partijen er samen nog uit willen komen. Beide zeggen van niet. Hij sluit
het onderzoek zodra het antwoord over het plafond binnen is.

Vastgesteld door de kamer op 25 juni 2026 en die dag aan beide kanten toegezonden.

> de secretaris
"""

NEIGHBOUR: Final = """\
Goedemorgen,

In de Wijmerbode stond dat de papieren over het zandgat aan de Kolkweg weer bij
jullie op de balie liggen (VRG-2026-0019 staat erbij) en dat iedereen daar zijn
zegje over mag doen. Wij boeren 250 meter verderop, dus bij deze.

1) Onze koeien drinken uit een bron van 18 meter diep. In het rapport staat dat
   het grondwater hooguit 5 cm zakt. Er is bij ons nooit gemeten. Wie betaalt
   straks als de bron droogvalt? Wij willen een peilbuis op ons erf VOORDAT er
   een kraan het land op gaat.

2) Veertig vrachtwagens per dag over een weg van 3 meter breed waar onze kinderen
   over naar school fietsen. Laat ze via de oude baan van de steenfabriek rijden,
   die ligt er nog.

3) Zaterdags tot 5 uur draaien staat er. Dat was bij de informatieavond nog
   1 uur. Wat is het nu?

Zolang dat niet geregeld is moet u hier niet aan meewerken, vinden wij. Wilt u
even terugmailen dat dit op tijd is? De vorige keer hebben we daar niets op
gehoord.

Groeten van de Kolkhoeve
(de maten en oma, die ook wat wil zeggen maar geen mail heeft)

Verstuurd vanaf mijn telefoon
"""

COVER: Final = """
# Voor de Staten van 9 december: de Erfgoednota

Nummer | STV-2026-011
Portefeuille | cultuur
Nog nodig | datum college, paraaf financien, naam van de commissie

Aan Provinciale Staten wordt gevraagd

1. de Erfgoednota [-2026-2029-][+2027-2030+] vast te stellen;[!Looptijd navragen: in de begroting
staat iets anders.!]

2. daarvoor jaarlijks [-750.000-][+xxx+] euro te bestemmen uit de reserve cultuur;[!Controller komt
maandag met het bedrag.!]

3. de motie over de dorpsmolens als afgedaan te beschouwen.[!Zeker weten? Griffie zegt van niet.!]

# Waarom nu

De vorige nota loopt af. In de gesprekken met gemeenten en eigenaren kwam steeds hetzelfde terug:
het geld is er, maar niemand weet bij welk loket hij moet zijn. [+Hier het voorbeeld van het
dorpshuis of toch liever dat van de molen?+] De nieuwe nota maakt daar een loket van.

# Wat het kost

TABEL VOLGT. Let op: de btw zit er nu twee keer in.

# Kanttekeningen

[-Er zijn geen kanttekeningen.-][+Dat kan echt niet blijven staan, graag twee regels van iemand die
bij het overleg met de gemeenten was.+] Juridisch heeft dit nog niet gezien.
"""

CHANGING_ROOMS: Final = """\
Beste mensen van Subsidies,

Dank voor het snelle antwoord van vanmorgen, met de velden komt het nu wel goed,
daarover hoort u apart van onze secretaris.

Nu iets anders. Zoals ik aan de telefoon zei willen we ook de kleedkamers
aanpakken: douches die warm worden en een ingang zonder drempel. De aannemer
heeft er een prijs voor gemaakt, die zit hierbij. Het formulier moet nog door
het bestuur en dat vergadert pas op 8 december.

Vraag: telt deze mail al als datum, of zijn we dan te laat voor dit jaar? En mag
het op dezelfde regeling, of zegt u dan dat we al genoeg hebben gehad?

Met sportieve groet,
de penningmeester van De Wijmer

-----Oorspronkelijk bericht-----
Van: Subsidies <subsidies@provincievoorbeeld.example>
Verzonden: donderdag 19 november 2026 9:12
Aan: penningmeester@dewijmer.example
Onderwerp: nog een paar vragen

Geacht bestuur,

Wij behandelen uw aanvraag om subsidie voor het vernieuwen van twee velden
(SUB-2026-0119). Daarvoor hebben wij nog nodig:
- de begroting, met wat de gemeente bijdraagt;
- een verklaring dat u de btw niet kunt verrekenen;
- het besluit van de ledenvergadering.
Ontvangen wij dit voor 4 december, dan beslissen wij nog dit jaar.

Met vriendelijke groet,
Medewerker Subsidies
"""

QUOTATION: Final = """
# Prijsopgave

Voor | sportvereniging De Wijmer
Werk | kleedkamers 1 tot en met 4, douches en ingang
Datum | 13 november 2026
Geldig tot | 15 februari 2027

Sloopwerk en afvoer | 6.200,00
Leidingwerk en tien douches | 31.450,00
Tegels, vloer en wand | 18.900,00
Hellingbaan en bredere deur | 9.750,00
Samen, zonder btw | 66.300,00

Meerwerk door asbest is niet meegerekend.

> Bouwbedrijf Spoorzicht, Oudewold
"""

READ_BY_A_COPIER: Final = """
> Dorpscooperatie 't Spoorhuis U.A.
> Stationsp1ein 2 - Oudewo1d

> lNGEKOMEN
> 2 0 NOV. 2O26
> POSTKAMER  afd: ......  par: .....

> Aan Gedeputeerde Staten
> Postbus 1OO
> V00RBEELD

> Oudewold, 18 novernber 2O26
> Betrett: uw bes1uit van 26 oktober jl., nr SUB-2O26-O1S5

> Geacht co1lege,

> Met verbaz ng lazen wij dat u het dorpshuis in de oude
> goederen|oods geen bijdrage geeft. U schrijft dat wij niet
> hebben aange-
> toond dat het pand tien jaar beschikbaar b1ijft. De huur-
> overeenkornst (bij lage 4 van onze stukken) loopt echter tot en
> met 2O41. Kennelijk is die bij lage nooit bekeken.

> Ook wordt ons tegengeworpen dat er " in de nabijheid" al een zaa1
> is. Dat is een feestzaal, 9 kilorneter verderop, waar geen bus komt.

> Wij zijn het hier dus niet mee eens en willen dat u opnieuw
> bes1ist. De jaarcijfers die u mist sturen wij na zodra de
> accountant klaar is; graag vernemen wij tot wanneer dat kan.

> Hoogachtend,
> (handtekening onleesbaar)
> voorzitter            secretaris

> ~ . :  KM C36Oi   p. 1/l
"""

OCCUPATION: Final[Mapping[str, Sequence[Sequence[str | int | float]]]] = {
    "kerst": [
        ["KERST 2026 wie is er??? (invullen voor vrijdag!!)", "", "", "", ""],
        ["", "balie", "telefoon", "piket milieu", "opm."],
        ["ma 21 dec", "collega A", "collega A", "x", ""],
        ["di 22 dec", "collega B", "?", "x", "taart"],
        ["wo 23 dec", "", "collega B", "x", "wie sluit af?"],
        ["do 24 dec", "tot 12 u", "tot 12 u", "dienst Zuid", ""],
        ["ma 28 dec", "collega C", "collega C", "dienst Zuid", "inzage VRG-2026-0019, iem. erbij"],
        ["di 29 dec", "collega C", "", "dienst Zuid", "idem, ringbinder ligt in kast 3"],
        ["wo 30 dec", "NIEMAND", "NIEMAND", "x", "kan zo niet, wie ruilt?"],
        ["do 31 dec", "dicht", "dicht", "x", ""],
        ["uren", 0, 14.5, "#VERW!", "klopt niet, zie oud"],
    ],
    "oud (niet gebruiken)": [
        ["kerst 2025", "", ""],
        ["di 23 dec", "collega B", "ziek"],
        ["wo 24 dec", "tot 15 u", "was te lang"],
    ],
}

EXERCISE: Final = """
> Cursus Awb in de praktijk, dag 2
> Casus 4, uitwerking van groep B

> Aan de heer Kadaster
> Verzonnenlaan 12
> Fictiestad

Kenmerk | BZW-2026-9999
Datum | 17 november 2026
Onderwerp | beslissing op uw bezwaar

Geachte heer Kadaster,

Op 1 september 2026 maakte u bezwaar tegen ons besluit van 3 augustus 2026, waarbij wij u geen
subsidie gaven voor een zonneweide op een drijvend eiland. In deze brief leest u wat wij daarvan
vinden.

# Ontvankelijkheid

Uw brief is binnen zes weken ontvangen, ondertekend en voorzien van gronden. Wij hebben u gehoord.

# Overwegingen

De commissie adviseert om het bezwaar gegrond te verklaren, omdat het besluit niet deugdelijk was
gemotiveerd. Wij volgen dat advies.

# Besluit

Gedeputeerde staten verklaren uw bezwaar gegrond, herroepen het besluit van 3 augustus 2026 en
verlenen u alsnog een subsidie van ten hoogste 40.000 euro. Tegen dit besluit kunt u binnen zes
weken beroep instellen bij de rechtbank.

> Docent: mooi opgebouwd. Twee punten gemist: wie is hier bevoegd, en waar zijn de kosten
> van de gemachtigde gebleven? Vergelijk met groep A. Cijfer volgt.
"""

THREE_THINGS: Final = """
> OEVERWAL ADVOCATEN
> Kade 40, Wijmerhaven

Per post en per mail | 18 november 2026
Onze zaak | 26.0417 / Wijmerbeemd - provincie
Client | Natuurvereniging De Wijmerbeemd

Aan het college,

Namens client, van wie een machtiging is aangehecht, vraag ik uw aandacht voor drie zaken.

Ten eerste wil client alle stukken ontvangen die sinds 1 januari 2024 zijn gemaakt of ontvangen over
de zandwinning aan de Kolkweg (VRG-2026-0019) en over de ringweg (PRJ-2026-004), daaronder begrepen
het berichtenverkeer tussen de gedeputeerde en de aannemer. Client beroept zich daarvoor op de Wet
open overheid. Het vermoeden bestaat dat zand uit de ene zaak voor de andere is bestemd.

Ten tweede: op haar brief van 1 september, waarin zij vroeg om op te treden tegen het rijden op de
zomerkade, is geen antwoord gekomen. Voor zover dat als een weigering is te beschouwen, is deze
brief te lezen als bezwaar daartegen; de gronden volgen. Voor zover niet, stel ik u hierbij in
gebreke.

Ten derde behoudt client zich het recht voor om over het ontwerp een zienswijze te geven. Deze
brief is dat niet.

Ik verzoek u mij voor elk van de drie een eigen behandelaar te noemen.

Hoogachtend,

> Oeverwal Advocaten, namens deze,
> de behandelend advocaat
"""

CHAT: Final = """\
knipsel uit de appgroep, voor PRJ-2026-004 (bewaren aub, hier vraagt straks iemand naar)

[11-11-2026 21:14] Projectleider: Sorry voor het late uur. Aannemer vindt veen onder de fly-over.
[11-11-2026 21:14] Projectleider: Anders funderen kost 180 extra. Moet morgen 7 u besteld of 3 wk stil
[11-11-2026 21:16] Gedeputeerde: 180 wat
[11-11-2026 21:16] Projectleider: duizend
[11-11-2026 21:20] Gedeputeerde: Past dat?
[11-11-2026 21:22] Projectleider: Ja uit onvoorzien, blijft 420 over. Stuurgroep is pas de 26e
[11-11-2026 21:23] Directeur: Voor mij ok mits we het de 26e netjes bevestigen
[11-11-2026 21:31] Gedeputeerde: Akkoord. Doe maar. Wel in het verslag zetten graag
[11-11-2026 21:31] Projectleider: \U0001f44d
[11-11-2026 21:40] Directeur: <Media weggelaten>
[12-11-2026 06:52] Projectleider: Besteld.
[12-11-2026 06:58] Gedeputeerde: Dit bericht is verwijderd
"""
