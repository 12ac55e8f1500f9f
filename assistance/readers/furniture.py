"""What stands on a page and is no part of its text: navigation, notices, share buttons, other news."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistance.readers.tree import Element

_NEVER_TEXT = frozenset(
    """
    script style noscript template svg math iframe object embed audio video canvas map button select input textarea
    dialog nav footer figcaption menu head
    """.split()
)
_ROLES = frozenset("navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar".split())
_BOXES = frozenset({"ul", "ol", "div", "section", "p", "dl", "table"})
#: Words of a class or an id. Each stands for an element whose name holds it as a whole word, or is it.
_WORDS = frozenset(
    """
    cookie cookies consent gdpr share sharing shares social socials socialmedia related recommended recommendations
    recommend similar breadcrumb breadcrumbs sidebar aside comments comment disqus newsletter subscribe subscription
    promo banner banners advert adverts advertisement ads adv popup modal overlay menu navbar nav navigation pagination
    pager tags taglist footer copyright readmore seealso morenews lastnews latestnews popular toolbar topbar skip
    offcanvas login search donate
    """.split()
)
_PAIRS = frozenset(
    """
    read-also see-also read-more more-news last-news latest-news other-news news-feed next-prev prev-next
    site-header page-header top-bar back-top side-bar bread-crumbs also-read read-too
    """.split()
)
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
#: A class that begins so tells what an article is about, as blog software writes it.
_SUBJECTS = frozenset({"category", "tag", "post", "type", "status", "format"})
#: Before one of the words, these tell that an element stands beside such a thing.
_NEAR_IT = frozenset({"with", "without", "has", "no", "js", "not", "is"})
_ROOTS = frozenset({"html", "head", "body", "main", "article", "h1"})
#: A short block that holds nothing but these belongs to the page.
_LABELS = frozenset(
    label.strip()
    for line in """
    share|share this|share this page|share article|share on|print|print page|print this page|copy link|facebook|twitter
    x|telegram|linkedin|whatsapp|viber|email|e-mail|instagram|youtube|back|back to top|top|skip to main content
    skip to content|home|main page|close|accept|accept all|menu|search|subscribe|read more|show more|tweet|advertisement
    поділитися|поділитись|поділитися в соцмережах|поширити|друк|друкувати|роздрукувати|версія для друку|надрукувати
    скопіювати посилання|копіювати посилання|головна|на головну|назад|вгору|закрити|прийняти|меню|пошук|підписатися
    підписатись|підписуйтесь|детальніше|читати далі|реклама|теги|tags|додати коментар|коментарі|comments
    """.splitlines()
    for label in line.split("|")
    if label.strip()
)
#: What announces other pages, as a heading or before a colon; and what does so before the very title of one.
_OTHERS = re.compile(
    r"(?:related (?:news|articles|materials|stories)|latest news|most read|recommended|similar materials|more news"
    r"|схожі (?:матеріали|новини)|(?:матеріали|новини) за темою|пов'язані новини|інші новини|останні новини"
    r"|більше новин|популярне)\s*(?::|$)"
    r"|(?:see also|read also|also read|more on this|you may also like|читайте також|дивіться також|також читайте"
    r"|читайте ще)\b"
)
_LONGEST_OPENING = 180


@dataclass(frozen=True, slots=True)
class _Size:
    """How many characters of words an element holds, how many of them in links, how many links; and whether an h1."""

    words: int = 0
    linked: int = 0
    links: int = 0
    heading: bool = False


def without_furniture(root: Element) -> Element:
    """Return the page without what is no part of its text; what holds its heading or most of its words stays."""
    sizes: dict[int, _Size] = {}
    whole = _measure(root, sizes)
    return _kept(root, sizes, whole, text=False)


def _measure(element: Element, sizes: dict[int, _Size]) -> _Size:
    """Fill ``sizes`` for ``element`` and all below it, by ``id``."""
    words = linked = links = 0
    heading = element.tag == "h1"
    for child in element.children:
        if isinstance(child, str):
            words += len(child.strip())
        elif child.tag not in _NEVER_TEXT:
            size = _measure(child, sizes)
            words, linked, links = words + size.words, linked + size.linked, links + size.links
            heading = heading or size.heading
    if element.tag == "a":
        linked, links = words, 1
    sizes[id(element)] = size = _Size(words, linked, links, heading)
    return size


def _kept(element: Element, sizes: dict[int, _Size], whole: _Size, *, text: bool) -> Element:
    """Return a copy of ``element`` without furniture; ``text`` where it stands in an article or in the main part."""
    text = text or element.tag in {"article", "main"}
    kept: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str):
            kept.append(child)
        elif not _is_furniture(child, sizes, whole, text=text):
            kept.append(_kept(child, sizes, whole, text=text))
    return Element(element.tag, element.attributes, kept)


def _is_furniture(element: Element, sizes: dict[int, _Size], whole: _Size, *, text: bool) -> bool:
    if element.tag in _NEVER_TEXT:
        return True
    size = sizes[id(element)]
    if element.tag in _ROOTS or size.heading or 2 * size.words > whole.words:
        return False
    if element.tag in {"form", "aside"} or (element.tag == "header" and not text):
        return True
    names = element.attributes
    if "hidden" in names or names.get("aria-hidden") == "true" or names.get("role") in _ROLES:
        return True
    return _named_furniture(names) or (element.tag in _BOXES and _only_links(size))


def _named_furniture(names: dict[str, str]) -> bool:
    for name in f"{names.get('class', '')} {names.get('id', '')}"[:300].split():
        parts = [part.lower() for part in _PARTS.findall(name)]
        if parts and parts[0] in _SUBJECTS:
            continue
        pairs = [("", *parts[:1]), *pairwise(parts)]
        if name.lower() in _WORDS or any("-".join(pair) in _PAIRS for pair in pairs):
            return True
        if any(pair[-1] in _WORDS and pair[0] not in _NEAR_IT for pair in pairs):
            return True
    return False


def _only_links(size: _Size) -> bool:
    """Tell whether a box holds two links or more and hardly a word besides: other pages, not the text of this one."""
    return size.links > 1 and size.linked >= 0.8 * size.words > 0


def is_label(text: str) -> bool:
    """Tell whether a block of text is a button or a caption of the page."""
    low = text.strip(" :.•|»«>→").casefold()
    return low in _LABELS or is_opening_of_others(text)


def is_opening_of_others(text: str) -> bool:
    """Tell whether a block announces other pages."""
    return len(text) <= _LONGEST_OPENING and bool(_OTHERS.match(text.strip(" •»").replace("’", "'").casefold()))
