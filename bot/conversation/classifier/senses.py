"""What words stand for, so that a message is known by words that no labelled one has.

Words of a row are parted by spaces; "bin*" is every word that begins so. A word may stand in
several rows. Whoever misses a word adds it to its row, and learns the weights anew.
"""

from functools import cache
from typing import Final

SENSES: Final[dict[str, str]] = {
    # what is done with an entry
    "drop": "delet* bin binned scrap scrapped discard* ditch* remov* chuck* cancel* wipe* dump* "
    "trash* lose scrub* nuke axe lob erase erases purge* destroy* rid shred*",
    "keep": "save saves saved saving store stored bank submit* file filed log logged commit book "
    "register* record recorded enter entered",
    "undo": "undo* revert* reverse rewind restor* undelet* recover* retriev* unbin* reinstat*",
    "skip": "skip* pass blank nvm nevermind",
    "guide": "guid* walk through thru step steps help prompt*",
    "more": "another different other else more next extra",
    "all": "all both lot everything them those every three four pair each whole",
    "change": "change* chang* edit* amend* correct* fix* alter* update* set switch* swap* move* "
    "adjust* rename* call called",
    "denies": "no not nah nope naw dont didnt wasnt isnt never nae nay cannot cant wont werent "
    "aint instead rather wrong mistake* incorrect",
    "agrees": "yes yeah yep yup aye sure ok okay right fine correct course definitely please haan",
    "done_with": "enough done finish* finished plenty stop over complete*",
    # the bot and what is its own
    "asking": "question* ask asks asked asking quiz* interrogat* answer answers answering answered "
    "grill* queries query",
    "nudge": "message* messaging nudg* ping pings pinging pinged remind* reminder* text texts "
    "texting notif* pester* bother* contact* nag nags nagging prompt alert* dm dms chase chasing "
    "hassl* email* mail poke prod buzz shout bell",
    "record": "record* entry entries draft drafts cpd credit* cycle point points imi cmi log logs "
    "register evidence account data history portfolio logbook total standing audit audited "
    "auditor* score balance",
    "bot": "bot robot app machine thing software computer cpdbot ai chatbot slack you youre your "
    "youve u ur system",
    "proof": "cert certs certificate* link links proof photo photos pdf attach* upload* screenshot "
    "evidence picture pic slides",
    "file": "export* download* print* pdf csv excel spreadsheet copy printout zip sheet document "
    "email backup",
    "setting": "setting* hours shift shifts weekly daily monthly fortnightly morning* evening* "
    "afternoon* nights lates earlies often timezone scheme manager private weekdays weekend* "
    "frequency",
    "quiet": "quiet peace silence silent shush hush alone pause paus* mute* snooze* hold suspend* "
    "rest leave stop quit unsubscrib* cease",
    "private": "private confidential see sees seen read reads view share* public privacy hr secret",
    "rule": "count counts counted worth qualify eligible allowed valid claim accepted rule rules "
    "minimum maximum deadline behind short left owe need required audit fail",
    # when
    "later": "later tonight tonite tomorrow after soon when lunch break minute min sec secs mo "
    "tick jiffy bit moment yet wait hang hold busy while evening shortly",
    "month": "january february march april june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec",
    "season": "christmas xmas easter summer winter spring autumn new year season holidays halfterm",
    "until": "until till til untill before",
    "weekday": "mon tue tues wed weds thu thur thurs fri sat sun monday tuesday wednesday thursday "
    "friday saturday sunday mondays tuesdays wednesdays thursdays fridays",
    "amount": "hour hours hr hrs min mins minutes half day days morning afternoon quarter long "
    "longer shorter length time double",
    "number": "one two three four five six seven eight nine ten twenty thirty forty",
    # company
    "thanks": "thank* thx ta cheers appreciat* grateful obliged tah ty nice1 merci gracias danke "
    "diolch shukriya dankie dziekuje salamat",
    "greets": "hi hello hey hiya howdy alright morning yo gday namaste salaam wotcha heya hullo "
    "evening afternoon",
    "parts": "bye goodbye night cya laters tara cheerio ttyl goodnight see weekend home bed",
    "sorry": "sorry soz apolog* oops whoops pardon scuse excuse forgive bad fault",
    "praise": "great brilliant legend star love lovely best clever smart amazing fab genius ace "
    "class superb handy belter magic champion diamond impressive slick decent",
    "anger": "fuck* shit* shite crap useless stupid rubbish annoying ffs bloody pointless hate "
    "hell joke pathetic idiot* garbage waste sick fed damn bollocks wtf tripe faff nonsense arse "
    "moron* muppet thick daft dumb piss* christ jesus blinking flipping",
    "weather": "rain* raining freezing cold baltic sunny hot roasting boiling snow* windy wet "
    "drizzl* weather sun heatwave storm",
    "sport": "match football footie rugby cricket goal united city rangers celtic liverpool "
    "arsenal derby race f1 golf darts won lost scored final league",
    "food": "brew tea coffee kettle pint beer pub lunch dinner chips pie bacon butty hungry "
    "starving biscuit* cake curry pizza sandwich breakfast",
    "tired": "knackered shattered tired wrecked jaded bored starving hungover friday payday",
    "ill": "sick ill poorly covid flu hospital dentist doctor* surgery op migraine tooth unwell "
    "injur* gp physio cold bug funeral bereave* jury wrist back knee broke chickenpox",
    "absent": "holiday hols leave off away honeymoon paternity maternity annual vacation fortnight "
    "abroad caravan flight airport train traffic stuck travel* drove isolating furlough*",
    "missed": "miss missed cancelled canceled cancel postpon* overslept slept shelved bumped "
    "couldnt didnt wouldnt wasnt bailed scrapped reschedul* moved full shut",
    "family": "wife husband missus son daughter brother sister mum mam dad uncle cousin nephew "
    "lass bairn* kid kids girlfriend boyfriend partner lad lads family",
    "others": "lads team colleague* mate mates apprentice* he she they his her their crew "
    "everyone everybody anybody anyone nobody staff trainee* starter starters guys boys girls "
    "technicians fitters depot shift him them who",
    "boss": "boss gaffer manager supervisor foreman owner director hr office",
    "name": "dave kev kevin gaz gary steve stevie paul john mark tom tommy tony mike mick pete "
    "peter chris andy rob bob bobby jim jimmy jack james jamie dan danny darren wayne lee craig "
    "scott ryan liam kyle jake josh callum connor sean shaun ian stu stuart neil nige nigel phil "
    "keith ken colin barry baz gavin graham davie davy billy bill will ali ahmed mohammed imran "
    "ravi suresh raj priya anil vikram sanjay sipho thabo pawel marek piotr tomasz ion andrei juan "
    "jose maria anna sarah sharon tracey lisa emma kelly claire karen jade lauren sophie beth amy "
    "siobhan niamh aoife padraig declan brendan conor ewan fraser hamish rhys gareth dai owen joe "
    "sam max ben matt luke adam alex simon",
    # jobs and learning
    "job": "technician tech advisor adviser tester mechanic engineer controller trainer assessor "
    "estimator painter fitter lecturer inspector role job title desk counter promot* driver "
    "partsman valeter supervisor foreman deputy lead apprentice merger tools bodyshop",
    "becomes": "im now became become made moved started gone promoted switched stepped took longer "
    "these been new since",
    "learning": "course* webinar* training seminar* conference workshop* class classes lecture* "
    "elearning podcast* video* youtube article* magazine book manual bulletin module* refresher "
    "induction toolbox talk exam assessment qualif* nvq level diploma certificate session "
    "mentoring coaching shadow* demo exhibition show expo cpc irtec irte ata hv adas f-gas "
    "first-aid mot reading briefing zoom teams practical",
    "attends": "did attended completed passed sat watched read listened went booked enrolled "
    "finished done studied visited revised got",
    "provider": "bosch thatcham gtg snap-on snapon hella delphi denso autodata haynespro haynes "
    "ppg axalta wurth zf trw valeo luk schaeffler halfords kwik-fit imi dvsa rmi delphi bilstein "
    "brembo launch autel college eurocarparts gsf mahle ngk continental michelin pirelli audatex "
    "jlr ford bmw audi vw toyota nissan tesla volvo daf scania man wabco knorr",
    # accounts: the trade
    "part": "engine gearbox brake brakes pad pads disc discs caliper calipers drum sensor* loom "
    "wiring wire wires fuse* relay* earth earths connector* plug plugs pin pins battery batteries "
    "cell cells pack inverter contactor* coolant oil filter* pump pumps injector* turbo dpf egr "
    "clutch* flywheel bearing* hub hubs shaft* joint* bush bushes arm arms strut* spring* shock* "
    "subframe bumper* panel* wing sill door doors glass windscreen* camera* radar ecu module "
    "valve* hose* pipe* tank belt chain tensioner seal* gasket* bolt* nut nuts stud studs thread* "
    "washer* clip clips bracket* tyre tyres wheel* rim tread steering rack column airbag* "
    "seatbelt* heater compressor condenser evaporator refrigerant cap caps cable* harness key "
    "keys fob immobiliser throttle manifold exhaust cat lambda sump rad radiator thermostat fan "
    "alternator starter motor axle diff prop lamp* light lights headlamp* mirror* lock locks "
    "suspension paint primer lacquer filler mask* sander* spray weld* rivet* adhesive sealer fluid "
    "adblue grease copper crank cam tappet piston ring rings liner shim shims ramp lift jack "
    "stands scope meter multimeter megger tester scanner gauge torque wrench gun nm bar psi volt* "
    "ohm* amp* spline boot caps lead leads terminal* tool tools dash gloves goggles",
    "does": "bleed bled drain fill top tighten loosen torque* measur* test tested testing prove "
    "proving isolat* discharg* check checks checked checking calibrat* scan scanned scanning code "
    "reset strip clean cleaned refit fit fitted replac* align* inspect* press pull push tap weld "
    "grind sand polish prep flush prime lock tag listen* look looked feel smell trace back-probe "
    "probe mark clamp support lower raise jack vent cool heat soak dry wait grease lubricate seal "
    "crack snap seize* leak* fail* short shorted rust corro* wear worn twist* bend overfill "
    "overheat* ",
    "fault": "fault faults fault-finding diagnos* symptom* noise knock vibration misfire comeback* "
    "leak leaks drop voltage resistance pressure temperature signal reading readings cause hot "
    "cold live dead intermittent",
    "leading": "listen listening feedback delegat* praise meeting* appraisal* review reviews rota "
    "morale trust respect complaint* customer customers price quote upset calm honest honestly "
    "expectation* explain* explaining persuad* motivat* coach coaching conversation* budget "
    "target* kpi priorit* plan planning conflict sale selling invoice estimate empathy tone",
    "always": "always never first before every each properly twice only once straight last slow "
    "slowly gently both again instead otherwise unless whenever because cos so then if until",
    "learns": "learnt learned learn realised realise know knew understand found taught showed "
    "shown remember difference why how reason means matter matters point",
    "says_little": "dunno nothing nowt nothin stuff things bits bobs usual same average alright "
    "meh whatever loads various general not-much basics refresher interesting good",
}
"""By what words stand for: the words."""


@cache
def senses(word: str) -> frozenset[str]:
    """What a word in small letters stands for; nothing where it is not known."""
    known, begins = _tables()
    found = set(known.get(word, ()))
    for length in range(3, len(word) + 1):
        found |= begins.get(word[:length], frozenset())
    return frozenset(found)


@cache
def _tables() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """By whole words, and by how words begin."""
    known: dict[str, frozenset[str]] = {}
    begins: dict[str, frozenset[str]] = {}
    for name, row in SENSES.items():
        for word in row.split():
            table, key = (begins, word[:-1]) if word.endswith("*") else (known, word)
            table[key] = table.get(key, frozenset()) | {name}
    return known, begins
