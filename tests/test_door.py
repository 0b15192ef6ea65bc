"""The door of the kit: light to open, all that it promises behind it, and one sentence in a notebook for whatever is wrong."""

import json
import subprocess
import sys

import pytest

import kit
import kit.exercises
from kit.asked import language_asked, spoken_here
from kit.errors import KitError

PROMISED = [
    *("KitError", "cohorts", "data", "decisions", "evidence", "exercises", "facilitator", "open", "overview"),
    *("plan", "read_deals", "settings"),
    *("simulate", "sweep"),
]


def python(code: str, folder=None, **more) -> str:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=folder, check=True, **more)
    return ran.stdout


def test_the_door_is_light_and_names_what_is_behind_it():
    heavy = "pandas numpy altair ipywidgets IPython babel voila"
    code = f"import sys, kit; print(sorted(kit.__all__)); print([one for one in {heavy.split()} if one in sys.modules])"
    assert python(code) == f"{PROMISED}\n[]\n"


@pytest.mark.parametrize("name", PROMISED)
def test_all_that_is_promised_is_there_with_words_about_it(name):
    found = getattr(kit, name)
    assert callable(found) and found.__doc__ and name in dir(kit)


def test_a_name_that_is_not_there_is_no_attribute():
    with pytest.raises(AttributeError, match="'nothing'"):
        _ = kit.nothing


def test_a_room_that_bears_the_name_of_a_function_is_both_in_whatever_order_it_is_asked_for():
    assert python("import kit; print(len(kit.exercises()) == len(kit.exercises.exercises()) > 0)") == "True\n"
    assert python("import kit.evidence, kit; print(len(kit.evidence()) == len(kit.evidence.cards('en')))") == "True\n"
    assert (
        python("import kit.exercises as one; print(len(one()) > 3, one.find('role_chain').name)") == "True role_chain\n"
    )


def test_a_page_needs_neither_pandas_nor_altair(tmp_path):
    """On a computer that has drawn its charts before; the laboratory is played."""
    code = """
import sys, kit
page = kit.open(sys.argv[1], "de")
for verb in page._page.exercise.verbs: getattr(page, verb)()
page._page.write("predict", {"guess": "skipped"}); page._page.skip("play"); page._page.unfold()
assert page._page.steps["compare"].is_open
print([one for one in ("pandas", "altair") if one in sys.modules])
"""
    for name in kit.exercises.exercises():
        ask = [sys.executable, "-c", code, name]
        for _warm in range(2):
            said = subprocess.run(ask, capture_output=True, text=True, check=True, cwd=tmp_path).stdout
        assert said.splitlines()[-1] == "[]"


def test_a_plain_script_in_an_empty_folder_plays_and_leaves_nothing_behind(tmp_path):
    script = tmp_path / "try.py"
    script.write_text(
        'import kit\nyears = kit.simulate("role_chain", years=3)\nprint(years.shape, list(years.columns))\n'
    )
    ran = subprocess.run([sys.executable, script.name], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert (ran.stdout, ran.stderr) == ("(6, 5) ['year', 'side', 'days', 'orders', 'felt']\n", "")
    assert [one.name for one in tmp_path.iterdir()] == ["try.py"]


# Languages


def test_the_language_is_that_of_the_notebook_then_that_of_the_system(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    notebook = tmp_path / "own.ipynb"
    monkeypatch.setenv("JPY_SESSION_NAME", str(notebook))
    assert spoken_here() == "en"
    for written, spoken in (
        ('{"metadata": {"kit": {"language": "de"}}}', "de"),
        ('{"metadata": {"kit": {"language": "fr"}}}', "en"),
        ('{"metadata": {"kit": "de"}}', "en"),
        ('{"metadata": []}', "en"),
        ("[]", "en"),
        ("{", "en"),
    ):
        notebook.write_text(written)
        assert spoken_here() == spoken
    notebook.write_text('{"metadata": {"kit": {"language": "de"}}}')
    assert language_asked(None) == "de" and language_asked("en") == "en"
    assert kit.exercises().title[0] == "Einzelkämpfer oder Kette?"
    with pytest.raises(
        KitError, match="Eine Übung „chain“ gibt es nicht; es gibt culture_check, role_chain, incentives"
    ):
        kit.simulate("chain")
    monkeypatch.delenv("JPY_SESSION_NAME")
    monkeypatch.setenv("LC_ALL", "de_AT.UTF-8")
    assert spoken_here() == "de"


def test_a_page_opens_in_the_language_of_the_notebook(tmp_path, monkeypatch):
    notebook = tmp_path / "own.ipynb"
    notebook.write_text(json.dumps({"metadata": {"kit": {"language": "de"}}}))
    monkeypatch.setenv("JPY_SESSION_NAME", str(notebook))
    assert kit.open("role_chain").header.language == "de"
    assert kit.open("role_chain", "en").header.language == "en" == kit.role_chain("en").header.language


# What is wrong


@pytest.mark.parametrize("name", ["chain", "", "../secret", "role_chain.views", None, 7, ["role_chain"]])
def test_an_exercise_that_is_not_there_is_named_with_those_that_are(name):
    for ask in (kit.open, kit.settings, kit.simulate, kit.sweep):
        with pytest.raises(
            KitError, match="There is no exercise .*; there are .*role_chain, incentives, customer_forest"
        ):
            ask(name)


@pytest.mark.parametrize("language", ["fr", "", 7, "DE"])
def test_a_language_that_the_kit_does_not_speak_is_said(language):
    for ask in (kit.exercises, kit.evidence, kit.data):
        with pytest.raises(KitError, match="it speaks de, en"):
            ask(language=language)
    with pytest.raises(KitError, match="it speaks de, en"):
        kit.open("role_chain", language)


def test_a_notebook_shows_one_sentence_and_no_traceback():
    with pytest.raises(KitError) as caught:
        kit.simulate("chain")
    assert caught.value._render_traceback_() == [f"KitError: {caught.value}"]
