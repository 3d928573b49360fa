"""What is said for company: greetings, thanks; what is no learning, and what is not one's own."""

from typing import Final, Literal

from bot.conversation.phrases.language import Families, Family

Courtesy = Literal["greeting", "thanks", "sorry", "praise", "agreed", "bye"]

COURTESIES: Final = Families[Courtesy](
    Family(
        "greeting",
        says=(
            "(hi|hello|hey|hiya|heya|yo|alright|howdy|sup|oi oi|namaste|hallo|ello|gday) [there|"
            "mate|"
            "bot|cpdbot|again|all|everyone|pal|love|boss]",
            "[good] (morning|afternoon|evening|day) [mate|bot|all|again|to you]",
            "how are (you|things|ya) [doing|today|getting on]",
            "(you ok|you alright|hows it going|whats up|hows things|are you there|you there|"
            "anyone there)",
            "happy (monday|friday|new year|christmas|easter|diwali)",
        ),
        examples=("hi", "Morning!", "hiya mate", "good afternoon", "how are you?"),
        others=("good morning briefing on lifting gear 30 min",),
    ),
    Family(
        "thanks",
        says=(
            "[ok|great|perfect|lovely|brilliant|cool|nice one|sweet|amazing|super|yes|no|oh|many] "
            "(thanks|thank you|thx|ta|cheers|tah|tanx|thanx|ty|much appreciated|appreciated|nice "
            "one|"
            "thank u|go raibh maith agat) [a lot|very much|so much|a million|again|mate|bot|pal|"
            "for that|for the help|for your help|for reminding me|all|then|a bunch|man]",
        ),
        examples=("thanks", "Cheers mate", "ok thank you", "ta very much", "thanks a lot"),
        others=("thanks to the course I now check the earth first",),
    ),
    Family(
        "praise",
        says=(
            "(good|nice|great|clever|top) (bot|job|work|one|stuff|lad|man|girl|stuff|bloke)",
            "(haha|lol|ha|hehe) [class|brilliant|good one|nice one|love it|very good|funny]",
            "(sound|class|grand|deadly|savage|mint|champion|wicked|ace|lush) [thanks|cheers|mate|"
            "lad]",
            "(well done|you rock|love (it|this|you)|youre (great|brilliant|the best|a star|a "
            "legend)|"
            "legend|star|brilliant|amazing|lol|haha|ha|lmao|made me laugh|very funny|funny)",
        ),
        examples=("good bot", "you're a star", "lol", "haha"),
        others=("great work on the new lift, we now test it weekly",),
    ),
    Family(
        "sorry",
        says=("(sorry|apologies|my bad|oops|whoops) [about that|for that|for the delay]",),
        examples=("sorry about that", "oops"),
        others=("sorry it was Tuesday",),
    ),
    Family(
        "agreed",
        says=(
            "(ok|okay|k|kk|alright|right|fine|sure|cool|great|lovely|perfect|got it|understood|"
            "noted|"
            "will do|fair enough|makes sense|no problem|no worries|sounds good|yep|yup|yeah|aye) "
            "[then|mate|cool|great|fine|good|thanks|no problem|got it]",
        ),
        examples=("ok", "got it", "fair enough", "sounds good"),
        others=("ok so I learnt to check the earth",),
    ),
    Family(
        "bye",
        says=(
            "(bye|goodbye|see (you|ya)|cya|night|good night|goodnight|have a (good|nice) (one|day|"
            "weekend|evening)|ttyl|laters|speak soon|talk later) [now|then|all|mate|tomorrow|"
            "later]",
        ),
        examples=("bye", "see you", "good night", "have a good weekend"),
        others=("night shift briefing 30 min",),
    ),
)

NotLearning = Literal["away", "missed"]

NO_LEARNING: Final = Families[NotLearning](
    Family(
        "missed",
        says=(
            "[i|we] (missed|couldnt make|could not make|didnt make|didnt go to|didnt get to|never "
            "made|"
            "wasnt able to (make|attend|go to)|didnt attend|couldnt attend|couldnt get to|"
            "had to miss|had to skip) {text}",
            "{text} (was|got|has been|is|been|were) (cancelled|canceled|called off|postponed|put "
            "off)"
            "[{tail}]",
        ),
        examples=(
            "missed the webinar",
            "I couldn't make the course on Friday",
            "the EV course got cancelled",
        ),
        others=("missed a step on the first try so I wrote it down",),
    ),
    Family(
        "away",
        says=(
            "[ive|i have|i was|im|i am|was|am] [been|still] [off] (sick|ill|poorly|unwell) "
            "[{text}]",
            "[ive|i have|i was|im|i am|was|am|be|will be] [been|still] (off work|on leave|on "
            "holiday|"
            "on hols|on my holidays|on annual leave|on maternity leave|on paternity leave|on jury "
            "duty|"
            "signed off|away on holiday|in hospital|furloughed|off) [{text}]",
            "(ive|i have) (got|had) (covid|flu|the flu|a cold|food poisoning|a bad back) [{text}]",
            "(off|day off|annual leave|sick day|holiday|jury duty) [{text}]",
            "(no training|no cpd|no courses) {day} {text}",
            "(nothing|no cpd|no training|havent done (anything|any)|didnt do anything|not done "
            "(anything|any))"
            " [cpd|training] [{day}|this week|this month|lately|recently|to log|to report|yet]",
            "(drove|travelled|traveled|was travelling|flew) (to|from|back|home|up|down) {text}",
        ),
        examples=(
            "Been off sick all week",
            "I'm on leave until Monday",
            "I've got covid",
            "nothing this week",
        ),
        others=("off the top of my head I learnt to isolate first",),
    ),
)
