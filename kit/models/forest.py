"""The customer forest: one finite territory, place by place and month by month.

Every place is a firm: free (a prospect), a customer, or burned. So prospects, burned contacts and customers always add
up to the number of places. A month is one comparison per place of an exponential chance with the rate of what can
happen there; the sums over places are exactly the binomial model of `MODELS.md`, M3, but each place keeps its own
chance, so two policies meet the same firms and the same luck.

What it does not know: firms of different size, growing markets, competitors that react, seasons.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from kit.models.retention import gauss_jacobi_types

FREE, CUSTOMER, BURNED = 0, 1, 2
YEAR_MONTHS, QUARTER_MONTHS = 12, 3
WINS_DRAWN = 4  # a place that is won more often meets its types again
TYPES = 12
START_YEARS = 2  # the customers at the start have been there for so long
LONG_AGO = -START_YEARS * YEAR_MONTHS  # the month in which they count as won
VISITS_PER_DAY = 2
HALVED = np.log(2)


@dataclass(frozen=True, eq=False)
class Ground:
    """What a territory is like. Rates are per month, effects are exponents.

    `reach`: contacts per prospect and working day of hunting. `win`, `burn`: shares of contacts won, and of refused
    contacts burned. `recovery`: rate at which burned contacts can be called again. `referral`: contacts per prospect
    if every place were a customer. `bonds`, `weights`: monthly rate of leaving of each customer type without care, and
    how frequent it is among new customers; `start_weights`: among the customers at the start. `care`: effect of one
    day of care per customer and month. `quality`: effect of a perfect product; `learning`: share of complaints that a
    day of feedback removes, `decay`: share of the quality lost in a month. `promise_gain`, `promise_harm`: effect of
    exaggerated promises on winning (share more) and on leaving (exponent). `amends`: burned contacts regained per day.
    `haste`: by how much everybody leaves faster than their bonds say. All but `places`, `customers`, `bonds` and weights may
    differ by column, (columns,).
    """

    places: int
    customers: int
    reach: float
    win: float
    burn: float
    recovery: float
    referral: float
    bonds: NDArray
    weights: NDArray
    start_weights: NDArray
    care: float
    quality: float
    learning: float
    decay: float
    promise_gain: float = 0.0
    promise_harm: float = 0.0
    amends: float = 0.0
    haste: float = 1.0


@dataclass(frozen=True, eq=False)
class Work:
    """What is done in a month, one figure per column (territory and repetition) or one for all.

    `hunt`, `care`: working days in this territory. `feedback`: days of all who pass feedback on to this product.
    `promise`: share of new customers that get an exaggerated promise. `rest`: days of making amends on burned ground.
    `felt`: share of the others that feel just as badly sold to for another reason; it makes nobody buy.
    `care_each`: days of care per customer where they differ, (places, columns); then `care` is not used.
    """

    hunt: NDArray | float
    care: NDArray | float
    feedback: NDArray | float
    promise: NDArray | float = 0.0
    rest: NDArray | float = 0.0
    felt: NDArray | float = 0.0
    care_each: NDArray | None = None


@dataclass(frozen=True, eq=False)
class Forest:
    """How a territory stands. Arrays are (places, columns) except `quality` (columns,).

    `place`: free, customer or burned. `bond`: monthly rate of leaving without care (customers). `since`: month in which
    the customer was won, negative for those of the start. `wins`: how often the place was won. `promised`: share of
    exaggeration in what the customer was promised.
    """

    place: NDArray
    bond: NDArray
    since: NDArray
    wins: NDArray
    promised: NDArray
    quality: NDArray

    @cached_property
    def customers(self) -> NDArray:
        """Customers, (columns,)."""
        return count(self.place == CUSTOMER)

    @cached_property
    def burned(self) -> NDArray:
        """Burned contacts, (columns,)."""
        return count(self.place == BURNED)


@dataclass(frozen=True, eq=False)
class Month:
    """What happened in a month: masks (places, columns). A spot is a position in a mask read row by row."""

    won: NDArray
    lost: NDArray
    burned: NDArray
    recovered: NDArray

    @cached_property
    def won_spots(self) -> NDArray:
        """Where customers were won, (won,)."""
        return self.won.ravel().nonzero()[0]

    @cached_property
    def lost_spots(self) -> NDArray:
        """Where customers were lost, (lost,)."""
        return self.lost.ravel().nonzero()[0]


@dataclass(frozen=True, eq=False)
class Chances:
    """All chance of a territory, drawn once. `event`: exponential, (months, places, columns), or (months, places, times,
    columns) from `course.repeated`. Uniform: `kind`, which type is met at the first, second, ... win of a place, (wins, places,
    columns); `start`, which type sits there at the start, (places, columns).
    """

    event: NDArray
    kind: NDArray
    start: NDArray


def count(mask: NDArray) -> NDArray:
    """How many places of each column a mask holds, (columns,)."""
    return mask.sum(axis=0, dtype=np.uint16)


@lru_cache(maxsize=4)
def types(first_year_churn: float, alike: float) -> tuple[NDArray, NDArray]:
    """Customer types: yearly chances of leaving and how frequent they are, each (12,); remembered, so never to be changed.

    The chance of leaving in a year is beta distributed with this mean and `alike` = alpha + beta (Fader & Hardie 2007:
    their cohorts have 1.89 and 4.47); the twelve points are its Gauss-Jacobi rule.
    """
    return gauss_jacobi_types(first_year_churn * alike, (1 - first_year_churn) * alike, TYPES)


def monthly(yearly: NDArray) -> NDArray:
    """Monthly rate of leaving behind a yearly chance of leaving."""
    return -np.log1p(-np.minimum(yearly, 1 - 1e-9)) / YEAR_MONTHS


def ground(setting, places: int, reach: float, amends: float = 0.0) -> Ground:
    """The territory that a setting describes (both exercises on it have the same assumptions); see `Ground`."""
    yearly, weights = types(setting.churn, setting.alike)
    stayed = weights * (1 - yearly) ** START_YEARS
    return Ground(
        places=places,
        customers=setting.customers,
        reach=reach,
        win=setting.win,
        burn=setting.burn,
        recovery=1 / setting.recovery_months,
        referral=setting.referral / YEAR_MONTHS / setting.win,
        bonds=monthly(yearly),
        weights=weights,
        start_weights=stayed / stayed.sum(),
        care=setting.care_effect * QUARTER_MONTHS,
        quality=setting.quality_effect,
        learning=HALVED / setting.quality_days,
        decay=setting.aging,
        promise_gain=setting.promise_gain,
        promise_harm=setting.promise_harm,
        amends=amends,
    )


def sold_to(forest: Forest, care_days: NDArray | float) -> NDArray:
    """How many customers feel sold to, (columns,): promised too much when they were won, or nobody came for a year.

    `care_days`: working days of care in the last year, (columns,); visits come by chance, two in a day.
    """
    unvisited = np.exp(-VISITS_PER_DAY * care_days / np.maximum(forest.customers, 1))
    at_ease = ((1 - forest.promised) * (forest.place == CUSTOMER)).sum(axis=0) * (1 - unvisited)
    return forest.customers - at_ease


def promised_too_much(forest: Forest) -> NDArray:
    """How many customers were promised too much when they were won, (columns,)."""
    return (forest.promised * (forest.place == CUSTOMER)).sum(axis=0)


def neglected(forest: Forest, care_days: NDArray | float) -> NDArray:
    """How many customers nobody visited for a year, (columns,), with `care_days` working days of care in that year.

    Visits come by chance, two in a day.
    """
    return forest.customers * np.exp(-VISITS_PER_DAY * care_days / np.maximum(forest.customers, 1))


def draw_forest(ground: Ground, months: int, columns: int, chance: int, block: int = 0) -> Chances:
    """Draw the chance of `columns` territories; more places or months change nothing for the first ones."""
    shape = (ground.places, columns)
    start, *kinds = _streams(chance, block, 0, 1 + WINS_DRAWN)
    events = np.empty((months, *shape), np.float32)
    for event, stream in zip(events, _streams(chance, block, 1, months), strict=True):
        stream.standard_exponential(out=event, dtype=np.float32)
    kind = np.stack([one.random(shape, dtype=np.float32) for one in kinds])
    return Chances(events, kind, start.random(shape, dtype=np.float32))


def _streams(chance, block, what, count):
    return [np.random.default_rng((chance, block, what, number)) for number in range(count)]


def plant(ground: Ground, chances: Chances) -> Forest:
    """The forest at the start: the first places are customers, the others are free."""
    shape = chances.start.shape
    place, bond, wins = np.zeros(shape, np.uint8), np.zeros(shape, np.float32), np.zeros(shape, np.uint8)
    place[: ground.customers] = CUSTOMER
    bond[: ground.customers] = bonds_of(ground, ground.start_weights, chances.start[: ground.customers])
    since = np.full(shape, LONG_AGO, np.int16)
    return Forest(place, bond, since, wins, np.zeros(shape, np.float32), np.zeros(shape[1]))


def grow(ground: Ground, forest: Forest, work: Work, chances: Chances, month: int) -> tuple[Forest, Month]:
    """One month: the forest after it, and what happened. `month` counts from 0 and picks the chances."""
    event = chances.event[month].reshape(forest.place.shape)
    customer, free = forest.place == CUSTOMER, forest.place == FREE
    lost = customer & (event < forest.bond * leaving(ground, forest, work, forest.customers).astype(np.float32))
    won_rate, gone_rate = contact_rates(ground, work, forest.customers)
    won = free & (event < won_rate.astype(np.float32))
    burned = (free & (event < gone_rate.astype(np.float32))) ^ won
    recovered = (forest.place == BURNED) & (event < recovery_rate(ground, work, forest.burned).astype(np.float32))
    happened = Month(won, lost, burned, recovered)
    return _after(ground, forest, work, chances, happened, month), happened


def expected(ground: Ground, work: Work, months: int, columns: int = 1) -> NDArray:
    """What the mean forest would do: customers at the start and after each month, (months + 1, columns).

    Expected flows instead of chance (a fluid): close for many places, and the same equations, so that limits known in
    closed form can be checked. With few customers the mean of many forests lies a little lower.
    """
    kinds = len(ground.bonds)  # first the customers of the start by type, then those won by type
    by_type = np.zeros((2 * kinds, columns))
    by_type[:kinds] = (ground.start_weights * ground.customers)[:, None]
    pressed = np.exp(ground.promise_harm * np.broadcast_to(np.asarray(work.promise, float), (columns,)))
    bonds = np.concatenate([np.outer(ground.bonds, np.ones(columns)), np.outer(ground.bonds, pressed)])
    burned, quality, nowhere = np.zeros(columns), np.zeros(columns), np.zeros((0, columns))
    seen = [by_type.sum(axis=0)]
    for _month in range(months):
        customers = by_type.sum(axis=0)
        free = ground.places - customers - burned
        mean = Forest(*[nowhere] * 5, quality=quality)
        lost = by_type * -np.expm1(-bonds * leaving(ground, mean, work, customers))
        won_rate, gone_rate = contact_rates(ground, work, customers)
        won, gone = free * -np.expm1(-won_rate), free * -np.expm1(-gone_rate)
        burned = burned * np.exp(-recovery_rate(ground, work, burned)) + lost.sum(axis=0) + gone - won
        by_type = by_type - lost
        by_type[kinds:] += np.outer(ground.weights, won)
        quality = next_quality(ground, quality, work.feedback)
        seen.append(by_type.sum(axis=0))
    return np.stack(seen)


def leaving(ground: Ground, forest: Forest, work: Work, customers: NDArray) -> NDArray:
    """By how much care and quality multiply the rate of leaving, (columns,) or, with `care_each`, (places, columns)."""
    each = work.care / np.maximum(customers, 1) if work.care_each is None else work.care_each
    return ground.haste * np.exp(-ground.care * each - ground.quality * forest.quality)


def recovery_rate(ground: Ground, work: Work, burned: NDArray) -> NDArray:
    """Rate at which burned contacts can be called again, (columns,): by itself, and by amends divided over them."""
    return ground.recovery + ground.amends * work.rest / np.maximum(burned, 1)


def contact_rates(ground: Ground, work: Work, customers: NDArray) -> tuple[NDArray, NDArray]:
    """Rates at which a free place is won, and won or burned, (columns,): thresholds for an exponential chance."""
    contact = ground.reach * work.hunt + ground.referral * customers / ground.places
    reached = -np.expm1(-contact)
    win = np.minimum(1.0, ground.win * (1 + ground.promise_gain * work.promise))
    return -np.log1p(-reached * win * (1 - 1e-12)), -np.log1p(-reached * (win + (1 - win) * ground.burn) * (1 - 1e-12))


def _after(ground, forest, work, chances, happened, month):
    """The forest after a month: new customers get their type and what was promised to them."""
    place, columns = _places_after(forest.place, happened), forest.place.shape[1]
    spot = happened.won_spots
    turn = forest.wins.take(spot) % WINS_DRAWN
    promised = work.promise + work.felt * (1 - work.promise)
    promise, harm = (np.full(columns, one, np.float32).take(spot % columns) for one in (promised, ground.promise_harm))
    bonds = bonds_of(ground, ground.weights, chances.kind.take(turn * np.intp(place.size) + spot))
    return Forest(
        place,
        _with(forest.bond, spot, bonds * np.exp(harm * promise)),
        _with(forest.since, spot, month),
        _with(forest.wins, spot, turn + 1),
        _with(forest.promised, spot, promise),
        next_quality(ground, forest.quality, work.feedback),
    )


def _places_after(place, happened):
    """Free, customer or burned after a month; masks are added as numbers, which is faster than changing spots."""
    won, lost, burned, recovered = (
        mask.view(np.uint8) for mask in (happened.won, happened.lost, happened.burned, happened.recovered)
    )
    place = place + won
    place += lost
    for _step in range(BURNED - FREE):  # adding twice is faster than multiplying
        place += burned
        place -= recovered
    return place


def _with(values, spot, new):
    changed = values.copy()
    changed.put(spot, new)
    return changed


def bonds_of(ground, weights, uniform):
    """The monthly rate of leaving of the types that these uniform numbers pick; rounding loses nobody."""
    return ground.bonds.astype(np.float32)[np.searchsorted(np.cumsum(weights)[:-1], uniform, side="right")]


def next_quality(ground: Ground, quality: NDArray, feedback_days) -> NDArray:
    """Product quality (0 to 1) after a month with so many days of feedback."""
    heard = -np.expm1(-ground.learning * np.asarray(feedback_days, float))
    return quality + heard * (1 - quality) - ground.decay * quality
