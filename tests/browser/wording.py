"""The words of the pages: what they say in a language, and what on a Ukrainian page is still English."""

from __future__ import annotations

import re

from django.utils.translation import gettext, override, trans_real

from assistance.vocabulary import Role

#: What is written alike in both languages: names of formats, codes and products, and the language's own name.
ALIKE = re.compile(r"\b(?:CSV|DOCX|ID|IATI|JSON|PDF|SHA-256|URL|XLSX|ZIP|English|HTML|ISO|[A-Z])\b")

#: What tells people about the page, and not about a record.
ABOUT_THE_PAGE = """h1, h2, h3, legend, label, thead th, dt, summary, button, .help, .helptext, .object-tools a,
    .submit-row a, .submit-row input"""

#: Texts and names of the page that are told in its own language (what is told in another bears a ``lang`` of its own),
#: each with whether it is about the page. Texts of releases and what is typed are left out.
TEXTS = """about => {
    const own = element => element.closest("[lang]").lang === document.documentElement.lang;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (element.closest("script, style, noscript, textarea, kbd, code, .text") || !own(element)) continue;
        const record = element.closest("td, a[href*='/change/'], #content > h2");
        found.push([walker.currentNode.data, Boolean(element.closest(about)) && !record]);
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], input[type=submit]")) {
        if (!own(element)) continue;
        for (const name of ["aria-label", "title", "placeholder"]) {
            found.push([element.getAttribute(name) ?? "", false]);
        }
        if (element.matches("input[type=submit]")) found.push([element.value, true]);
    }
    return found.map(([text, isAbout]) => [text.replace(/\\s+/g, " ").trim(), isAbout]);
}"""


def said(language, msgid, **values):
    """Return what the pages say in ``language`` for ``msgid``, with its placeholders filled."""
    with override(language):
        return gettext(msgid) % values if values else gettext(msgid)


def has_ukrainian(text: str) -> bool:
    """Return whether the catalogues know ``text`` with other Ukrainian words."""
    return trans_real.translation("uk").gettext(text) != text


def leftovers(page) -> list[str]:
    """Return what of a Ukrainian page is in English.

    That is each text that the catalogues have in Ukrainian too, the codes of roles apart, after which groups are named;
    and each heading, label and button without any Ukrainian letter.
    """
    found = set()
    for text, is_about in page.evaluate(TEXTS, ABOUT_THE_PAGE):
        bare = ALIKE.sub("", text)
        no_ukrainian = re.search("[a-z]{2}", bare) and not re.search("[а-яіїєґ]", bare, re.IGNORECASE)
        if (has_ukrainian(text) and text not in set(Role)) or (is_about and no_ukrainian):
            found.add(text)
    return sorted(found - {""})
