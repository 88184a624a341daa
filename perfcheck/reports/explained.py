"""已说明: the findings that a configuration explains, and its entries that silence nothing, in words."""

from perfcheck.reports.inert import one_line
from perfcheck.reports.words import rule_title, say
from perfcheck.rules import Accept, Accepted, UnusedAccept, find_rule


def accepted_line(one: Accepted, lang: str) -> str:
    """The finding, and why it is not sent back."""
    finding, accept = one.finding, one.accept
    table = say("table", lang, n=finding.table) if finding.table else say("document", lang)
    title = rule_title(finding.code, lang)
    where = " ".join(filter(None, (table, one_line(finding.indicator))))
    until = say("until", lang, day=accept.until) if accept.until else ""
    reason = say("explained_by", lang, reason=one_line(accept.reason), until=until)
    return f"{finding.code} {title}   {where}{reason}"


def unused_line(one: UnusedAccept, lang: str) -> str:
    """The entry, where it is written, and whether its day is past."""
    accept = one.accept
    rule = find_rule(accept.rule)
    code = f"{rule.code} {accept.rule}" if rule else accept.rule
    named = map(one_line, (accept.document, accept.project, accept.indicator))
    what = "   ".join(filter(None, (code, *named)))
    fate = say("expired", lang, day=accept.until) if one.expired else say("matches_nothing", lang)
    return f"{entry_place(accept, lang)}   {what}{fate}"


def entry_place(accept: Accept, lang: str) -> str:
    """``perfcheck.toml [[accept]] 第3条``"""
    return say("entry", lang, file=one_line(accept.config), n=accept.number)
