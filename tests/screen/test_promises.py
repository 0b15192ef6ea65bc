"""What the kit promises of honesty and privacy, so that whoever breaks it sees red."""

import asyncio
import json
import re
import time
from dataclasses import asdict, replace

import numpy as np
import pytest

from kit import pictures as alike
from kit.charts import theme
from kit.charts.trial import chart as trial
from kit.divisions import Division, Rounds
from kit.exercise import Guess, Outcome
from kit.exercises import exercises, find
from kit.exercises.culture_check.rounds import AFTER, BEFORE, FEWEST, NAME
from kit.exercises.culture_check.screen_board import CultureBoard
from kit.exercises.culture_check.statements import statements
from kit.groups import Group, Session, played_years
from kit.journal import Event, Journal
from kit.messages import Message, _
from kit.parameters import Parameter, parameters
from kit.screen import attendance, compare, figures, limits
from kit.screen.compare import Compare
from kit.screen.limits import Limits
from kit.screen.page import Page
from kit.screen.reflect import Reflect
from kit.screen.share import Share
from kit.screen.shelves import CHANGED
from kit.wording import Language
from kit.years import BLOCKS, Years, play
from tests.screen.test_page import opened

EXERCISES = list(exercises())
ENGLISH = Language("en")
LATER = "2026-01-02T00:00:00Z"
SECRET = "Our boss is the problem, said Ada."


@pytest.fixture(autouse=True)
def at_rest(monkeypatch):
    """Nothing is played in the background."""
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())
    monkeypatch.setattr(Share, "_summary", lambda _share: "")


# The map of the fair trial


def drawn(new: float, old: float) -> Limits:
    """A map on which NEW and OLD are ahead in these shares of the years on every field."""
    step = Limits(opened("role_chain"))
    step.open()
    step.tiles = {(across, upwards): (new, old) for across in range(limits.TILES) for upwards in range(limits.TILES)}
    step._show_map()
    return step


@pytest.mark.parametrize(
    ("new", "old", "letter", "said"),
    [
        (1.0, 0.0, "N", "OLD (O) wins on 0 of 121 fields, NEW (N) on 121"),
        (0.0, 1.0, "O", "OLD (O) wins on 121 of 121 fields, NEW (N) on 0"),
        (2 / 3, 1 / 3, "N", "NEW (N) on 121"),
        (0.2, 0.7, "O", "OLD (O) wins on 121"),
        (0.65, 0.35, "·", "OLD (O) wins on 0 of 121 fields, NEW (N) on 0"),
        (0.35, 0.65, "·", "OLD (O) wins on 0 of 121 fields, NEW (N) on 0"),
        (1 / 3, 2 / 3, "O", "OLD (O) wins on 121 of 121 fields, NEW (N) on 0"),
    ],
)
def test_the_letter_on_the_map_is_that_of_the_way_that_wins_and_is_counted_for_it(new, old, letter, said):
    step = drawn(new, old)
    rows = step.chart.rows
    assert {winner for winner, part in zip(rows["winner"], rows["part"], strict=True) if part == "cell"} == {letter}
    assert said in step.progress.value and "Each field plays 20 years" in step.progress.value.replace("\u00a0", " ")


def test_the_share_on_the_map_grows_with_new_and_ties_count_half():
    def share(new, old):
        rows = drawn(new, old).chart.rows
        return rows["share"][rows["part"].index("cell")]

    assert (
        share(1.0, 0.0) == 1.0
        and share(0.0, 1.0) == 0.0
        and share(0.0, 0.0) == 0.5
        and share(0.6, 0.2) == pytest.approx(0.7)
    )


