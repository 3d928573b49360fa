"""Words that are written with a capital letter and name no person, and those beside names."""

from typing import Final

from bot.conversation.places import TOWNS
from bot.conversation.provider_names import KNOWN

_CARS: Final = """
abarth actros actyon alhambra almera alpine arteon astra ateca atego auris avensis aygo berlingo
bmw boxer boxster bravia cabstar cactus caddy canter captur carrera cayenne ceed citroen civic
clio clubman colt combo cooper corolla corsa countryman crafter cupra dacia daily dakar defender
discovery dispatch doblo ducato duster eclipse elantra enyaq escort espace eurocargo evoque expert
fabia fiesta focus formentor freelander galaxy giulietta golf hiace hilux hybrid ibiza ignis
infiniti insignia ioniq jazz jeep jimny juke kadjar kamiq kangoo karoq kodiaq kona korando kuga
laguna lancer leaf levorg macan maserati master maxus megane meriva micra mito model modus mokka
mondeo movano navara niro note octavia optima outlander panamera panda partner passat picanto polo
prius proace puma punto qashqai ranger rapid relay rexton rifter rover saab sandero scala scenic
scirocco seat sharan shogun sirion skoda smart sorento spark sportage sprinter stelvio stralis
subaru superb swift taigo talento tarraco taycan tiguan tipo tivoli touareg touran townstar trafic
transit transporter traveller tucson twingo up vauxhall vectra velar venga verso vitara vito
vivaro volvo xsara yaris yeti zafira
"""

_TRADE: Final = """
acas ackerman ackermann aftersales agile airbag ald aldi alldata allen-key alphabet alternator
amazon ambulance america american android apple apprentice apprenticeship apr aps aqa argos arnold
arval asda asian assessment ate atkinson audit aug august autel autodata autodoc autoglass
autoguard autologic autotrader avis avon award bank battery bay belbin bernoulli beta bilstein
bluetooth bodyshop booking bowden bp brake brakes brembo brexit bridgestone britain british
britool bromwich brussels bst btec bulletin bus business calibration camera can cap care cargo
carista carnot castle castrol catalyst cazoo celsius certificate chapter charger chassis china
chinese christmas cipd citb city class client clutch cmi coach college combustion comma committee
compliance connect continental control coolant cooper costa course covid covid-19 cowley credit
customer customers cycle dagenham data day days dealer dec december delivery delphi department
depot dewalt dhl diagbox diagnosis diagnostic diagnostics diesel digital diploma directive
director display distance diwali dpd draper driver driving dunlop durapeg dutch dvla dvsa easter
ebay edexcel edition eid electric electrical electronics emissions employee engine engineer
engineering england english enterprise esso estimate ethernet etk eu euro europcar europe european
evaluation excel executive exhaust experian experience facebook facom fahrenheit falken farad
faraday fault feb febi february fedex ferodo finance firestone first fleet forecourt foreman
formula forscan foundation foxwell france french fri friday fridays fuchs fuel function garage gas
gearbox gemba german germany gibbs glass gmail gmb gmt google greggs group gsf guidance guide
guilds haldex halfords hall handbook handover hankook hayes haynes hazard hazet hbol head health
heathrow hertz herzberg high highway home honeywell hoover hpi hse human hvac hydrogen ikea ilm
imi india indian industry inspection inspector insurance intelligence internet iphone ireland
irish ishikawa isofix isolation ista italian italy jacobs jan january japan japanese johnson
jubilee jul jump jun kaizen karcher kelvin kirchhoff kolb koni kumho kwik kwik-fit kwikfit kyb
lambda laser launch law leadership lean learning leaseplan lemforder lesson level lex licence lidl
line linkedin linux lithium load loan loctite logbook london loom lunch machine macpherson mail
main makita management manager manual mar march mart maslow master maxwell mechanic mechanics
meyle michelin microsoft midlands milan millers milwaukee mintex mobil mobile module mole mon
monday mondays money monroe morrisons mot motability motaquip motor motors motorway motul
multiecuscan munich national network newton nexen nilfisk north nov november number nvq oct
october odis office officer ofqual ohm online operator otto outlook pack pagid panhard pareto
paris part parts partsalliance pascal pearson petrol philips phillips picoscope pirelli pitman
plan plastidip platform plusgas poland police polish portal power powerpoint powertrain practice
president prince2 principles product programme project quality quantum quarter question racal
radar ramadan rankine recall reception record refrigerant regulation regulations report retail rig
road roadside role route royal russia ryobi sachs safety sainsbury sales sat saturday saturdays
scan scanner schedule school scottish screwfix scrum sealey section sector security sensor sep
sept september service services session severn sharepoint shell showroom sigma site six sixt skype
slack snap snapon solihull south spain spanish specialist spring stahlwille stanley starbucks
starter station steering stihl stillson stop stores storm strategy street stuttgart sun sunday
sundays supervisor supply support suspension swarfega system systems taxi teams tech technical
technician technology techstream tecrmi teng tesco tesla test tester tests texaco textar thames
theory thermo thinkcar thrifty thu thur thurs thursday thursdays time tis titanium tool toolbox
tools topdon torque torx total town trade training transmission transport trw tuckman tue tues
tuesday tuesdays turbo turkish tutorial tyre tyres uk ukraine ukrainian union unit unite
university ups us usa valeting valve van vcds vehicle vehicles venturi vernier versa video visual
voltage volts vosa wales warranty watt watts wd webinar webuyanycar wed wednesday wednesdays weds
week welsh west whatsapp wheatstone wheel wifi windows winter wiring wis wolfsburg work workshop
worldpay xentry youtube zenith zoom
"""

