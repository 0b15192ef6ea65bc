"""What every exercise keeps to, whichever it is. A new exercise is taken up by itself."""

from dataclasses import FrozenInstanceError, asdict, replace

import numpy as np
import pytest

from kit.evidence import cards
from kit.exercise import VERBS
from kit.exercises import everything, exercises, find
from kit.messages import Message
from kit.parameters import parameters
from kit.pictures import labels_of, said
from kit.screen.pictures import FIGURES
from kit.screen.specification import specification
from kit.wording import LANGUAGES, Language
from kit.years import joined, play
from tests.exercises.conftest import TINY

ALL = pytest.mark.parametrize("exercise", [*exercises(), TINY], indirect=True)


def test_exercises_are_found_by_their_file_names_and_numbered_once():
    found = everything()
    assert all(find(name).name == name for name in found)
    assert len({one.number for one in found.values()}) == len(found)


@ALL
def test_verbs_stand_in_the_order_of_the_learning_path(exercise):
    assert list(exercise.verbs) == [verb for verb in VERBS if verb in exercise.verbs]


@ALL
def test_a_declaration_cannot_be_changed(exercise):
    with pytest.raises(FrozenInstanceError):
        exercise.minutes = 1


@ALL
def test_every_value_has_a_label_and_a_default_on_its_grid(exercise):
    for parameter in exercise.code_parameters.values():
        assert isinstance(parameter.label, Message) and parameter.label
        assert parameter.at(parameter.index(parameter.default)) == parameter.default


@ALL
def test_every_assumption_has_its_evidence_card_and_no_card_lies_idle(exercise):
    known = cards("en")
    assert [key for key in exercise.evidence if key not in known] == []
    used = {key for one in exercises().values() for key in one.evidence}
    assert [key for key in known if key not in used] == []


@ALL
def test_controls_people_presets_and_map_name_settings_that_exist(exercise):
    laboratory, declared = exercise.laboratory, parameters(exercise.setting)
    named = [name for _title, names in laboratory.controls for name in names] + [
        *laboratory.people,
        *laboratory.map_axes,
    ]
    assert [name for name in named if name not in declared] == []
    for shelf in laboratory.shelves:
        made = [exercise.setting(**preset.changes) for preset in shelf.presets]
        assert len(made) == len(set(made))  # no two presets of a shelf are the same
        # From a list that keeps the rest, people must also find back to the plan they began with.
        assert made.count(exercise.setting()) == int(shelf.keeps)


@ALL
def test_every_value_of_the_setting_can_be_moved_somewhere(exercise):
    shown = {name for _title, names in exercise.laboratory.controls for name in names} | {*exercise.laboratory.people}
    hidden = [name for name, one in parameters(exercise.setting).items() if not one.evidence and name not in shown]
    assert hidden == []


@ALL
def test_every_preset_fits_into_a_team_code(exercise):
    guessed = {guess.parameter.name: guess.parameter.at(1) for guess in exercise.guesses} | {"guess": "given"}
    for preset in (preset for shelf in exercise.laboratory.shelves for preset in shelf.presets):
        values = asdict(exercise.setting(**preset.changes)) | guessed
        values |= {move.name: move.default for move in exercise.moves}
        code = exercise.code.encode(values)
        changed = exercise.code.decode(code)
        assert {**{name: one.default for name, one in exercise.code_parameters.items()}, **changed} == values


@ALL
def test_the_same_setting_gives_the_same_years(exercise):
    def figures():
        years = play(exercise.laboratory, exercise.setting(), None, years=5)
        return np.concatenate([side for sides in years.outcomes.values() for side in sides])

    assert np.array_equal(figures(), figures(), equal_nan=True)


@ALL
def test_no_default_decides_for_new_in_everything(exercise):
    years = play(exercise.laboratory, exercise.setting(), None)
    ahead = [one.new_is_ahead(*years.outcomes[one.key]).mean() for one in exercise.laboratory.outcomes]
    assert min(ahead) < 0.5


@ALL
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_can_be_drawn_and_says_what_it_shows(exercise, language):
    words = Language(language)
    for view in exercise.laboratory.views:
        years = joined([play(exercise.laboratory, exercise.setting(), view, block, years=5) for block in (0, 1)], view)
        for picture, measured in zip(view.pictures, years.pictures, strict=True):
            if picture.kind not in FIGURES:
                spec = specification(picture.kind, labels_of(words, picture.labels))
                assert spec["width"] == "container"
            columns = {
                name: said(words, list(column)) for name, column in picture.rows(measured, exercise.setting()).items()
            }
            assert len({len(column) for column in columns.values()}) == 1
            assert words.say(picture.finding(measured, exercise.setting())) and words.say(picture.description)


@ALL
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_remarked_about_a_setting_can_be_said(exercise, language):
    for preset in (preset for shelf in exercise.laboratory.shelves for preset in shelf.presets):
        setting = exercise.setting(**preset.changes)
        outcomes = play(exercise.laboratory, setting, None, years=5).outcomes
        assert all(Language(language).say(one) for one in exercise.laboratory.remarks(setting, outcomes))


@ALL
def test_a_game_that_a_code_carries_begins_with_nothing_decided(exercise):
    names = [move.name for move in exercise.moves]
    assert len(names) == len(set(names)) and not set(names) & set(parameters(exercise.setting))
    for move in exercise.moves:
        assert move.at(move.index(move.default)) == move.default and move.label


@ALL
def test_every_outcome_says_who_is_ahead_in_every_language(exercise):
    for language in LANGUAGES:
        for outcome in exercise.laboratory.outcomes:
            assert "100" in Language(language).say(outcome.ahead, count=1, old=2, years=100, error=3)


@ALL
def test_every_guess_has_a_true_answer_among_its_values(exercise):
    for guess in exercise.guesses:
        guess.parameter.check(guess.truth())


@ALL
def test_every_quiz_question_has_one_right_answer_and_explains_all(exercise):
    for question in exercise.quiz:
        assert 0 <= question.right < len(question.options)
        assert all(answer and why for answer, why in question.options)


@ALL
def test_the_old_way_can_win_and_the_new_way_can_win(exercise):
    across, _upwards = exercise.laboratory.map_axes
    parameter, outcome = parameters(exercise.setting)[across], exercise.laboratory.outcomes[0]

    def share(value):
        setting = replace(exercise.setting(), **{across: value})
        return outcome.new_is_ahead(*play(exercise.laboratory, setting, None, years=20).outcomes[outcome.key]).mean()

    shares = [share(parameter.low), share(parameter.high)]
    assert min(shares) < 0.2 and max(shares) > 0.8
