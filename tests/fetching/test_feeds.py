"""Feeds of the three kinds, lists of addresses, and what is no feed."""

from datetime import date

import pytest

from assistance.fetching import Entry, Feed, FetchError, is_feed, listed, read_feed

HOME = "https://example.org/feed"

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Новини</title><link>https://example.org/</link><atom:link rel="self" href="https://example.org/feed"/>
<item><title>Norway &amp;amp; &lt;b&gt;Sweden&lt;/b&gt;
  help</title><atom:link href="https://example.org/atom"/><link> https://example.org/1?utm=rss </link>
  <pubDate>Mon, 06 May 2024 23:30:00 +0300</pubDate></item>
<item><guid>https://example.org/2</guid><dc:date>2024-05-07</dc:date></item>
<item><guid isPermaLink="false">https://example.org/none</guid><title>No address</title></item>
<item><link>/relative</link><pubDate>yesterday</pubDate></item>
<item><link>https://example.org/2</link><title>The same again</title></item>
<item><link>mailto:press@example.org</link></item>
</channel></rss>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org/"><title>News</title></channel>
<item rdf:about="https://example.org/1"><title>One</title><link>https://example.org/1</link>
  <dc:date>2024-05-06T10:00:00Z</dc:date></item>
<item rdf:about="https://example.org/2"><title>Two</title></item></rdf:RDF>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/news/"><title type="html">News</title>
<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">One <b>and</b> two</div></title>
  <link rel="enclosure" href="https://example.org/1.zip"/><link rel="alternate" type="application/pdf" href="1.pdf"/>
  <link rel="alternate" type="text/html" href="1"/>
  <updated>2024-05-08T00:00:00Z</updated><published>2024-05-06T23:00:00+03:00</published></entry>
<entry><title>Two</title><link href="https://example.org/2"/><updated>2024-05-07T00:00:00Z</updated></entry>
<entry><title>None</title><link rel="self" href="https://example.org/none"/></entry></feed>"""


def entry(path, title="", published=None):
    return Entry(address=f"https://example.org/{path}", title=title, published=published)


@pytest.mark.parametrize(
    ("feed", "title", "entries"),
    [
        (
            RSS,
            "Новини",
            (
                entry("1?utm=rss", "Norway &amp; Sweden help", date(2024, 5, 6)),
                entry("2", "", date(2024, 5, 7)),
                entry("relative"),
            ),
        ),
        (RDF, "News", (entry("1", "One", date(2024, 5, 6)), entry("2", "Two"))),
        (ATOM, "News", (entry("news/1", "One and two", date(2024, 5, 6)), entry("2", "Two", date(2024, 5, 7)))),
    ],
    ids=["rss", "rdf", "atom"],
)
def test_feed_names_addresses_titles_and_days(feed, title, entries):
    assert read_feed(feed.encode(), address=HOME) == Feed(title=title, entries=entries)


def test_feed_in_another_encoding_is_read_as_it_declares():
    feed = RSS.replace("UTF-8", "windows-1251").encode("windows-1251")
    assert read_feed(feed, address=HOME).title == "Новини"


def test_feed_without_entries_is_a_feed():
    assert read_feed(b"<rss><channel><title>Quiet</title></channel></rss>", address=HOME) == Feed(
        title="Quiet", entries=()
    )


BOMB = """<!DOCTYPE rss [<!ENTITY a "{}">{}]><rss><channel><title>&j;</title></channel></rss>""".format(
    "ha" * 100,
    "".join(f'<!ENTITY {name} "{f"&{before};" * 100}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True)),
)
FILE = '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><title>&f;</title></channel></rss>'


@pytest.mark.parametrize(
    ("feed", "message"),
    [
        (RSS[:-10], "faulty XML"),
        ("<rss><channel><title>Caf&nbsp;</title></channel></rss>", "faulty XML"),
        ("", "faulty XML"),
        (BOMB, "declares entities of its own|faulty XML"),
        (BOMB.replace("<title>&j;</title>", '<item a="&j;"/>'), "declares entities of its own|faulty XML"),
        (FILE, "declares entities of its own"),
        ("<html><body/></html>", "is no feed"),
        ("<rss version='2.0'/>", "is no feed"),
        ("<feed><title>No namespace</title></feed>", "is no feed"),
    ],
)
def test_feed_that_is_faulty_is_refused(feed, message):
    with pytest.raises(FetchError, match=message):
        read_feed(feed.encode(), address=HOME)


def test_feed_in_a_wrong_encoding_is_refused():
    with pytest.raises(FetchError, match=r"faulty XML \(.*line \d"):
        read_feed(RSS.encode("windows-1251"), address=HOME)


def test_feed_with_a_doctype_of_old_is_read():
    feed = RSS.replace(
        "<rss ", '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "https://localhost/rss.dtd">\n<rss '
    )
    assert len(read_feed(feed.encode(), address=HOME).entries) == 3


@pytest.mark.parametrize(
    ("data", "feed"),
    [
        (RSS.encode(), True),
        (RDF.encode(), True),
        (ATOM.encode(), True),
        (b"\xef\xbb\xbf" + RSS.encode(), True),
        (RSS.replace("UTF-8", "UTF-16").encode("utf-16"), True),
        (b"<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?>\n<!-- made by hand --><atom:feed>", True),
        (BOMB.encode()[:300], False),
        (FILE.encode(), True),
        (b"<!doctype html><html><p>about &lt;rss></p></html>", False),
        (b"%PDF-1.4", False),
        (b"", False),
    ],
)
def test_feed_is_known_by_how_it_begins(data, feed):
    assert is_feed(data) is feed


def test_list_names_addresses_one_a_line():
    text = "\ufeff# Ministries\nhttps://example.org/1\n\n  https://example.org/2#part  # the second\nhttps://example.org/1\n"
    assert listed(text) == ["https://example.org/1", "https://example.org/2"]


def test_list_with_a_wrong_line_is_refused_with_its_number():
    with pytest.raises(FetchError, match=r"has on line 2 “example\.org/2”, which is no address of a page"):
        listed("https://example.org/1\nexample.org/2\n")


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_list_without_addresses_is_refused(text):
    with pytest.raises(FetchError, match="names no address"):
        listed(text)
