"""One archive of everything that cannot be made anew: the database and the uploaded files."""

from core.backup.archive import BackupError, make_backup, restore_backup
from core.backup.database import after_restore

__all__ = ["BackupError", "after_restore", "make_backup", "restore_backup"]
