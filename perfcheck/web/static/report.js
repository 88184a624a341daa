// The report: filters, counts, and the way from a finding to its cell and back.

import { attempt, call, json, save, say, show } from "./calls.js";
import * as rejected from "./rejected.js";
import * as tries from "./tries.js";

const SEVERITIES = ["error", "warning", "info"];
const report = document.getElementById("report");
let view, current = null;

const all = (selector, from = view) => [...from.querySelectorAll(selector)];
const cards = () => all(".card");
const shown = () => cards().filter((card) => !card.hidden);
const idOf = (card) => card.querySelector(".finding").id;
const cellOf = (mark) => mark.closest("td, .fields > div");
const cellsOf = (card) => all(`a.no[href="#${idOf(card)}"]`).map(cellOf);
const cardsOf = (cell) =>
  all("a.no:not([hidden])", cell).map((mark) =>
    document.getElementById(mark.hash.slice(1)).closest(".card"));

export function open(html) {
  report.innerHTML = html; // our own template, with everything escaped
  view = document.getElementById("view");
  current = null;
  tries.begin(view, refresh);
  listRules();
  listParts();
  refresh();
  document.getElementById("verdict").focus();
}

// After a change of findings or of filters: what is shown, marked and counted.

export function refresh() {
  rejected.mark(cards());
  listRules();
  const on = new Set(all(".chip[aria-pressed=true]").map((chip) => chip.dataset.severity));
  const rule = document.getElementById("by-rule").value;
  const part = document.getElementById("by-part").value;
  for (const card of cards()) {
    card.hidden =
      !on.has(card.dataset.severity) || (rule && card.dataset.code !== rule);
    const cells = cellsOf(card);
    card.querySelector(".find").hidden = !cells.length;
    card.querySelector(".edit").hidden = !cells.some((cell) => cell.dataset.row);
  }
  for (const section of all("[data-part]")) {
    const own = all(".card", section);
    const visible = own.filter((card) => !card.hidden);
    const isTable = section.classList.contains("table");
    section.hidden =
      (part && section.dataset.part !== part) ||
      (rule && !visible.length) ||
      (!isTable && !section.querySelector(".bridge") && !visible.length);
    const rest = section.querySelector(".rest");
    if (rest) rest.textContent = visible.length < own.length ? say("hidden", { n: own.length - visible.length }) : "";
  }
  for (const one of all("[data-document]")) one.hidden = part && !one.querySelector(`#${part}`);
  markCells();
  count();
}

function markCells() {
  for (const mark of all("a.no")) {
    const card = document.getElementById(mark.hash.slice(1)).closest(".card");
    mark.hidden = card.hidden || card.classList.contains("rejected");
  }
  for (const cell of all("td, .fields > div")) {
    if (!cell.querySelector("a.no")) continue;
    const marks = all("a.no:not([hidden])", cell);
    const gravest = SEVERITIES.find((one) => marks.some((mark) => mark.classList.contains(one)));
    cell.classList.remove(...SEVERITIES);
    if (gravest) cell.classList.add(gravest);
  }
}

function count() {
  const open = cards().filter((card) => !card.classList.contains("rejected"));
  const number = (severity, among = open) =>
    among.filter((card) => card.dataset.severity === severity).length;
  for (const chip of all(".chip")) chip.querySelector("b").textContent = number(chip.dataset.severity);
  for (const row of all("[data-counts]")) {
    const own = open.filter((card) => card.closest(`#${row.dataset.counts}`));
    for (const cell of all("td[data-severity]", row)) {
      cell.textContent = number(cell.dataset.severity, own) || "";
    }
  }
  show("rejected", cards().length - open.length);
  const unread = Number(view.dataset.unread);
  const gravest = unread ? "unread" : SEVERITIES.find((one) => number(one)) || "clean";
  const verdict = document.getElementById("verdict");
  verdict.textContent = say(`verdict_${gravest}`, { n: unread || number(gravest) });
  verdict.className = `verdict ${unread ? "error" : gravest}`;
}

function listRules() {
  const rules = new Map();
  for (const { dataset } of cards()) {
    const known = rules.get(dataset.code) || { title: dataset.title, n: 0 };
    rules.set(dataset.code, { ...known, n: known.n + 1 });
  }
  const options = [...rules].sort().map(([code, { title, n }]) => [code, `${code} ${title} (${n})`]);
  fill(document.getElementById("by-rule"), options);
}

function listParts() {
  const many = all(".document").length > 1;
  const options = all("[data-part]:not([hidden])").map((part) => {
    const file = many ? `${part.closest(".document").querySelector("h2").textContent} · ` : "";
    return [part.dataset.part, file + part.dataset.name];
  });
  fill(document.getElementById("by-part"), options);
}

function fill(select, options) {
  const chosen = select.value;
  select.replaceChildren(select.firstElementChild, ...options.map(([value, text]) => new Option(text, value)));
  select.value = options.some(([value]) => value === chosen) ? chosen : "";
}

// From a finding to its cell, and from a cell to its findings.

function choose(findings, cells) {
  for (const one of all(".chosen")) one.classList.remove("chosen");
  for (const one of [...findings, ...cells]) one.classList.add("chosen");
  current = findings[0] || null;
}

function inSight(element) {
  element?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

export function toCell(card, { focus = true } = {}) {
  const cells = cellsOf(card);
  choose([card], cells);
  inSight(card);
  inSight(cells[0]);
  if (focus && cells[0]) tries.focus(cells[0]);
}

export function toFindings(cell) {
  const findings = cardsOf(cell).filter((card) => !card.hidden);
  choose(findings, [cell]);
  inSight(findings[0]);
  inSight(cell);
}

function step(by) {
  const list = shown().filter((card) => !card.closest("[data-part]").hidden);
  if (!list.length) return;
  const at = list.indexOf(current);
  const card = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length];
  toCell(card, { focus: false });
}

async function download(button) {
  const accepted = rejected.list(cards());
  if (button.dataset.file === "accepts" && !accepted.length) throw new Error(say("none_rejected"));
  await save(await call(`/v1/jobs/${view.dataset.job}/${button.dataset.file}`, json({ accepted })));
}

report.addEventListener("click", (event) => {
  const target = event.target;
  const button = target.closest("button");
  const card = target.closest(".card");
  if (button?.dataset.file) attempt(() => download(button));
  else if (button?.classList.contains("chip")) {
    button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
    refresh();
  } else if (button?.id === "previous") step(-1);
  else if (button?.id === "next") step(1);
  else if (button?.classList.contains("edit")) {
    toCell(card, { focus: false });
    tries.edit(cellsOf(card).find((cell) => cell.dataset.row));
  } else if (button?.classList.contains("reject")) rejected.ask(card, refresh);
  else if (card && (button?.classList.contains("find") || !target.closest("a, button"))) {
    toCell(card, { focus: Boolean(button) });
  } else if (target.closest("a.no")) {
    event.preventDefault();
    const mark = target.closest("a.no");
    choose([document.getElementById(mark.hash.slice(1)).closest(".card")], [cellOf(mark)]);
    inSight(current);
  } else if (target.closest("td[data-row], .fields > div") && !target.closest(".trial")) {
    toFindings(target.closest("td[data-row], .fields > div"));
  }
});

report.addEventListener("change", (event) => {
  if (event.target.closest(".bar")) refresh();
});

report.addEventListener("focusin", (event) => {
  const cell = event.target;
  if (cell.matches("td[data-row]") && cell.matches(":focus-visible")) toFindings(cell);
});
