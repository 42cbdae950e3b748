"""The pose model bundles: made from the npm package, checked, and usable."""

from __future__ import annotations

import dataclasses
import hashlib
import importlib.util
import zipfile
from pathlib import Path

import numpy as np
import pytest

import flatbuffer
import pose_model
from tenfold.capture.pose import Pose

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "frontend" / "node_modules" / "@mediapipe" / "pose"
SHARED = ROOT.parent / "shared"

needs_package = pytest.mark.skipif(
    not PACKAGE.is_dir(), reason="frontend/node_modules is not installed (make front)"
)
needs_mediapipe = pytest.mark.skipif(
    importlib.util.find_spec("mediapipe") is None,
    reason="the extra tenfold[video] is not installed",
)


def small_model() -> bytes:
    """A model file of one subgraph with one input and two outputs, and one buffer."""
    tensors = flatbuffer.Vector(
        [flatbuffer.Table({3: flatbuffer.Text(name)}) for name in ("picture", "points", "score")]
    )
    subgraph = flatbuffer.Table(
        {
            0: tensors,
            1: flatbuffer.Numbers("i", [0]),
            2: flatbuffer.Numbers("i", [1, 2]),
        }
    )
    root = flatbuffer.Table(
        {
            0: flatbuffer.Number("I", 3),
            2: flatbuffer.Vector([subgraph]),
            3: flatbuffer.Text("a small model"),
            4: flatbuffer.Vector([flatbuffer.Table({0: flatbuffer.Numbers("B", [7, 8, 9], 16)})]),
        }
    )
    return flatbuffer.write(root, b"TFL3")


def test_metadata_goes_in_front_and_the_model_itself_stays_byte_for_byte() -> None:
    model = small_model()
    result = pose_model.with_metadata(model, pose_model.LANDMARKS_LITE)
    assert result.endswith(model)
    assert (len(result) - len(model)) % 16 == 0

    reader = flatbuffer.Reader(result)
    root = reader.root
    assert result[4:8] == b"TFL3"
    assert reader.number(root, 0) == 3
    (subgraph,) = reader.vector(root, 2)
    assert [reader.text(tensor, 3) for tensor in reader.vector(subgraph, 0)] == [
        "picture",
        "points",
        "score",
    ]
    old_buffer, new_buffer = reader.vector(root, 4)
    assert old_buffer > len(result) - len(model) > new_buffer
    (entry,) = reader.vector(root, 6)
    assert reader.text(entry, 0) == "TFLITE_METADATA"
    assert reader.number(entry, 1) == 1, "the metadata is in the second buffer"


def test_metadata_says_how_a_picture_becomes_input_and_names_every_output() -> None:
    result = pose_model.with_metadata(small_model(), pose_model.DETECTOR)
    reader = flatbuffer.Reader(result)
    place = reader.slot(reader.vector(reader.root, 4)[1], 0)
    assert place is not None
    start = reader.target(place) + 4
    assert start % 16 == 0
    metadata = flatbuffer.Reader(result[start:])
    assert result[start + 4 : start + 8] == b"M001"
    (subgraph,) = metadata.vector(metadata.root, 3)
    (picture,) = metadata.vector(subgraph, 2)
    assert metadata.text(picture, 0) == "picture"
    assert [metadata.text(tensor, 0) for tensor in metadata.vector(subgraph, 3)] == [
        "points",
        "score",
    ]
    (process,) = metadata.vector(picture, 4)
    assert metadata.number(process, 0, "B") == 1, "normalisation options"


def test_a_missing_package_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(pose_model.PoseModelError, match=r"is missing.*npm ci") as error:
        pose_model.build_bundles(tmp_path, tmp_path / "out")
    assert "\n" not in str(error.value)


def test_a_damaged_network_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / pose_model.DETECTOR.source).write_bytes(b"not a network")
    with pytest.raises(pose_model.PoseModelError, match=pose_model.DETECTOR.source):
        pose_model.build_bundles(tmp_path, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


@needs_package
def test_bundles_are_the_same_bytes_every_time_and_a_bad_one_is_replaced(tmp_path: Path) -> None:
    for path, bundle in zip(
        pose_model.build_bundles(PACKAGE, tmp_path), pose_model.BUNDLES, strict=True
    ):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == bundle.sha256
        path.write_bytes(path.read_bytes()[:1000])
    for path, bundle in zip(
        pose_model.build_bundles(PACKAGE, tmp_path), pose_model.BUNDLES, strict=True
    ):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == bundle.sha256
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            assert archive.namelist() == ["pose_detector.tflite", "pose_landmarks_detector.tflite"]
            assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
    assert not list(tmp_path.glob("*.part"))


@needs_package
def test_an_unexpected_result_is_not_kept(tmp_path: Path) -> None:
    bundle = dataclasses.replace(pose_model.BUNDLES[0], sha256="0" * 64)
    with pytest.raises(pose_model.PoseModelError, match="fault in the builder"):
        pose_model.build_bundle(bundle, PACKAGE, tmp_path)
    assert list(tmp_path.iterdir()) == []


@needs_package
def test_networks_lie_aligned_in_the_bundle(tmp_path: Path) -> None:
    for path in pose_model.build_bundles(PACKAGE, tmp_path):
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                start = info.header_offset + 30 + len(info.filename) + len(info.extra)
                assert start % 16 == 0


@needs_package
@needs_mediapipe
@pytest.mark.parametrize("bundle", pose_model.BUNDLES, ids=lambda bundle: str(bundle.filename))
def test_the_bundle_loads_and_sees_nobody_in_an_empty_picture(
    bundle: pose_model.Bundle, tmp_path: Path
) -> None:
    grey = np.full((240, 320, 3), 128, np.uint8)
    with Pose(pose_model.build_bundle(bundle, PACKAGE, tmp_path)) as pose:
        pose.ask(grey, at_ms=0)
        assert pose.answer().empty


@needs_package
@needs_mediapipe
def test_the_full_bundle_agrees_with_a_recorded_trace(tmp_path: Path) -> None:
    clip = SHARED / "clips" / "nowva_squats.mp4"
    if not clip.is_file():
        pytest.skip("the folder of real clips is not beside the project")
    cv2 = pytest.importorskip("cv2")
    trace = np.load(SHARED / "traces" / "nowva_squats.npz")
    video = cv2.VideoCapture(str(clip))
    with Pose(pose_model.build_bundle(pose_model.BUNDLES[1], PACKAGE, tmp_path)) as pose:
        for index in range(90):
            read, picture = video.read()
            assert read
            pose.ask(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), round(trace["t"][index] * 1000))
            points = np.array(pose.answer().image)[:, :2]
            assert np.abs(points - trace["image"][index][:, :2]).max() < 0.02
    video.release()
