"""One archive of everything that cannot be made anew: the database and the uploaded files."""

from core.backup.archive import BackupError, make_backup, restore_backup

__all__ = ["BackupError", "make_backup", "restore_backup"]
