"""The words in which people ask the bot something: classes of them, and a message brought to them.

A word that stands in no class is none that the bot is asked about, and then the whole message is
not a question to it. To teach a new word, write it into its class.
"""

import re
from typing import Final

CLASSES: Final[dict[str, str]] = {
    # what the bot is about
    "cycle": "cycle cycles",
    "year": "year years thisyear",
    "credits": "credits credit points point hours hour",
    "cpd": "cpd imi cmi techsafe record account development professional register registration",
    "entry": "entry entries activity activities draft drafts log logs",
    "standing": "standing status summary overview progress total totals tally balance"
    " score figures pace numbers",
    "test": "test tests criteria criterion check checks",
    "tested": "relevant relevance sufficient sufficiency authentic authenticity current currency",
    "stage": "stage stages section sections box boxes",
    "staged": "reflect reflection reflecting reflections plan planning act action evaluate"
    " evaluation evaluations evaluating evaluated",
    "evidence": "pic pics picture screenshot evidence certificate certificates cert certs link"
    " links photo photos proof file"
    " files attachment attachments document documents pdf",
    "nudge": "nudge nudges nudging nudged reminder reminders reminding pinging ping pings"
    " notification notifications messaging pestering chasing bothering hassling nagging message"
    " messages messaged bugging",
    "question": "question questions ask asking asked",
    "manager": "hr manager managers boss bosses gaffer supervisor employer company workplace"
    " imi cmi"
    " colleagues colleague others anyone anybody everyone admin administrator people slack",
    "team": "team teams reports people lads lad apprentice trainee technician tech crew"
    " guys lot staff technicians techs mechanics apprentices everyone everybody anyone anybody who",
    "course": "course courses training webinar webinars class qualification subject topic cpd",
    # what of it
    "end": "cutoff end ends ended ending finish finishes finished finishing expire expires expiring"
    " expiry over due deadline close closes up runsout stop stops last",
    "start": "start starts started starting begin begins began begun beginning first",
    "days": "days day weeks week months month time long",
    "left": "left remaining togo need needs needed missing short outstanding more owe still require"
    " required remain away behind",
    "state": "behind ahead ontrack onpace pace risk atrisk short track ok okay uptodate ready safe"
    " fine compliant enough green good failing lagging overdue struggling trouble attention look"
    " help",
    "doing": "doing getting looking placed stand standing faring coming going",
    "logged": "logged log recorded record done entered added saved put submitted learn learnt"
    " learned complete completed claimed",
    "counts": "counts count counted counting countas eligible qualify qualifies valid allowed"
    " acceptable accepted included classed",
    "mean": "mean means meant meaning definition define difference explain stand different"
    " differs differ purpose",
    "waiting": "waiting waits pending holding held stuck notcounted uncounted incomplete"
    " unfinished",
    "see": "looked viewed see sees seen seeing read reads look looks view views access private"
    " privacy"
    " visible confidential share shared shares shown public secret",
    "why": "why reason because howcome",
    "worked": "worked work works working calculated calculate earn earned counted add adds worth"
    " get rate convert value",
    "often": "often frequently regularly howoften rhythm",
    "framework": "framework techsafe frameworks subjects",
    "audit": "audit audits audited auditing auditor auditors sampled sample inspected inspection",
    "appeal": "appeal appeals appealing challenge dispute disagree contest",
    "failure": "fail fails failing failed miss misses missed short removed lose loses struck"
    " kicked downgraded affiliate under reach meet enough",
    "carry": "carry carried carryover carryforward roll rolled rollover transfer bank banked"
    " surplus extra spare",
    # what is done
    "correct": "typo correct change changing fix fixing edit editing amend amending update"
    " updating wrong mistake error alter modify",
    "attach": "attach attaching add adding upload uploading include put send provide give",
    "export": "send sending export exporting download downloading copy print pdf csv backup"
    " spreadsheet extract out",
    "erase": "erase erasing wipe wiping gdpr forget deleteall",
    "remove": "delete deleting remove removing discard discarding withdraw withdrawing scrap bin",
    "pause": "pause pausing mute muting silence snooze snoozing quiet stop stopping off fewer less"
    " holiday leave unsubscribe",
    "undo": "undo undoing revert restore bringback takeback reverse back",
    "save": "save saving saved submit submitting confirm",
    "create": "log logging record recording add adding enter entering create creating start plan"
    " make put",
    "settings": "settings setting preferences job role title manager scheme schemes privacy cadence"
    " timezone country hours",
    "recommend": "recommend recommended suggest should best good advise next worth pick choose take"
    " useful",
    "talk": "say type write use help commands command able for capable instructions"
    " features function",
}
"""Words by what they stand for; one word may stand in several classes."""

