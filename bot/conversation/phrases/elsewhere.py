"""What is meant for somebody else, or for nobody: chats that came to the wrong window, notices that
were passed on, fragments. None of it is an account, whatever is pending.
"""

import re
from typing import Final, Literal

from bot.conversation.phrases.language import Families, Family

ELSEWHERE: Final = Families[Literal["elsewhere"]](
    Family(
        "elsewhere",
        says=(
            "{polite} (ring|call|phone|text|msg|message|email|whatsapp|facetime|dm) (me|us) [back|"
            "up] [when {text}|later|asap|on {text}|about {text}|{day}|if {text}|please|at {text}]",
            "{polite} (give|gimme) (me|us|him|her) a (ring|shout|call|bell|buzz|hand|lift|text) "
            "[{text}]",
            "{polite} (grab|get|bring|fetch|pass|hand|order|buy|pick up|send|lend|sort|find|book) "
            "(me|us|him|her) {text}",
            "{polite} (pick|collect|drop|fetch) (me|us|him|her|them|the kids|the car|the van|the "
            "parts) [up|off] [{text}]",
            "{polite} (tell|ask|let|remind) (him|her|them|{word}) [know] (im|i am|ill|that im|to "
            "ring|to call|to bring) {text}",
            "(can|could|would|will) (you|u|ya|someone|anyone|somebody|anybody|one of you|ye|yous) "
            "[please|pls|just] {text}",
            "(are|r) (you|u|ya|ye|yous) (in|about|free|around|coming|going|on|off|there|working|"
            "able|up|out|home|busy|still|ready|bringing|getting|using|doing) [{text}]",
            "(you|u|ya) (in|about|free|around|coming|going|up for|want|wanting|fancy|bringing|"
            "using|out|home|got|seen|still) [{text}]",
            "(do|did|have|has|had) (you|u|ya|someone|anyone|anybody|somebody|he|she|they|the "
            "lads) {text}",
            "[has|have] (anyone|anybody|someone|somebody) (got|seen|know|using|know where|have|"
            "want|free|about|around|here|need|fancy|borrowed|taken|nicked|moved) [{text}]",
            "(who|whos|who is|who has|who the hell) (got|has|took|taken|nicked|moved|borrowed|"
            "using|left|parked|in|on|got the|driving|coming) {text}",
            "(wheres|where is|where are|where the hell) [is|are] (the|my|that|our|those|you|"
            "everyone|he|she|everybody) [{text}]",
            "what time (do|does|is|are|did|will) (we|you|i|they|the) {text}",
            "what (do|did) you {text}",
            "(i am|im|ill be|be|were|we are|hes|shes) (there|here|home|running late|late|on (my|"
            "the|our) way|nearly there|outside|back|stuck in traffic) [in {text}|at {text}|soon|"
            "now|about {text}|{length}|{number}|by {text}|be there in {text}]",
            "[im|am] running late [{text}]",
            "on (my|the) way [{text}]",
            "be (there|home|back|with you) [in|at|by|about|for] [{text}] [{length}|{number}]",
            "(see|cu|catch) (you|u|ya) (at|there|in|on|outside|then) {text}",
            "(love|miss) (you|u|ya) [x|xx|xxx|{text}]",
            "(get|grab|need|buy) some (milk|bread|beers|eggs|{word}) [x|xx|{text}]",
            "(see|as per|pls see|please see|find|please find|pfa) [the] (attached|attachment|"
            "below|enclosed|screenshot|photo|pic|link) [{text}]",
            "sent from my {text}",
            "(as discussed|fyi|for info|fwd|forwarded|per our call) [{text}]",
            "(ok|okay|hey|hi) (google|siri|alexa|cortana|chatgpt|bixby) [{text}]",
            "(alexa|siri|google|chatgpt) {text}",
            "(and|or|also|not|plus) [the|that|this] (other|others|same|second|first|last|next|"
            "one) [one|ones|two]",
            "(the|that|this) [other|second|first|last|next|same] (one|ones|other|others)",
            "eta {text}|eta {length}",
            "(set|start) (a|the) (timer|alarm) [for {text}]",
            "play (some|me) {text}",
            "translate {text} (to|into) {word}",
            "(fob|keys|key|van|car|paperwork|jobcard|card|parcel) (on|in|at|by|with) [the|your|"
            "my] {word}",
            "(maybe|perhaps|possibly|depends|half|both|two|three|either|neither|one|some|other|"
            "the same|that|this|these|it|them|him|her|there|here|what|which|when|where|who|how|eh|"
            "huh|and|or|but|then|also)",
            "(your (parcel|delivery|order|package)|the (parcel|courier|delivery|delivery driver)) "
            "{text}",
            "(congratulations you|you have won|youve won|limited offer|act now|click {word}) "
            "{text}",
            "(dentist|doctors|school run|parents evening|hairdresser|vet|barber) [{text}]",
            "(customers|customer is|customer) (here|waiting|at reception|on the phone|at the desk|"
            "in reception) [for {text}|about {text}]",
            "the {text} (is|are|s|corsas|cars|vans) ready [{text}]",
            "(keys|key) [are|is] (on|in|with|under) {text}",
            "(meeting|lunch|appointment|interview|party|mot|delivery|pub|footie|football|gym|"
            "dinner|tea|collection) (moved|is|at|on|in|due|booked|cancelled|changed|pushed|{day}) "
            "[to|at|for|on] [{text}] [{number}|{day}]",
            "[the|my|our] (kids|boys|girls|lads|dogs|mums|wifes|sons|daughters) (party|match|game|"
            "birthday|school|football|concert|recital) [{text}] [{day}]",
            "[a|an|one|two|three|four|couple of|{number}] (flat whites|flat white|coffees|teas|"
            "lattes|bacon rolls|bacon roll|sausage rolls|pints|beers|pizzas|kebabs|fish suppers|"
            "cappuccinos|butties|sandwiches|rolls) [and {text}|please|with {text}|for {text}]",
            "(milk|bread|eggs|butter|sugar|tea bags|bog roll|teabags) [{text}]",
            "picking (the|my|up) (kids|kid|lad|daughter|missus|wife|car|up) [{text}]",
            "[the] {text} [is|are|was] booked (in|on|for) (for|at|on|{day}) [{text}] [{day}|"
            "{number}]",
            "(invoice|job|order|po|part|reg|vin|wip|booking|ticket|quote) [no|number|ref|card] "
            "({number}|[{word}] {number}) [{text}]",
        ),
        examples=(
            "ring me",
            "call me when you're free",
            "can you grab me a bacon roll and a tea",
            "you coming to the pub",
            "anyone seen my 10mm",
            "who's got the scope",
            "running late, be there in 10",
            "on my way",
            "see attached",
            "Sent from my iPhone",
            "ok google torque for a fiesta wheel nut",
            "and the other one",
            "half",
            "Your parcel from Euro Car Parts is out for delivery",
            "the blue Corsa is ready, keys on the board",
            "two flat whites and a sausage roll",
            "dentist at 3",
            "meeting moved to 2pm",
            "what time do we finish",
        ),
        others=(
            "call the customer before draining",
            "ring the tech line before stripping",
            "ask what they were doing when the light came on",
            "you can't straighten a cracked one",
            "half the faults are earths",
            "get the customer to sign before the road test",
            "keep the lunch break clear when you do HV work",
        ),
    ),
    pieces={"polite": "[please|pls|can you|could you|will you|would you|someone|just|hey|oi|mate]"},
)

