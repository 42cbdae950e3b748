"""Make the pose model bundles from the ``@mediapipe/pose`` npm package.

The bundle that the pose landmarker loads (``.task``) is published on no package registry, but its
parts are: the npm package of the older pose solution carries the person detector and the landmark
networks. A bundle is a stored zip of the two networks, and each must say in its metadata how a
picture is turned into its input. This module adds that metadata and zips.

Everything is checked by SHA-256, going in and coming out, so a bundle is either the known one or
an error that names the file.

Run by itself: ``python tools/pose_model.py node_modules/@mediapipe/pose OUT_FOLDER``.
"""

from __future__ import annotations

import hashlib
import sys
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from flatbuffer import Number, Numbers, Old, Reader, Table, Text, Vector, write

PACKAGE = "@mediapipe/pose"
PACKAGE_VERSION = "0.5.1675469404"


class PoseModelError(Exception):
    """The pose model cannot be made; the message says why and what to do."""


@dataclass(frozen=True)
class Network:
    """One network of a bundle: where it comes from and how its input is normalised.

    A pixel value ``x`` in 0-255 goes in as ``(x - mean) / std``.
    """

    source: str
    sha256: str
    name_in_bundle: str
    title: str
    mean: float
    std: float


@dataclass(frozen=True)
class Bundle:
    """One ``.task`` file."""

    filename: str
    networks: tuple[Network, ...]
    sha256: str


# The "packed assets" of the package hold exactly one asset, so the file is the detector itself.
DETECTOR = Network(
    source="pose_solution_packed_assets.data",
    sha256="a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85",
    name_in_bundle="pose_detector.tflite",
    title="Pose detector",
    mean=127.5,
    std=127.5,
)
LANDMARKS_LITE = Network(
    source="pose_landmark_lite.tflite",
    sha256="f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61",
    name_in_bundle="pose_landmarks_detector.tflite",
    title="Pose landmarks, lite",
    mean=0.0,
    std=255.0,
)
LANDMARKS_FULL = Network(
    source="pose_landmark_full.tflite",
    sha256="e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
    name_in_bundle="pose_landmarks_detector.tflite",
    title="Pose landmarks, full",
    mean=0.0,
    std=255.0,
)
BUNDLES = (
    Bundle(
        filename="pose_landmarker_lite.task",
        networks=(DETECTOR, LANDMARKS_LITE),
        sha256="17a7ee79cf7e555100f47b22a3d6720d267df3fd88b7f32c3fa2d89783fc92c1",
    ),
    Bundle(
        filename="pose_landmarker_full.task",
        networks=(DETECTOR, LANDMARKS_FULL),
        sha256="d0dc6fd85d2fb8e95604713a3e52eb6dc2b875c58a35d1022f72d1a97b052a2f",
    ),
)

# Field numbers of the two public schemas, as far as they are used.
_MODEL_VERSION, _MODEL_BUFFERS, _MODEL_METADATA = 0, 4, 6
_MODEL_OPERATORS, _MODEL_SUBGRAPHS, _MODEL_DESCRIPTION, _MODEL_METADATA_BUFFER = 1, 2, 3, 5
_MODEL_KNOWN_FIELDS = 7
_SUBGRAPH_TENSORS, _SUBGRAPH_INPUTS, _SUBGRAPH_OUTPUTS = 0, 1, 2
_TENSOR_NAME = 3
_IMAGE_PROPERTIES, _NORMALIZATION_OPTIONS, _RGB = 2, 1, 1


def build_bundles(package: Path, out: Path) -> list[Path]:
    """Make every bundle in ``out`` from the unpacked npm package; return their paths.

    Raises
    ------
    PoseModelError
        If a file of the package is missing or not the expected one, or the result is not.
    """
    out.mkdir(parents=True, exist_ok=True)
    return [build_bundle(bundle, package, out) for bundle in BUNDLES]


def build_bundle(bundle: Bundle, package: Path, out: Path) -> Path:
    """Make one bundle; an up-to-date one is left alone, and none is ever left half written."""
    path = out / bundle.filename
    if path.is_file() and _sha256(path.read_bytes()) == bundle.sha256:
        return path
    parts = [
        (network.name_in_bundle, with_metadata(_read_source(network, package), network))
        for network in bundle.networks
    ]
    data = _stored_zip(parts)
    found = _sha256(data)
    if found != bundle.sha256:
        raise PoseModelError(
            f"{bundle.filename} came out with SHA-256 {found}, not {bundle.sha256}. "
            "The builder and its pinned checksum disagree: this is a fault in the builder."
        )
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(data)
    unfinished.replace(path)
    return path


