"""Questions about “Payday”: where the days went under each plan, whom it cost, and what luck had to do with it."""

from functools import lru_cache, partial
from statistics import mean

from kit.debrief import CHANCE, CULTURE, TOGETHER, Noticed, span
from kit.debrief.luck import Duel, Moves, Runner, extremes, lucky, moves, with_luck
from kit.divisions import alike
from kit.exercise import guess_state
from kit.exercises.incentives import game as payday
from kit.exercises.incentives.facts import NAME
from kit.exercises.incentives.game import ME, MOVES, NEW, OLD, PORTION_DAYS, Game, Year
from kit.groups import Group, Session
from kit.messages import Finding, _
from kit.models.pay.setting import TASK_LABELS, TASKS
from kit.parameters import Parameter, decided_or_default

CARE, FEEDBACK, HELP = (TASKS.index(task) for task in ("care", "feedback", "help"))
MOST = 2 / 3  # of the groups: then a tendency is worth a question
# What groups guess of a seller who only looks after the pay.
GUESSED = Parameter(_("Days for existing customers"), 20, 0, 60, 1, _("days of 60"), name="care_days")


# What was played


@lru_cache(maxsize=256)
def _game(group: Group) -> Game | None:
    """The two years of a group, if both were played to the end."""
    game = Game(group.journal.decided(NAME, "play"))
    return game if game.now is None else None


def _games(session: Session) -> list[Game]:
    """All games in which both years were played to the end."""
    return [game for game in map(_game, session.groups) if game]


def _days(year: Year, task: int = CARE) -> float:
    """Mean days a quarter that a year gave to a task."""
    return mean(result.days[task] for result in year.results)


# Days

CARE_DAYS = _(
    "Days a quarter for existing customers: {old} under the old plan, {new} under the new one. Groups that gave fewer under the old plan: {fewer} of {all}, more: {more}."
)
ASK_CARE = _("Another plan, other days for existing customers: what made you move them?")


def care_days(session: Session) -> list[Noticed]:
    """Care under both plans."""
    care = [(_days(game.years[OLD]), _days(game.years[NEW])) for game in _games(session)]
    fewer, more = sum(old < new for old, new in care), sum(old > new for old, new in care)
    if len(care) < 2 or not fewer + more:
        return []
    old, new = zip(*care, strict=True)
    values = {"old": span(old, round), "new": span(new, round), "fewer": fewer, "more": more, "all": len(care)}
    return [Noticed(CULTURE, Finding(CARE_DAYS, values), Finding(ASK_CARE), 0.4 + 0.5 * max(fewer, more) / len(care))]


UNMOVED = _("Groups that divided their days nearly alike under both plans: {count} of {all}.")
ASK_UNMOVED = _("Another plan, and nearly the same days: what did you go by?")


def unmoved(session: Session) -> list[Noticed]:
    """Groups whose mean days differ by less than a portion in every task."""
    games = _games(session)
    moved = [
        max(abs(_days(game.years[OLD], task) - _days(game.years[NEW], task)) for task in range(len(TASKS)))
        for game in games
    ]
    count = sum(days < PORTION_DAYS for days in moved)
    if len(games) < 2 or not count:
        return []
    values = {"count": count, "all": len(games)}
    return [Noticed(CULTURE, Finding(UNMOVED, values), Finding(ASK_UNMOVED), 0.3 + 0.4 * count / len(games))]


NO_DAY = _(
    "Groups whose whole year had no day for “{task}”: {old} of {all} under the old plan, {new} of {all} under the new one."
)
ASK_NO_DAY = _("“{task}” got no day for a whole year: what gets left undone like that in your firm?")


def no_day(session: Session) -> list[Noticed]:
    """Feedback or helping that got no day in a whole year."""
    games, found = _games(session), []
    for task in (FEEDBACK, HELP):
        without = {side: sum(_days(game.years[side], task) == 0 for game in games) for side in (OLD, NEW)}
        if len(games) < 2 or not any(without.values()):
            continue
        values = {"task": TASK_LABELS[TASKS[task]], "old": without[OLD], "new": without[NEW], "all": len(games)}
        striking = 0.3 + 0.5 * max(without.values()) / len(games)
        found.append(Noticed(CULTURE, Finding(NO_DAY, values), Finding(ASK_NO_DAY, values), striking, TASKS[task]))
    return found


BEYOND = _(
    "The model’s seller who only looks after the pay gives existing customers {model_old} days a quarter under the old plan and {model_new} under the new one. Groups that gave clearly more: {old} of {all} under the old plan, {new} of {all} under the new one."
)
ASK_BEYOND = _("Some of you gave existing customers more days than pays off: what for?")


