"""The archive: a tar.gz with manifest.json (what it is, sums of all files), database/ and media/.

Indices are not in it: they are built anew from the rows. A restore looks at the whole archive before it changes
anything, and puts the files aside until the database is restored.
"""

import hashlib
import json
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from core.backup.database import dump_database, load_database

FORMAT = 1


class BackupError(Exception):
    """In German, for the operator: why nothing was saved or restored."""


def make_backup(target: Path) -> dict[str, Any]:
    """Writes the archive beside `target` first and renames it at the end; returns the manifest.

    It holds everything about everybody, so only its owner may read it; so may a folder that is made for it.
    Raises BackupError when the target exists already.
    """
    if target.exists():
        raise BackupError(f"{target} gibt es schon. Bitte einen anderen Namen wählen.")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sicherung-") as folder:
        staging = Path(folder)
        dump_database(staging / "database")
        if settings.MEDIA_ROOT.exists():
            shutil.copytree(settings.MEDIA_ROOT, staging / "media")
        manifest = {
            "format": FORMAT,
            "made_at": timezone.now().isoformat(),
            "database": connection.vendor,
            "migrations": _migrations(),
            "sha256": _sums(staging),
        }
        (staging / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        packed = staging.with_suffix(".tar.gz")
        try:
            packed.touch(mode=0o600, exist_ok=False)
            with tarfile.open(packed, "w:gz", compresslevel=3) as tar:
                tar.add(staging, arcname=".")
            packed.rename(target)
        finally:
            packed.unlink(missing_ok=True)
    return manifest


def restore_backup(source: Path) -> dict[str, Any]:
    """Puts database and files back as they were and returns the manifest.

    Raises BackupError, having changed nothing, for what is no backup, is damaged, or belongs to another version or
    kind of database.
    """
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix=".wiederherstellung-") as folder:
        staging = Path(folder)
        manifest = _unpack(source, staging)
        _judge(manifest, staging)
        load_database(staging / "database")
        _swap_media(staging)
    return manifest


def _unpack(source: Path, staging: Path) -> dict[str, Any]:
    try:
        with tarfile.open(source, "r:gz") as tar:
            tar.extractall(staging, filter="data")
        manifest: dict[str, Any] = json.loads((staging / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, tarfile.TarError, EOFError, ValueError) as error:
        raise BackupError(f"{source} ist keine lesbare Sicherung ({error}). Es wurde nichts verändert.") from error
    return manifest


def _judge(manifest: dict[str, Any], staging: Path) -> None:
    if manifest.get("format") != FORMAT or manifest.get("sha256") != _sums(staging):
        raise BackupError("Die Sicherung ist beschädigt oder unvollständig. Es wurde nichts verändert.")
    if manifest["database"] != connection.vendor:
        raise BackupError(
            f"Die Sicherung stammt von {manifest['database']}, dieses Portal läuft auf {connection.vendor}. "
            "Es wurde nichts verändert."
        )
    if manifest["migrations"] != _migrations():
        raise BackupError(
            "Die Sicherung stammt von einer anderen Version. Bitte zuerst diese Version und `migrate` ausführen. "
            "Es wurde nichts verändert."
        )


def _swap_media(staging: Path) -> None:
    current, aside = settings.MEDIA_ROOT, staging / "replaced"
    if current.exists():
        current.rename(aside)
    if (staging / "media").exists():
        (staging / "media").rename(current)


def _migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _sums(folder: Path) -> dict[str, str]:
    sums = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "manifest.json":
            with path.open("rb") as file:
                sums[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return sums