NOTICE: Final = re.compile(
    r"^(?:reminder|re|fw|fwd): |\byour \w+ (?:order|parcel|delivery|booking|appointment|payment) "
    r"(?:has|is|was|will)\b"
    r"|\bbuy one get one\b|\byour (?:mot|service|appointment|booking|subscription|order|tax|"
    r"insurance) "
    r"(?:is|has|was|will)\b|\d% off\b|\bthis weekend only\b|\blimited time\b|\bsale ends\b|"
    r"\bclick (?:here|the link)\b|@(?:channel|here|everyone|all)\b|\btext [a-z]+ to \d|\bout for "
    r"delivery\b|\bwin a\b.*!|\b\d+ ?[-–] ?\d+ to (?:the )?[a-z]|\bu(?:nsubscribe|nlimited "
    r"offer)\b|\bone[- ]time (?:code|password)\b|\bverification code\b|\byour (?:otp|code|pin) "
    r"is\b|\bplus vat\b|\b(?:la|na|bah|doo|ba)(?:[ ,]+(?:la|na|bah+|doo|ba)){1,}\b|\bis typing\b"
)
"""Marks of a notice, a score, an advert or a song, wherever they stand."""

SARCASM: Final = re.compile(
    r"^\W*(?:(?:wow|yay|woohoo|whoop\w*|fascinating|riveting|thrilling|oh (?:wonderful|great|joy|"
    r"goody|brilliant|good|fantastic|lovely|wow)|what (?:fun|a joy|a thrill)|life[- ]changing|"
    r"best (?:day|hour) of my life)\b|.{0,40}\b(?:changed my life|life will never be the same|i "
    r"can die happy))"
)
"""How sarcasm opens; what follows is no account unless it says so."""

JOBS: Final = re.compile(
    r"\binvoice\b|\b(?:bought|ordered|sold|wasted)\b|\blabour\b|\bbooked in\b|\bmot due\b|\bdue"
    r" (?:for"
    r"|its) (?:an? )?(?:mot|"
    r"service)\b|\bjob took\b|\bfitting (?:it|them)\b|(?<!took )(?<!take )(?<!taking )\bparts?"
    r" (?:has |have )?(?:arrived|came|"
    r"come|ordered|due|in)\b|\bgot the parts?\b|\bcover (?:for me|saturday|sunday|monday|tuesday|"
    r"wednesday|thursday|friday|my shift)\b|\bparty\b|\bdentist\b|\bpick(?:ing)? (?:it|him|her|"
    r"them) up\b|\bcustomer (?:collect|coming|picking|dropping)\w*|\bdelivery\b|\bbooked in for\b|"
    r"\bready for collection\b|\bmatch on\b|\bovertime\b|\bshift\b|\brota\b|\bquote for\b|"
    r"\b(?:clutch|brake|gearbox|cambelt|timing belt|engine|exhaust|service|head gasket) (?:job|"
    r"change|swap|replacement)\b"
)
"""Words of a day's work; where nothing is told of learning they make no activity."""

HOME: Final = re.compile(
    r"\b(?:lidl|aldi|tesco|asda|sainsbury'?s|morrisons|greggs|mcdonald'?s|maccies|kfc|nando'?s|"
    r"costa|starbucks|bacon|sausage rolls?|flat whites?|lattes?|pizza|kebab|curry|chippy|takeaway|"
    r"pub|pints?|beers?|kids|missus|school run|nursery|dentist|haircut|footie|arsenal|chelsea|"
    r"liverpool|rangers|celtic|man u|united|premier league|world cup|netflix|birthday cake|milk|"
    r"bog roll|babysit\w*|holidays?|lottery)\b"
)
"""Words of home and of lunch; they count only where nothing is told of the work."""