def test_a_field_is_judged_for_the_side_that_is_better():
    step = Limits(opened("role_chain"))
    step.open()
    judge = step.judge
    shares = [step._share(0, place) for place in (0, limits.TILES - 1)]
    for (new, old), place in zip(shares, (0, limits.TILES - 1), strict=True):
        setting = step.page.exercise.setting(
            **{step.across.name: limits._centre(step.across, 0), step.upwards.name: limits._centre(step.upwards, place)}
        )
        sides = [judge.measure(one) for one in step.laboratory.simulate(setting, limits.YEARS, 0)]
        better = (
            [(sides[1] < sides[0]).mean(), (sides[0] < sides[1]).mean()]
            if judge.less_is_better
            else [(sides[1] > sides[0]).mean(), (sides[0] > sides[1]).mean()]
        )
        assert [new, old] == pytest.approx(better)


def test_a_field_stands_where_its_values_are_and_the_dot_at_the_setting():
    step = drawn(1.0, 0.0)
    rows, here = step.chart.rows, step.page.setting
    assert (rows["x"][-1], rows["y"][-1]) == (getattr(here, step.across.name), getattr(here, step.upwards.name))
    assert step.across.low == min(rows["x"][:-1]) and max(rows["x2"][:-1]) == step.across.high
    assert step.upwards.low == min(rows["y"][:-1]) and max(rows["y2"][:-1]) == step.upwards.high
    assert limits._centre(step.across, 0) == pytest.approx(
        (rows["x"][0] + rows["x2"][0]) / 2, abs=0.51 if isinstance(step.across.default, int) else 1e-9
    )


def test_every_field_of_the_map_is_played_once_with_its_own_values():
    step = Limits(opened("role_chain"))
    step.open()
    asyncio.run(step._play_tiles())
    assert len(step.tiles) == 121 and step.tiles.keys() == {
        (across, upwards) for across in range(11) for upwards in range(11)
    }
    assert all(step.tiles[place] == step._share(*place) for place in ((0, 0), (10, 0), (3, 7)))
    assert (
        "of 121 fields" in step.progress.value
        and "Drawing" not in step.progress.value
        and len(step.chart.rows["x"]) == 122
    )


def test_while_the_map_is_drawn_it_says_how_far_it_is_and_counts_nothing_yet():
    step = drawn(1.0, 0.0)
    step.tiles = dict.fromkeys(list(step.tiles)[:22], (1.0, 0.0))
    step._show_map()
    assert "Drawing the map: 22 of 121 fields …" in step.progress.value and "wins on" not in step.progress.value


def test_the_map_says_when_it_was_drawn_for_other_assumptions_but_not_when_the_dot_moves():
    step = drawn(1.0, 0.0)
    assert str(limits.STALE) not in step.progress.value
    step.page.decide_setting({step.across.name: step.across.high, step.upwards.name: step.upwards.low})
    assert str(limits.STALE) not in step.progress.value
    assert (step.chart.rows["x"][-1], step.chart.rows["y"][-1]) == (step.across.high, step.upwards.low)
    other = next(one for name, one in step.axes.items() if name not in (step.across.name, step.upwards.name))
    step.page.decide_setting({other.name: other.at(0) if other.default != other.at(0) else other.at(1)})
    assert str(limits.STALE) in step.progress.value


def test_a_map_with_both_ways_counts_each_field_once_and_for_whom_it_is():
    step = drawn(1.0, 0.0)
    step.tiles |= {(across, 0): (0.0, 1.0) for across in range(limits.TILES)} | {(0, 1): (0.5, 0.5), (1, 1): None}
    step._show_map()
    assert (
        "OLD (O) wins on 11 of 121 fields, NEW (N) on 108; the rest is undecided." in step.progress.value
        and "Empty: 1 fields" in step.progress.value
    )
    rows = step.chart.rows
    assert {round(y, 9) for y, winner in zip(rows["y"], rows["winner"], strict=True) if winner == "O"} == {
        round(step.upwards.low, 9)
    }
    assert [rows["winner"].count(one) for one in ("O", "N", "·")] == [11, 108, 1]


