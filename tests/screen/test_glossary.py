"""Words of the trade are explained where an exercise uses them, in its own language."""

import pytest

from kit.exercises import exercises, find
from kit.screen.glossary import TERMS, glossary, terms
from kit.wording import LANGUAGES, Language


def test_an_exercise_explains_the_words_that_it_uses_and_no_others():
    assert [word for word, _sentence in terms(find("customer_forest"), Language("de"))] == ["Marge", "Zins"]
    assert "Deckel" in dict(terms(find("incentives"), Language("de")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", exercises())
def test_every_word_opens_one_sentence(name, language):
    exercise, words = find(name), Language(language)
    found = dict(terms(exercise, words))
    assert found and str(glossary(exercise, words)).count("<details>") == len(found)
    assert all(sentence.endswith(".") and len(sentence.split()) <= 20 for sentence in found.values())


def test_every_word_is_used_by_some_exercise():
    used = {sentence for one in exercises().values() for _word, sentence in terms(one, Language("en"))}
    assert {sentence for _term, sentence in TERMS.items()} - used == set()
