"""Adding reports: files dropped or text pasted, and what becomes of them."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from linimasa.web.failed import PageError
from linimasa.web.jobs import Jobs, Pasted
from linimasa.web.site import Asked, site_of

_UNSAFE = re.compile(r"[^\w. -]")


@get("/add", sync_to_thread=True)
def add(request: Asked) -> Response[str]:
    """Where to drop files or paste a text, and what became of those before."""
    return site_of(request).page(request, "add.html", jobs=_jobs(request).latest())


@post("/add/files")
async def add_files(request: Asked) -> Response[Any]:
    """Takes the files, and shows what becomes of them."""
    form = await request.form()
    uploads = [upload for upload in form.getall("files", []) if isinstance(upload, UploadFile) and upload.filename]
    if not uploads:
        raise PageError("no_file")
    folder = Path(tempfile.mkdtemp(prefix="linimasa-add-"))
    for number, upload in enumerate(uploads):
        (folder / _safe(upload.filename, number)).write_bytes(await upload.read())
    return Redirect(f"/add/{_jobs(request).add_files(folder).id}", status_code=303)


@post("/add/text")
async def add_text(request: Asked) -> Response[Any]:
    """Takes a pasted text, and shows what becomes of it."""
    form = await request.form()
    said = {name: str(form.get(name, "")).strip() or None for name in ("outlet", "published", "url")}
    text = str(form.get("text", "")).replace("\r\n", "\n")
    if not text.strip():
        raise PageError("no_text")
    return Redirect(f"/add/{_jobs(request).add_text(Pasted(text, **said)).id}", status_code=303)


@get("/add/{job_id:str}", sync_to_thread=True)
def job(request: Asked, job_id: FromPath[str]) -> Response[str]:
    """How far the reports of one job are."""
    found = _jobs(request).get(job_id)
    if found is None:
        raise NotFoundException("this job is no longer remembered; its reports stand under Reports")
    return site_of(request).page(request, "job.html", job=found)


def _jobs(request: Asked) -> Jobs:
    return site_of(request).jobs


def _safe(name: str, number: int) -> str:
    """A file's name without any way out of its folder; numbered where nothing of it is left."""
    bare = _UNSAFE.sub("_", re.split(r"[/\\]", name)[-1]).strip(". ")[-100:]
    return f"{number:03} {bare}" if number else bare or f"{number:03}"


HANDLERS = (add, add_files, add_text, job)