def beyond_pay(session: Session) -> list[Noticed]:
    """How many gave more care than the pay asks for, by at least a portion."""
    games = _games(session)
    if len(games) < 2:
        return []
    model = {side: float(games[0].years[side].colleagues.days[ME, CARE]) for side in (OLD, NEW)}  # whatever the luck
    more = {side: sum(_days(game.years[side]) >= model[side] + PORTION_DAYS for game in games) for side in (OLD, NEW)}
    if not any(more.values()):
        return []
    values = {
        "model_old": round(model[OLD]),
        "model_new": round(model[NEW]),
        "old": more[OLD],
        "new": more[NEW],
        "all": len(games),
    }
    return [Noticed(CULTURE, Finding(BEYOND, values), Finding(ASK_BEYOND), 0.3 + 0.4 * max(more.values()) / len(games))]


AS_GUESSED = _(
    "Days for existing customers under the old plan: guessed of a seller who only looks after the pay {guesses}, given in the own game {own}. Groups that gave more than they had guessed: {more} of {all}, fewer: {fewer}."
)
ASK_MORE = _(
    "You cared more for existing customers than the seller you guessed at: what kept you from looking only after the pay?"
)
ASK_FEWER = _(
    "You cared less for existing customers than you had guessed of a seller who looks only after the pay: what came in between?"
)


def own_guess(session: Session) -> list[Noticed]:
    """What groups guessed of a seller beside what they did themselves."""
    pairs = []
    for group in session.groups:
        guessed = group.journal.decided(NAME, "predict")
        game = _game(group)
        if game and guess_state(guessed) == "given":
            pairs.append((decided_or_default(guessed, GUESSED), _days(game.years[OLD])))
    more, fewer = sum(own > guessed for guessed, own in pairs), sum(own < guessed for guessed, own in pairs)
    if len(pairs) < 2 or max(more, fewer) < MOST * len(pairs):
        return []
    guesses, own = zip(*pairs, strict=True)
    values = {"guesses": span(guesses, round), "own": span(own, round), "more": more, "fewer": fewer, "all": len(pairs)}
    return [
        Noticed(
            TOGETHER,
            Finding(AS_GUESSED, values),
            Finding(ASK_MORE if more > fewer else ASK_FEWER),
            0.3 + 0.3 * max(more, fewer) / len(pairs),
        )
    ]


BEGAN = _(
    "Days a quarter for existing customers under the old plan: {first} in groups that began with it ({firsts} of {all}), {then} in groups that had played the new plan before."
)
ASK_BEGAN = _("Which habit from the first year did you take along into the second, although the plan was another one?")


def first_plan(session: Session) -> list[Noticed]:
    """Whether care under the old plan differs by which plan was played first."""
    games = _games(session)
    first = [_days(game.years[OLD]) for game in games if game.sides[0] == OLD]
    then = [_days(game.years[OLD]) for game in games if game.sides[0] == NEW]
    if not first or not then or abs(mean(first) - mean(then)) < PORTION_DAYS:
        return []
    values = {"first": span(first, round), "then": span(then, round), "firsts": len(first), "all": len(games)}
    return [Noticed(TOGETHER, Finding(BEGAN, values), Finding(ASK_BEGAN), 0.4)]


# Orders and leavers

PULLED = _(
    "Orders pulled forward: {old} under the old plan, {new} under the new one, by {count} of {all} groups. They cost {discount} EUR in discounts and changed the pay of these groups by {pay} EUR in all, compared with the same days and luck without pulling."
)
ASK_PULLED = _("When you pulled an order forward: what was it for, and who paid the price?")


def pulled_orders(session: Session) -> list[Noticed]:
    """Orders pulled forward, their discount, and what the same years pay without pulling."""
    games = _games(session)
    counts = [
        {side: sum(len(result.pulled) for result in game.years[side].results) for side in (OLD, NEW)} for game in games
    ]
    pullers = [game for game, count in zip(games, counts, strict=True) if any(count.values())]
    if len(games) < 2 or not pullers:
        return []
    old, new = (sum(count[side] for count in counts) for side in (OLD, NEW))
    each_eur = games[0].setting.pull_discount * games[0].setting.order_eur
    more_eur = sum(paid_eur(game) - _honest_eur(moves(MOVES, game.decided)) for game in pullers)
    values = {
        "old": old,
        "new": new,
        "count": len(pullers),
        "all": len(games),
        "discount": round((old + new) * each_eur),
        "pay": round(more_eur),
    }
    return [Noticed(CULTURE, Finding(PULLED, values), Finding(ASK_PULLED), 0.4 + 0.4 * len(pullers) / len(games))]


@lru_cache(maxsize=256)
def _honest_eur(played: tuple) -> float:
    """What both years pay with the same days and luck if no order is pulled forward."""
    decided = dict(zip([move.name for move in MOVES], played, strict=True))
    return paid_eur(Game(decided | {move.name: "0" for move in payday.PULLED.values()}))


