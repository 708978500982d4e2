"""Texts of ten documents that nothing was tuned for, as `demo.writing` reads them."""

from typing import Final

COURT: Final = """
> Rechtbank, team bestuursrecht
> Postbus 100, Zandwoude

> Het college van Gedeputeerde Staten van Voorbeeld

Datum | 20 november 2026
Zaaknummer | ZAN 26 / 4417 SUBSID V201
Uw referentie | niet bekend
Betreft | beroep van Coöperatie Streekmarkt Hoge Venne

Bovengenoemde partij heeft op 18 november beroep ingesteld tegen uw besluit van 10 november 2026. Een
kopie van het beroepschrift voeg ik bij.

Ik verzoek u binnen vier weken na heden de op de zaak betrekking hebbende stukken te zenden, genummerd
en met een inventarislijst, en desgewenst een verweerschrift. Zijn er gewichtige redenen waarom een
stuk niet bij de andere partij mag komen, dan vraagt u dat apart aan.

Een datum voor de zitting is nog niet bepaald. Het griffierecht is bij de indiener geheven.

> De griffier,
> voor deze, een administratief medewerker
"""

WITHDRAWAL: Final = """Beste subsidiemensen,

Na de vergadering van gisteravond moet ik jullie iets vervelends melden. Het bestuur heeft met vier
stemmen tegen twee besloten om niet door te gaan met het beweegpark achter de sporthal. De gemeente
wil de grond toch voor woningen houden en zonder grond geen park.

Wij trekken ons verzoek van 4 september dus terug. Ik weet niet of jullie er al veel werk in hadden
zitten, sorry daarvoor. Er is nog niks uitbetaald, dus dat scheelt.

Mogen de tekeningen terug? Daar zit copyright op van de ontwerper.

Misschien komen we in 2028 met een ander plan.

Met sportieve groet,
de secretaris van Omnivereniging Zandwoude Vooruit
"""

BANK_CHANGE: Final = """
> Stichting Werkplaats Zandwoude
> Havenkade 27, Zandwoude

18 november 2026

Onderwerp: wijziging bankrekening

Geachte crediteurenadministratie,

Wegens overstap naar een andere bank verzoeken wij u alle toekomstige betalingen, ook die al in
behandeling zijn, over te maken naar het onderstaande rekeningnummer. Ons oude nummer vervalt per
1 december.

> Rekening: VB00 DEMO 0000 1234 56
> Ten name van: St. Werkpl. Zandwoude

Wilt u dit met voorrang doorvoeren? Terugbellen is niet nodig, wij zijn deze week slecht bereikbaar.

Hoogachtend,

> de financieel directeur
"""

OPEN_APPLICATION: Final = """
Oudewold, 22 november 2026

Betreft: open sollicitatie

Beste lezer,

Via een kennis hoorde ik dat het bij u op de afdeling druk is. Ik zou graag bij de provincie komen
werken. De afgelopen zes jaar beoordeelde ik aanvragen bij een cultuurfonds. Ik weet hoe het is om
een bezwaarschrift te krijgen van iemand die je net hebt afgewezen en ik kan dat uitleggen zonder
dat er iemand boos wordt, meestal.

Ik ben 41, woon op fietsafstand, heb een opleiding bestuurskunde en een rijbewijs. Vanwege de zorg
voor mijn moeder werk ik het liefst vier dagen. Mijn curriculum vitae staat op de volgende bladzijde.

Mag ik een keer koffie komen drinken?

# Curriculum vitae

2020 - heden | beoordelaar, cultuurfonds in de regio
2014 - 2020 | medewerker burgerzaken, gemeente
2009 - 2013 | hbo bestuurskunde
Talen | Nederlands, Engels, een beetje Fries
"""

INSPECTION: Final = """
# Bevindingen toezicht

Toezichthouder | nummer 114
Datum en tijd | 12 november 2026, 10.15 tot 11.40 uur
Plaats | terrein van de zandhandel aan de vaart, Elzerbroek
Aanleiding | melding van een omwonende over werk op zondag

Ter plaatse gesproken met de bedrijfsleider, die meteen toestemming gaf om rond te lopen en koffie
aanbood (niet aangenomen). De zuiger lag stil. Op de kade lag naar schatting 1.200 kubieke meter zand,
nat.

Uit het logboek van de zuiger blijkt dat er op zondag 8 november van 9.05 tot 13.20 uur is gedraaid.
Bedrijfsleider verklaart: 'Een schip had averij en moest maandag leeg, we hebben niet gebeld.' De
huidige vergunning uit 2017 staat werken op zon- en feestdagen niet toe (voorschrift 3.2).

Foto's: zes, zie map. Peilbuis 2 afgelezen: 2,14 m onder maaiveld, geen afwijking.

Eerdere overtredingen in de laatste drie jaar: geen gevonden.

Voorstel: waarschuwingsbrief, geen dwangsom. Hercontrole op een zondag in december.

Opgemaakt op ambtsbelofte, 13 november 2026.
"""

