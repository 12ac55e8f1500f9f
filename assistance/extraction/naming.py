"""How far the name of a thing reaches on either side of its head noun, in English and in Ukrainian."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistance.extraction import verbs
from assistance.extraction.numerals import Numeral
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, words_of

_LONGEST_NAME = 6
_LONGEST_PURPOSE = 4
_LONGEST_MAKER = 3
YEARS = range(1990, 2040)
_SHORT = 5
_NO_PLURAL = ("ss", "us", "is", "'s")
_BEFORE_GERUND = frozenset(("for", "by", "into", "in"))
_ADJECTIVE = re.compile(
    r"(?:ий|ій|ого|ому|им|ім|их|іх|ими|ої|ою|ська|ську|ське|ські|зька|зькі|зьке|цькі|(?<!ван)[нвткщч][ауеі]|[рлшджгбмпс][і])$"
)
_GENITIVE = re.compile(r"(?:ння|ття|ів|їв|ого|их|іх|ої|ї|и|і|у|ю|а|я|ій|ей|ок|ки|ем|ом)$")
_VERBAL = re.compile(r"(?:ли|ть|ти|но|ло|ся|сь|вши|ючи|ачи|ила|ала|ула|ані|ені|єні|овані|істю|ністю)$")
_PARTICIPLE_UK = re.compile(r"(?:ано|ено|уто|уть|ять|ють|ить)$")
_GENITIVE_ADJECTIVE = re.compile(r"(?:ого|их|іх|ої)$")
_AND_UK = frozenset(("та", "і", "й"))
_IN = frozenset(("в", "у"))
_LATIN = re.compile(r"[A-Za-z][\w'-]*$|\d+(?:[A-Z]\w*|x\d+)$")
_MODEL = re.compile(r"[A-Z][A-Za-z]*-?\d[\w-]*$")
_PEOPLE = ("men", "ists", "ians")
_AFTER_NAME = frozenset(",.;:()")
_DOING_UK = ("ння", "ття", "ції")
_DOING = ("tion", "sion", "ment", "ance", "ing", "al")
_GENITIVE_PLURAL = re.compile(r"[^аеиіїоуюяьй]$")
_NOMINATIVE = re.compile(r"[нк]і$")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence to look for things in.

    ``taken`` are the tokens of parties and sums, where no name reaches; ``ending`` the numbers by their last token,
    ``starting`` by their first.
    """

    source: Source
    sentence: Sentence
    taken: frozenset[int]
    ending: Mapping[int, Numeral]
    starting: Mapping[int, Numeral]


def bounds(line: Line, language: str, first: int, last: int) -> tuple[int, int]:
    """Return the half-open range of tokens of the name whose head is at tokens ``first`` to ``last``."""
    if language == "uk":
        return _left_uk(line, first), right_uk(line, last)
    return _left_en(line, first), _right_en(line, first, last)


def _left_en(line: Line, first: int) -> int:
    tokens, floor = line.source.tokens, max(line.sentence.first, first - _LONGEST_NAME)
    while first > floor:
        token = tokens[first - 1]
        model = first - 1 in line.ending and first - 2 >= floor and _is_model(line, first - 2, floor)
        if first - 1 in line.taken or (first - 1 in line.ending and not model):
            break
        if token.low == "and" and _joins_modifiers(line, first, floor):
            first -= 2
            continue
        if token.low == "other" and first - 2 > floor and tokens[first - 2].low == "and":
            if not _joins_modifiers(line, first - 1, floor):
                break
            first -= 3
            continue
        if (
            not token.text[0].isalnum()
            or _is_adverb(token.text)
            or _ends_name(line, first - 1)
            or _is_plural(token.text)
            or is_gerund(line, first - 1)
        ):
            break
        first -= 1
    return first


def _is_adverb(word: str) -> bool:
    return word.islower() and word.endswith("ly") and word not in words_of("items", "no_adverbs", "words")