def test_a_field_is_played_in_its_middle_for_whole_numbers_at_the_nearest():
    share, whole = Parameter(Message("share"), 0.5, 0.0, 1.1, 0.01), Parameter(Message("whole"), 50, 0, 110, 1)
    assert [limits._centre(share, tile) for tile in (0, 5, 10)] == pytest.approx([0.05, 0.55, 1.05])
    assert [limits._centre(whole, tile) for tile in (0, 5, 10)] == [5, 55, 105] and isinstance(
        limits._centre(whole, 0), int
    )
    assert limits._edges(share, 10) == pytest.approx((1.0, 1.1))


@pytest.mark.parametrize("name", EXERCISES)
def test_the_map_is_judged_by_the_outcome_that_was_chosen_along_the_axes_that_were_chosen(name):
    step = Limits(opened(name))
    step.open()
    across, upwards = list(step.axes)[-2:]
    chosen = step.laboratory.outcomes[-1]
    step.questions.values = {"across": across, "upwards": upwards, "judge": chosen.key}
    assert (step.judge, step.across.name, step.upwards.name, step.questions.message, step.tiles) == (
        chosen,
        across,
        upwards,
        "",
        {},
    )
    step.questions.values = {"across": across, "upwards": across, "judge": step.laboratory.outcomes[0].key}
    assert (step.judge, step.upwards.name, step.questions.message) == (chosen, upwards, str(limits.NOT_TWICE))


def test_the_map_is_coloured_from_old_over_pale_to_new_as_all_charts_are():
    labels = {
        "x": "x",
        "y": "y",
        "x_format": "",
        "y_format": "",
        "x_range": (0, 1),
        "y_range": (0, 1),
        "legend": "NEW ahead",
    }
    spec = trial(labels).to_dict()
    (scale,) = {
        json.dumps(layer["encoding"]["color"]["scale"])
        for layer in spec["layer"]
        if "scale" in layer["encoding"].get("color", {})
    }
    assert json.loads(scale)["domain"] == [0, 0.5, 1]
    first, middle, last = json.loads(scale)["range"]
    assert (first, last) == (theme.OLD, theme.NEW) and first.upper() == "#D55E00" and middle.upper() == "#F7F7F7"
    assert theme.cultures("old", "new")["colour"].to_dict()["range"] == [theme.OLD, theme.NEW]
    assert "NEW" in limits.LEGEND and limits.OLD_LETTER == "O" and limits.NEW_LETTER == "N"
    german = Language("de")
    assert (german.say(limits.OLD_LETTER), german.say(limits.NEW_LETTER)) == ("A", "N") and "(A)" in german.say(
        limits.OLD_WINS, old=1, new=2, all=3
    )


# The guess beside the truth


@pytest.mark.parametrize("given", ["given", "skipped"])
def test_each_guess_stands_beside_its_own_truth(given, monkeypatch):
    numbers = {"gain": (0.11, 0.22), "leads": (31, 42), "days": (53, 64)}
    guesses = tuple(
        Guess(
            Parameter(Message(name), 0, 0, 100, 0.01, percent=name == "gain", name=name),
            Message(name),
            lambda truth=truth: truth,
        )
        for name, (_guess, truth) in numbers.items()
    )
    page = opened("role_chain")
    page.write("predict", {name: guess for name, (guess, _truth) in numbers.items()} | {"guess": given})
    step = Compare(page)
    step.open()
    monkeypatch.setattr(compare, "PAUSE_SECONDS", 0)
    page.exercise = replace(page.exercise, guesses=guesses)
    asyncio.run(step._compare_guesses())
    said = re.findall(r"<p[^>]*>(.*?)</p>", step.beside.value)
    shown = {
        one.parameter.name: [ENGLISH.value(one.parameter, number) for number in numbers[one.parameter.name]]
        for one in guesses
    }
    for name, sentence in zip(numbers, said, strict=True):
        guess, truth = shown[name]
        wanted = (
            f"{name}: you guessed {guess}; at the start setting it is {truth}."
            if given == "given"
            else f"{name}: at the start setting it is {truth}."
        )
        assert sentence == wanted


