"""Single leads as a picture: segments that follow one another without a gap."""

from itertools import groupby, pairwise

import numpy as np
import pytest

from kit.exercises.role_chain.model.lanes import lanes
from kit.models.chain.measures import order_days


@pytest.mark.parametrize("month", [1, 6, 12])
def test_the_segments_of_a_lead_follow_one_another_from_contact_to_the_end(years, month):
    for year in years:
        for _lead, group in groupby(lanes(year, month, repetition=1), key=lambda segment: segment.lead):
            segments = list(group)
            assert all(a.end == pytest.approx(b.start, abs=1e-8) for a, b in pairwise(segments))
            assert all(segment.ended in ("taken up", "handed on") for segment in segments[:-1])
            assert segments[-1].ended in ("won", "lost")


def test_all_leads_of_the_year_are_in_one_of_the_months(years):
    for year in years:
        first = year.stations[0].arrive[:, 0]
        shown = [segment.lead for month in range(1, 13) for segment in lanes(year, month)]
        assert set(shown) == set(np.flatnonzero(first < 250))


def test_the_lanes_of_an_order_are_as_long_as_its_days(years):
    for year in years:
        segments = [segment for month in range(1, 13) for segment in lanes(year, month)]
        days = dict.fromkeys({segment.lead for segment in segments if segment.ended == "won"}, 0.0)
        for segment in segments:
            if segment.lead in days:
                days[segment.lead] += segment.end - segment.start
        mine = (year.orders.repetition == 0) & (year.orders.contact < 250)
        known = dict(zip(year.orders.lead[mine].tolist(), order_days(year)[mine], strict=True))
        assert days == pytest.approx(known, abs=1e-6)
