"""The dates that feeds really carry -> UTC.

feedparser reads KST, JST, CET and BST as UTC and every Korean date as the first of its month,
and a time without a zone as UTC where the outlet means its own. So its answer is not used.

Reads   Fri, 20 Nov 2026 10:00:00 KST      mer, 16 nov 2022 00:38:15 +0100
        2026-11-20T10:00:00+09:00          Friday, January 29, 2021 04:42 PM
        2026년 11월 20일 오후 3시 5분      2026.11.20 오전 09:00
        2026年11月20日 18:00               20/11/2026 10:00
        1795140000                         20 พ.ย. 2569
None    11/12/2026 (two readings), anything without a year
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

MAX_AHEAD = timedelta(days=1)
"""A date further ahead than this is wrong; a nearer one is a clock or zone that is off."""
EARLIEST_YEAR = 1990
NOON = time(12)

# Hours from UTC. An abbreviation with two meanings (CST, IST, BST, AST) is first looked for in
# the outlet's own zone; what stands here is the meaning that feeds use most.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "ist": 5.5, "cet": 1,
    "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "msd": 4, "trt": 3, "gst": 4,
    "pkt": 5, "npt": 5.75, "ict": 7, "wib": 7, "wita": 8, "wit": 9, "sgt": 8, "myt": 8, "hkt": 8,
    "pht": 8, "awst": 8, "kst": 9, "kdt": 10, "jst": 9, "acst": 9.5, "acdt": 10.5, "aest": 10,
    "aedt": 11, "nzst": 12, "nzdt": 13, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
    "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "ast": -4, "adt": -3,
    "nst": -3.5, "brt": -3, "brst": -2, "art": -3, "clt": -4, "clst": -3, "cot": -5, "pet": -5,
}  # fmt: skip
_MONTH_NAMES = """
jan january januar janvier janv janeiro enero ene gennaio gen januari ocak янв января ม.ค
feb february februar février févr fevrier fevereiro fev febrero febbraio februari şub şubat февр фев
    февраля ก.พ
mar march märz mär mars março marzo maret mart мар марта มี.ค
apr april avril avr abril abr aprile nisan апр апреля เม.ย
may mai maio mayo maggio mag mei mayıs май мая พ.ค
jun june juin junho junio giugno giu juni haziran июн июня มิ.ย
jul july juillet juil julho julio luglio lug juli temmuz июл июля ก.ค
aug august août aout agosto ago agustus agu ağustos авг августа ส.ค
sep september sept septembre setembro set septiembre settembre eylül сен сент сентября ก.ย
oct october oktober okt octobre outubro out octubre ottobre ott ekim окт октября ต.ค
nov november novembre novembro noviembre nopember kasım ноя нояб ноября พ.ย
dec december dezember dez décembre déc decembre dezembro diciembre dic dicembre desember des
    aralık дек декабря ธ.ค
