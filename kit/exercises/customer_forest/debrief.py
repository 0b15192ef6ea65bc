"""Questions about “Seasons”: when care and winning changed, what became of agreements and of the ground, and what luck did.

A team is a team of people, on a common ground or on the ground of one group; bots are part of the ground.
"""

from itertools import pairwise
from math import sqrt
from statistics import mean

from kit.debrief import CHANCE, CULTURE, Noticed, span
from kit.debrief.luck import NEARLY_ALL, error, moves, other_lucks
from kit.exercises.customer_forest.debrief_luck import ahead_by_days, ahead_by_luck, same_days
from kit.exercises.customer_forest.debrief_played import (
    MOSTLY,
    Harvest,
    Team,
    grounds,
    harvest,
    harvest_if_all,
    harvested,
    teams,
)
from kit.exercises.customer_forest.game import FELLER, FORESTER, MOVES, SEASONS, TALK_AFTER, Game
from kit.exercises.customer_forest.setting import TASK_LABELS, TASKS
from kit.groups import Session
from kit.messages import Finding, _
from kit.parameters import PERCENT, Shown

HUNT, CARE, FEEDBACK, REST = (TASKS.index(task) for task in ("hunt", "care", "feedback", "rest"))
MUCH_BURNED = 0.4  # of all firms
LAST_SEASONS = 2
HALF = 0.5  # of the teams: then a tendency is worth a question
FEW_SEASONS, FEW_CHANGES = 6, 6  # with fewer nothing can be said


def _percent(share: float) -> Shown:
    return Shown(PERCENT, round(share, 2))


# Days

MORE_CARE = _("After season {season} more days went into care than before in {count} of {all} teams.")
ASK_MORE_CARE = _("After season {season} you gave care more days: what had you seen?")


def care_raised(session: Session) -> list[Noticed]:
    """The season after which most teams raised their care."""
    everybody, raised = teams(session), {}
    for season in range(1, SEASONS):
        there = [team.days for team in everybody if len(team.days) > season and team.gave(season)]
        count = sum(days[season][CARE] > days[season - 1][CARE] for days in there)
        if count >= 2 and count >= HALF * len(there):
            raised[season] = count, len(there)
    if not raised:
        return []
    season = max(raised, key=lambda one: raised[one][0] / raised[one][1])
    count, there = raised[season]
    values = {"season": season, "count": count, "all": there}
    return [Noticed(CULTURE, Finding(MORE_CARE, values), Finding(ASK_MORE_CARE, values), 0.3 + 0.5 * count / there)]


END_GAME = _(
    "In the last {seasons} seasons winning got more days than in the {seasons} before in {count} of {all} teams, fewer in {fewer}."
)
ASK_END_GAME = _(
    "Shortly before the end most teams went out to win: what do you do at work in the last weeks of a quarter?"
)


def end_game(session: Session) -> list[Noticed]:
    """How winning changed when the end was near."""
    last = range(SEASONS - 2 * LAST_SEASONS, SEASONS)
    finished = [team.days for team in teams(session) if len(team.days) == SEASONS and all(map(team.gave, last))]
    change = [
        sum(one[HUNT] for one in days[-LAST_SEASONS:])
        - sum(one[HUNT] for one in days[-2 * LAST_SEASONS : -LAST_SEASONS])
        for days in finished
    ]
    count = sum(days > 0 for days in change)
    if count < 2 or count < HALF * len(finished):
        return []
    values = {"seasons": LAST_SEASONS, "count": count, "all": len(finished), "fewer": sum(days < 0 for days in change)}
    return [Noticed(CULTURE, Finding(END_GAME, values), Finding(ASK_END_GAME), 0.4 + 0.5 * count / len(finished))]


NEVER = _("Teams that never gave a day to “{task}”: {count} of {all}.")
ASK_NEVER = _("Most teams never had a day for “{task}”: who does that in your firm, and when was the last time?")


def never_tried(session: Session) -> list[Noticed]:
    """Amends or the product: tasks to which at least half of the teams never gave a day."""
    played, found = [days for team in teams(session) if len(days := team.decided) >= FEW_SEASONS], []
    for task in (REST, FEEDBACK):
        count = sum(not any(one[task] for one in days) for days in played)
        if len(played) >= 2 and count >= HALF * len(played):
            values = {"task": TASK_LABELS[TASKS[task]], "count": count, "all": len(played)}
            striking = 0.2 + 0.4 * count / len(played)
            found.append(Noticed(CULTURE, Finding(NEVER, values), Finding(ASK_NEVER, values), striking, TASKS[task]))
    return found


