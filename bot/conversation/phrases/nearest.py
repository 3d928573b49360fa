"""What words say to do that are known to say some such thing, but in no phrase of the tables.

A row is met where each of its `needs` is: one of that group's words is said ("bin*" is any word
that begins so, `DAY` and `LENGTH` what a message states), and none of the words `without` is. Rows
stand from what is particular to what is general; the first that is met wins.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Generic, TypeVar

from bot.conversation.phrases.courtesy import Courtesy, NotLearning
from bot.conversation.phrases.requests import Request
from bot.conversation.phrases.steering import Steer

T = TypeVar("T")

_MASKS: Final = {0xE000: "LENGTH", 0xE001: "DAY", 0xE002: "NUMBER"}
_DROPS: Final = (
    "delet* bin bins binned scrap* discard* drop* ditch* remov* chuck* cancel* rid wipe* dump* "
    "trash* lose scrub* kill* forget axe nuke lob sling throw thrown threw "
    "clear shot rubbish"
)
_KEEPS: Final = (
    "save* saving log* keep* kept store* bank* submit* stick put add* file* send pop "
    "accept* record enter book approve"
)
_ALL: Final = "all both lot everything them those every three two four each pair batch set pile any"
_QUESTIONS: Final = "question* questioning ask* quiz* q qs q&a interrogat* queries answer*"
_NUDGES: Final = (
    "message* messaging nudg* ping* remind* text* notif* pester* bother* contact* nag* prompt* "
    "alert* dm dms chas* hassl* email* mail*"
)
_HOLIDAY: Final = (
    "holiday* hols leave honeymoon away off vacation paternity maternity fortnight annual break"
)
_RECORD: Final = (
    "record* log logs entries cpd portfolio history everything data all copy stuff printout "
    "account details info file files training hours logbook"
)
_JOBS: Final = (
    "technician tech advisor adviser manager tester mechanic engineer supervisor foreman "
    "controller apprentice trainer assessor estimator painter fitter lead leader lecturer "
    "inspector role job title desk counter promot* parts workshop bodyshop "
    "diagnostic* reception owner driver driving tyres fleet hgv recovery sales"
)


@dataclass(frozen=True, slots=True)
class Near(Generic[T]):
    """The words by which something is told, in whatever order; `examples` are told so."""

    means: T
    needs: tuple[str, ...]
    examples: tuple[str, ...]
    without: str = ""

    def is_met(self, said: str) -> bool:
        """Whether words, parted and surrounded by single spaces, are these."""
        if self.without and _among(self.without).search(said):
            return False
        return all(_among(group).search(said) for group in self.needs)


@lru_cache(maxsize=512)
def _among(group: str) -> re.Pattern[str]:
    words = (re.escape(one).replace(r"\*", r"\S*") for one in group.split())
    return re.compile(f" (?:{'|'.join(words)})(?= )")


def nearest(rows: Sequence[Near[T]], words: str) -> T | None:
    """What words as phrases see them (`Plain.words`) come nearest to; None where to nothing."""
    said = f" {words.translate(_MASKS)} "
    return next((row.means for row in rows if row.is_met(said)), None)


STEERED: Final[tuple[Near[Steer], ...]] = (
    Near(
        "whole",
        ("split* divid* spread*", "dont not no never why without wasnt shouldnt undo stop"),
        ("I'd rather you do not go splitting that one", "it's one entry so dont split it"),
        without=f"question* {_NUDGES}",
    ),
    Near(
        "whole",
        ("whole", "keep count leave want make stay* one"),
        ("I'd like to keep the thing whole if I can",),
        without=f"{_DROPS} question*",
    ),
    Near(
        "split",
        (
            "split* divid* spread*",
            "day days year years cycle cycles border boundary both each half two it that",
        ),
        ("could do with that being split across my two years",),
        without=f"question* {_NUDGES}",
    ),
    Near(
        "bring_back",
        ("bring get want need fetch give have", "back"),
        ("I want that one back that I binned", "can you get my deleted draft back"),
        without="how question before was to step later",
    ),
    Near(
        "bring_back",
        ("restor* undelet* recover* retriev* resurrect* unbin* undiscard*",),
        ("any way to recover that course",),
    ),
    Near(
        "bring_back",
        ("deleted binned scrapped discarded removed gone", "back again want"),
        ("where's that draft gone, I want it again", "it got deleted, put it back"),
        without="how was",
    ),
    Near(
        "undo",
        ("cancel reverse undo scrap take change", "did changed", "you i just"),
        ("cancel what you just did",),
    ),
    Near(
        "bring_back",
        ("mean* meant accident* wrongly mistake", "deleted binned scrapped discarded removed to"),
        ("I deleted it by accident", "didn't mean to bin that"),
        without="log* save* put add* be",
    ),
    Near(
        "another",
        (
            "another different other else easier instead new next more fire",
            f"{_QUESTIONS} one something give throw hit me",
        ),
        ("a different question for me", "go on hit me with another"),
        without="no enough done stop plenty later last save* log* not back at if",
    ),
    Near(
        "enough",
        (
            "enough no plenty stop done finish* without quit cut skip drop shut limit leave",
            "questions questioning asking quiz* qs interrogat* grilling",
        ),
        ("that's plenty of questions for one day", "done with the quiz now"),
    ),
    Near("enough", ("done finish* your", "answering answers lot"), ("am done answering",)),
    Near(
        "enough",
        ("all everything limit", "thats stop giving my"),
        ("that's all you get",),
        without=f"{_KEEPS} {_DROPS}",
    ),
    Near("enough", ("plenty enough",), ("I reckon that's plenty",), "bin delet*"),
    Near(
        "guide",
        ("guid* walk* steps coach* through thru lead hand help prompt* version full long proper",),
        ("take me through it step by step", "hold my hand with this one"),
        without="off on back",
    ),
    Near(
        "undo",
        ("undo* undid revert* reverse* rewind unsave unsaved ctrl ctrl+z",),
        ("reverse what you just did there",),
    ),
    Near(
        "undo",
        ("back leave change* set return* go* put", "was were before originally earlier had first"),
        ("leave it how it was before", "go back to what I had at first"),
        without="step question one",
    ),
    Near(
        "undo",
        ("take put change", "back"),
        ("oh no take that back", "put the hours back"),
    ),
    Near(
        "back",
        ("last previous prev before back earlier", "question* step q page go one what"),
        ("what was the last question again", "can we go to the step before"),
        without=f"how leave change* {_DROPS} {_KEEPS}",
    ),
    Near(
        "discard_all",
        (_DROPS, _ALL),
        ("dump both of those", "get rid of all that"),
        without="already last whole",
    ),
    Near(
        "save_all",
        (f"{_KEEPS} lock", _ALL),
        ("get them all saved", "log the pair of them"),
        without="that's thats its done",
    ),
    Near(
        "later",
        (
            "later tonight tonite tomorrow DAY after when lunch break minute min mins sec mo tick "
            "jiffy bit moment home LENGTH soon weekend evening while busy driving driv* rushed "
            "phone* gloves hands customer* jury meeting yet wait* hold* now shift ramp oily greasy "
            "under shortly rain* park* until till",
        ),
        ("gotta go phones ringing", "can't type, got gloves on", "do this tonite"),
        without=f"{_DROPS} save* saved log logged",
    ),
    Near(
        "discard",
        (
            f"{_DROPS} wrong mistake* duplicate* twice double already accident* "
            "shouldnt never wasnt error",
            "it that this one course webinar entry draft thing button log* record* cpd talk there "
            "person record chat training toolbox session bit",
        ),
        ("wrong button, forget that course", "it's in there twice", "it isn't cpd, chuck it"),
        without=f"question* answer* asking {_NUDGES}",
    ),
    Near(
        "discard",
        ("dont didnt do not", "log* record* save* keep want count* there"),
        ("actually I don't want that one on there",),
        without=f"question* answer* {_NUDGES}",
    ),
    Near("discard", ("take* took get", "off out"), ("take the aircon one off", "get it off there")),
    Near(
        "skip",
        (
            "skip* pass leave blank answer* next question* move matter* bother* mind nothing think "
            "fussed dunno say feel fancy past ignore empty anything",
        ),
        ("don't feel like answering", "can't think of anything, leave that one"),
    ),
    Near("discard", (_DROPS,), ("bin bin bin",)),
    Near(
        "save",
        (f"{_KEEPS} commit lock",),
        ("yep put it on", "that's grand stick it on my record"),
    ),
    Near(
        "save",
        (
            "done fine happy good great grand perfect spot right sorted lovely sound",
            "as in on record leave like through go end me with it",
        ),
        ("fine as it is", "good to go"),
    ),
)

REQUESTED: Final[tuple[Near[Request], ...]] = (
    Near(
        "erase",
        (
            "eras* delet* wip* destroy* remov* forget gdpr purge* gone scrub* clear* forgotten",
            "data everything account record* me my details info about history all gdpr trace",
        ),
        ("I want my data gone, gdpr", "clear out all you know of me"),
        without="list group",
    ),
    Near(
        "resume",
        ("resum* unpaus* unmut* restart",),
        ("unmute yourself",),
    ),
    Near(
        "export",
        (
            "export* pdf csv excel xls* download* print* copy spreadsheet file printout document "
            "backup zip send email* forward* sort get need wants",
            _RECORD,
        ),
        ("boss wants my training printout, can you sort it", "stick my logs in a spreadsheet"),
        without="stop dont quit weekly daily monthly private",
    ),
    Near(
        "settings",
        (
            "private confidential hidden hide secret",
            "keep make want write* wrote reflection* answer* words say stuff",
        ),
        ("make what I write private",),
    ),
    Near(
        "pause",
        ("paus* mute snooz* suspend* freez* hush hold park ice",),
        ("snooze everything would you", "put it on ice till the audit is finished"),
    ),
    Near(
        "quiet_until",
        (
            "quiet peace silence word nowt nothing alone shush",
            "DAY LENGTH week* month* weekend christmas easter now",
        ),
        ("not a word from you till monday",),
    ),
    Near(
        "quiet_until",
        (
            "until till til untill before",
            f"quiet leave peace alone not no nothing dont stop silence zip shush rest word say "
            f"{_NUDGES}",
        ),
        ("not a word from you till monday", "leave it out til after my holidays"),
    ),
    Near(
        "pause",
        (
            _HOLIDAY,
            f"no dont not stop quiet without less {_NUDGES} leave",
            "LENGTH DAY NUMBER week* month* fortnight days while im going so till until",
        ),
        ("off for a fortnight, don't bug me", "going on honeymoon for 3 weeks so no pings"),
        without="fewer less often every turn",
    ),
    Near(
        "resume",
        (
            "back again start* carry wake",
            f"{_NUDGES} work now home holiday* hols normal usual up asking tools again before here",
        ),
        ("I'm back to work, you can nudge me again", "start your messaging again"),
        without="stop dont no not until till off lates earlies nights when counter every if next",
    ),
    Near(
        "quiet_until",
        ("no dont stop", _NUDGES, "DAY LENGTH week* month* weekend christmas easter holiday*"),
        ("no pings over christmas", "don't bother me this week, audit on"),
        without="let forget off days before after weekdays every",
    ),
    Near(
        "settings",
        (
            "mornings evenings afternoons nights lates earlies weekly daily monthly fortnightly "
            "lunchtime* hour* shift* timezone zone often less fewer frequen* only time* time "
            "morning* evening* afternoon* once",
            f"{_NUDGES} me my do work* on now plenty better prefer change* can mine at best "
            "please enough suits",
        ),
        ("im on lates now so message me in the evening", "weekly is plenty for me"),
        without="tomorrow stop quit remind record entry",
    ),
    Near(
        "settings",
        ("weekdays weekends always instead", f"{_NUDGES} me it only"),
        ("let's have it on weekdays only",),
    ),
    Near(
        "remind",
        (
            "remind* nudg* ping ask chas* prod shout alarm forget tell message text poke buzz "
            "prompt bell bump jog flag tinkle memory",
            "DAY LENGTH tomorrow tonight later when after next morning about week month on in at "
            "again if bit noon lunch soon once",
        ),
        ("ping me about this when I'm back on Thursday", "jog my memory next week"),
        without="stop dont no never quit every keep pack turn knock enough less fewer",
    ),
    Near(
        "settings",
        (
            "manager boss gaffer supervisor scheme* cmi imi cycle timezone settings preferences "
            "notifications notification private email channel hours shift days week",
            "new change* different now is wrong set update* switch* add* move* swap* called not "
            "work join* open show",
        ),
        ("my new manager is called Priya Shah", "swap my scheme to CMI"),
        without="made become became promoted im",
    ),
    Near(
        "role",
        (
            _JOBS,
            "im now new made moved gone started become became promot* got longer am days changed "
            "start taken over switched stepped step* since been DAY going",
        ),
        ("I've gone over to the diagnostic side now", "no longer a tech, im on the service desk"),
        without="sick fed rubbish useless stop stupid",
    ),
    Near(
        "list",
        (
            "show list see view display pull read what whats give",
            "entries drafts ive open logged mine list got cpd log saved records all ones last "
            "everything have record",
        ),
        ("show us what I've got", "pull up my drafts"),
    ),
    Near(
        "stop",
        (
            "stop* quit* enough unsubscri* off out leave pack knock cease dont no never cut opt "
            "end bin less gone lay jack",
            f"{_NUDGES} me head it alone list bot thing this out off us",
        ),
        ("pack it in with the messages", "every day you ping me, knock it on the head"),
    ),
    Near(
        "anger",
        ("you this thing bot app your it that question* fuck* shit* ffs",),
        ("honestly you are hard work", "does anyone even read this tripe"),
    ),
)

Said = Courtesy | NotLearning | str

COURTEOUS: Final[tuple[Near[str], ...]] = (
    Near(
        "missed",
        (
            "miss* couldnt didnt cancel* never postpon* overslept slept scrapped wasnt meant show "
            "showed bailed full shut busy late wouldnt no went",
            "course* webinar* training session talk toolbox seminar class conference it there "
            "exam event place link meeting workshop briefing zoom day practical get us",
        ),
        ("couldn't get to the session, roads were shut", "slept through the zoom lol"),
        without="today ill sick me",
    ),
    Near(
        "not_own",
        (
            "lads lad mate mates apprentice* brother sister wife husband missus son daughter "
            "he she his her their they them team colleague* boss gaffer everyone crew trainee* "
            "starter mum dad girls boys lass partner others",
            "course* webinar* training did done log put went add passed food NUMBER LENGTH record "
            "did does certificate ticket handling stick down qualif* level awarded attended "
            "finished",
        ),
        ("the new starter did his manual handling", "stick an hour down for both apprentices"),
    ),
    Near(
        "not_own",
        (
            "did attended completed had got passed went sat put log credit stick add record",
            "course* webinar* training talk ticket card induction class refresher exam practical "
            "for down too level",
        ),
        ("Kyle did the alignment course not me", "log that for Tom too"),
        without="i ive we im",
    ),
    Near(
        "away",
        (
            "sick ill poorly covid flu holiday* leave off away hospital dentist doctor* tooth "
            "paternity maternity funeral jury bereave* migraine surgery hols travel* train flight "
            "airport stuck broke tonsil* unwell injur* op operation bug cold physio gp appointment "
            "wedding caravan annual",
        ),
        ("not in today, tooth out", "got covid so not in"),
    ),
    Near(
        "thanks",
        (
            "thank* thx ta cheers appreciat* grateful obliged nice* bless help* lifesaver tah "
            "magic saviour owe",
        ),
        ("you've been a big help ta", "appreciate all that"),
    ),
    Near(
        "bye",
        (
            "bye night home catch see cya later laters weekend away off tomorrow monday cheerio "
            "tara ttyl DAY",
            "im off you ya u have a good then well right see away night later for now signing "
            "clocking catch all shooting bye",
        ),
        ("right see you later", "catch you monday"),
    ),
    Near("sorry", ("sorry apolog* soz oops whoops bad fault",), ("sorry for the rant earlier",)),
    Near(
        "greeting",
        (
            "hi hello hey hiya morning afternoon evening alright howdy yo how hows there welcome "
            "heya gday",
        ),
        ("alright bot, how are things",),
    ),
    Near(
        "praise",
        (
            "you youre this bot job your thats",
            "star legend good great brilliant clever love best class smart handy hero helpful "
            "useful amazing better fab genius ace",
        ),
        ("this is a handy wee thing", "you're a star"),
    ),
    Near(
        "agreed",
        ("ok okay fair right sure fine understood grand sound gotcha noted suppose true yes yeah",),
        ("fair dos", "suppose so, right"),
    ),
)
