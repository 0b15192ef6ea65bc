"""Words of the trade on tap: those that an exercise uses in its questions and levers, each with one plain sentence."""

from collections.abc import Iterator

from markupsafe import Markup

from kit.exercise import Exercise
from kit.messages import Message, _
from kit.parameters import parameters
from kit.wording import Language

WORDS_OF_THE_TRADE = _("Words of the trade")
TERMS = {
    _("lead"): _("A firm that may become a customer: it has asked, or it was asked."),
    _("margin"): _("What is left of a price after the costs of what was sold."),
    _("interest"): _("How much less money is worth when it comes a year later."),
    _("cap"): _("The most that commission can come to; beyond it nothing more is paid."),
    _("quota"): _("The new business that is expected in a quarter; above it commission is often higher."),
    _("commission"): _("Pay that depends on what was sold, as a share of it."),
    _("discount"): _("What is taken off a price so that somebody signs."),
    _("coaching"): _("Regular time that a boss gives to one seller, for what this seller wants to learn."),
}


def terms(exercise: Exercise, words: Language) -> Iterator[tuple[str, str]]:
    """The words that this exercise uses, as (word, sentence)."""
    said = " ".join(words.say(one) for one in _labels(exercise)).lower()
    for term, sentence in TERMS.items():
        word = words.say(term)
        if word.lower() in said:
            yield word[:1].upper() + word[1:], words.say(sentence)


def _labels(exercise: Exercise) -> Iterator[Message]:
    yield from (one.question for one in exercise.guesses)
    yield from (one.label for one in parameters(exercise.setting).values())
    yield from (one.label for one in exercise.laboratory.outcomes)


def glossary(exercise: Exercise, words: Language) -> Markup:
    """Each word opens its sentence; nothing where an exercise uses none of them."""
    found = [
        Markup("<details><summary>{}</summary><p>{}</p></details>").format(word, sentence)
        for word, sentence in terms(exercise, words)
    ]
    if not found:
        return Markup()
    named = Markup('<div class="kit-glossary" role="group" aria-label="{}">{}</div>')
    return named.format(words.say(WORDS_OF_THE_TRADE), Markup().join(found))
