"""Texts to measure with: releases of one size, and texts nobody would write that try each step in turn."""

import json
from itertools import count, islice
from pathlib import Path

ARCHIVE = Path(__file__).parents[2] / "fixtures" / "releases"

#: One piece of each text; ``{n}`` counts up, so that nothing is said twice.
PIECES = {
    "digits": "1",
    "digits and spaces": "{n} ",
    "digits and commas": "1,000,",
    "digits and colons": "1:2:",
    "opening brackets": "(",
    "bracketed": "[(x)] ",
    "quotes": '"a" ',
    "dots": ". A",
    "semicolons": "; Japan gave {n} buses",
    "commas": ", Japan gave {n} buses",
    "colons": "Japan gave: ",
    "hyphens": "one-",
    "apostrophes": "a'b",
    "dashes": "- ",
    "no spaces": "абвгд",
    "no spaces, many signs": "a,b;c:",
    "mixed scripts": "aбвgд{n} 中文 ",
    "new words": "generator{n} ",
    "new Ukrainian words": "генератор{n} ",
    "control characters": "\x00\x01a{n}\x7f ",
    "soft hyphens": "ge\u00adne\u00adra\u00adtor ",
    "accents": "и\u0306e\u0301 ",
    "accents in no order": "\u0301\u0316",
    "accents alone": "\u0301",
    "line breaks": "\n",
    "spaces": " ",
    "lines that run on": "gave {n} tents to\n",
    "lines of one word": "tent\n",
    "paragraphs": "Japan gave {n} buses to Ukraine.\n\n",
    "bullets": "• {n} generators\n",
    "bullets of new things": "• generator{n} sets, pumps;\n",
    "bullets with sums": "• EUR {n} million for schools\n",
    "prose": "Germany gave Ukraine {n} tents worth EUR {n} million. ",
    "prose without sums": "Germany handed over {n} tents and a bus{n} to Ukraine. ",
    "prose said again": "Germany gave Ukraine 5 tents and 7 buses. ",
    "Ukrainian prose": "Японія передала Україні {n} пожежних автомобілів на {n} млн євро. ",
    "one line of prose": "Germany gave Ukraine {n} tents worth EUR {n} million, and Japan promised {n} buses, ",
    "organisations": "Hope{n} Foundation, ",
    "Ukrainian organisations": 'фонд "Надія{n}", ',
    "organisations that give": "Hope{n} Foundation gave Ukraine {n} tents. ",
    "organisations that join": "Hope{n} Foundation joined the effort. ",
    "a row of givers": "The aid came from Hope{n} Foundation, Aid{n} Fund, Care{n} Trust and Help{n} Society. ",
    "names of one state": "Німеччин{n} передала Україні {n} автобусів. ",
    "states": "Germany and ",
    "sums": "USD {n} million, ",
    "Ukrainian sums": "{n} млн євро та ",
    "sums in words": "twenty million euros or ",
    "two currencies": "EUR {n} million (USD {n} million) ",
    "scales": "million ",
    "number words": "twenty ",
    "hedges": "more than over ",
    "days": "{n} May 2023, ",
    "years": "2023-2024 ",
    "places": "Sumy, Kharkiv and Poltava oblasts, ",
    "regions": "in Sumy and ",
    "needs": "We need {n} generators. ",
    "aid without content": "Germany suspended aid to Ukraine. ",
    "aid weighed": "Country{n} Fund is considering aid to Ukraine. ",
    "plans": "will be able to provide once ",
    "passive": "has been ",
    "gaps": "Minister of the of the ",
    "it goes on": "It will also include {n} pumps. ",
    "paid for": "It was paid for by Hope{n} Foundation. ",
    "barred": "The state budget allocated UAH {n} million. ",
    "headings": "Japan gave:\n",
}
#: What stands before the pieces, where the text needs a beginning of its own.
HEADS = {
    "bullets": "Gift\n\nGermany handed over to Ukraine:\n",
    "bullets of new things": "Gift\n\nGermany handed over to Ukraine:\n",
    "bullets with sums": "Gift\n\nGermany handed over to Ukraine:\n",
    "organisations": "Gift\n\nThe aid was provided by: ",
    "organisations that join": "Gift\n\nGermany is sending aid to Ukraine. ",
    "it goes on": "Gift\n\nGermany handed over a package of aid to Ukraine. ",
    "paid for": "Gift\n\nUNDP handed over 5 buses to Ukraine. ",
}


def adversarial(name: str, size: int) -> str:
    """Return the text ``name`` in ``size`` characters."""
    head, piece = HEADS.get(name, ""), PIECES[name]
    if "{n}" not in piece:
        return (head + piece * (size // len(piece) + 1))[:size]
    needed = size // (len(piece) - 2) + 1
    return (head + "".join(piece.replace("{n}", str(number)) for number in islice(count(1), needed)))[:size]


def releases(language: str, size: int) -> list[str]:
    """Return the releases of the archive in a language, each filled up with the next to ``size`` bytes of UTF-8."""
    texts = [path.read_text("utf-8").strip() for path in sorted(ARCHIVE.glob("*.txt")) if _is_in(path, language)]
    return [_filled(texts[at:] + texts[:at], size) for at in range(len(texts))]


def _is_in(path: Path, language: str) -> bool:
    return bool(json.loads(path.with_suffix(".json").read_text("utf-8")).get("language") == language)


def _filled(texts: list[str], size: int) -> str:
    return "\n\n".join(texts * 10).encode()[:size].decode("utf-8", "ignore")
