"""Real people, and what happens in living rooms: nothing of it adds or loses a rep."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from tenfold.body.frame import Frame
from tenfold.body.landmarks import INDEX
from tenfold.coach.engine import Coach
from tests.coach.test_real_traces import read
from tests.coach.variants import deep_squat_rest, reverse_lunge

LEGS = [(INDEX[f"left_{p}"], INDEX[f"right_{p}"]) for p in ("knee", "ankle", "heel", "foot_index")]
ARMS = [INDEX[f"right_{p}"] for p in ("elbow", "wrist", "pinky", "index", "thumb")]

Change = Callable[[list[Frame]], list[Frame]]
CLIPS = [("nowva_squats", 5), ("dspro_squat", 5), ("chdh_squat", 6), ("bme_squat", 5)]


def at_8_a_second(frames: list[Frame]) -> list[Frame]:
    kept: list[Frame] = []
    for each in frames:
        if not kept or each.t_s - kept[-1].t_s >= 0.12:
            kept.append(each)
    return kept


def at_60_a_second(frames: list[Frame]) -> list[Frame]:
    """Each frame comes two or three times, a moment later."""
    out: list[Frame] = []
    for each, after in zip(frames, [*frames[1:], frames[-1]], strict=True):
        gap_s = max(after.t_s - each.t_s, 0.0)
        times = max(1, round(gap_s * 60))
        out += [replace(each, t_s=each.t_s + gap_s * i / times) for i in range(times)]
    return out


def with_gaps(frames: list[Frame]) -> list[Frame]:
    """Now and then nothing comes for a quarter of a second, and never at even times. The very
    end is seen: nobody can count what ends unseen."""
    chance, out, blind_until_s = random.Random(4), [], 0.0
    for each in frames:
        if each.t_s < blind_until_s:
            continue
        if chance.random() < 0.02 and each.t_s < frames[-1].t_s - 1.0:
            blind_until_s = each.t_s + 0.25
        out.append(replace(each, t_s=each.t_s + chance.uniform(0.0, 0.012)))
    return out


def trembling(frames: list[Frame]) -> list[Frame]:
    chance, out = random.Random(5), []
    for each in frames:
        world = tuple(
            (x + chance.gauss(0, 0.01), y + chance.gauss(0, 0.01), z + chance.gauss(0, 0.01))
            for x, y, z in each.world
        )
        image = tuple(
            (x + chance.gauss(0, 0.004), y + chance.gauss(0, 0.004), z) for x, y, z in each.image
        )
        out.append(replace(each, world=world, image=image))
    return out


def swapped(frame: Frame) -> Frame:
    world, image = list(frame.world), list(frame.image)
    for a, b in LEGS:
        world[a], world[b], image[a], image[b] = world[b], world[a], image[b], image[a]
    return replace(frame, world=tuple(world), image=tuple(image))


def legs_swapped_at_times(frames: list[Frame]) -> list[Frame]:
    chance = random.Random(6)
    return [swapped(each) if chance.random() < 0.1 else each for each in frames]


def moved(frame: Frame, x: float, y: float, size: float) -> Frame:
    image = tuple(
        ((px - 0.5) * size + 0.5 + x, (py - 0.5) * size + 0.5 + y, pz * size)
        for px, py, pz in frame.image
    )
    return replace(frame, image=image)


def camera_knocked(frames: list[Frame]) -> list[Frame]:
    """Half way through, the picture jumps."""
    middle_s = frames[-1].t_s / 2
    first = [moved(each, 0.0, 0.0, 0.8) for each in frames]
    return [moved(frame, 0.07, -0.05, 0.95) if frame.t_s > middle_s else frame for frame in first]


def upright_picture(frames: list[Frame]) -> list[Frame]:
    """The same people in a tall picture: their share of its height is what a phone would show."""
    tall = 9 / 16
    out = []
    for each in frames:
        wide = each.aspect / tall
        image = tuple(
            ((x - 0.5) * min(wide, 1.0) + 0.5, (y - 0.5) * min(1.0, 1 / wide) + 0.5, z)
            for x, y, z in each.image
        )
        out.append(replace(each, image=image, aspect=tall))
    return out


def scratching(frames: list[Frame]) -> list[Frame]:
    """The right hand goes to the ear whenever it pleases."""
    out = []
    for each in frames:
        if int(each.t_s) % 3:
            out.append(each)
            continue
        world, image = list(each.world), list(each.image)
        for landmark in ARMS:
            world[landmark] = each.world[INDEX["right_ear"]]
            image[landmark] = each.image[INDEX["right_ear"]]
        out.append(replace(each, world=tuple(world), image=tuple(image)))
    return out


CHANGES: dict[str, Change] = {
    "8 frames a second": at_8_a_second,
    "60 frames a second": at_60_a_second,
    "irregular, with gaps": with_gaps,
    "trembling": trembling,
    "legs taken for each other in single frames": legs_swapped_at_times,
    "the camera is knocked": camera_knocked,
    "a tall picture": upright_picture,
    "scratching": scratching,
}


def counts(frames: list[Frame]) -> tuple[int, int]:
    """Squats and lunges."""
    squats, lunges = Coach(deep_squat_rest()), Coach(reverse_lunge())
    for each in frames:
        squats.advance(each)
        lunges.advance(each)
    return sum(squats.reps.values()), sum(lunges.reps.values())


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(("clip", "true"), CLIPS)
def test_nothing_adds_or_loses_a_squat(clip: str, true: int, change: str) -> None:
    assert counts(CHANGES[change](read(clip))) == (true, 0)


def after(frames: list[Frame], t_s: float) -> list[Frame]:
    """The frames, begun at a time."""
    return [replace(each, t_s=each.t_s - frames[0].t_s + t_s) for each in frames]


@pytest.mark.parametrize("away_s", [2.0, 6.0])
def test_walking_off_and_coming_back_changes_nothing(away_s: float) -> None:
    squats = read("nowva_squats")
    nobody = [Frame.nobody(0.04 * i) for i in range(round(away_s / 0.04))]
    whole = squats
    for part in (nobody, squats):
        whole = whole + after(part, whole[-1].t_s + 0.04)
    assert counts(whole) == (10, 0)


def test_talking_and_gesturing_before_the_start_is_nothing() -> None:
    talk = [each for each in read("chdh_squat") if each.t_s < 10.0]
    squats = read("chdh_squat")
    assert counts(talk) == (0, 0)
    assert counts(talk + after(squats, talk[-1].t_s + 0.04)) == (6, 0)


@pytest.mark.parametrize("at_s", [3.2, 4.6, 6.0, 8.2])
@pytest.mark.parametrize("other", ["bme_squat", "chdh_squat", "postop_jacks"])
def test_somebody_else_for_a_second_is_not_counted(other: str, at_s: float) -> None:
    squats = read("nowva_squats")
    # Somebody else: elsewhere in the picture, smaller, and busy.
    visitor = [moved(each, 0.3, -0.1, 0.6) for each in read(other)]
    visit = [each for each in visitor if 1.5 <= each.t_s < 2.5]
    aspect = squats[0].aspect
    visit = [replace(each, aspect=aspect) for each in after(visit, at_s)]
    whole = [each for each in squats if not at_s <= each.t_s < at_s + 1.0] + visit
    whole.sort(key=lambda each: each.t_s)
    assert counts(whole)[0] in (4, 5)  # what the visitor hides cannot be counted
    assert counts(whole)[1] == 0
