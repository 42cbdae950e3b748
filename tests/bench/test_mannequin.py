"""The mannequin is a closed body of the build's size that bends as the motion model does."""

from __future__ import annotations

import numpy as np
import pytest
from bench.mannequin import FILE, Mesh, mannequin, packed
from bench.mannequin_pose import capsule_gaps_m, posed_m
from bench.mannequin_skin import BONES, REGIONS

from tenfold.body.posing import angles_row, pose
from tenfold.body.skeleton import LANDMARK_PLACES, REFERENCE, Build

STANDING = np.array([0.0, 0.9009, 0.0])
LARGE = Build(height_m=1.86, girth=1.25, shoulders=1.08, hips=1.1, name="large")


@pytest.fixture(scope="module")
def mesh() -> Mesh:
    return mannequin()


@pytest.fixture(scope="module")
def coarse_large() -> Mesh:
    return mannequin(LARGE, grid_m=0.025)


def both(**angles: float) -> dict[str, float]:
    return {f"{s}_{n}_deg": v for s in ("left", "right") for n, v in angles.items()}


POSTURES = {
    "standing": both(shoulder_elevation=8),
    "squat": both(hip_flexion=110, knee_flexion=140, hip_abduction=20, ankle_dorsiflexion=30),
    "arms up": both(shoulder_elevation=165),
    "cross-legged": both(
        hip_flexion=85, hip_abduction=40, hip_external_rotation=50, knee_flexion=120
    ),
    "bent and turned": {
        "lumbar_flexion_deg": 30,
        "chest_turn_left_deg": 30,
        "neck_turn_left_deg": 60,
        **both(elbow_flexion=120, shoulder_plane=70, shoulder_elevation=70),
    },
}


def _volume_m3(places: np.ndarray, faces: np.ndarray) -> float:
    a, b, c = (places[faces[:, i]] for i in range(3))
    return float((a * np.cross(b, c)).sum() / 6)


def _without_capsules(mesh: Mesh) -> np.ndarray:
    """Fingers, thumbs, nose, ears and the breadth of the feet have no capsules of their own."""
    named = np.array([name.endswith(("hand", "foot", "toes", "head")) for name in BONES])
    ends: np.ndarray = named[mesh.bones[:, 0]]
    return ends


def test_the_surface_is_closed(mesh: Mesh) -> None:
    """Every edge is walked as often one way as the other."""
    one_way: dict[tuple[int, int], int] = {}
    for a, b, c in mesh.faces.tolist():
        for edge in ((a, b), (b, c), (c, a)):
            one_way[edge] = one_way.get(edge, 0) + 1
    assert all(one_way.get((b, a), 0) == count for (a, b), count in one_way.items())
    assert len(np.unique(mesh.faces)) == len(mesh.places_m)


def test_it_is_all_of_one_piece(mesh: Mesh) -> None:
    group = np.arange(len(mesh.places_m))
    while True:
        lowest = group[mesh.faces].min(axis=1)
        before = group.copy()
        for i in range(3):
            np.minimum.at(group, mesh.faces[:, i], lowest)
        if (group == before).all():
            break
    assert (group == 0).all()


def test_triangles_and_normals_look_outwards(mesh: Mesh) -> None:
    a, b, c = (mesh.places_m[mesh.faces[:, i]] for i in range(3))
    facing = np.cross(b - a, c - a)
    normal = mesh.normals[mesh.faces].sum(axis=1)
    assert ((facing * normal).sum(axis=1) > 0).mean() > 0.995
    # 62 kg at the density of a body.
    assert 0.050 < _volume_m3(mesh.places_m, mesh.faces) < 0.075


def test_each_vertex_has_its_whole_weight_on_real_bones(mesh: Mesh) -> None:
    assert (mesh.weights.sum(axis=1) == 255).all()
    assert mesh.bones.max() < len(BONES)