_OPENERS: Final = """
a about actually after afterwards again all also although always am an and another any anybody
anyone anyway apparently are as asked at attended because been before began being big booked boss
both brilliant brother but by can changed checked cheers colleague colleagues completed could
covered currently dad daughter definitely demonstrated diagnosed did discussed do does done during
each early either every everybody everyone everything excellent explained father finally finished
fitted for found from full further fwd gaffer gave generally getting going good got great had half
has have having he hello helped her here hey hi him his hopefully how however husband i i'd i'll
i'm i've if important in instead interesting is it it's its just keep keeping lad lads last late
lately later learned learning learnt led less lesson let like listened long looking lots lovely
made make making many mate mates maybe me mine more most mostly mother much mum must my myself
need needed never new next nice no nobody none not note noted notes nothing now observed obviously
of off often oh ok okay old on once one only onto or other others our ours out over overall passed
planned please plenty practised probably quite ran rather re read realised really rebuilt recently
reflected regarding removed repaired replaced reviewed right same sat seems shadowed shall she
short should showed since sister small so some somebody someone something sometimes son soon spent
spoke started still stripped studied subject such sure ta talked tested thank thanks that that's
the their them then there therefore these they this those though three through throughout thus to
today together told tomorrow too took two under unfortunately unless until up us used useful using
usually very via was watched we we'd we'll we're we've well went were what when whenever where
which while who whole whose why wife will with within without would yeah yes yesterday yet you
your yours
"""

THINGS: Final = (
    frozenset(f"{_CARS} {_TRADE}".split())
    | TOWNS
    | frozenset(word for name in KNOWN for word in name.split())
)
"""Makes and models, towns, companies, months and terms, in small letters."""
OPENERS: Final = frozenset(_OPENERS.split())
"""Words that have a capital letter where a sentence begins."""
NO_NAMES: Final = THINGS | OPENERS

_NOT_BEHIND_WORDS: Final = """
4x4 academy ambulance arm arms automotive autos avenue award bar bay bit bits bodyshop bridge
cable calliper cell centre chart clip clips code college commercials cooper cup cycle davidson day
deere diagnostics diagram effect engine factors foundation garage garages gauge grip grips group
head healey hoover hospital hotel house inc institute key keys knife lane law laws limited llp ltd
martin minor model motors motorsport park plc principle recovery road rod romeo royce school
screwdriver sensor services socket solutions spanner street strut struts supplies test theory
tools training tube tyre tyres university vacuum van vans wrench
"""
NOT_BEHIND: Final = frozenset(_NOT_BEHIND_WORDS.split())
"""Behind a name they say that it is a firm's, a place's, a tool's or a law's."""

_SAYS_WORDS: Final = """
admitted agreed and asked asks blew bought brought called came chaired checked complained couldn't
couldnt covered demonstrated did didn't didnt doesn't doesnt dropped drove emailed explained
explains fitted forgot found gave got had hadn't hadnt has heard held helped insisted is isn't
joined kept knew laughed left lent let lost made mentioned mentored missed nearly needed noticed
passed phoned pointed put ran rang reckoned reckons retired runs said says sent showed shows
signed sold spotted stood stripped struggled suggested suggests supervised swore talked taught
tells texted thinks thought told told'd took walked wanted wants was wasn't wasnt went who will'd
won worked works wouldn't wouldnt wrote
"""
SAYS: Final = frozenset(_SAYS_WORDS.split())
"""What somebody does, behind a name."""
_SAYS_TO_WORDS: Final = """
admitted agreed asked complained emailed explained helped insisted mentioned mentored phoned
pointed rang reckoned reckons said says showed taught texted thinks told who
"""
SAYS_TO: Final = frozenset(_SAYS_TO_WORDS.split())
"""The same, of what no thing does."""

_TOLD_WORDS: Final = """
and ask asked asking assisted assisting briefed called cheers coach coached coaching dear emailed
hello help helped helping hi let me mentor mentored mentoring met named observed paired phoned
rang shadow shadowed shadowing show showed showing shown spoke supervised supervising taught teach
teaching tell telling texted thank thanked thanks told trained training w/ watched with
"""
TOLD: Final = frozenset(_TOLD_WORDS.split())
"""Before a name they say that it is somebody."""
_ROLES_WORDS: Final = """
adviser advisor apprentice assessor assistant aunt bloke boss brother buddy chap cleaner colleague
colleagues controller cousin dad daughter director electrician engineer fitter foreman friend
gaffer guy husband inspector instructor lad lady leader learner manager mate mechanic mentor mum
nephew owner's painter partner receptionist rep salesman sister son sprayer supervisor teammate
tech technician tester trainee trainer tutor uncle valeter wife
"""
ROLES: Final = frozenset(_ROLES_WORDS.split())
_CUSTOMERS_WORDS: Final = """
client client's customer customer's driver keeper lessee motorist owner passenger policyholder
"""
CUSTOMERS: Final = frozenset(_CUSTOMERS_WORDS.split())
"""Before a name they say that it is somebody whose vehicle it was."""
_OWNED_WORDS: Final = """
bike car caravan lorry minibus motor motorbike motorcycle pickup trailer truck van vehicle wheels
"""
OWNED: Final = frozenset(_OWNED_WORDS.split()) | frozenset(
    f"{_CARS} ford tesla toyota audi kia honda nissan renault mercedes mini skoda".split()
)
"""Behind "X's": whose it was."""
_OF_SOMEBODY_WORDS: Final = """
address advice apprentice attitude bay bench comment complaint dad daughter demo demonstration
desk drive email explanation feedback help house husband idea job jobs method mistake mum notes
number opinion phone point question reaction shift son tip tips toolbox toolchest trick turn view
way wife words work
"""
OF_SOMEBODY: Final = OWNED | frozenset(_OF_SOMEBODY_WORDS.split())
