// The page: files in, progress, the report; and one value to try.

import { attempt, call, say, show } from "./calls.js";
import { chosen, dropped, ofFolder } from "./files.js";
import { open } from "./report.js";
import { readingOf } from "./value.js";

const drop = document.getElementById("drop");
const progress = document.getElementById("progress");
const bar = progress.querySelector("progress");

async function check(files) {
  if (!files.length) throw new Error(say("no_files"));
  const form = new FormData();
  for (const { file, name } of files) form.append("files", file, name);
  show("status", say("sending", { n: files.length }));
  bar.removeAttribute("value");
  progress.hidden = false;
  try {
    const job = await (await call("/v1/jobs", { method: "POST", body: form })).json();
    await finished(job.id);
    await view(job.id);
  } finally {
    progress.hidden = true;
  }
}

async function finished(id) {
  for (let pause = 40; ; pause = Math.min(pause * 1.5, 1000)) {
    const job = await (await call(`/v1/jobs/${id}`)).json();
    if (job.state === "done" || job.state === "failed") return;
    bar.max = job.files;
    bar.value = job.done;
    const now = { done: job.done + 1, files: job.files, name: job.current };
    show("status", job.current ? say("checking", now) : say("waiting"));
    await new Promise((go) => setTimeout(go, pause));
  }
}

async function view(id) {
  const html = await (await call(`/page/${id}`)).text();
  const address = new URL(location);
  address.searchParams.set("job", id);
  address.hash = "";
  history.replaceState(null, "", address);
  document.body.classList.remove("start");
  show("status", "");
  open(html);
}

function take(input, read) {
  input.addEventListener("change", async () => {
    const files = read(input.files);
    await attempt(() => check(files));
    input.value = "";
  });
}

take(document.getElementById("files"), chosen);
take(document.getElementById("folder"), ofFolder);

for (const kind of ["dragover", "dragleave", "drop"]) {
  addEventListener(kind, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragover");
    if (kind === "drop") {
      const files = dropped(event.dataTransfer); // asked for now: later it is empty
      attempt(async () => check(await files));
    }
  });
}

readingOf(document.getElementById("value"), document.getElementById("reading"));

const last = new URLSearchParams(location.search).get("job");
if (last) attempt(() => view(last));