"""
_MONTHS = {
    name: number
    for number, line in enumerate(_MONTH_NAMES.replace("\n    ", " ").strip().split("\n"), start=1)
    for name in line.split()
}
_AFTERNOON = ("pm", "p.m", "p.m.", "오후", "下午", "午後", "晚上", "밤")
_MORNING = ("am", "a.m", "a.m.", "오전", "上午", "午前", "凌晨", "새벽")
_HALF = "|".join(
    re.escape(word) for word in sorted((*_AFTERNOON, *_MORNING), key=len, reverse=True)
)

_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})\s*[-/.년年]\s*(?P<month>\d{1,2})\s*[-/.월月]\s*(?P<day>\d{1,2})\s*[일日号]?"
)
_COMPACT = re.compile(r"^(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?=\D|\d{4}|\d{6}|$)")
_DAY_FIRST = re.compile(r"(?<!\d)(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<year>\d{4})")
_DAY_NAMED = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s,/-]+(?:de\s+)?"
    r"(?P<name>[^\W\d_][^\s,/\d-]*?)\.?[\s,/-]+(?:de\s+)?(?P<year>\d{4}|\d{2}(?=\s+\d{1,2}:))(?!\d|:)"
)
_NAMED_DAY = re.compile(
    r"(?P<name>[^\W\d_][^\s,/\d-]*?)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?!\d|:)"
)
# Tue Nov 24 10:00:00 KST 2026
_ASCTIME = re.compile(
    r"(?P<name>[^\W\d_]+)\s+(?P<day>\d{1,2})\s+(?=\d{1,2}:\d\d).*?\s(?P<year>\d{4})(?!\d|:)"
)
_TIME = re.compile(
    rf"(?P<before>{_HALF})?\s*(?<![\d+-])(?P<hour>\d{{1,2}})\s*(?:[:.시時时点點]\s*(?P<minute>\d{{1,2}})"
    rf"(?:\s*[:분分]\s*(?P<second>\d{{1,2}})?(?:[.,]\d+)?)?|[시時时])\s*(?P<after>{_HALF})?",
    re.IGNORECASE,
)
_TIME_COMPACT = re.compile(r"^t?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?", re.IGNORECASE)
_OFFSET = re.compile(
    r"(?:gmt|utc)?\s*(?P<sign>[+\-−])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?\s*(?:\(|$)"
)
_ABBREVIATION = re.compile(r"(?P<name>[a-z]{1,5})[\s)\]]*$")
_UNIX = re.compile(r"^\d{10}(?:\d{3})?(?:\.\d+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDate:
    """A moment as a feed gave it.

    Attributes:
        at: aware UTC time.
        on: the day of it at the outlet.
        day_only: whether no time was given; `at` is then the outlet's noon, which is the same
            day for nearly all readers.
    """

    at: datetime
    on: date
    day_only: bool


def read_date(text: str, *, timezone_name: str, now: datetime) -> FeedDate | None:
    """Return the moment that a feed names, or None when it cannot be told or cannot be.

    Args:
        text: the date as written.
        timezone_name: IANA name of the outlet's zone; times without a zone are meant there.
        now: aware UTC time; a date up to a day ahead is taken for it, a later one refused.
    """
    zone = ZoneInfo(timezone_name)
    text = unicodedata.normalize("NFKC", text).strip().casefold()[:100]
    try:
        found = _unix(text) or _read(text, zone=zone)
        if found is None or found[0].year < EARLIEST_YEAR:
            return None
        moment, day_only = found
        at = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        # The 31st of June, 25 o'clock, an offset of four days.
        return None
    if at > now + MAX_AHEAD:
        return None
    if at > now and not day_only:
        moment = now.astimezone(moment.tzinfo)
    on = moment.date() if day_only else moment.astimezone(zone).date()
    return FeedDate(at=min(at, now), on=on, day_only=day_only)


def _unix(text: str) -> tuple[datetime, bool] | None:
    if not _UNIX.match(text):
        return None
    seconds = float(text)
    return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, tz=UTC), False  # noqa: PLR2004


def _read(text: str, *, zone: ZoneInfo) -> tuple[datetime, bool] | None:
    found = _day_in(text)
    if found is None:
        return None
    day, rest = found
    clock = _TIME_COMPACT.match(rest) or _TIME.search(rest)
    if clock is None:
        return datetime.combine(day, NOON, tzinfo=zone), True
    moment = datetime.combine(day, _time_of(clock))
    offset = _offset_in(rest[clock.end() :].strip(), moment=moment, zone=zone)
    return moment.replace(tzinfo=zone if offset is None else timezone(offset)), False


def _day_in(text: str) -> tuple[date, str] | None:
    """Return the day and what is left of the text, where the time must stand."""
    for pattern in (_YEAR_FIRST, _COMPACT):
        if found := pattern.search(text):
            year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
            return date(_western(year), month, day), _without(text, found)
    if found := _DAY_FIRST.search(text):
        a, b = int(found["a"]), int(found["b"])
        if (min(a, b) <= 12 and max(a, b) > 12) or a == b:  # noqa: PLR2004
            return date(_western(int(found["year"])), min(a, b), max(a, b)), _without(text, found)
        return None
    for pattern in (_DAY_NAMED, _NAMED_DAY, _ASCTIME):
        for found in pattern.finditer(text):
            month_or_none = _MONTHS.get(found["name"].rstrip("."))
            if month_or_none is not None:
                named = date(_western(int(found["year"])), month_or_none, int(found["day"]))
                rest = _without(text, found)
                if pattern is _ASCTIME:
                    rest = text[found.end("day") : found.start("year")]
                return named, rest
    return None


def _without(text: str, found: re.Match[str]) -> str:
    # The time mostly follows the day, but "04:42 PM, January 29, 2021" exists.
    after = text[found.end() :].strip(" ,-|")
    return after if any(map(str.isdigit, after)) else text[: found.start()].strip(" ,-|")


def _western(year: int) -> int:
    if year < 100:  # noqa: PLR2004
        return 2000 + year
    # The Buddhist calendar, as Thai outlets count.
    return year - 543 if year > 2400 else year  # noqa: PLR2004


def _time_of(found: re.Match[str]) -> time:
    parts = found.groupdict()
    hour = int(parts["hour"])
    half = parts.get("before") or parts.get("after")
    if half in _AFTERNOON and hour < 12:  # noqa: PLR2004
        hour += 12
    elif half in _MORNING and hour == 12:  # noqa: PLR2004
        hour = 0
    second = min(int(parts["second"] or 0), 59)  # a leap second is written 60
    return time(hour, int(parts["minute"] or 0), second)


def _offset_in(text: str, *, moment: datetime, zone: ZoneInfo) -> timedelta | None:
    if found := _OFFSET.search(text):
        size = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
        return size if found["sign"] == "+" else -size
    if found := _ABBREVIATION.search(text):
        name = found["name"]
        # Both halves of the year: an outlet in Chicago may write CST in summer.
        for season in (moment, moment + timedelta(days=182)):
            if (season.replace(tzinfo=zone).tzname() or "").casefold() == name:
                return season.replace(tzinfo=zone).utcoffset()
        if name in _ZONES:
            return timedelta(hours=_ZONES[name])
    return None
