"""Files that hold no deals: one sentence that says what would be right, in both languages, and nothing else."""

import random

import pytest

from kit.deals import opened as opening
from kit.deals.opened import open_file
from kit.deals.read import read
from kit.deals.receipt import Answers
from kit.errors import KitError
from kit.wording import LANGUAGES, Language
from tests.deals.files import HEADER, text, xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ONE = "A;13.03.2025;1,50;EUR"
FILES = {
    "nothing.csv": (b"", "is empty"),
    "blank.csv": (b"\xef\xbb\xbf \r\n\t\r\n", "is empty"),
    "page.xls": (b"<html><body><table><tr><td>Kunde</td></tr></table></body></html>", "is a web page"),
    "old.xls": (b'<?xml version="1.0"?><Workbook></Workbook>', "is a web page"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "is a picture"),
    "photo.xlsx": (b"\xff\xd8\xff\xe0" + bytes(range(256)), "is a picture"),
    "offer.csv": (b"%PDF-1.7 x", "is a PDF"),
    "noise.csv": (random.Random(1).randbytes(5000), "holds no table"),
    "locked.xlsx": (
        OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
        "protected by a password",
    ),
    "letter.xls": (OLE + b"\0" * 2000, "cannot be opened"),
    "half.xlsx": (xlsx({"Liste": [["Kunde", "Datum"], ["A", 45750]]})[:300], "cannot be opened"),
    "empty.xlsx": (xlsx({"Liste": []}), "is empty"),
    "prose.txt": (b"Sehr geehrte Damen und Herren,\nwie besprochen.\n", "holds no table of deals"),
    "unknown.csv": (b"foo;bar;baz\n1;2;3\n", "holds no table of deals"),
    "numbers.csv": (b"1;2;3\n4;5;6\n", "holds no table of deals"),
    "header.csv": (HEADER.encode() + b"\n", "no row below"),
    "open.csv": (
        (HEADER + ";Status\n" + f"{ONE};offen\nB;14.03.2025;2,50;EUR;verloren\n").encode(),
        "are open or lost",
    ),
    "one.csv": (f"{HEADER}\n{ONE}\nA;14.03.2025;2,50;EUR\n".encode(), "belong to one customer"),
    "undated.csv": (f"{HEADER}\nA;bald;1,50;EUR\nB;später;2,50;EUR\n".encode(), "No deal could be read"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_holds_no_deals_is_one_sentence_with_what_would_be_right(name):
    content, said = FILES[name]
    with pytest.raises(KitError, match=said) as caught:
        read(open_file(name, content))
    for code in LANGUAGES:
        sentence = Language(code).say(caught.value)
        assert name in sentence and ("Right would be" if code == "en" else "Richtig wäre") in sentence


def test_sizes_have_limits(monkeypatch):
    monkeypatch.setattr(opening, "MOST_BYTES", 40)
    with pytest.raises(KitError, match="the page reads up to"):
        text(HEADER, ONE, ONE)
    monkeypatch.setattr(opening, "MOST_BYTES", 10**6)
    monkeypatch.setattr(opening, "MOST_ROWS", -98)
    for content in (f"{HEADER}\n{ONE}\n{ONE}\n".encode(), xlsx({"Liste": [["Kunde", "Datum"], ["A", 1], ["B", 2]]})):
        with pytest.raises(KitError, match="has more than"):
            open_file("long", content)


@pytest.mark.parametrize(
    "given", [{"currency": ""}, {"currency": "what"}, {"nothing": "x"}, {"column_amount": "99"}, {"column_amount": "x"}]
)
def test_an_answer_that_is_none_of_the_choices_leaves_the_question_open(given):
    reading = read(
        text("Kunde;Datum;Betrag;Betrag", "A;13.03.2025;1,50;2", "B;14.03.2025;2,50;3"), Answers(given=given)
    )
    assert reading.deals is None and any(question.is_open for question in reading.questions)


@pytest.mark.parametrize("seed", range(60))
def test_damaged_files_are_read_or_said_and_never_break(seed):
    chance = random.Random(seed)
    lines = [HEADER, *(f"Kunde {n};{n + 1:02}.03.2025;{n},5{n % 10};EUR" for n in range(9))]
    content = bytearray(
        "\n".join(lines).encode("cp1252") if seed % 2 else xlsx({"L": [line.split(";") for line in lines]})
    )
    for _damage in range(chance.randrange(1, 30)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    try:
        reading = read(open_file("damaged", bytes(content)))
    except KitError as error:
        assert "Right would be" in str(error)
    else:
        assert reading.deals is not None or reading.questions
