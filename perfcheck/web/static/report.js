// The report: filters, counts, and the way from a finding to its cell and back.

import { attempt, call, json, save, say, show } from "./calls.js";
import * as rejected from "./rejected.js";
import * as tries from "./tries.js";

const SEVERITIES = ["error", "warning", "info"];
const report = document.getElementById("report");
let view, current;
let cells, cards; // the cells of each finding, and its card, by the finding's id

const all = (selector, from = view) => [...from.querySelectorAll(selector)];
const idOf = (card) => card.querySelector(".finding").id;
const idAt = (mark) => mark.hash.slice(1);
const cellOf = (mark) => mark.closest("td, .fields > div");
const cellsOf = (card) => cells.get(idOf(card)) || [];
const cardsOf = (cell) => all("a.no:not([hidden])", cell).map((mark) => cards.get(idAt(mark)));

// Looked up once after a change: reports of many files have thousands of findings.
function index() {
  cards = new Map(all(".card").map((card) => [idOf(card), card]));
  cells = new Map();
  for (const mark of all("a.no")) {
    cells.set(idAt(mark), [...(cells.get(idAt(mark)) || []), cellOf(mark)]);
  }
}

export function open(html) {
  report.innerHTML = html; // our own template, with everything escaped
  view = document.getElementById("view");
  current = null;
  tries.begin(view, refresh);
  listParts();
  refresh();
  document.getElementById("verdict").focus();
}

// After a change of findings or of filters: what is shown, marked and counted.

export function refresh() {
  index();
  rejected.mark(cards.values());
  listRules();
  const on = new Set(all(".chip[aria-pressed=true]").map((chip) => chip.dataset.severity));
  const rule = document.getElementById("by-rule").value;
  const part = document.getElementById("by-part").value;
  for (const card of cards.values()) {
    card.hidden = !on.has(card.dataset.severity) || (rule && card.dataset.code !== rule);
    card.querySelector(".find").hidden = !cellsOf(card).length;
    card.querySelector(".edit").hidden = !cellsOf(card).some((cell) => cell.dataset.row);
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
    const card = cards.get(idAt(mark));
    mark.hidden = card.hidden || card.classList.contains("rejected");
  }
  for (const cell of new Set([...cells.values()].flat())) {
    const marks = all("a.no:not([hidden])", cell);
    const gravest = SEVERITIES.find((one) => marks.some((mark) => mark.classList.contains(one)));
    cell.classList.remove(...SEVERITIES);
    if (gravest) cell.classList.add(gravest);
  }
}

function count() {
  const counted = new Map(); // by severity: of all, of each document, of each of its parts
  let rejects = 0;
  for (const card of cards.values()) {
    if (card.classList.contains("rejected")) {
      rejects += 1;
      continue;
    }
    for (const whole of ["", card.closest(".document").id, card.closest("[data-part]").id]) {
      const key = `${whole} ${card.dataset.severity}`;
      counted.set(key, (counted.get(key) || 0) + 1);
    }
  }
  const number = (severity, whole = "") => counted.get(`${whole} ${severity}`) || 0;
  for (const chip of all(".chip")) chip.querySelector("b").textContent = number(chip.dataset.severity);
  for (const row of all("[data-counts]")) {
    for (const cell of all("td[data-severity]", row)) {
      cell.textContent = number(cell.dataset.severity, row.dataset.counts) || "";
    }
  }
  show("rejected", rejects);
  tellVerdict(number);
}

function tellVerdict(number) {
  const unread = Number(view.dataset.unread);
  const gravest = unread ? "unread" : SEVERITIES.find((one) => number(one)) || "clean";
  const verdict = document.getElementById("verdict");
  verdict.textContent = say(`verdict_${gravest}`, { n: unread || number(gravest) });
  verdict.className = `verdict ${unread ? "error" : gravest}`;
}

function listRules() {
  const rules = new Map();
  for (const { dataset } of cards.values()) {
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

function choose(findings, marked) {
  for (const one of all(".chosen")) one.classList.remove("chosen");
  for (const one of [...findings, ...marked]) one.classList.add("chosen");
  current = findings[0] || null;
}

function inSight(element) {
  element?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

export function toCell(card, { focus = true } = {}) {
  const marked = cellsOf(card);
  choose([card], marked);
  inSight(card);
  inSight(marked[0]);
  if (focus && marked[0]) tries.focus(marked[0]);
}

export function toFindings(cell) {
  const findings = cardsOf(cell).filter((card) => !card.hidden);
  choose(findings, [cell]);
  inSight(findings[0]);
  inSight(cell);
}

function step(by) {
  const list = all(".card:not([hidden])").filter((card) => !card.closest("[data-part]").hidden);
  if (!list.length) return;
  const at = list.indexOf(current);
  const card = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length];
  toCell(card, { focus: false });
}

async function download(button) {
  const accepted = rejected.list(cards.values());
  if (button.dataset.file === "accepts" && !accepted.length) throw new Error(say("none_rejected"));
  await save(await call(`/v1/jobs/${view.dataset.job}/${button.dataset.file}`, json({ accepted })));
}

async function compare({ dataset: { old, new: next } }) {
  const answer = await call(`/page/${view.dataset.job}/comparison?old=${old}&new=${next}`);
  document.getElementById("compared").innerHTML = await answer.text(); // our own template
  document.getElementById("comparison").focus();
}

report.addEventListener("click", (event) => {
  const target = event.target;
  const button = target.closest("button");
  const card = target.closest(".card");
  if (button?.dataset.file) attempt(() => download(button));
  else if (button?.classList.contains("compare")) attempt(() => compare(button));
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
    choose([cards.get(idAt(mark))], [cellOf(mark)]);
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