def _is_plural(word: str) -> bool:
    """Tell whether a word on the way is a noun in the plural, or a verb, that belongs to something before."""
    plural = word.islower() and word.endswith("s") and not word.endswith(_NO_PLURAL) and len(word) >= _SHORT - 1
    return plural and word not in words_of("items", "describing", "en")


def behind_makers(line: Line, first: int) -> int:
    """Return where the words for whose a thing is begin, if a number counts it: "three Lithuanian generators"."""
    at, floor = first, max(line.sentence.first, first - _LONGEST_MAKER)
    while at > floor and at - 1 in line.taken and at - 1 not in line.ending:
        at -= 1
    number = line.ending.get(at - 1)
    return at if number is not None and number.value not in YEARS else first


def is_gerund(line: Line, index: int) -> bool:
    """Tell whether a word is the doing that something is for: "testing" in "for testing mine detectors"."""
    tokens = line.source.tokens
    if index <= line.sentence.first or not tokens[index].low.endswith("ing"):
        return False
    return tokens[index - 1].low in _BEFORE_GERUND and tokens[index].low not in words_of("items", "stop", "en")


def _ends_name(line: Line, index: int) -> bool:
    """Tell whether a word cannot belong to an English name: a stop word, or a verb of giving or of need."""
    tokens = line.source.tokens
    if tokens[index].low in words_of("items", "stop", "en") or verbs.acts(tokens, index):
        return True
    return phrases_of("needs", "asks").at(tokens, index, index + 1) is not None


def _joins_modifiers(line: Line, first: int, floor: int) -> bool:
    """Tell whether the "and" before ``first`` joins two words for one thing, as in "two rescue and fire vehicles"."""
    tokens, stop, at = line.source.tokens, words_of("items", "stop", "en"), first - 2
    if at < floor or at in line.ending or at in line.taken or not tokens[at].text[0].isalpha():
        return False
    if (
        _MODEL.match(tokens[at].text)
        or tokens[at].low.endswith("s")
        or tokens[at].low in words_of("items", "not_things", "words")
    ):
        return False
    begins = range(max(at - 2, floor), at + 1)
    heads = (phrases_of("items", "heads").at(tokens, begin, first - 1) for begin in begins)
    if tokens[at].low in stop or any(match is not None and match.last == first - 1 for match in heads):
        return False
    while at > floor and at not in line.ending and tokens[at].low not in stop:
        if not tokens[at].text[0].isalnum():
            return False
        at -= 1
    return True


def _is_model(line: Line, index: int, floor: int) -> bool:
    """Tell whether the word before a number makes it a model's: "RCH 155", and after a count also "Leopard 2"."""
    word = line.source.tokens[index].text
    if index in line.taken or len(word) < 2 or not word[0].isupper():
        return False
    return word.isupper() or any(at in line.ending for at in range(floor, index))


def _right_en(line: Line, first: int, last: int) -> int:
    """Complete a name: "equipment for demining", "pipes for gas mains", "vehicles K600"."""
    tokens, stop = line.source.tokens, line.sentence.last
    if _is_compound(line, last):
        first, last = last, last + 1
    if last < stop and last not in line.taken and last not in line.ending and _MODEL.match(tokens[last].text):
        return last + 1
    phrase = " ".join(token.low for token in tokens[first:last])
    joins = last < stop and tokens[last].low in ("for", "of", "against")
    if not joins or phrase in words_of("items", "measured", "heads"):
        return last
    weak = phrase in words_of("items", "weak", "heads") or phrase == "means of protection"
    if not weak and not (tokens[last].low == "for" and _is_purpose_en(line, last + 1)):
        return last
    if tokens[last].low == "for" and last + 1 < stop and _receives(tokens[last + 1].low):
        return last
    end = last + 1
    if end + 2 < stop and tokens[end].low == "the" and tokens[end + 1].low.endswith(_DOING):
        end = end + 3 if tokens[end + 2].low == "of" else end
    begin = end
    while end < stop and end - begin < _LONGEST_PURPOSE and end not in line.taken:
        token = tokens[end]
        if not token.text[0].isalnum() or end in line.ending or token.low in words_of("items", "stop", "en"):
            break
        end += 1
    return end if end > last + 1 else last


