"""The coalition agreement and its programme, in the mark-up of `demo.writing`."""

from typing import Final

AGREEMENT: Final = """
# Dichtbij en degelijk

> Coalitieakkoord 2025-2029
> provincie Voorbeeld

> Vastgesteld door de onderhandelende fracties op 23 mei 2025

# Voorwoord

Voor u ligt waar wij het de afgelopen negen weken over eens zijn geworden. Het is geen
boodschappenlijst. We hebben gekozen, en dat betekent dat sommige dingen niet of later gebeuren. Wie ons de
komende vier jaar wil aanspreken, vindt hier de nummers waarmee dat kan.

We besturen een provincie van dorpen. De afstand tot de bus, de dokter en het provinciehuis is voor
veel inwoners groot. Wij willen die afstand verkleinen: dichtbij. En we willen dat wat we beloven
ook betaald, uitgevoerd en uitgelegd wordt: degelijk.

# 1. Hoe wij willen besturen

1.1 Elk voorstel aan Provinciale Staten noemt de paragraaf van dit akkoord waar het uit voortkomt.

1.2 Wij beslissen binnen de termijn. Lukt dat niet, dan bellen we voordat de brief de deur uit gaat.

1.3 Beleid dat langer dan acht jaar niet is herzien, evalueren we voordat we er nieuw geld in steken.

# 2. Een provincie om in te wonen

2.7 Dorpshuizen en sportaccommodaties kunnen ook de komende jaren op ons rekenen. De bestaande
regeling voor vitale dorpen zetten we voort, met minder formulieren.

2.8 In elk dorp met meer dan vijfhonderd inwoners is een plek waar mensen elkaar zonder kosten kunnen
ontmoeten.

2.9 We sluiten aan bij de woonplannen van gemeenten en maken geen eigen woonprogramma.

# 2.10 Erfgoed dat gebruikt wordt

Een molen die draait, blijft. Een kerk waar iets gebeurt, krijgt een nieuw dak. Wij kiezen voor
erfgoed waar mensen iets aan hebben en stoppen met het verdelen van kleine bedragen over alles wat
oud is. Voor deze bestuursperiode maken wij € 6,4 miljoen vrij voor herstel van monumenten die open
zijn voor publiek. Daarvan gaat ten minste een kwart naar molens. Het college legt hiervoor in het
eerste jaar een nieuwe Erfgoednota aan Provinciale Staten voor, met een subsidieregeling die daarop
rust. Vrijwilligers zijn de dragers van ons erfgoed. Regels mogen hun werk niet onnodig duur maken.

# 3. Bodem en water

3.1 Wij houden vast aan de afspraken met de waterschappen over het beekherstel.

3.2 Ontgrondingen toetsen wij strenger op wat er na afloop met de plas gebeurt.

3.3 Er komt geen nieuwe heffing voor grondwater.

# 3.4 Water vasthouden

De droge zomers hebben laten zien dat afvoeren niet meer vanzelf goed is. Wij willen voor 2029
twaalfhonderd hectare hebben waar water langer blijft staan, vrijwillig en tegen een vergoeding. De
Wijmer krijgt op drie plaatsen weer ruimte.

# 4. Landschap en natuur

4.1 Het natuurnetwerk ronden we af. Waar grondverwerving stokt, gaan we met de eigenaar om tafel.

# 4.2 Natuur om de hoek

Natuur hoeft niet ver weg te liggen. Bermen, akkerranden en dorpsbosjes zijn samen groter dan menig
reservaat. Wij maaien onze eigen bermen later en voeren het maaisel af, behalve waar dat gevaarlijk
is voor het verkeer. Boeren die randen inzaaien, krijgen een vergoeding voor zes jaar in plaats van
drie.

# 5. Onderweg

# 5.1 Bereikbare dorpen

Elk dorp houdt een verbinding die rijdt als de school begint en als de laatste trein aankomt. De
doorstroming rond Oudewold lossen wij op met de Ringweg Noord. Wij nemen daarover in 2027 een
besluit, met oog voor de nachtrust van wie er woont. Fietspaden langs provinciale wegen krijgen
voorrang bij onderhoud.

5.2 Snelheidsverlaging doen we alleen op plaatsen waar de weg er ook naar wordt ingericht.

# 6. Geld

6.1 De opcenten stijgen met de inflatie en niet verder.

6.2 Tegenover nieuw beleid staat dekking in hetzelfde jaar.

6.3 Onderstaande bedragen zijn voor de hele periode, in miljoenen euro.

Erfgoed (2.10) | 6,4
Water vasthouden (3.4) | 18,0
Natuur om de hoek (4.2) | 9,5
Bereikbare dorpen (5.1) | 22,0

# Tot slot

Dit akkoord bindt de ondertekenende fracties. Over wat er niet in staat, zoeken wij in de Staten de
breedste meerderheid.

> De fractievoorzitters van Dorpsbelangen Voorbeeld, Groen & Grond, Lijst Midden en Vrij Voorbeeld
"""

