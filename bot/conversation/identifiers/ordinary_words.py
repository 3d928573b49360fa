"""Words of everyday English and of the trade that people are called besides, or that stand beside
a name where people say who they are.
"""

from typing import Final

from bot.conversation.identifiers.given_names import GIVEN, LOOSE
from bot.conversation.identifiers.no_names import NO_NAMES, THINGS
from bot.conversation.identifiers.surnames import SURNAMES
from bot.conversation.identifiers.words import HONORIFICS
from bot.conversation.places import TOWNS
from bot.conversation.provider_names import KNOWN

_COMMONEST: Final = """
am an and are as at be been but by can did do does for from had has have he her hers him his
how if in into is it its me my no nor not of off on or our out she so than that the their them
then there these they this those to too up us was we were what when where which while who why
with would you your
"""

COMMONEST: Final = frozenset(_COMMONEST.split())
"""Words that begin many sentences, whoever is called so."""

IN_NO_NAME: Final = HONORIFICS | {"jr", "sr", "phd", "bsc", "msc", "mba", "ltd", "plc", "ooo"}
"""What stands beside names and is never a part of one."""

_GIVEN_TOO: Final = """
amber angel april art ash august autumn bill blessing blue brandy brook buck buddy carol case chase
chip christian christmas chuck clay cliff colt crystal curt dale dash dawn dean dell don dot drew
duke dusty earl eve faith fern fox frank gene grace grant guy harmony hazel heath heather herb holly
honey hope hunter ion iris ivy jack jade jan jar jazz jet jewel joy june junior kit lance laurel
liberty lily long mace major mark mason max may melody mercedes merit miles misty nick norm normal
olive pat patience pearl peg penny petal pierce piers pip poppy prince princess ram ray red reed reg
rich ridge rob robin rod roman rose rosemary royal ruby rush rusty sandy scout skip sky spike star
sterling stew stone storm sue summer sunny tab tad tanner tel trace trinity van violet wade will
willow wit woody zip
bay bent bin bird bong bus cam clement comfort constant dag dong dung earnest ernest even ever
fan fang favour gang gentle gift given god golden gun han hang happy honest innocent justice
king ling lone love lucky man memory mercy mine min mission odd one pal peace per perfect ping
precious progress promise rain river rune sage sang sen sincere son song sun tan tang ten tin tone
tong top tore toy true trust wing wisdom wise yang young
monday tuesday wednesday thursday friday saturday sunday
january february march july september october november december
"""

_SURNAMES_TOO: Final = """
banks beach bell best bishop black bolt bond booth bowl box brand bridge bridges bright brown bull
burns bush castle chain chambers chance church coat cook cooper cope costa court cross crow crown
dark day driver early english field fields finch fine fish flood floor flower flowers ford forest
freeman french frost garage gates gear glass gold good grain grand gray green grey ground guest hall
hand hands hard hardy head heard held hide high hill hills holder hole holiday home hood hook horn
house hunt hurt iron irons joiner joint judge keen key keys kind knight lake lamb lane large last
law leaf left level light line link list little lock love low lower main march marks marsh means
metal mills moon moor more moss mount nail new noble north oak old order own page pages paint
painter park part parts pass paul pepper pike place plant plumb point pond pool poor pope post pound
power price pride pump quick race read reader rest rider right ring rivers road rock root round rule
sale sales salt sand saw seal self service sharp shed ship shore short side silver slack small smart
snow south speed spring stamp stand stark start steel steer step stock stop strange street strong
sugar swan swift tall temple test thing tool tower tree trench trim turn underhill vale vice wall
walls ward water waters way week weeks well wells west wheel wheels white whole wild winter wolf
wood woods work works worth yard
"""

_EVERYDAY: Final = """
able about above account across action active add after again against age ago agency all almost
alone along already also always amount another answer any anybody anyone anything area around ask
asked away back bad base basic because become before began begin behind being below beside better
between big bit board body book both bottom bought break bring broke brought build building built
busy buy call called came care careful carry catch cause centre certain change changed check checked
child clean clear client close cold colleague come common company complete computer contract
contractor control cost could country couple course cover create customer cut daily danger
data date dead deal decide deep department desk detail did different difficult direct do doctor does
doing done door double doubt down drive drop dry during each earth easy eat education eight either
electric else email empty end engine engineer enough enter equal evening every everyone everything
exact example expect experience explain extra eye face fact fail fair fall family far fast father
fault feel feet felt few fifth figure file fill final find finish fire first fit five fix flat
follow food foot force form former forward found four free freelance friend front full fun future
gave general get getting girl give glad go goes going gone got great group grow had half happen he
health hear heart heat heavy help helped here hers hit hold hope hot hour hours human hundred ice
idea important inch include increase inside instead interest issue item itself job join just keep
kept knew know known lab lack land language late later laugh lay lead learn learned learnt least
leave leaver led less lesson let letter life lift like likely limit listen live load local
look lost lot loud machine made make manager many map market mass master matter maybe meet meeting
member men might mind minute minutes miss mistake model modern moment money month months morning
most mother motor move much must myself name near nearly necessary need needed never next nice night
nine nobody none nothing notice now number observe offer office often oil once online only open
opposite other others outside over paper parent past patient pay people person phone physical pick
picture piece plain plan play please possible practice prepare present press probably problem
process product programme prove provide public pull purpose push put quality question quiet quite
rather reach ready real really reason record remote remember repair replace report result retired
return ride rise room rota run safe safety said same save say school science sea season second see
seem seen send sense sent separate serious set seven several shall shape share sheet shift shop
should show showed shown shut sign similar simple since single sit site six size skill sleep slow
social soft some somebody someone something sometimes soon sort sound space speak special spell
spend spoke staff stage state station stay still stood store story straight student study such
sudden support sure surface system table take taken talk task teach team tech technician tell temp
term test than thank them themselves thick thin think third thought three through throw time times
tired today together told tomorrow took total touch toward town trade trainee trainer training
travel trip trouble try two type under understand unit until upon use used user usual value various
very view visit voice wait walk want warm wash watch wear weather went wet whatever while who whole
why wide wife wind window wish without woman women wonder word words workshop world worse worst
write written wrong year years yes yesterday yet
admin apprentice annual bot contractor coordinator director guest hr leave maternity mentor mobile
paternity part-time reception shared supervisor tester valet valeter warranty
"""

_SHORT: Final = """
den del der dos ter vom von zum zur
ac ad ah al av bp ca cc cd cm co cv da db dc de di ec ei el em en eu ev ex ft gp hi hp hq hr hv hz
id ie ip iq ir kg km kv kw la le lv mg ml mm mo mr ms mv ne ni nm ny oh ok os pa pc ph pm pr pt qa
qr ra rd re rf si st tb th ti tv uk un us uv vs vw wo xl
"""

_WORDS: Final = frozenset(f"{_GIVEN_TOO} {_SURNAMES_TOO} {_EVERYDAY} {_SHORT}".split())
_NAMES: Final = (GIVEN - LOOSE) | SURNAMES | LOOSE

ORDINARY: Final = ((NO_NAMES | THINGS) - TOWNS - KNOWN - _NAMES) | _WORDS | COMMONEST
"""Words that a sentence may hold in small letters, and that are nobody's name there. What is a name
above all, such as "Johnson" or "Victoria", is not among them, though firms and towns have it too.
"""