def _is_purpose_en(line: Line, index: int) -> bool:
    """Tell whether what follows "for" is what a thing is for, and not who receives it, when or where."""
    tokens, stop = line.source.tokens, line.sentence.last
    if index + 2 < stop and tokens[index].low == "the":
        return tokens[index + 1].low.endswith(_DOING) and tokens[index + 2].low == "of"
    at = index
    while at < stop and at - index <= _LONGEST_PURPOSE and tokens[at].text[0].isalnum():
        low = tokens[at].low
        if low in words_of("items", "stop", "en"):
            return at > index and low in words_of("items", "no_purposes", "closing")
        if at in line.taken or at in line.ending or not tokens[at].text.islower() or _receives(low):
            return False
        at += 1
    return 0 < at - index <= _LONGEST_PURPOSE


def _receives(word: str) -> bool:
    """Tell whether a word after "for" names people, bodies or times rather than a purpose."""
    named = word in words_of("items", "not_things", "words") or word in words_of("items", "no_purposes", "words")
    return named or word.endswith(_PEOPLE)


def is_model(word: str) -> bool:
    """Tell whether a word names a model of something: "T6A5", "GCS-200"."""
    return _MODEL.match(word) is not None


def _is_compound(line: Line, last: int) -> bool:
    """Tell whether the noun before ``last`` only describes the one after it: "seed drills", "20 F-16 jets"."""
    tokens = line.source.tokens
    if last >= line.sentence.last or last in line.taken or tokens[last - 1].low.endswith("s"):
        return False
    if tokens[last - 1].low in words_of("items", "weak", "heads"):
        return False
    token, after = tokens[last], tokens[last + 1] if last + 1 < line.sentence.last else None
    if not _is_plural(token.text) or _ends_name(line, last):
        return False
    return after is None or after.text in _AFTER_NAME or after.low in words_of("items", "stop", "en")


def describes_other(line: Line, last: int) -> bool:
    """Tell whether the noun before ``last`` only describes people or places: "ambulance crews", "fire stations"."""
    tokens = line.source.tokens
    if last >= line.sentence.last or tokens[last - 1].low.endswith("s") or not tokens[last].text.islower():
        return False
    return tokens[last].low in words_of("items", "not_things", "words") and tokens[last].low.isascii()


def _left_uk(line: Line, first: int) -> int:
    tokens, head, floor = line.source.tokens, first, max(line.sentence.first, first - 4)
    while first > floor:
        token = tokens[first - 1]
        if first - 1 in line.taken or first - 1 in line.ending or token.low in words_of("items", "stop", "uk"):
            paired = token.low in _AND_UK and first - 2 >= floor and first < head and first - 2 not in line.taken
            if not paired or not _are_paired(line, first - 2, first):
                break
            first -= 2
            continue
        if not _ADJECTIVE.search(token.low) or len(token.low) < _SHORT or not token.text[0].isalnum():
            break
        if phrases_of("items", "purpose").at(tokens, first - 1, first):
            break
        first -= 1
    return first


def right_uk(line: Line, last: int) -> int:
    """Return how far a Ukrainian name reaches whose head ends before ``last``."""
    tokens, end, stop = line.source.tokens, last, line.sentence.last
    while end < stop and end - last < 4 and end not in line.taken:
        if tokens[end].low in _IN and end + 1 < stop and tokens[end + 1].low == "асортименті":
            return end + 2
        token = tokens[end]
        after = tokens[end + 1] if end + 1 < stop and end + 1 not in line.taken else None
        purpose = token.low == "для" and after is not None and after.text[0].isalpha() and _is_purpose(line, end + 1)
        paired = token.low in _AND_UK and after is not None and _are_paired(line, end - 1, end + 1)
        if purpose and not _tells_purpose(line, last):
            return _short_purpose(line, end)
        if purpose or paired:
            end += 2
            continue
        if _NOMINATIVE.search(token.low) and _GENITIVE_PLURAL.search(tokens[end - 1].low):
            break
        described = end > last and _GENITIVE_ADJECTIVE.search(tokens[end - 1].low) and token.text[0].isalpha()
        described = described and token.low not in words_of("items", "stop", "uk")
        if not (_LATIN.match(token.text) or _continues_uk(token.low) or described):
            break
        end += 1
    return end


