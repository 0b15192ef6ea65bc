"""The invented firm: made by its maker, explained by its card."""

import shutil
import subprocess
import sys
import tomllib

from kit.places import datasets
from kit.wording import LANGUAGES

TABLE = datasets() / "deals.csv"


def test_the_maker_reproduces_the_file_byte_for_byte(tmp_path):
    maker = shutil.copy(datasets() / "deals.py", tmp_path)
    subprocess.run([sys.executable, maker], check=True)
    assert (tmp_path / "deals.csv").read_bytes() == TABLE.read_bytes()


def test_the_card_explains_every_column_in_every_language():
    card = tomllib.loads((datasets() / "deals.toml").read_text(encoding="utf-8"))
    assert list(card["columns"]) == TABLE.read_text(encoding="utf-8").splitlines()[0].split(",")
    assert all(set(texts) == set(LANGUAGES) for texts in (card["title"], card["licence"], *card["columns"].values()))
