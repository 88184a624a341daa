// How a value is read, while it is being typed.

import { call } from "./calls.js";

const PAUSE = 120; // milliseconds without a key

export function readingOf(input, output) {
  let timer, asked = 0;
  async function read() {
    const turn = ++asked;
    const html = input.value.trim()
      ? await (await call(`/page/value?value=${encodeURIComponent(input.value)}`)).text()
      : "";
    if (turn === asked) output.innerHTML = html; // our own template, with everything escaped
  }
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => read().catch(() => {}), PAUSE);
  });
}