def with_metadata(model: bytes, network: Network) -> bytes:
    """Return a TFLite model with metadata in front of it; the model's own bytes are unchanged."""
    reader = Reader(model)
    root = reader.root
    if model[4:8] != b"TFL3" or reader.slot_count(root) > _MODEL_KNOWN_FIELDS:
        raise PoseModelError(f"{network.source} is not a TFLite model of the expected form.")
    (subgraph,) = reader.vector(root, _MODEL_SUBGRAPHS)
    tensors = reader.vector(subgraph, _SUBGRAPH_TENSORS)
    inputs = [
        reader.text(tensors[index], _TENSOR_NAME)
        for index in reader.integers(subgraph, _SUBGRAPH_INPUTS)
    ]
    outputs = [
        reader.text(tensors[index], _TENSOR_NAME)
        for index in reader.integers(subgraph, _SUBGRAPH_OUTPUTS)
    ]
    metadata = _metadata(network, inputs, outputs)
    buffers = reader.vector(root, _MODEL_BUFFERS)
    new_root: dict[int, Number | Text | Numbers | Old | Vector | Table] = {
        _MODEL_VERSION: Number("I", reader.number(root, _MODEL_VERSION)),
        _MODEL_BUFFERS: Vector([*map(Old, buffers), Table({0: Numbers("B", metadata, align=16)})]),
        _MODEL_METADATA: Vector(
            [
                *map(Old, reader.vector(root, _MODEL_METADATA)),
                Table({0: Text("TFLITE_METADATA"), 1: Number("I", len(buffers))}),
            ]
        ),
    }
    for slot in (_MODEL_OPERATORS, _MODEL_SUBGRAPHS, _MODEL_DESCRIPTION, _MODEL_METADATA_BUFFER):
        place = reader.slot(root, slot)
        if place is not None:
            new_root[slot] = Old(reader.target(place))
    return write(Table(new_root), b"TFL3", old=model)


def _metadata(network: Network, inputs: list[str], outputs: list[str]) -> bytes:
    """The metadata file: one RGB picture in, one named entry for each tensor that comes out."""
    content = Table({0: Number("B", _IMAGE_PROPERTIES), 1: Table({0: Number("b", _RGB)})})
    normalization = Table({0: Numbers("f", [network.mean]), 1: Numbers("f", [network.std])})
    process = Table({0: Number("B", _NORMALIZATION_OPTIONS), 1: normalization})
    pictures = [Table({0: Text(name), 3: content, 4: Vector([process])}) for name in inputs]
    tensors = [Table({0: Text(name)}) for name in outputs]
    subgraph = Table({2: Vector(pictures), 3: Vector(tensors)})
    return write(
        Table(
            {
                0: Text(network.title),
                1: Text(f"{network.source} of {PACKAGE} {PACKAGE_VERSION}, with metadata added."),
                3: Vector([subgraph]),
                5: Text("Apache License. Version 2.0"),
                7: Text("1.0.0"),
            }
        ),
        b"M001",
    )


def _read_source(network: Network, package: Path) -> bytes:
    path = package / network.source
    if not path.is_file():
        raise PoseModelError(
            f"{path} is missing. Install {PACKAGE} {PACKAGE_VERSION} first (npm ci in frontend)."
        )
    data = path.read_bytes()
    found = _sha256(data)
    if found != network.sha256:
        raise PoseModelError(
            f"{path} has SHA-256 {found}, not {network.sha256}: it is damaged or not from "
            f"{PACKAGE} {PACKAGE_VERSION}. Remove node_modules and install again."
        )
    return data


def _stored_zip(parts: list[tuple[str, bytes]]) -> bytes:
    """Zip without compression, the same bytes every time, each part on a multiple of 16 bytes.

    The runtime reads the networks in place, and expects their tensors aligned.
    """
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts:
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            header = buffer.tell() + 30 + len(name)
            gap = -(header + 4) % 16
            # 0xD935 is the tag that archivers use for alignment padding.
            info.extra = b"\x35\xd9" + gap.to_bytes(2, "little") + bytes(gap)
            archive.writestr(info, data)
    return buffer.getvalue()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print("usage: python tools/pose_model.py PACKAGE_FOLDER OUT_FOLDER", file=sys.stderr)
        return 2
    try:
        for path in build_bundles(Path(arguments[0]), Path(arguments[1])):
            print(f"{path} ({path.stat().st_size / 1e6:.1f} MB)")
    except PoseModelError as error:
        print(f"Pose model: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
