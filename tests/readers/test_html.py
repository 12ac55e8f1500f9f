"""Web pages: what is the release's text in them, and what they say of themselves."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistance.readers.html import read_html
from assistance.readers.reading import DocumentError, Reading
from tests.readers.pages import page_of

TITLE = "Norway hands over generators"
FIRST = "Norway has handed over 20 generators to the State Emergency Service of Ukraine."
SECOND = "They will work in hospitals of Kharkiv region this winter."
BODY = f"<h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>"
TEXT = f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n"
LINKS = "<li><a href=1>Japan gives 10 machines</a></li><li><a href=2>Korea gives 30 buses</a></li>"


def text_of(body: str, head: str = "") -> str:
    return read_html(page_of(body, head)).text


def test_page_is_read_with_what_it_says_of_itself():
    head = """
      <title>Norway hands over generators | Ministry of Examples</title>
      <link rel="canonical" href="https://example.org/news/17">
      <meta property="og:site_name" content="Ministry of Examples">
      <meta property="article:published_time" content="2024-07-09T10:00:00+03:00">
    """
    assert read_html(page_of(BODY, head)) == Reading(
        text=TEXT,
        title=TITLE,
        publisher="Ministry of Examples",
        source_url="https://example.org/news/17",
        published=date(2024, 7, 9),
    )


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><ul><li>News<li>Contacts</ul></nav>",
        "<footer>© 2024. 300 employees work here.</footer>",
        "<aside><p>Last year 40 machines came from Japan.</p></aside>",
        "<script>document.write('<p>20 tanks</p>')</script>",
        "<style>p::after { content: '20' }</style>",
        "<noscript>Switch scripts on.</noscript>",
        "<template><p>Empty form</p></template>",
        "<form><label>Search</label><input><button>Find</button></form>",
        '<div class="cookie-banner">We use cookies.</div>',
        '<div id="cookieConsent">We use cookies.</div>',
        '<div class="b-share-buttons"><span>Facebook</span> <span>Telegram</span></div>',
        '<div class="related"><p>Japan gives 10 machines</p></div>',
        '<section class="read-also"><p>Korea gives 30 buses</p></section>',
        '<div role="complementary">Weather today: +20</div>',
        '<div class="pop-up popup" aria-hidden="true">Subscribe!</div>',
        "<p hidden>Draft of 5 May</p>",
        f"<ul>{LINKS}</ul>",
        "<p>Share</p>",
        "<div>Версія для друку</div>",
        "<figure><img src=1><figcaption>Photo: 12 machines</figcaption></figure>",
        "<h3>Read also:</h3><ul><li>Japan gives 10 machines</li></ul>",
        "<p>Читайте також: <a href=1>Корея дає 30 автобусів</a></p>",
        "<!-- <p>An old version with 15 generators</p> -->",
    ],
)
def test_furniture_of_the_page_is_dropped(furniture):
    assert text_of(f"<div>{BODY}</div>{furniture}") == TEXT
    assert text_of(f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{furniture}<p>{SECOND}</p></article>") == TEXT


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="page with-sidebar">{BODY}</div>',
        f'<article class="post-7 category-social">{BODY}</article>',
        f'<div class="content"><header><h1>{TITLE}</h1></header><p>{FIRST}</p><p>{SECOND}</p></div>',
        f"<form>{BODY}</form>",
        f"<table><tr><td>{BODY}</td></tr></table>",
        f"<h1>{TITLE}</h1><div>{FIRST}<br><br>{SECOND}</div>",
        f"<h1>{TITLE}</h1><span>{FIRST}</span><div>{SECOND}",
        f"<p>Ministry<p>Friday<h1>{TITLE}</h1><p>{FIRST}<p>{SECOND}",
        f"<h1>{TITLE}</h1><p>{FIRST}</p><p>{FIRST}</p><p>{SECOND}",
        f"<h1>{TITLE}</h1><p>Norway has <b>handed</b> over&nbsp;20 gene&shy;rators\n   to the <a href=1>State "
        f"Emergency Service</a> of Ukraine.</p><p>{SECOND}",
    ],
    ids=["layout", "subject", "header", "form", "table", "breaks", "loose", "before", "twice", "inline"],
)
def test_text_is_kept_whatever_the_markup(body):
    assert text_of(body) == TEXT


def test_head_of_the_page_is_dropped_and_that_of_the_article_kept():
    body = f"<header><p>Hotline 101</p></header><article><header><p>For the press</p></header>{BODY}</article>"

    assert text_of(body) == TEXT
    assert text_of(f"<article><h1>{TITLE}</h1><header><p>For the press</p></header><p>{FIRST}</p></article>") == (
        f"{TITLE}\n\nFor the press\n\n{FIRST}\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        "Recommended by doctors, 20 ambulances came.",
        "Shares of the costs are borne by Norway.",
        "See also 12 pumps." * 12,
    ],
)
def test_words_of_the_text_are_no_label(words):
    assert text_of(f"{BODY}<p>{words}</p>") == f"{TEXT}\n{words}\n"


def test_ukrainian_page_keeps_its_letters():
    body = "<h1>Норвегія передала генератори</h1><p>Норвегія передала ДСНС 20 генераторів для лікарень області.</p>"
    assert text_of(body) == (
        "Норвегія передала генератори\n\nНорвегія передала ДСНС 20 генераторів для лікарень області.\n"
    )


def test_lists_become_lines_with_bullets():
    body = f"""<h1>{TITLE}</h1><p>{FIRST}</p><ul><li>12 pumps;</li><li><p>- 5 tents</p><p>of canvas</p></li>
      <li>for hospitals:<ol><li>3 beds</li></ol></li></ul><p>{SECOND}</p>"""
    assert text_of(body) == (
        f"{TITLE}\n\n{FIRST}\n\n• 12 pumps;\n• 5 tents of canvas\n• for hospitals:\n• 3 beds\n\n{SECOND}\n"
    )


def test_terms_become_lines_with_what_they_mean():
    body = f"<h1>{TITLE}</h1><p>{FIRST}</p><dl><dt>Pumps<dd>12<dt>Tents<dd>5<dd>of canvas</dl>"
    assert text_of(body) == f"{TITLE}\n\n{FIRST}\n\n• Pumps – 12\n• Tents – 5 – of canvas\n"


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        ("<tr><td>Pumps<td>12<tr><td>Tents<td>5", ["Pumps – 12", "Tents – 5"]),
        ("<tr><th>Item<th>Quantity<tr><td>Pumps<td>12", ["Pumps – 12"]),
        ("<tr><td>№<td>Найменування<td>Кількість<tr><td>1<td>Насоси<td>12", ["Насоси – 12"]),
        ("<tr><td>1<td>Pumps<td>12<tr><td>2<td>Tents<td>5", ["Pumps – 12", "Tents – 5"]),
        ("<tr><th>Назва<th>Од.<th>Кількість<tr><td>Насоси<td>шт.<td>12", ["Насоси – 12 шт."]),
        ("<tr><th>Назва<th>Кількість, шт.<tr><td>Насоси<td>12", ["Насоси – 12 шт."]),
        ("<tr><th>Item<th>Value (EUR thousand)<tr><td>Pumps<td>120", ["Pumps – 120 EUR thousand"]),
        ("<tr><th>Pumps<td>12<tr><th>Tents<td>", ["Pumps – 12", "Tents"]),
        ("<caption>Handed over</caption><tr><td>Pumps<td>12", ["Pumps – 12"]),
        ("<tr><th>Norway<th>Japan", ["Norway – Japan"]),
    ],
    ids=[
        "plain",
        "head",
        "numbered head",
        "numbered",
        "unit",
        "unit in head",
        "sum",
        "row head",
        "caption",
        "head only",
    ],
)
def test_tables_become_lines_in_which_a_thing_stands_with_its_number(table, lines):
    text = text_of(f"{BODY}<table>{table}</table>")

    assert [line.removeprefix("• ") for line in text.splitlines() if line.startswith("•")] == lines
    assert text.startswith(TEXT.rstrip())


def test_headings_are_paragraphs_of_their_own():
    assert text_of(f"<h1>{TITLE}</h1><p>{FIRST}</p><h2>Where</h2>{SECOND}") == (
        f"{TITLE}\n\n{FIRST}\n\nWhere\n\n{SECOND}\n"
    )


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (f"<title>{TITLE} - Site</title>", f"<h1>Site</h1><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}", TITLE),
        (f'<meta property="og:title" content="{TITLE}">', f"<p>{FIRST}</p><p>{SECOND}", TITLE),
        (f"<title>{TITLE} | News | Site</title>", f"<p>{FIRST}</p><p>{SECOND}", f"{TITLE} | News"),
        (f"<title>{TITLE} | Ministry</title>", f"<p>{FIRST}</p><p>{SECOND}", TITLE),
        ("", f"<p>{FIRST}</p><p>{SECOND}", None),
    ],
)
def test_title_is_the_heading_else_what_the_head_says(head, body, title):
    found = read_html(page_of(body, head))

    assert found.title == title
    assert found.text.startswith(title or FIRST)


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<meta name="DC.date.issued" content="2024-07-09">', "", date(2024, 7, 9)),
        ('<meta name="pubdate" content="20240709">', "", date(2024, 7, 9)),
        ('<meta name="date" content="09.07.2024 12:00">', "", date(2024, 7, 9)),
        ("", '<time datetime="2024-07-09T09:00">9 July</time>', date(2024, 7, 9)),
        ("", '<time datetime="2024-07-09">9</time><time datetime="2024-07-10">10</time>', None),
        ("", '<span itemprop="datePublished" content="2024-07-09">9 July</span>', date(2024, 7, 9)),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"}, '
            '{"@type": "NewsArticle", "datePublished": "2024-07-09T08:00:00Z"}]}</script>',
            "",
            date(2024, 7, 9),
        ),
        ('<script type="application/ld+json">{"datePublished": </script>', "", None),
        ('<script type="application/ld+json">[[[[{}]]], 5, null]</script>', "", None),
        ('<meta name="date" content="2024-13-45">', "", None),
    ],
)
def test_day_of_publication_is_read_from_the_page(head, body, day):
    assert read_html(page_of(BODY + body, head)).published == day


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("https://example.org/news/17", True),
        ("https://example.org/?id=17", True),
        ("https://example.org/", False),
        ("https://example.org/en/", False),
        ("https://example.org/uk/news/index.php", False),
        ("https://example.org/en/news/17", True),
        ("https://example.org:port/news/17", False),
        ("/news/17", False),
        ("javascript:alert(1)", False),
        ("https://intranet/news/17", False),
        ("https://[broken/17", False),
        ("https://example.org/" + "x" * 1000, False),
    ],
)
def test_address_is_taken_where_it_can_be_that_of_one_release(address, taken):
    found = read_html(page_of(BODY, f'<link rel="canonical" href="{address}">'))

    assert found.source_url == (address if taken else "")


def test_publisher_is_read_from_the_data_where_the_head_names_none():
    head = '<script type="application/ld+json">{"@type": "Article", "publisher": {"name": "Example"}}</script>'

    assert read_html(page_of(BODY, head)).publisher == "Example"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "holds no text"),
        (b"<html><body><div id=app></div><script src=app.js></script></body></html>", "holds no text"),
        (page_of(f"<h1>{TITLE}</h1>"), "holds no text"),
        (b"%PDF-1.4 something", "is a PDF"),
        (b"<p>\0\0\0</p>", "is a binary file"),
        (b"<div>" * 1000 + b"x", "nested too deeply"),
        (b"<a>" + b"<p>x" * 100_001, "too large"),
    ],
    ids=["empty", "scripted", "title alone", "pdf", "binary", "deep", "large"],
)
def test_page_without_a_release_is_refused_with_the_reason(data, reason):
    with pytest.raises(DocumentError, match=reason):
        read_html(data)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "<p>,</p>,<table>,<tr>,<td>,</table>,<ul>,<li>,</ul>,<h1>,</h1>,<a href=x>,</a>,<b>,</b>,<select>,<svg>,"
            "<title>,<template>,</template>,<br>,<dl>,<dt>,<dd>,<!--,-->,<![CDATA[,<script>,</script>,<math>,<frameset>,"
            "<aside>,<article>,</article>,<meta charset=koi8-u>,&#0;,&nbsp;,&lt;,words of a text long enough to stay,"
            "12,кирилиця,\ufeff,\u202e,\x1b,<time datetime=9999-99-99>".split(",")
        ),
        max_size=40,
    )
)
def test_broken_markup_gives_text_or_a_reason(parts):
    try:
        found = read_html("".join(parts).encode("utf-8", "replace"))
    except DocumentError:
        return
    assert found.text.strip()
    assert not re.search("[\x00-\x08\x0b-\x1f\ufeff\ud800-\udfff]", found.text)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_reason(data):
    try:
        assert read_html(data).text.strip()
    except DocumentError as error:
        assert str(error)
