"""Addresses that belong to no app: health, robots, errors."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

LONGEST_WAIT = timedelta(minutes=15)
ROBOTS = (
    "User-agent: *\nDisallow: /admin/\nDisallow: /join/\nDisallow: /preview/\n"
    "Disallow: /translate/\n\n"
    "Sitemap: {}/sitemap.xml\n"
)


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS.format(settings.SITE_URL), content_type="text/plain")


@require_safe
@never_cache
def alive(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def ready(_request: HttpRequest) -> JsonResponse:
    """Database, storage and queue answer; 503 with the name of what does not."""
    checks = {"database": check_database, "storage": check_storage, "queue": check_queue}
    found = {name: works(check) for name, check in checks.items()}
    status = 200 if all(found.values()) else 503
    return JsonResponse(
        {name: "ok" if ok else "failed" for name, ok in found.items()}, status=status
    )


def works(check) -> bool:
    try:
        check()
    except Exception:  # whatever a driver raises, the answer is the same: not ready
        return False
    return True


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_storage() -> None:
    name = default_storage.save(f"health/{uuid.uuid4()}", ContentFile(b"ok"))
    default_storage.delete(name)


def check_queue() -> None:
    """Nothing waits for long while no worker takes anything; a long queue is no fault."""
    late = timezone.now() - LONGEST_WAIT
    waits = DBTaskResult.objects.ready().filter(enqueued_at__lt=late)
    if waits.exists() and not DBTaskResult.objects.filter(started_at__gte=late).exists():
        raise RuntimeError("no worker takes what waits")


def page_language(request: HttpRequest) -> str:
    """The language of the address, or else the browser's."""
    return translation.get_language_from_path(
        request.path_info
    ) or translation.get_language_from_request(request)


def error_page(request: HttpRequest, status: int, template: str = "") -> HttpResponse:
    with translation.override(page_language(request)):
        return render(request, template or f"{status}.html", status=status)


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    return error_page(request, 404)


def forbidden(request: HttpRequest, exception=None) -> HttpResponse:
    return error_page(request, 403)


def forgery_suspected(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: cookies are off, or the page was open for too long."""
    return error_page(request, 403, "forgery.html")


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    return error_page(request, 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Must not need the database: nothing but words."""
    with translation.override(page_language(request)):
        return HttpResponse(render_to_string("500.html"), status=500)