# What the figures say


def outcome(less_is_better: bool) -> Outcome:
    return Outcome(
        "one",
        _("quota"),
        Message(""),
        lambda result: result,
        _("NEW {count}, OLD {old} of {years} (± {error})"),
        less_is_better=less_is_better,
    )


@pytest.mark.parametrize("less_is_better", [True, False])
def test_new_is_ahead_in_as_many_of_100_as_it_is_better_and_ties_are_nobodys(less_is_better):
    old, new = np.zeros(400), np.array([-1.0] * 240 + [0.0] * 60 + [1.0] * 100)
    said = outcome(less_is_better).ahead_in(old, new)
    assert (said["count"], said["old"]) == ((60, 25) if less_is_better else (25, 60))
    assert said["years"] == 100
    share = said["count"] / 100
    assert said["error"] == max(1, round(100 * np.sqrt(share * (1 - share) / 400)))


def test_the_band_holds_8_of_10_and_the_middle_is_the_median():
    step = Compare(opened("role_chain"))
    step.open()
    values = np.arange(101.0)
    shown = re.sub("<[^>]+>", " ", step.sentences.cell(outcome(True), values, "old"))
    assert [float(one) for one in re.findall(r"[\d.]+", shown)] == [50, 10, 90]
    assert 'class="kit-old"' in step.sentences.cell(outcome(True), values, "old")


@pytest.mark.parametrize("name", EXERCISES)
def test_figures_of_old_stand_under_old_and_those_of_new_under_new(name):
    step = Compare(opened(name))
    step.open()
    first = step.laboratory.outcomes[0]
    step.years = Years({first.key: (np.full(50, 111.0), np.full(50, 222.0))}, ())
    _label, old, new, _ahead = step.sentences.row(first, step.years, step.page.setting)
    assert "kit-old" in old and "kit-new" in new
    assert figures.figure(ENGLISH, first, 111.0) in old and figures.figure(ENGLISH, first, 222.0) in new


def test_years_without_a_value_are_in_no_figure_and_without_any_there_is_none():
    step = Compare(opened("role_chain"))
    step.open()
    values = np.concatenate([np.arange(101.0), [np.nan] * 300])
    assert step.sentences.cell(outcome(True), values, "new") == step.sentences.cell(
        outcome(True), np.arange(101.0), "new"
    )
    assert step.sentences.cell(outcome(True), np.full(4, np.nan), "new") == "–"


def test_shares_and_decimals_of_a_figure_are_those_of_its_outcome():
    share, days = replace(outcome(True), percent=True, digits=0), replace(outcome(True), digits=2)
    assert [figures.figure(ENGLISH, share, 0.123), figures.figure(ENGLISH, share, 0.123, 1)] == ["12%", "12.3%"]
    assert [figures.figure(ENGLISH, days, 1234.5678), figures.figure(ENGLISH, days, 2, 2)] == ["1,234.57", "2.0000"]


def test_the_figures_stand_under_the_names_of_their_ways_and_say_how_many_years_were_played():
    step = Compare(opened("role_chain"))
    step.open()
    for count, said in (
        (400, "400 years played with the same customers"),
        (50, "50 years are played; let go for 400 years"),
    ):
        step._show(play(step.laboratory, step.page.setting, step.view, years=count), live=False)
        head = re.findall(r'<th scope="col">(.*?)</th>', step.figures.value)
        assert head[1:] == [*(ENGLISH.say(one) for one in step.laboratory.names), "Who is ahead?"]
        assert said in step.note.value.replace("\u00a0", " ")
        assert step.figures.value.count("<tr>") == 1 + len(step.laboratory.outcomes)


