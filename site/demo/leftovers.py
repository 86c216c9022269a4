"""What neither a rolled back nor a deleting transaction takes along: files on the disk, tasks in the queue."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.db.models import Model
from django_tasks_db.models import DBTaskResult

from core.models import StoredFile

FILE_MARK = "beispiel-"  # how the name of every example file begins
STORAGE = StoredFile._meta.get_field("file").storage
FOLDER = "documents"  # where Wagtail puts files

READ_TEXT = "library.tasks.take_text"
ABOUT_ROWS = ("wagtail.tasks.update_reference_index_task", "modelsearch.tasks.insert_or_update_object_task")
DELETE_FILE = "wagtail.tasks.delete_file_from_storage_task"


def tasks_about(things: Iterable[Model]) -> list[DBTaskResult]:
    """Tasks, waiting or done, that name one of these things."""
    things = list(things)
    names = {(thing._meta.app_label, thing._meta.model_name, str(thing.pk)) for thing in things}
    files = {thing.pk for thing in things if isinstance(thing, StoredFile)}
    return [
        task
        for task in DBTaskResult.objects.all()
        if tuple(task.args_kwargs["args"]) in names
        or (task.task_path == READ_TEXT and task.args_kwargs["args"][0] in files)
    ]


def tasks_about_what_is_gone() -> list[DBTaskResult]:
    """Tasks that name a row which no longer exists, such as the parts that went with their page."""
    named: dict[tuple[str, str], list[tuple[str, DBTaskResult]]] = defaultdict(list)
    for task in DBTaskResult.objects.filter(task_path__in=ABOUT_ROWS):
        app_label, model_name, pk = task.args_kwargs["args"]
        named[app_label, model_name].append((str(pk), task))
    found: list[DBTaskResult] = []
    for (app_label, model_name), tasks in named.items():
        rows = apps.get_model(app_label, model_name)._default_manager.filter(pk__in={pk for pk, _task in tasks})
        there = {str(pk) for pk in rows.values_list("pk", flat=True)}
        found += [task for pk, task in tasks if pk not in there]
    return found


def do_tasks_about(things: Iterable[Model]) -> None:
    """Does at once, and once each, what saving these things asked for: reference index and the admin's search.

    A page is saved several times and asks each time; the work process would be busy for minutes. Reading the files
    stays with it: that takes a process of its own.
    """
    tasks = [task for task in tasks_about(things) if task.task_path != READ_TEXT]
    for task in {(task.task_path, *task.args_kwargs["args"]): task for task in tasks}.values():
        task.task.func(*task.args_kwargs["args"])
    forget(tasks)


def forget(tasks: Iterable[DBTaskResult]) -> None:
    DBTaskResult.objects.filter(pk__in=[task.pk for task in tasks]).delete()


def remove_orphaned_files() -> None:
    """Deletes example files to which no row leads, and the tasks that would have deleted them."""
    known = set(StoredFile.objects.values_list("file", flat=True))
    names = STORAGE.listdir(FOLDER)[1] if STORAGE.exists(FOLDER) else []
    for name in names:
        path = f"{FOLDER}/{name}"
        if name.startswith(FILE_MARK) and path not in known:
            STORAGE.delete(path)
    forget(
        task
        for task in DBTaskResult.objects.filter(task_path=DELETE_FILE)
        if task.args_kwargs["args"][1].startswith(f"{FOLDER}/{FILE_MARK}")
    )
