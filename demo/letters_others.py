"""Texts of the office itself, of suppliers and of citizens, as `demo.writing` reads them."""

from typing import Final

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

SOLAR_QUOTE: Final = """
> Zonnig Dak Installaties
> Ambachtsweg 15, Hoge Venne

> Vrijblijvende offerte 26-3319

Datum | 14 november 2026
Voor | bewoner Lindelaan 31, Oudewold
Geldig tot | 14 december 2026

Bedankt voor het leuke gesprek bij u thuis. Zoals beloofd hierbij ons aanbod voor uw dak op het
zuidwesten.

12 panelen 440 Wp, zwart | € 1.980,00
Omvormer 5 kW | € 845,00
Montage en steiger | € 1.310,00
Aanpassing meterkast | € 395,00
Totaal, 0 procent btw | € 4.530,00

Verwachte opbrengst per jaar 4.700 kWh. Met uw verbruik is de installatie in ongeveer acht jaar
terugverdiend. Misschien heeft uw gemeente nog een duurzaamheidslening of subsidie; vraag ernaar.

Bij akkoord graag een getekend exemplaar retour. Wij plannen u dan in week 3 of 4 in.
"""

TALK_NOTE: Final = """
Gespreksnotitie, alleen voor het personeelsdossier

12 november 2026, 15.30 uur, kamer manager. Aanwezig: de manager en een medewerker van het team. Op
verzoek van de manager, na twee voorvallen in oktober.

Ik heb gezegd dat de toon in het teamoverleg van 28 oktober niet kon. De medewerker vindt dat een
collega dossiers laat liggen en daarna doet alsof ze zoek zijn. Dat het woord liegen is gevallen,
wordt niet ontkend. De medewerker heeft er spijt van dat anderen erbij zaten, niet van de inhoud.

De collega, die ik op 9 november sprak, zegt dat zij sinds september op eieren loopt, slecht slaapt en
met de bedrijfsarts heeft gesproken. Zij wil niet samen aan tafel zonder iemand erbij.

Wat de werkverdeling betreft hebben ze allebei een punt. Zes dossiers staan al sinds de zomer op twee
namen.

Afspraken

> 1. De zes dossiers verdeel ik voor 20 november.
> 2. Gesprek met z'n drieën en de vertrouwenspersoon, eerste week van december.
> 3. Tot die tijd gaat overleg over dossiers via mij.
> 4. Gebeurt het nog eens, dan volgt een schriftelijke waarschuwing. Dat is gezegd en begrepen.

De medewerker krijgt deze notitie te lezen en mag er iets bij schrijven.
"""

HALL_INVOICE: Final = """
> Eetcafé en zalen De Brink
> Brink 2, Oudewold

Aan | Provincie Voorbeeld, t.a.v. team Subsidies
Nota | 0418
Datum | 20-11-2026

Informatieavond monumenten 17 november, zaal 2, 19.00-22.00 uur

zaalhuur | 185,00
koffie/thee 46 x 2,75 | 126,50
plak cake 40 x 1,90 | 76,00
bitterballen (op verzoek) | 58,00
microfoon | 25,00
Totaal incl. btw | 470,50

Gaarne binnen 14 dagen overmaken. Bedankt en graag tot ziens!
"""

LUNCH_LIST: Final = """Lunch donderdag 26 nov (verjaardag collega balie)

broodje kroket      IIII I
broodje gezond      IIII
wrap vega           III
tosti (oven is stuk, dus nee)
soep                iedereen
karnemelk           2

Glutenvrij: 1x
Wie niks zegt krijgt kaas!!
Geld in het potje bij de printer, 4 euro p.p.
Bestellen voor woensdag 12 uur bij de kantine
"""

THANKS: Final = (
    "Basisschool De Wiek",
    "groep 7",
    "Dorpsstraat 20, Vorenzate",
    "",
    "                                        17 november 2026",
    "",
    "Beste mensen van de provincie,",
    "",
    "Wij zijn vorige week in de molen geweest. De molenaar heeft ons",
    "laten zien hoe de nieuwe wieken eraan zijn gezet. Ze zijn heel",
    "groot! Eerst mocht de molen niet meer draaien omdat het hout rot was.",
    "",
    "De molenaar zei dat u heeft meebetaald. Daarom wilden wij u",
    "bedanken. Wij hebben meel gekregen en daar pannenkoeken van",
    "gebakken. Er zaten klontjes in maar ze waren wel lekker.",
    "",
    "Komt u ook een keer kijken? Op zaterdag is hij open.",
    "",
    "Groetjes van heel groep 7",
    "en van de juf",
    "",
    "P.S. We hebben er 27 tekeningen bij gedaan.",
)