COPIED = _(
    "When teams changed their days, they moved towards the team that had just earned most in {count} of {all} cases (± {error}). Without looking at it, it would be about half."
)
ASK_COPIED = _("When you changed your days: did you look at your customers, or at who was earning most?")


def copied(session: Session) -> list[Noticed]:
    """Whether changes of days go towards the team that earned most in the season before."""
    moved = [one for team in teams(session) for one in _towards_the_first(team)]
    count, by_chance = sum(moved), sqrt(len(moved)) / 2  # one standard deviation of a coin
    if len(moved) < FEW_CHANGES or count < len(moved) / 2 + 2 * by_chance:
        return []
    values = {"count": count, "all": len(moved), "error": max(1, round(by_chance))}
    return [Noticed(CULTURE, Finding(COPIED, values), Finding(ASK_COPIED), 0.3 + 0.4 * count / len(moved))]


def _towards_the_first(team: Team) -> list[bool]:
    """For each change of days whether it went towards the first of the season before, by the days that had to be moved."""
    found = []
    for number, (last, (before, after)) in enumerate(zip(team.game.ground.seasons, pairwise(team.days), strict=False)):
        if not team.gave(number + 1):
            continue
        first = int(last.earned_eur.argmax())
        near, far = (
            sum(abs(one - other) for one, other in zip(days, last.days[first], strict=True)) for days in (after, before)
        )
        if first != team.place and near != far:
            found.append(bool(near < far))
    return found


# Agreements

WORD = _(
    "Teams that gave their word on a limit for winning: {all}. Within it all the time afterwards: {kept}; beyond it at some time: {broken}."
)
ASK_WORD = _("You had given your word: what helped you keep it, and what tempted you to break it?")


def word_kept(session: Session) -> list[Noticed]:
    """Agreements by word: how many teams kept within them."""
    by_word = [
        team for team in teams(session) if _agreed(team.game) and not team.game.binds and any(_given_after_talk(team))
    ]
    broken = sum(any(team.place in season.broken for season in team.game.ground.seasons) for team in by_word)
    if len(by_word) < 2:
        return []
    values = {"all": len(by_word), "kept": len(by_word) - broken, "broken": broken}
    return [Noticed(CULTURE, Finding(WORD, values), Finding(ASK_WORD), 0.5 + 0.4 * broken / len(by_word))]


def _agreed(game: Game) -> bool:
    """Whether something was agreed on and a season was played under it."""
    return game.limit is not None and len(game.ground.seasons) > TALK_AFTER


AGREED = _(
    "Days of winning per team and season after the talk: {agreed} where something was agreed ({count} of {all} grounds), {free} where nothing was."
)
ASK_AGREED = _("Some agreed on a limit, others did not: what tipped the scales in your talk?")


def agreements(session: Session) -> list[Noticed]:
    """Winning after the talk on grounds with an agreement and on grounds without."""
    talked = [
        ground
        for ground in grounds(session)
        if ground[0].game.talked and any(any(_given_after_talk(team)) for team in ground)
    ]
    agreed = [_winning(ground) for ground in talked if _agreed(ground[0].game)]
    free = [_winning(ground) for ground in talked if not _agreed(ground[0].game)]
    if not agreed or not free:
        return []
    values = {"agreed": span(agreed, round), "free": span(free, round), "count": len(agreed), "all": len(talked)}
    return [Noticed(CULTURE, Finding(AGREED, values), Finding(ASK_AGREED), 0.5)]


def _winning(ground: list[Team]) -> float:
    """Mean days of winning of the teams after the talk, as they were played where somebody gave them."""
    return mean(
        float(team.game.ground.seasons[season].days[team.place][HUNT])
        for team in ground
        for season, is_given in enumerate(_given_after_talk(team), start=TALK_AFTER)
        if is_given
    )


def _given_after_talk(team: Team) -> list[bool]:
    """For each season after the talk that is over whether somebody gave the days of a team."""
    return [team.gave(season) for season in range(TALK_AFTER, len(team.days))]