def _is_purpose(line: Line, index: int) -> bool:
    """Tell whether what follows «для» is what a thing is for, and not who receives it or where it goes."""
    tokens, stop = line.source.tokens, min(index + 3, line.sentence.last)
    if index in line.ending or tokens[index].text[0].isupper():
        return False
    for at in range(index, stop):
        if at in line.taken or tokens[at].low in words_of("items", "not_things", "words"):
            return False
        if not is_adjective(tokens[at].low):
            break
    return True


def _tells_purpose(line: Line, last: int) -> bool:
    """Tell whether the head before ``last`` is one whose purpose is a part of its name: «обладнання для …»."""
    stems = tuple(words_of("items", "purposeful", "stems"))
    begin = max(last - _SHORT, line.sentence.first)
    return any(low.startswith(stems) for low in line.source.tokens.lows[begin:last])


def _short_purpose(line: Line, end: int) -> int:
    """Return the end of a name before «для» at ``end`` with the doing alone: «автобуси для евакуації [людей]»."""
    tokens = line.source.tokens
    if tokens[end + 1].low in words_of("items", "purposeful", "vague"):
        return end
    if not is_doing(tokens[end + 1].low):
        return end + 2 if not is_adjective(tokens[end + 1].low) else min(end + 3, line.sentence.last)
    return end + 2


def is_doing(word: str) -> bool:
    """Tell whether a Ukrainian word in the genitive tells a doing: «розмінування», «евакуації», «зв'язку»."""
    return word.endswith(_DOING_UK) or word in words_of("items", "purposeful", "doing")


def is_other_doing(line: Line, index: int) -> bool:
    """Tell whether a Ukrainian verbal noun tells of its object that it is anything but given: «підвезення води»."""
    low = line.source.tokens[index].low
    if not low.endswith(("ння", "ття", "нню", "нням", "нні")) or low in words_of("items", "purposeful", "giving"):
        return False
    return phrases_of("items", "heads").at(line.source.tokens, index, index + 1) is None


def _are_paired(line: Line, left: int, right: int) -> bool:
    """Tell whether two words on either side of an "and" describe one thing, and neither is a thing of its own."""
    tokens = line.source.tokens
    heads = phrases_of("items", "heads")
    nouns = (heads.at(tokens, at, at + 1) or is_doing(tokens[at].low) for at in (left, right))
    return same_ending(tokens[left].low, tokens[right].low) and not any(nouns)


def same_ending(left: str, right: str) -> bool:
    """Tell whether two adjectives stand side by side: «малої та середньої», «малих і середніх»."""
    return bool(_ADJECTIVE.search(left) and _ADJECTIVE.search(right)) and left[-1] == right[-1]


def is_verbal(word: str) -> bool:
    """Tell whether a Ukrainian word has a verb's ending: «розподілено», «сядуть»."""
    return bool(_PARTICIPLE_UK.search(word)) and len(word) > _SHORT


def is_adjective(word: str) -> bool:
    """Tell whether a Ukrainian word has an adjective's ending."""
    return bool(_ADJECTIVE.search(word))


def _continues_uk(word: str) -> bool:
    if word in words_of("items", "stop", "uk") or not word[0].isalpha() or len(word) < 4:
        return False
    return bool(_GENITIVE.search(word)) and not _VERBAL.search(word)