_FILLERS: Final = (
    "a an the my our your their his her its this that these those it i me we us you they he she"
    " them him mine yours is are am was were be been being do does did have has had got get gets"
    " getting can could will would should shall must may might to of in on at for from with by as"
    " into about under per than then so and or but if when where what which who whose why how"
    " 's not no any some all every each else exactly currently now yet already today again just"
    " really actually even still only also too there here much many far long often soon"
    " please thanks thank cheers ta mate pal bot cpdbot bud hi hello hey morning afternoon evening"
    " ok okay right quick quickly one two three thing things something anything nothing"
    " bit work want wanted wondering remind tell show give let know idea clue happens happen"
    " happened keep keeps kept use go goes going come comes up out down off back"
    " new old own whole full official exact far date dates day period times time per cent"
    " howmany howmuch howlong howfar howdoi soon before after until till during"
    " supposed meant allowed possible way best need needs saying said says word words term"
    " between vs versus compared same such like kind kinds sort sorts type types mean"
    " personally currently roughly approximately number amount ve s re in"
    " knows run ones hit reached met towards toward makes made diff triggered caused"
    " everything press set certain fall forward decision decisions list been automatically minimum"
    " another likely only"
    " checking worry worried stuff sent answer answers wrote name hr ever almost nearly reckon"
    " think"
    " chasing sure plus else properly correctly myself someone somebody bits ev adas hybrid "
    "thing know"
    " stuff"
    " claim cutoff own cos since mention please"
    " without lack lacks lacking mine ones been"
    " evs electrified electric vehicles vehicle mot dvsa"
    " later while data against four off spend spent doing long else whether about regarding"
)

_JOINED: Final = (
    (r"(?:so far )?(?:in |for )?this (?:cpd )?year(?: so far)?", "thisyear"),
    (r"(?:get|getting) rid of", "delete"),
    (r"turn(?:ed|ing)? (?:it |them )?(?:off|down)", "mute"),
    (
        r"carry (?:my |any |the |extra |spare )*(?:credits|points) (?:over|forward)",
        "carryover credits",
    ),
    (r"how (?:many|manny|mny)", "howmany"),
    (r"how much", "howmuch"),
    (r"how long", "howlong"),
    (r"how (?:far|close|near)", "howfar"),
    (r"how (?:often|regularly|frequently)", "howoften"),
    (r"how come", "howcome"),
    (r"cut(?:ting)?[ -]?off", "cutoff"),
    (r"(?:runs?|ran|running) out", "runsout"),
    (r"(?:to go|still to do)(?! to)", "togo"),
    (r"(?:on|off) (?:track|target|course|schedule)", "ontrack"),
    (r"on pace", "onpace"),
    (r"at risk", "atrisk"),
    (r"up to date", "uptodate"),
    (r"carr(?:y|ied|ies) (?:over|forward|across)", "carryover"),
    (r"roll(?:ed|s)? over", "rollover"),
    (r"(?:not|never) count(?:ed|ing)?", "notcounted"),
    (r"(?:line|team) (?:manager|leader|lead)", "manager"),
    (r"(?:bring|get) (?:it |that |an entry )?back", "bringback"),
    (r"take (?:it |that )?back", "takeback"),
    (r"in (?:total|all)", "in total"),
    (r"delete (?:everything|all|all my data|my (?:data|account|whole record|record))", "deleteall"),
    (r"erase (?:everything|all)", "erase"),
    (r"time zone", "timezone"),
    (r"e[ -]?mails?", "message"),
    (r"toolbox talk", "toolboxtalk"),
)
"""Several words that are one; typed apart, together or with a slip."""

_WRITTEN_APART: Final = {
    "whats": "what 's",
    "wats": "what 's",
    "wat": "what",
    "wot": "what",
    "wots": "what 's",
    "wud": "would",
    "cud": "could",
    "shud": "should",
    "qualitys": "qualities",
    "how'm": "how am",
    "howm": "how am",
    "gimme": "give me",
    "av": "have",
    "hav": "have",
    "hapens": "happens",
    "hows": "how 's",
    "whos": "who 's",
    "wheres": "where 's",
    "whens": "when 's",
    "whys": "why 's",
    "im": "i am",
    "i'm": "i am",
    "ive": "i have",
    "i've": "i have",
    "id": "i would",
    "i'd": "i would",
    "ill": "i will",
    "i'll": "i will",
    "we're": "we are",
    "you're": "you are",
    "they're": "they are",
    "dont": "do not",
    "don't": "do not",
    "doesnt": "does not",
    "doesn't": "does not",
    "isnt": "is not",
    "isn't": "is not",
    "arent": "are not",
    "aren't": "are not",
    "didnt": "did not",
    "didn't": "did not",
    "wont": "will not",
    "won't": "will not",
    "cant": "can not",
    "can't": "can not",
    "cannot": "can not",
    "havent": "have not",
    "haven't": "have not",
    "hasnt": "has not",
    "hasn't": "has not",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "u": "you",
    "ur": "your",
    "r": "are",
    "y": "why",
    "wen": "when",
    "dus": "does",
    "dose": "does",
    "doin": "doing",
    "iv": "i have",
    "da": "the",
    "mi": "my",
    "teh": "the",
    "abt": "about",
    "bout": "about",
    "whts": "what 's",
    "hw": "how",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "cheers": "thanks",
    "hrs": "hours",
    "pts": "points",
    "yr": "year",
    "mgr": "manager",
    "creds": "credits",
    "cr": "credits",
    "reflecton": "reflection",
    "abouts": "about",
    "whereabouts": "where",
}