@lru_cache(maxsize=4096)
def pay_eur(played: Moves, luck: int) -> float:
    """What a seller gets in both years with these moves and this luck."""
    return paid_eur(Game(with_luck(MOVES, played, payday.LUCK, luck)))


def paid_eur(game: Game) -> float:
    """What a seller got in both years, as far as they were played."""
    return sum(year.pay_eur for year in game.years.values())


LEFT = _(
    "Customers who left and could have been kept with the same luck, per group: {old} under the old plan, {new} under the new one. For reasons of their own, whatever anybody had done, {own} of {left} left."
)
ASK_LEFT = _("Think of a customer you lost at work: could you have kept them, and what would it have taken?")


def leavers(session: Session) -> list[Noticed]:
    """Who left because of what was done, and who would have left in any case."""
    games = _games(session)
    gone = {side: [game.years[side].leavers for game in games] for side in (OLD, NEW)}
    everybody = [leaver for side in gone.values() for one in side for leaver in one]
    if len(games) < 2 or not any(leaver.avoidable for leaver in everybody):
        return []
    old, new = (span([sum(leaver.avoidable for leaver in one) for one in gone[side]]) for side in (OLD, NEW))
    own = sum(not leaver.avoidable for leaver in everybody)
    values = {"old": old, "new": new, "own": own, "left": len(everybody)}
    return [Noticed(CULTURE, Finding(LEFT, values), Finding(ASK_LEFT), 0.4 + 0.4 * (1 - own / len(everybody)))]


# Luck or days

BY_LUCK = _(
    "{a} got {more} EUR more pay than {b} in the two years. With other luck the same days bring {a} more in {first} and {b} more in {second} of {lucks} games (± {error}): luck decided here."
)
ASK_BY_LUCK = _("How do you tell a good year from a lucky one in your firm?")
BY_DAYS = _(
    "The pay for the two years runs from {low} to {high} EUR. With other luck the days with the highest pay are ahead of those with the lowest in {first} of {lucks} games (± {error}): the days decided here, not luck."
)
ASK_BY_DAYS = _("Whoever earned most: what did your days do to customers and colleagues?")


def pay_by_luck(session: Session) -> list[Noticed]:
    """A lead in pay that luck decided."""
    duel = lucky(_runners(session))
    if not duel:
        return []
    values = {"a": duel.winner.called, "b": duel.other.called, "more": _apart(duel), **duel.counts}
    return [Noticed(CHANCE, Finding(BY_LUCK, values), Finding(ASK_BY_LUCK), 0.8)]


def pay_by_days(session: Session) -> list[Noticed]:
    """A lead in pay that the days decided."""
    duel = extremes(_runners(session))
    if not duel or not duel.decisions_decided:
        return []
    values = {"low": round(duel.other.earned_eur), "high": round(duel.winner.earned_eur), **duel.counts}
    return [Noticed(CULTURE, Finding(BY_DAYS, values), Finding(ASK_BY_DAYS), 0.7)]


SAME = _("{count} groups decided exactly the same and were paid {low} to {high} EUR: luck alone made the difference.")
ASK_SAME = _("Same work, different money: how would somebody at your firm explain the difference?")


def pay_of_equals(session: Session) -> list[Noticed]:
    """Groups with the very same days and orders, and what luck paid them for it."""
    games = _games(session)
    for places in alike([_moves(game) for game in games], near=0):
        eur = [round(paid_eur(games[place])) for place in places]
        if min(eur) < max(eur):
            values = {"count": len(eur), "low": min(eur), "high": max(eur)}
            return [Noticed(CHANCE, Finding(SAME, values), Finding(ASK_SAME), 0.9)]
    return []


def _moves(game: Game) -> list[float]:
    """What a group decided in both years, its days and its orders, as figures."""
    results = [result for side in (OLD, NEW) for result in game.years[side].results]
    return [
        *(float(days) for one in results for days in one.days),
        *(float(len(one.pulled)) for one in results),
    ]


def _runners(session: Session) -> list[Runner]:
    names = session.names()
    played = [(names[group.key], game) for group in session.groups if (game := _game(group))]
    return [
        Runner(name, game.setting.chance, paid_eur(game), partial(pay_eur, moves(MOVES, game.decided)))
        for name, game in played
    ]


def _apart(duel: Duel) -> int:
    return round(duel.winner.earned_eur - duel.other.earned_eur)


RULES = (
    care_days,
    unmoved,
    no_day,
    beyond_pay,
    own_guess,
    first_plan,
    pulled_orders,
    leavers,
    pay_of_equals,
    pay_by_luck,
    pay_by_days,
)
