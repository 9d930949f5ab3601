"""Takes off what people say around a question to be polite: "Hi there, could you tell me ...? Thank you!"

The words left say the same, and whoever is polite should not get another answer than whoever is short.
"""

from __future__ import annotations

import re

FEWEST_WORDS = 3  # that must be left: "hi, thank you" is all there is to it

_GREETING = r"""
    hi | hello | hey | howdy | greetings | good\s+(?:morning|afternoon|evening|day) | (?:excuse|pardon)\s+me
    | (?:hi|hello|hey)\s+(?:there|missi|ya'?ll|y'all|everyone|everybody|friend) | dear\s+(?:sir|madam|missi)
    | sir | ma'?am | ok | okay | well | so | um+ | uh+ | please | pls | plz | quick\s+question | missi
    | (?:just\s+)?a\s+quick\s+question | sorry\s+to\s+bother\s+you
    | i(?:'ve|\s+have|\s+got)?\s+(?:got\s+)?a\s+(?:quick\s+)?question(?:\s+for\s+you)?
    | (?:i\s+)?hope\s+(?:you|u)(?:'re|\s+are)?\s+(?:doing\s+)?(?:well|good|can\s+help(?:\s+me)?)
"""
_REQUEST = r"""
    (?:can|could|would|will)\s+(?:you|u|someone|somebody|anyone)(?:\s+(?:please|kindly|maybe|possibly))?
        \s+(?:tell|let|explain\s+to|show|advise|inform)\s+(?:me|us)(?:\s+know)?(?:\s+please)?
    | (?:can|could|would|will)\s+(?:you|u|someone|somebody|anyone)(?:\s+(?:please|kindly|maybe|possibly))?
        \s+help\s+(?:me|us)(?:\s+out)?(?:\s+please)?(?=\s*[,.:;!?-])
    | (?:please\s+|kindly\s+)?tell\s+me
    | i(?:'m|\s+am|\s+was|\s+just)?\s+(?:just\s+)?wonder(?:ing)?
    | i(?:'d|\s+would)\s+(?:really\s+)?(?:like|love)\s+to\s+(?:know|ask|find\s+out)
    | i\s+(?:just\s+)?(?:want|need|wanted|needed)\s+to\s+(?:know|ask|find\s+out)
    | do\s+(?:you|u)\s+(?:happen\s+to\s+)?know | would\s+you\s+(?:happen\s+to\s+)?know
    | would\s+you\s+mind\s+telling\s+me | any\s+idea
"""
_CLOSING = r"""
    (?:many\s+)?thank(?:s|\s+(?:you|u|ya))(?:\s+(?:so|very)\s+much|\s+a\s+(?:lot|bunch|million)|\s+kindly)?
        (?:\s+(?:in\s+advance|for\s+(?:your|the|any)\s+help|sir|ma'?am))?
    | thx | tysm | ty | please(?:\s+and\s+thank\s+you)? | pls | plz | cheers | much\s+appreciated
    | i(?:'d|\s+would)?\s+(?:really\s+)?appreciate\s+(?:it|that|you|your\s+help) | appreciate\s+(?:it|you)
    | god\s+bless(?:\s+(?:you|y'?all))?
    | have\s+a\s+(?:good|great|nice|blessed|wonderful)\s+(?:day|one|evening|weekend)
    | any\s+help\s+(?:is|would\s+be)\s+(?:great|nice|(?:much\s+)?appreciated) | sir | ma'?am
"""
_OPENING = re.compile(rf"^\W*(?:(?:{_GREETING}|{_REQUEST})\b[\s,.:;!?-]*)+", re.IGNORECASE | re.VERBOSE)
_ENDING = re.compile(rf"(?:[\s,.:;!-]+(?:{_CLOSING})\b)+[\s.!]*$", re.IGNORECASE | re.VERBOSE)
_WORD = re.compile(r"[\w']+")


def without_courtesy(text: str) -> str:
    """Return the words that ask; the text itself when hardly any would be left."""
    short = text
    for frame in (_ENDING, _OPENING):
        taken = frame.sub("", short)
        if len(_WORD.findall(taken)) >= FEWEST_WORDS:
            short = taken
    return short