_POLITE: Final = (
    r"(?:(?:hi|hello|hey|hiya|oi|morning|afternoon|evening|good (?:morning|afternoon|evening)|so"
    r"|and|ok|okay|right|well|um|erm|er|but|also|oh|please|thanks|sorry|mate|pal|bot|cpdbot|just"
    r"|actually|(?:a |one )?quick(?: one| question)|out of interest|another question) )*"
)
_LEADS: Final = re.compile(
    r"(?:(?:(?:can|could|would|will) you (?:please |just )?)?"
    r"(?:tell|show|give|let|remind|explain to|say to)(?: me)"
    r"(?: know| see| again)?(?= (?!tomorrow|later|on|in|next))"
    r"|(?:can|could|would) you (?:please )?(?:explain|check)|do you know|any idea|any clue"
    r"|i (?:was |am )?(?:just )?(?:wondering|wonder)|i (?:want|need|would like) to know"
    r"|what about|how about) (?:if |whether |about )?"
)
_POLITE_BEFORE: Final = re.compile(_POLITE)
_POLITE_AFTER: Final = re.compile(
    r"(?<= )(?:(?:please|thanks|thank you|ta|mate|pal|bud|bot|cpdbot|then"
    r"|(?<!what )(?<!happens )(?<!do )now|currently|at the"
    r" moment|right now|today|again|exactly|so far|by the way|btw|at all|do you know"
    r"|if you know|you know"
    r"|or what|or not|roughly|and all|in total|as of today|though|personally|here|atm"
    r"|you reckon|do you think) )+$"
)

_WORD: Final = re.compile(r"[^\W_]+(?:['.&/][^\W_]+)*|[^\w\s]")
_JOINS: Final = tuple((re.compile(rf"\b{pattern}\b"), word) for pattern, word in _JOINED)
_MARKS: Final = frozenset(",.!?;:\"'()-*…&/")


def word_set(words: str) -> frozenset[str]:
    """Words that stand in a row, as a set."""
    return frozenset(words.split())


MEANING: Final[dict[str, frozenset[str]]] = {}
"""By word: the classes that it stands in."""
for _name, _words in CLASSES.items():
    for _word in _words.split():
        MEANING[_word] = MEANING.get(_word, frozenset()) | {_name}
_KNOWN: Final = frozenset(MEANING) | frozenset(_FILLERS.split()) | {"period", "length"}
_OFTEN_MISTYPED: Final = word_set(
    "credits credit cycle standing status progress points evidence certificate manager"
    " export evaluate evaluation reflect reflection relevant sufficient authentic current"
    " remaining missing logged finish reminders nudges entries entry delete change correct"
    " attach difference appeal framework register audit recommend pending waiting expire"
    " private reflections technicians course courses question questions count counts means"
    " doing qualities"
)


def words_of(plain: str) -> tuple[str, bool]:
    """Folded text as words in a row, each followed by a space: apart from marks, slips mended,
    written out ("what's" → "what 's"), several that are one joined, courtesies at its ends gone.

    And whether it was led in as a question is: "tell me …", "do you know …".
    """
    words = []
    for token in _WORD.findall(plain):
        if token in _MARKS:
            continue
        apart = _WRITTEN_APART.get(token)
        if apart is not None:
            words.append(apart)
        elif token.endswith("'s"):
            words += [token[:-2], "'s"]
        else:
            words.append(token)
    row = " ".join(words) + " "
    for pattern, word in _JOINS:
        row = pattern.sub(word, row)
    row = " ".join(mended(word) for word in row.split()) + " "
    row = _without_courtesies(row)
    lead = _LEADS.match(row)
    if lead is None or lead.end() == len(row):
        return row, False
    return _without_courtesies(row[lead.end() :]), True


def _without_courtesies(row: str) -> str:
    begins = _POLITE_BEFORE.match(row)
    inner = row[begins.end() :] if begins else row
    inner = _POLITE_AFTER.sub("", f" {inner}")[1:]
    return inner or row


def is_known(word: str) -> bool:
    """Whether a word is one in which the bot is asked something."""
    return word in _KNOWN


def mended(word: str) -> str:
    """The word of the bot's that this one is a slip of: one letter too many, too few, another or
    swapped, and never the first.
    """
    if len(word) < 5 or word in _KNOWN or not word.isascii() or not word.isalpha():
        return word
    for shorter in (word, *_one_less(word)):
        meant = _SLIPS.get(shorter)
        if meant is not None and meant[0] == word[0] and abs(len(meant) - len(word)) < 2:
            return meant
    return word


def _one_less(word: str) -> list[str]:
    """The word without each of its letters in turn."""
    return [word[:n] + word[n + 1 :] for n in range(len(word))]


_SLIPS: Final[dict[str, str]] = {
    shorter: word for word in sorted(_OFTEN_MISTYPED) for shorter in (word, *_one_less(word))
}
"""By what is left of a word where a letter was dropped: the word. A swapped or another letter is
one dropped on either side.
"""