@pytest.mark.parametrize("name", POSTURES)
def test_the_skin_lies_near_the_surfaces_that_contacts_are_computed_with(
    mesh: Mesh, name: str
) -> None:
    row = angles_row(POSTURES[name])
    places = posed_m(mesh, STANDING, row)
    gaps = capsule_gaps_m(mesh, pose(STANDING[None], row[None]), places)[~_without_capsules(mesh)]
    assert np.percentile(np.abs(gaps), 75) < 0.012
    assert np.percentile(gaps, 99) < 0.033
    assert np.percentile(gaps, 2) > -0.045


def test_the_soles_stand_on_the_floor(mesh: Mesh) -> None:
    places = posed_m(mesh, STANDING, angles_row({}))
    assert places[:, 1].min() == pytest.approx(0.0, abs=0.005)
    assert places[:, 1].max() == pytest.approx(REFERENCE.height_m, abs=0.02)


@pytest.mark.parametrize(
    ("name", "least"),
    [("squat", 0.88), ("arms up", 0.93), ("cross-legged", 0.88), ("bent and turned", 0.90)],
)
def test_deep_bends_keep_their_volume(mesh: Mesh, name: str, least: float) -> None:
    whole = _volume_m3(mesh.places_m, mesh.faces)
    bent = _volume_m3(posed_m(mesh, STANDING, angles_row(POSTURES[name])), mesh.faces)
    assert least < bent / whole < 1.08


def test_left_is_the_mirror_image_of_right(mesh: Mesh) -> None:
    row = angles_row(both(hip_flexion=60, knee_flexion=90, shoulder_elevation=120))
    places = posed_m(mesh, STANDING, row)
    left = places[mesh.places_m[:, 2] < -1e-6]
    right = places[mesh.places_m[:, 2] > 1e-6] * np.array([1, 1, -1])
    assert len(left) == len(right)
    assert np.abs(np.sort(left, axis=0) - np.sort(right, axis=0)).max() < 1e-3


@pytest.mark.parametrize(
    "landmark", ["nose", "left_eye", "right_ear", "mouth_left", "right_heel", "left_foot_index"]
)
def test_what_the_pose_model_looks_for_is_where_the_truth_says(mesh: Mesh, landmark: str) -> None:
    row = angles_row({"neck_turn_left_deg": 40, "right_ankle_dorsiflexion_deg": -20})
    places = posed_m(mesh, STANDING, row)
    wanted = pose(STANDING[None], row[None]).place(*LANDMARK_PLACES[landmark])[0]
    assert np.linalg.norm(places - wanted, axis=1).min() < 0.022


def test_another_build_gets_its_own_body(coarse_large: Mesh, mesh: Mesh) -> None:
    row = angles_row(both(knee_flexion=90, hip_flexion=90))
    places = posed_m(coarse_large, np.zeros(3), row)
    posed = pose(np.zeros((1, 3)), row[None], LARGE)
    gaps = capsule_gaps_m(coarse_large, posed, places)
    assert np.percentile(np.abs(gaps), 75) < 0.018
    nose = posed.place(*LANDMARK_PLACES["nose"])[0]
    assert np.linalg.norm(places - nose, axis=1).min() < 0.025
    assert _volume_m3(coarse_large.places_m, coarse_large.faces) > 1.4 * _volume_m3(
        mesh.places_m, mesh.faces
    )


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_can_be_seen_on_both_sides(mesh: Mesh, region: str) -> None:
    amount = mesh.tints[:, REGIONS.index(region)] > 128
    left, right = mesh.places_m[:, 2] < -0.02, mesh.places_m[:, 2] > 0.02
    assert (amount & left).sum() > 20
    assert (amount & left).sum() == (amount & right).sum()


def test_the_page_has_the_body_that_is_made_here(mesh: Mesh) -> None:
    wanted, there = packed(mesh), FILE.read_bytes()
    assert len(there) < 620_000
    assert len(there) == len(wanted), "run python -m bench.mannequin"
    # The last digit of a place may differ from machine to machine.
    differing = np.frombuffer(wanted, np.uint8) != np.frombuffer(there, np.uint8)
    assert differing.mean() < 0.02, "run python -m bench.mannequin"