# The ground

BURNED = _(
    "After season {season} more than {share} of the firms wanted no more calls. With other luck the same days lead there in {count} of {lucks} games, after season {seasons}."
)
BURNED_FIRST = _(
    "Grounds on which more than {share} of the firms wanted no more calls: {grounds} of {all}, the first one after season {season}. With other luck the same days lead there in {count} of {lucks} games, after season {seasons}."
)
ASK_BURNED = _(
    "When did you notice that more and more firms wanted no more calls, and what did you say to each other then?"
)


def burned_ground(session: Session) -> list[Noticed]:
    """When the first ground was burned beyond a limit, and whether the same days do that with other luck."""
    games = [ground[0].game for ground in _decided(grounds(session))]
    burned = {
        place: season for place, game in enumerate(games) if (season := _much_burned(game, harvested(game.ground)))
    }
    if not burned:
        return []
    earliest = min(burned, key=burned.__getitem__)
    game = games[earliest]
    played, lucks = moves(MOVES, game.decided), other_lucks(game.setting.chance)
    again = [season for luck in lucks if (season := _much_burned(game, harvest(played, luck)))]
    values = {
        "season": burned[earliest],
        "share": _percent(MUCH_BURNED),
        "count": len(again),
        "lucks": len(lucks),
        "seasons": span(again or [burned[earliest]]),
        "grounds": len(burned),
        "all": len(games),
    }
    kind = CULTURE if len(again) >= NEARLY_ALL * len(lucks) else CHANCE
    return [Noticed(kind, Finding(BURNED_FIRST if len(games) > 1 else BURNED, values), Finding(ASK_BURNED), 0.6)]


def _decided(played: list[list[Team]]) -> list[list[Team]]:
    """The grounds on which most days were given by somebody: only there they tell what decisions did."""
    return [
        ground
        for ground in played
        if sum(len(team.decided) for team in ground) >= MOSTLY * sum(len(team.days) for team in ground)
    ]


def _much_burned(game: Game, came: Harvest) -> int:
    """The first season after which much of the ground is burned; 0 if it never was."""
    limit = MUCH_BURNED * game.setting.places
    return next((season for season, burned in enumerate(came.burned, start=1) if burned > limit), 0)


ALIKE = _(
    "All teams of a ground together earned {eur} EUR; had all worked like Felix it would have been {felled} EUR, like Flora {cared} EUR. With other luck the same days earn more than all like Felix in {over_felled} and more than all like Flora in {over_cared} of {lucks} games (± {error})."
)
ASK_ALIKE = _(
    "Which ground would you like to take over: yours, one where all work like Felix, or one where all work like Flora?"
)


def all_alike(session: Session) -> list[Noticed]:
    """What became of the ground with most teams, beside the same ground under bots of one kind, with many lucks."""
    finished = _decided([ground for ground in grounds(session) if ground[0].game.now is None])
    if not finished:
        return []
    game = max(finished, key=len)[0].game
    played, lucks = moves(MOVES, game.decided), other_lucks(game.setting.chance)
    eur, felled, cared = _three_ways(played, game.setting.chance)
    again = [_three_ways(played, luck) for luck in lucks]
    over_felled, over_cared = sum(one[0] > one[1] for one in again), sum(one[0] > one[2] for one in again)
    values = {
        "eur": round(eur),
        "felled": round(felled),
        "cared": round(cared),
        "over_felled": over_felled,
        "over_cared": over_cared,
        "lucks": len(lucks),
        "error": max(error(count, len(lucks)) for count in (over_felled, over_cared)),
    }
    return [Noticed(CULTURE, Finding(ALIKE, values), Finding(ASK_ALIKE), 0.8)]


def _three_ways(played: tuple, luck: int) -> tuple[float, float, float]:
    """What all teams earn together: as they played, all as Felix, all as Flora."""
    three = harvest(played, luck), harvest_if_all(played, luck, FELLER), harvest_if_all(played, luck, FORESTER)
    eur, felled, cared = (sum(one.earned_eur) for one in three)
    return eur, felled, cared


RULES = (
    care_raised,
    end_game,
    never_tried,
    copied,
    word_kept,
    agreements,
    burned_ground,
    all_alike,
    same_days,
    ahead_by_luck,
    ahead_by_days,
)