PROGRAMME: Final = """
# Uitvoeringsprogramma 2026 bij het akkoord Dichtbij en degelijk

> Versie 1.0, besproken in het college van 16 december 2025

In dit programma staat per paragraaf van het akkoord wat er in 2026 gebeurt, wie trekt, wat het kost
en wanneer de Staten er iets van zien. Het programma wordt in het najaar bijgesteld. Uitstel melden
wij in de kwartaalbrief.

# 2.10 Erfgoed dat gebruikt wordt

Trekker | afdeling Cultuur en Samenleving
Dit jaar | Erfgoednota naar de Staten (januari), subsidieregeling open (februari), evaluatie (november)
Budget 2026 | € 1.900.000
Risico | te weinig erkende restauratiebedrijven, waardoor werk niet binnen het jaar klaar is

# 3.4 Water vasthouden

Trekker | afdeling Leefomgeving
Dit jaar | drie gebiedsgesprekken langs de Wijmer, eerste contracten met grondeigenaren
Budget 2026 | € 3.100.000
Risico | pacht loopt op verschillende momenten af

# 4.2 Natuur om de hoek

Trekker | afdeling Leefomgeving
Dit jaar | nieuw maaibestek provinciale bermen, verlenging van de randenregeling
Budget 2026 | € 2.250.000
Risico | klachten over onkruid bij aangrenzende akkers; het bestek voorziet in een extra ronde

# 5.1 Bereikbare dorpen

Trekker | afdeling Mobiliteit
Dit jaar | ontwerp-projectbesluit Ringweg Noord ter inzage (oktober), proef met nachtbus
Budget 2026 | € 4.400.000
Risico | aantal zienswijzen; capaciteit bij de ingenieursdienst

# Wat we dit jaar niet doen

De visie op dorpshuizen (2.8) schuift naar 2027. De huidige regeling voor vitale dorpen blijft zolang
ongewijzigd. De proef met een provinciale monumentenbus is geschrapt.

# Volgen

Elke trekker levert voor de vijftiende van de laatste maand van het kwartaal een halve bladzijde aan
de programmasecretaris. Groen, oranje, rood; geen bijlagen.
"""

AGENDA: Final = """
# Agenda afdelingsoverleg Beleid en Bestuur

Wanneer | dinsdag 24 november 2026, 9.30 tot 11.00 uur
Waar | zaal Wijmer (schermverbinding voor thuiswerkers)
Voorzitter | afdelingsmanager
Notulen | wie vorige keer niet was

> 1. Opening, wie is er niet
> 2. Actielijst vorige keer (rondgestuurd)
> 3. Kwartaalbrief Uitvoeringsprogramma: wie mist er nog? (10 min)
> 4. Zienswijzen Ringweg Noord: stand van de teller en wie helpt met lezen (20 min)
> 5. Vergaderschema 2027 van de Staten, let op de vroege voorjaarsvakantie
> 6. Werkplekken: de stilteruimte wordt te vaak als belhok gebruikt
> 7. Rondvraag
> 8. Taart (beleidsadviseur is tien jaar in dienst)

Stukken graag voor maandagmiddag in de map zetten.
"""