def test_when_a_slider_is_let_go_the_exact_years_of_its_setting_are_played():
    step = Compare(opened("role_chain", setting={"gain": 0.4}))
    step.open()
    asyncio.run(step._play_exactly(0.0))
    exact = played_years(step.page.exercise, step.page.setting, BLOCKS)
    assert step.years.count == exact.count == 400
    for key, sides in exact.outcomes.items():
        np.testing.assert_array_equal(step.years.outcomes[key], sides)


@pytest.mark.parametrize("name", EXERCISES)
def test_a_laboratory_offers_its_controls_presets_and_views_and_goes_on_with_the_view_that_was_chosen(name):
    laboratory = find(name).laboratory
    step = Compare(opened(name, view={"view": laboratory.views[-1].key}))
    step.open()
    assert step.view is laboratory.views[-1] and step.tabs.place["step"] == "view"
    offered = [[field["name"] for field in group["fields"]] for group in step.settings.groups]
    assert all(set(names) <= set(fields) for fields, (_title, names) in zip(offered, laboratory.controls, strict=True))
    lists = [
        [(one["key"], one["label"]) for one in field["options"]] for field in step.shelves.form.groups[0]["fields"]
    ]
    for offers, shelf in zip(lists, laboratory.shelves, strict=True):
        presets = [(one.key, ENGLISH.say(one.label)) for one in shelf.presets]
        is_one = step.shelves.form.values[shelf.key] != ""  # the start setting is one of them
        assert offers == presets if is_one else [("", "–"), *presets]
    (tabs,) = step.tabs.groups[0]["fields"]
    assert (tabs["kind"], [(one["key"], one["label"]) for one in tabs["options"]]) == (
        "choice",
        [(one.key, ENGLISH.say(one.label)) for one in laboratory.views],
    )
    assert step.pictures in step.last_possible.parts[0].children
    assert step.hundred in step.last_possible.parts[0].children and step.last_possible.parts[1:] == (
        step.figures,
        step.note,
    )


def test_a_slider_is_held_until_what_is_seen_is_decided():
    step = Compare(opened("role_chain"))
    step.open()
    step.page.change({"gain": 0.4}, live=True)
    assert step.held
    step.page.write("play", {"begun": "yes"})
    assert step.held
    step.page.write("setting", {"gain": 0.4})
    assert not step.held


@pytest.mark.parametrize("name", EXERCISES)
def test_a_preset_keeps_the_rest_only_where_its_list_says_so(name):
    page = opened(name)
    step = Compare(page)
    step.open()
    for shelf in step.laboratory.shelves:
        preset = next(one for one in shelf.presets if one.changes)
        other = next(
            one
            for field, one in parameters(page.setting).items()
            if field not in preset.changes and not one.choices and not field.startswith(("old_", "new_", "chance"))
        )
        moved = other.at(other.index(other.default) + (1 if other.index(other.default) + 1 < other.size else -1))
        page.decide_setting({other.name: moved})
        step.shelves.form.values = step.shelves.form.values | {shelf.key: preset.key}
        assert getattr(page.setting, other.name) == (moved if shelf.keeps else other.default)
        assert {
            one: getattr(page.setting, one) for one in preset.changes
        } == preset.changes and step.shelves.form.values[shelf.key] == preset.key
        page.decide_setting({other.name: moved}, keep=True)
        assert step.shelves.form.values[shelf.key] == (preset.key if shelf.keeps else CHANGED)
        page.decide_setting({})


def test_pictures_draw_the_band_that_their_words_name():
    picture = alike.over_time((_("old"), _("new")), lambda side: side, Message(""), (Message(""), Message("")), None)
    rows = picture.rows({"values": np.tile(np.arange(101.0), (2, 3, 1))}, None)
    assert (set(rows["low"]), set(rows["high"])) == ({10.0}, {90.0})
    assert "8 of 10" in figures.PLAYED and "8 of 10" in figures.HEAD


# Privacy


