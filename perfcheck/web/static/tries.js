// 试算: another text in a cell, checked at once. The server keeps nothing of it.

import { attempt, call, json, say, show } from "./calls.js";
import { readingOf } from "./value.js";

const READ = new Set(["指标值", "优", "良", "中", "差"]); // columns that hold values
let view, refresh, edits, originals;
let last = Promise.resolve(); // what was asked for last: one after the other, or an older answer would win

export function begin(newView, whenChanged) {
  view = newView;
  refresh = whenChanged;
  edits = new Map(); // of each cell: its document, and what the server is to be told
  originals = new Map(); // the parts of the page that were replaced, by id
  prepare(view);
  document.getElementById("restore").addEventListener("click", () => attempt(restore));
}

// One cell of each table is reached with Tab, the others with the arrows.
function prepare(from) {
  for (const table of from.querySelectorAll("table.marked")) {
    table.setAttribute("role", "grid");
    const cells = [...table.querySelectorAll("td[data-row]")];
    cells.forEach((cell, at) => (cell.tabIndex = at ? -1 : 0));
  }
}

export function focus(cell) {
  if (!cell.dataset.row) return;
  for (const one of cell.closest("table").querySelectorAll("td[tabindex='0']")) one.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus({ preventScroll: true });
}

const textOf = (cell) => {
  const copy = cell.cloneNode(true);
  for (const one of copy.querySelectorAll(".no, .was, .trial")) one.remove();
  return copy.textContent;
};

export function edit(cell) {
  if (!cell || cell.querySelector(".trial")) return;
  const before = textOf(cell);
  const box = document.createElement("div");
  box.className = "trial";
  const input = document.createElement(before.length > 24 ? "textarea" : "input");
  input.value = before;
  input.setAttribute("aria-label", `${cell.dataset.label} ${say("new_value")}`);
  box.append(input);
  if (READ.has(cell.dataset.label)) {
    const reading = document.createElement("div");
    reading.className = "reading";
    reading.setAttribute("aria-live", "polite");
    box.append(reading);
    readingOf(input, reading);
  }
  cell.append(box);
  input.focus();
  input.select();
  box.scrollIntoView({ block: "nearest" });
  let over = false;
  const end = (apply) => {
    if (over) return;
    over = true;
    const text = input.value;
    box.remove();
    focus(cell);
    if (apply && text !== before) attempt(() => change(cell, text));
  };
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return; // Enter that ends the writing of a Chinese word
    if (event.key === "Escape") end(false);
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      end(true);
    }
  });
  input.addEventListener("blur", () => end(true));
}

function placeOf(cell) {
  const document_ = Number(cell.closest(".document").dataset.document);
  const table = Number(cell.closest(".table").dataset.table);
  return { document: document_, table, row: Number(cell.dataset.row), column: cell.dataset.label };
}

const cellAt = ({ document: number, table, row, column }) =>
  view.querySelector(`#d${number}t${table} td[data-row="${row}"][data-label="${column}"]`);

async function change(cell, text) {
  const place = placeOf(cell);
  const key = Object.values(place).join(" ");
  const known = edits.get(key);
  const was = known ? known.was : textOf(cell);
  if (text === was) edits.delete(key);
  else edits.set(key, { ...place, text, was });
  try {
    await recheck(place.document);
  } catch (error) {
    if (known) edits.set(key, known);
    else edits.delete(key);
    throw error;
  }
  const now = cellAt(place);
  if (now) focus(now);
}

async function restore() {
  const documents = new Set([...edits.values()].map((one) => one.document));
  edits.clear();
  for (const one of documents) await recheck(one);
  document.getElementById("verdict").focus();
}

function recheck(number) {
  last = last.catch(() => {}).then(() => recheckNow(number));
  return last;
}

async function recheckNow(number) {
  const began = performance.now();
  const own = [...edits.values()].filter((one) => one.document === number);
  const body = {
    document: number,
    edits: own.map(({ table, row, column, text }) => ({ table, row, column, text })),
  };
  const had = findings(number);
  const html = await (await call(`/page/${view.dataset.job}/what-if`, json(body))).text();
  const made = document.createElement("template");
  made.innerHTML = html; // our own template, with everything escaped
  replace(number, [...made.content.querySelectorAll("[data-part]")]);
  for (const one of edits.values()) tell(one);
  refresh();
  const has = findings(number);
  const ms = Math.round(performance.now() - began);
  const line = say("rechecked", { gone: less(had, has), new: less(has, had), ms });
  view.dataset.took = ms;
  show("status", edits.size ? "" : line); // while something is tried, the bar in sight says it
  const bar = document.getElementById("trying");
  bar.querySelector(".told").textContent = line;
  bar.hidden = !edits.size;
  bar.firstElementChild.textContent = say("trying", { n: edits.size });
}

// What differs comes from the server; all else is as it was before the first change.
function replace(number, parts) {
  const wanted = new Map(parts.map((part) => [part.id, part]));
  for (const [id, original] of originals) {
    if (!wanted.has(id) && id.match(/^d\d+/)[0] === `d${number}`) {
      document.getElementById(id).replaceWith(original);
      originals.delete(id);
    }
  }
  for (const [id, part] of wanted) {
    const old = document.getElementById(id);
    if (!originals.has(id)) originals.set(id, old);
    old.replaceWith(part);
    prepare(part);
  }
}

function tell(one) {
  const cell = cellAt(one);
  if (!cell || cell.querySelector(".was")) return;
  const was = document.createElement("small");
  was.className = "was";
  was.textContent = say("was", { text: one.was || say("blank") });
  cell.classList.add("edited");
  cell.append(was);
}

// A finding is the same as long as its rule says it of the same row, whatever the value.
function findings(number) {
  const counted = new Map();
  for (const card of view.querySelectorAll(`#d${number} .card`)) {
    const key = [card.closest("[data-part]").id, card.dataset.code, card.dataset.about].join(" ");
    counted.set(key, (counted.get(key) || 0) + 1);
  }
  return counted;
}

function less(one, other) {
  let n = 0;
  for (const [key, count] of one) n += Math.max(0, count - (other.get(key) || 0));
  return n;
}

const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function move(cell, [down, right]) {
  const lines = new Map(); // row by row
  for (const one of cell.closest("table").querySelectorAll("td[data-row]")) {
    lines.set(one.parentElement, [...(lines.get(one.parentElement) || []), one]);
  }
  const rows = [...lines.values()];
  const at = rows.findIndex((row) => row.includes(cell));
  const goal = rows[at + down]?.[rows[at].indexOf(cell) + right];
  if (goal) focus(goal);
}

const report = document.getElementById("report");

report.addEventListener("dblclick", (event) => {
  const cell = event.target.closest("td[data-row]");
  if (cell && !event.target.closest(".trial")) edit(cell);
});

report.addEventListener("keydown", (event) => {
  const cell = event.target;
  if (!cell.matches("td[data-row]")) return;
  if (MOVES[event.key]) {
    event.preventDefault();
    move(cell, MOVES[event.key]);
  } else if (event.key === "Enter" || event.key === "F2") {
    event.preventDefault();
    edit(cell);
  }
});
