"""What cannot be set is said in one sentence, and what no boss can do has no figure."""

import numpy as np
import pytest

from kit.errors import SettingError
from kit.exercises.leadership import EXERCISE
from kit.exercises.leadership.views import WAIT
from kit.models.boss.setting import LeadershipSetting
from kit.pictures import band
from kit.screen.figures import Figures
from kit.verdict import verdict
from kit.wording import Language
from kit.years import play

LABORATORY = EXERCISE.laboratory


def test_a_boss_with_more_than_a_full_week_is_refused_in_one_sentence():
    with pytest.raises(SettingError) as caught:
        LeadershipSetting(new_coaching=2.0)
    assert Language("en").say(caught.value.message, **caught.value.values) == (
        "coach: meetings, customers and coaching fill 114% of the week, 14% more than there is. Take fewer meetings or less coaching."
    )
    assert LeadershipSetting(busy=0.5, new_coaching=2.0).busy_with(
        LeadershipSetting(new_coaching=1.0).new
    ) == pytest.approx(0.75)


def test_most_coaching_of_a_boss_who_goes_on_deciding_everything():
    most = (1 - 0.64 - 6 * 20 / 480) / (10 / 40)
    assert most == pytest.approx(0.44)
    fits, too_much = (LeadershipSetting(new_asked=1.0, new_coaching=hours) for hours in (0.40, 0.45))
    assert not fits.never(fits.new) and too_much.never(too_much.new)


@pytest.mark.parametrize("language", ["de", "en"])
def test_beyond_what_a_boss_can_do_the_page_says_never_instead_of_a_figure(language):
    words, setting = Language(language), LeadershipSetting(new_asked=1.0)
    years = play(LABORATORY, setting, LABORATORY.views[0], years=20)
    said = " ".join(words.say(one) for one in LABORATORY.remarks(setting, years.outcomes))
    assert ("nie; die Schlange" if language == "de" else "never; the queue") in said
    assert "∞" in Figures(words, EXERCISE).cell(WAIT, years.outcomes["wait_days"][1], "new")
    found = LABORATORY.views[0].pictures[0].finding(years.pictures[0], setting)
    assert ("nie: die Schlange" if language == "de" else "never: the queue") in words.say(found).replace(
        "nie: Die", "nie: die"
    )


def test_a_wait_without_end_is_behind_every_wait_and_no_warning_is_given():
    setting = LeadershipSetting(new_asked=1.0)
    sides = play(LABORATORY, setting, None, years=20).outcomes["wait_days"]
    assert band(sides[1]) == (np.inf, np.inf, np.inf)
    assert not WAIT.new_is_ahead(*sides).any() and WAIT.new_is_ahead(sides[1], sides[0]).all()
    said = Language("en").say(verdict(LABORATORY, WAIT, *sides, LABORATORY.short))
    assert said.startswith("controlling boss: ") and said.endswith("working days; coach: never, without end")


@pytest.mark.parametrize("preset", LABORATORY.shelves[0].presets, ids=lambda one: one.key)
def test_presets_are_possible_and_those_that_never_end_say_so(preset):
    setting = LeadershipSetting(**preset.changes)
    assert bool(LABORATORY.remarks(setting, {})) == (preset.key == "holds_on")


def test_the_approval_hour_stands_first():
    assert LABORATORY.shelves[0].presets[0].key == "approval_hour"