@pytest.mark.parametrize("name", EXERCISES)
def test_free_answers_never_leave_the_browser_and_quiz_answers_do(name, room):
    store, opened_room = room
    page, exercise = Page(find(name), "en"), find(name)
    page.restore("")
    free = [
        asdict(Event(f"b{place}", LATER, name, "reflect", f"question{place}", SECRET))
        for place in range(1, len(exercise.reflections) + 1)
    ]
    page.hear(free)
    page.take_over(Journal(tuple(Event(**one) for one in free)))
    page.attendance.enter()
    page.hear([asdict(Event("c", LATER, name, "reflect", exercise.quiz[0].key, "1"))])
    end = time.monotonic() + 30
    while (
        not any(entry.event.name == exercise.quiz[0].key for entry in store.read(opened_room))
        and time.monotonic() < end
    ):
        time.sleep(0.05)
    page.attendance._link.close()
    told = [entry.event for entry in store.read(opened_room)]
    assert exercise.quiz[0].key in [event.name for event in told]
    assert SECRET not in repr(told)


@pytest.mark.parametrize("name", EXERCISES)
def test_the_form_of_free_answers_keeps_to_the_step_that_stays(name):
    page = opened(name)
    step = Reflect(page)
    step.open()
    names = [field["name"] for group in step.answers.groups for field in group["fields"]]
    assert step.answers.place["step"] == "reflect" and not any(one.startswith(attendance.QUIZ) for one in names)


@pytest.mark.parametrize("name", EXERCISES)
def test_a_team_code_carries_no_text_of_people(name):
    exercise = find(name)
    assert all(isinstance(one, Parameter | Division | Rounds) for one in exercise.code_parameters.values())
    free = {f"question{place}" for place in range(1, 9)} | {"what", "who", "until", "name", "words", "noted"}
    assert free & set(exercise.code_parameters) == set()
    page = opened(
        name, reflect={"question1": SECRET}, commit={"what": SECRET, "who": "Ada"}, play={"chain.contact.words": SECRET}
    )
    step = Share(page)
    step.open()
    assert SECRET not in repr(exercise.code.decode(step.saved.code))
    assert step.saved.code == exercise.code.encode({"guess": "skipped"})


def session(counts: list[int]) -> Session:
    """Screens with so many people each, who all answered everything and lifted the curtain."""
    keys = [one.key for one in statements("en")]
    groups = []
    for place, count in enumerate(counts):
        decided = {"through": count, "lifted": "yes"} | {
            f"{person}.{key}": "2" for person in range(1, count + 1) for key in keys
        }
        groups.append(
            Group(
                f"g{place}",
                f"Group {place}",
                Journal(tuple(Event(name, "2026", NAME, BEFORE, name, value) for name, value in decided.items())),
            )
        )
    return Session(tuple(groups))


@pytest.mark.parametrize("counts", [[1], [2], [1, 1]])
def test_answers_of_fewer_than_three_people_are_never_shown_on_the_board(counts):
    assert FEWEST == 3
    (said,) = CultureBoard(ENGLISH, exercises()).parts(session(counts), at_once=False)
    assert "fewer" in said.value or "3" in said.value
    assert not hasattr(said, "children")
    picture = CultureBoard(ENGLISH, exercises()).parts(session([*counts, 3 - sum(counts)]), at_once=False)[0]
    assert len(picture.children) > 1


def test_the_second_round_of_fewer_than_three_is_not_shown_either():
    journals = [group.journal for group in session([3]).groups]
    keys = [one.key for one in statements("en")]
    late = {"through": 2, "lifted": "yes"} | {f"{person}.{key}": "5" for person in (1, 2) for key in keys}
    both = Group(
        "g",
        "Group",
        Journal(
            (
                *journals[0].events,
                *(Event(f"a{name}", "2026", NAME, AFTER, name, value) for name, value in late.items()),
            )
        ),
    )
    (box,) = CultureBoard(ENGLISH, exercises()).parts(Session((both,)), at_once=False)
    assert "after dot" not in box.children[1].rows["kind"] and "before dot" in box.children[1].rows["kind"]
