// 不予采纳: findings that the reviewer does not take up, and why. They are kept in this browser alone.

import { say } from "./calls.js";

const KEY = "perfcheck.rejected";
const dialog = document.getElementById("rejecting");
const reason = document.getElementById("reason");
let reasons = read();

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) || {};
  } catch {
    return {}; // no store, or not ours
  }
}

function write() {
  try {
    localStorage.setItem(KEY, JSON.stringify(reasons));
  } catch {
    // it holds as long as the page is open
  }
}

export function mark(cards) {
  for (const card of cards) {
    const why = card.querySelector(".reject") && reasons[card.dataset.fingerprint];
    card.classList.toggle("rejected", Boolean(why));
    card.querySelector(".reason").textContent = why ? say("rejected", { reason: why }) : "";
    const button = card.querySelector(".reject");
    if (!button) continue;
    button.dataset.word ??= button.textContent;
    button.textContent = why ? say("take_back") : button.dataset.word;
  }
}

// Those among the findings, as the server takes them.
export function list(cards) {
  const found = new Map();
  for (const card of cards) {
    const fingerprint = card.dataset.fingerprint;
    if (card.classList.contains("rejected")) found.set(fingerprint, reasons[fingerprint]);
  }
  return [...found].map(([fingerprint, why]) => ({ fingerprint, reason: why }));
}

// Ask for the reason; of a finding that was rejected before, take that back.
export function ask(card, then) {
  const fingerprint = card.dataset.fingerprint;
  if (card.classList.contains("rejected")) {
    delete reasons[fingerprint];
    write();
    then();
    return;
  }
  dialog.querySelector(".what").textContent = `${card.dataset.code} ${card.dataset.title} ${card.dataset.about}`;
  reason.value = "";
  dialog.returnValue = "";
  dialog.onclose = () => {
    const why = reason.value.trim();
    if (dialog.returnValue !== "ok" || !why) return;
    reasons = { ...read(), [fingerprint]: why };
    write();
    then();
    card.querySelector(".reject").focus();
  };
  dialog.showModal();
}