WATER_ADVICE: Final = """
> Waterschap Wijmerland
> afdeling Watersysteem

Aan | Provincie Voorbeeld, team Vergunningen
Datum | 29 mei 2026
Ons kenmerk | WW/2026/08813
Uw kenmerk | VRG-2026-0019
Betreft | advies uitbreiding plas De Kolk

Geacht college,

U vroeg ons op 6 mei om advies. Wij kunnen met de uitbreiding instemmen als de noordoever flauwer
wordt: een helling van 1 op 7 tot twee meter diepte. Dat is beter voor waterplanten en het voorkomt
afkalving bij de kade, die bij ons in onderhoud is.

Met de berekening van de grondwaterstand zijn wij het eens, met één kanttekening. Het model gaat uit
van een gemiddeld jaar. In een jaar als 2018 zakt het peil naar verwachting twaalf centimeter bij de
woning het dichtst bij de brug. Wij adviseren daar een peilbuis te laten plaatsen die elk uur meet.

Voor het lozen van retourwater is een aparte toestemming van ons nodig; die is nog niet aangevraagd.

Met vriendelijke groet,

> het dagelijks bestuur, namens dit,
> het afdelingshoofd Watersysteem
"""

LIABILITY: Final = """
> Assurantiekantoor Zeker en Vast
> namens onze verzekerde te Hoge Venne

> Provincie Voorbeeld, beheerder van de wegen
> AANGETEKEND

Datum | 17 november 2026
Schadenummer | 26.771.0032
Onderwerp | aansprakelijkstelling

Geachte mevrouw, heer,

Op 2 november 2026 omstreeks 18.30 uur reed onze verzekerde met haar fiets op het pad langs de N 391,
ter hoogte van paal 7,8. Door een gat van ongeveer 40 bij 25 centimeter, gevuld met water en bladeren,
kwam zij ten val. Zij brak haar pols. De fiets is niet meer te herstellen. Er brandde geen lantaarn.

Als beheerder bent u verplicht te zorgen dat de weg geen gevaar oplevert. Wij stellen u aansprakelijk
voor alle schade, geleden en nog te lijden. Voorlopige opgave:

Fiets (elektrisch, 2023) | € 1.450,00
Eigen risico zorg | € 385,00
Gemiste inkomsten | € 2.120,00
Smartengeld | volgt

Wilt u binnen drie weken de ontvangst bevestigen en binnen drie maanden uw standpunt geven, en deze
brief aan uw verzekeraar zenden? Tevens vragen wij de inspectiegegevens van dit pad over 2026.

Hoogachtend,

> afdeling Letsel
"""

QUESTIONS: Final = """
# Schriftelijke vragen

> van de fractie Lijst Midden aan Gedeputeerde Staten, artikel 44 Reglement van orde
> ingekomen 2 november 2026, beantwoord 17 november 2026

Onderwerp: nachtbus Elzerbroek - Zandwoude

Vraag 1. Klopt het dat de proef met de nachtbus na vier maanden is gestopt, terwijl in het akkoord
staat dat elk dorp een verbinding houdt die aansluit op de laatste trein (5.1)?

Antwoord: ja. In oktober reden er gemiddeld drie reizigers per rit mee. De vervoerder kon geen
chauffeurs meer vinden voor de late dienst.

Vraag 2. Waarom zijn de Staten daar niet vooraf over ingelicht?

Antwoord: dat had moeten gebeuren. Het bericht is door een vergissing alleen aan de gemeenten gestuurd.
Wij bieden daarvoor onze verontschuldiging aan.

Vraag 3. Is het college bereid een belbus te onderzoeken?

Antwoord: ja. Wij zeggen toe voor 1 april 2027 met een uitgewerkt voorstel te komen, met kosten.

Vraag 4. Wat heeft de proef gekost?

Antwoord: € 148.000, waarvan € 21.000 voor de folder.
"""

MOTION: Final = """
# MOTIE vreemd aan de orde van de dag

> Onderwerp: geen bos zonder beheer

> Provinciale Staten van Voorbeeld, in vergadering bijeen op 18 november 2026,

> constaterende dat
> - er in drie jaar 44 dorpsbosjes zijn geplant;
> - in de helft daarvan na de eerste zomer niemand meer water geeft;

> overwegende dat
> - planten goedkoop is en onderhouden niet;
> - scholen en buurten best willen, maar niet weten wie zij moeten bellen;

> verzoeken het college
> - voor elk bosje een beheerder aan te wijzen, met naam op een bordje;
> - voor de zomer van 2027 te rapporteren hoeveel bosjes nog leven;

> en gaan over tot de orde van de dag.

> Ingediend door: Groen & Grond, Dorpsbelangen Voorbeeld
> Uitslag (met pen): aangenomen, 33 - 8. Nummer griffie: M 26-41
"""

AGREEMENT: Final = """
# Samenwerkingsovereenkomst Leerlijn molenmakers

Partijen:

> 1. de provincie Voorbeeld, vertegenwoordigd door de portefeuillehouder erfgoed (de provincie)
> 2. Regionaal Opleidingscentrum Wijmerland, vertegenwoordigd door de directeur (de school)
> 3. de Vereniging van Molenmakers in Voorbeeld, vertegenwoordigd door de voorzitter

# Komen overeen

> 1. Vanaf 1 februari 2027 biedt de school elk jaar plaats aan acht leerlingen.
> 2. De molenmakers begeleiden hen twee dagen per week op een werk in uitvoering.
> 3. De provincie betaalt € 4.800 per leerling per jaar, in twee delen, na een lijst van de school.
> 4. Partijen spreken elkaar in mei en november. De provincie maakt het verslag.
> 5. Wie uit de overeenkomst wil, zegt dat voor 1 juli. Leerlingen maken hun jaar af.
> 6. De overeenkomst duurt vier jaar en wordt niet stilzwijgend verlengd.
> 7. Verzekering: de leerling valt op het werk onder de polis van de molenmaker.

Aldus in drievoud opgemaakt en ondertekend te Zandwoude op 9 november 2026.

> (handtekening) de provincie
> (handtekening) de school
> (handtekening) de molenmakers
"""
