"""Pages, files and feeds from other hosts, asked for as a guest. Plain Python without settings or database."""

from assistance.fetching.answers import Answer
from assistance.fetching.errors import FetchError
from assistance.fetching.feeds import Entry, Feed, is_feed, read_feed
from assistance.fetching.lists import listed
from assistance.fetching.network import whole
from assistance.fetching.visitor import Manners, Visitor

__all__ = [
    "Answer",
    "Entry",
    "Feed",
    "FetchError",
    "Manners",
    "Visitor",
    "is_feed",
    "listed",
    "read_feed",
    "whole",
]
