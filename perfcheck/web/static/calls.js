// Talking to the server on this machine, and the words of the page.

const words = JSON.parse(document.getElementById("words").textContent);
const lang = document.body.dataset.lang;

export function say(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function show(id, text) {
  document.getElementById(id).textContent = text;
}

// The answer to a request, or an Error with the line that the server said.
export async function call(path, options = {}) {
  const url = new URL(path, location);
  url.searchParams.set("lang", lang);
  let answer;
  try {
    answer = await fetch(url, options);
  } catch {
    throw new Error(say("unreachable"));
  }
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  const error = new Error((lang === "en" && problem.detail_en) || problem.detail || answer.statusText);
  error.status = answer.status;
  throw error;
}

export const json = (body) => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

// Do what a person asked for; what goes wrong is said in one line.
export async function attempt(work) {
  show("failure", "");
  try {
    return await work();
  } catch (error) {
    show("failure", error.message);
  }
}

export function named(answer) {
  const found = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") || "");
  return found ? decodeURIComponent(found[1]) : "perfcheck";
}

export async function save(answer) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = named(answer);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  const n = answer.headers.get("Perfcheck-Mended");
  const told = { name: link.download, n, left: answer.headers.get("Perfcheck-Left") };
  show("status", say(n === null ? "saved" : "mended", told));
}
